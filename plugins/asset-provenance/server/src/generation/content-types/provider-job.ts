import type { Cost, EffectiveParameters, Failure, Usage } from '../../../../shared';
import { BILLED_STATES, JOB_STATES } from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  moment,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredText,
  text,
} from '../../kernel';

/** Where the provider says that its files are. Private: addresses carry access. */
export type ResultLocation = { url: string; expiresAt: string | null };

/** One billable submit to a provider. */
export const providerJobs = defineTable({
  singularName: 'provider-job',
  pluralName: 'provider-jobs',
  displayName: 'Provider job',
  attributes: {
    taskId: requiredText(),
    ordinal: requiredInteger(0),
    state: oneOf(JOB_STATES),
    version: requiredInteger(1),
    providerId: requiredText(),
    /** Our own key for this job, given to providers that can look a job up by it. */
    clientKey: requiredText(),
    providerTaskId: text(),
    outputsExpected: requiredInteger(1),
    /** The seed asked of this job: jobs of one task get consecutive seeds. */
    seed: json<number | null>(),
    effective: json<EffectiveParameters | null>(),
    /** What the adapter asked to keep with the provider's id. Private. */
    reference: json<unknown>(),
    results: json<ResultLocation[] | null>(),
    /** Whether this job is paid for, as far as is known; null until that is settled. */
    billed: optionalOneOf(BILLED_STATES),
    /** What it cost and what was counted, where the provider tells. */
    cost: json<Cost | null>(),
    usage: json<Usage | null>(),
    /** What went wrong with the last poll; null after one that was answered. */
    lastProblem: json<Failure | null>(),
    /** Further jobs at the provider that turned out to live after it had been sent again. */
    otherProviderTaskIds: json<string[] | null>(),
    failure: json<Failure | null>(),
    progress: integer(),
    /** How often it was sent. More than one only after a person said so, or nothing had been sent. */
    attempts: requiredInteger(0),
    polls: requiredInteger(0),
    submittedAt: moment(),
    acceptedAt: moment(),
    deadlineAt: moment(),
    finishedAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['taskId', 'ordinal'], isUnique: true },
    { columns: ['providerTaskId'] },
    { columns: ['providerId', 'state'] },
  ],
});

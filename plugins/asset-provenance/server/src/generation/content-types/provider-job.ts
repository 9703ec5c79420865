import type { EffectiveParameters, Failure } from '../../../../shared';
import { JOB_STATES } from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  moment,
  oneOf,
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
    results: json<ResultLocation[] | null>(),
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

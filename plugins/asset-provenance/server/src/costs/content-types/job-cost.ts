import type { Cost, UsedRate } from '../../../../shared';
import { COST_BASES, ESTIMATE_CERTAINTIES, STAGES } from '../../../../shared';
import {
  defineTable,
  json,
  moment,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredMicro,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** The money of one provider job: what is reserved for it and what it has cost so far. */
export const jobCosts = defineTable({
  singularName: 'job-cost',
  pluralName: 'job-costs',
  displayName: 'Job cost',
  attributes: {
    jobId: requiredText(),
    taskId: requiredText(),
    version: requiredInteger(1),
    stage: oneOf(STAGES),
    providerId: requiredText(),
    modelId: requiredText(),
    purpose: requiredText(),
    ownerId: text(),
    ownerName: requiredText(),
    /** Day of the launch in the site's time zone: the periods of budgets follow from it. */
    day: requiredText(),
    launchedAt: requiredMoment(),
    /** What was estimated for one sending, in the accounting currency. */
    estimate: requiredMicro(),
    certainty: oneOf(ESTIMATE_CERTAINTIES),
    /** Where the estimated price was taken from. */
    sources: json<string[]>(),
    estimatedCost: json<Cost | null>(),
    reserved: requiredMicro(),
    spent: requiredMicro(),
    /** Of it: what earlier sendings of this job are taken to have cost. */
    spentBefore: requiredMicro(),
    currency: requiredText(),
    /** The actual cost in its own currency; null until it is settled. */
    actualCost: json<Cost | null>(),
    basis: optionalOneOf(COST_BASES),
    rate: json<UsedRate | null>(),
    settledAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['jobId'], isUnique: true },
    { columns: ['taskId'] },
    { columns: ['day', 'stage'] },
    { columns: ['ownerId', 'day'] },
  ],
});

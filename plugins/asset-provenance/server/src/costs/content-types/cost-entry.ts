import type { Cost, UsedRate } from '../../../../shared';
import { COST_BASES, COST_ENTRY_KINDS } from '../../../../shared';
import {
  defineTable,
  json,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredMicro,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** One move of the money of one job; written once, and their sum is what the job holds. */
export const costEntries = defineTable({
  singularName: 'cost-entry',
  pluralName: 'cost-entries',
  displayName: 'Cost entry',
  attributes: {
    jobId: requiredText(),
    taskId: requiredText(),
    /** Within the job, from 1. */
    ordinal: requiredInteger(1),
    kind: oneOf(COST_ENTRY_KINDS),
    /** What is reserved and what is spent changed by so much, in the accounting currency. */
    reservedChange: requiredMicro(),
    spentChange: requiredMicro(),
    currency: requiredText(),
    /** The actual cost in its own currency. */
    cost: json<Cost | null>(),
    basis: optionalOneOf(COST_BASES),
    rate: json<UsedRate | null>(),
    note: text(),
    at: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['jobId', 'ordinal'], isUnique: true },
    { columns: ['taskId'] },
  ],
});

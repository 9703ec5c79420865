import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** Launches that were recorded together, from one table. */
export const batches = defineTable({
  singularName: 'batch',
  pluralName: 'batches',
  displayName: 'Batch',
  attributes: {
    name: requiredText(),
    rows: requiredInteger(0),
    ownerType: oneOf(ACTOR_TYPES),
    ownerId: text(),
    ownerName: requiredText(),
    launchedAt: requiredMoment(),
    idempotencyKey: text(),
    /** What makes two batches the same: the fingerprint of every row. */
    rowsHash: requiredText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['idempotencyKey'], isUnique: true },
    { columns: ['ownerId'] },
  ],
});

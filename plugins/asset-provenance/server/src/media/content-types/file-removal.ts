import { ACTOR_TYPES, REMOVAL_RULES } from '../../../../shared';
import {
  defineTable,
  integer,
  moment,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

export const REMOVAL_STATES = ['decided', 'done', 'cancelled'] as const;

/**
 * Files that were deleted, or are about to be: what is left of a binary is its hash, the day, and the
 * rule. With the row of a decision the deletion has happened as far as holds are concerned; the bytes
 * go after it, outside any transaction.
 */
export const fileRemovals = defineTable({
  singularName: 'file-removal',
  pluralName: 'file-removals',
  displayName: 'File removal',
  attributes: {
    fileDocumentId: requiredText(),
    state: oneOf(REMOVAL_STATES),
    version: requiredInteger(1),
    rule: oneOf(REMOVAL_RULES),
    outputId: text(),
    taskId: text(),
    /** Of the original; null for files from before this plugin. */
    sha256: text(),
    bytes: integer(),
    decidedAt: requiredMoment(),
    decidedByType: oneOf(ACTOR_TYPES),
    decidedById: text(),
    decidedByName: requiredText(),
    doneAt: moment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileDocumentId'], isUnique: true },
    { columns: ['taskId'] },
    { columns: ['state', 'decidedAt'] },
  ],
});

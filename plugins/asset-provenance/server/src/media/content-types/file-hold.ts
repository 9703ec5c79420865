import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  flag,
  longText,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** Files that may neither be deleted nor replaced, whatever their standing: one row for each file. */
export const fileHolds = defineTable({
  singularName: 'file-hold',
  pluralName: 'file-holds',
  displayName: 'File hold',
  attributes: {
    fileDocumentId: requiredText(),
    isHeld: flag(true),
    version: requiredInteger(1),
    reason: longText(),
    changedByType: oneOf(ACTOR_TYPES),
    changedById: text(),
    changedByName: requiredText(),
    changedAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileDocumentId'], isUnique: true },
  ],
});

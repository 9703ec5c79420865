import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  flag,
  longText,
  moment,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * Files that may neither be deleted nor replaced, whatever their standing, and with them the tasks that
 * they are of: one row for each file, and one for each task that is held itself, files or none. Rows
 * stay when holds are lifted, and when files go.
 */
export const fileHolds = defineTable({
  singularName: 'file-hold',
  pluralName: 'file-holds',
  displayName: 'File hold',
  attributes: {
    /** null: the task is held itself. */
    fileDocumentId: text(),
    /** The task whose record and other files are held with it; null where the file is of none. */
    taskId: text(),
    isHeld: flag(true),
    /** Its bytes are being replaced, which was decided before: no hold begins until then. */
    busyUntil: moment(),
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
    { columns: ['taskId'] },
  ],
});

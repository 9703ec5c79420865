import { REFERENCE_ROLES } from '../../../../shared';
import { defineTable, oneOf, requiredInteger, requiredText } from '../../kernel';

/**
 * One input picture of one task, with the rights record that allowed it: the way back from a picture
 * or an authorisation to everything that was made from it. Written once, with the task.
 */
export const taskReferences = defineTable({
  singularName: 'task-reference',
  pluralName: 'task-references',
  displayName: 'Task reference',
  attributes: {
    taskId: requiredText(),
    /** Within the task, from 0. */
    position: requiredInteger(0),
    fileDocumentId: requiredText(),
    role: oneOf(REFERENCE_ROLES),
    rightsRecordId: requiredText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['taskId', 'position'], isUnique: true },
    { columns: ['fileDocumentId'] },
    { columns: ['rightsRecordId'] },
  ],
});

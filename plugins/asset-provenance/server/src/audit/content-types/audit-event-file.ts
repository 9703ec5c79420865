import { defineTable, requiredText } from '../../kernel';

/** Which files an event about something else names: JSON cannot be searched on every database. */
export const auditEventFiles = defineTable({
  singularName: 'audit-event-file',
  pluralName: 'audit-event-files',
  displayName: 'File that an audit event names',
  attributes: {
    eventId: requiredText(),
    fileDocumentId: requiredText(),
  },
  indexes: [{ columns: ['fileDocumentId'] }],
});

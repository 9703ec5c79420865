import { defineTable, requiredText, text } from '../../kernel';

/**
 * A person of whom the data of an event speak. The text of the event holds a salted hash; without this
 * row, or without its salt, nobody can say whose.
 */
export const auditEventPersons = defineTable({
  singularName: 'audit-event-person',
  pluralName: 'audit-event-persons',
  displayName: 'Person whom an audit event names',
  attributes: {
    eventId: requiredText(),
    /** Of the data; with a place in lists: `mentions.0`. */
    field: requiredText(),
    /** documentId of an admin user, or a pseudonym. */
    personId: requiredText(),
    /** null: erased. */
    salt: text(),
  },
  indexes: [{ columns: ['eventId'] }, { columns: ['personId'] }],
});

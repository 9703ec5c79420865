import { defineTable, requiredInteger, requiredLongText, requiredText } from '../../kernel';

/**
 * Bytes that came with the answer of a provider, until they are stored: kept in the same transaction
 * as the success, because they were paid for and cannot be asked for again.
 */
export const inlineResults = defineTable({
  singularName: 'inline-result',
  pluralName: 'inline-results',
  displayName: 'Inline result',
  attributes: {
    jobId: requiredText(),
    /** Within the job, from 0. */
    jobOrdinal: requiredInteger(0),
    dataUrl: requiredLongText(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['jobId', 'jobOrdinal'], isUnique: true },
  ],
});

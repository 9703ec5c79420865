import type { Finding } from '../../../../shared';
import { defineTable, json, moment, requiredMoment, requiredText, text } from '../../kernel';

/**
 * What the bytes of a file said about where they came from, as they were received: one row for each
 * time that bytes came, the newest counts.
 */
export const fileExaminations = defineTable({
  singularName: 'file-examination',
  pluralName: 'file-examinations',
  displayName: 'File examination',
  attributes: {
    fileDocumentId: requiredText(),
    /** Of the bytes before the upload service made them smaller. */
    receivedSha256: requiredText(),
    findings: json<Finding[]>(),
    digitalSourceType: text(),
    /** null: too large to be looked into, or the look failed. */
    examinedAt: moment(),
    receivedAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileDocumentId'] },
    { columns: ['receivedSha256'] },
  ],
});

import { defineTable, flag, requiredLongText, requiredText, text } from '../../kernel';

/**
 * Which entry shows which file: one row for each field, language and version (draft or published).
 * A copy of what the entries say, kept with every change and rebuilt by a command.
 */
export const fileUsages = defineTable({
  singularName: 'file-usage',
  pluralName: 'file-usages',
  displayName: 'File usage',
  attributes: {
    fileDocumentId: requiredText(),
    entryUid: requiredText(),
    entryDocumentId: requiredText(),
    /** null: the type is not localised. */
    locale: text(),
    /** Path of the field in the entry, `sections.0.figures.2.media`. */
    field: requiredLongText(),
    isPublished: flag(),
  },
  indexes: [
    { columns: ['fileDocumentId', 'isPublished'] },
    { columns: ['entryUid', 'entryDocumentId'] },
  ],
});

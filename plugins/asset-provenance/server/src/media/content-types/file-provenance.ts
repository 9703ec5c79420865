import { defineTable, flag, requiredInteger, text } from '../../kernel';

/** What lists filter by; the file at the end serves pages that are ordered by it, from any place on. */
const filters = ['kind', 'purpose', 'brand', 'series', 'ownerId', 'modelId'];

/**
 * What is on record about a file, one row for each: a projection, as the columns on files are. It
 * lies beside them because Strapi checks every attribute of every file that it reads or writes, over
 * and over; what only we read must cost nothing there. Files are named by their numeric ids.
 */
export const fileProvenances = defineTable({
  singularName: 'file-provenance',
  pluralName: 'file-provenances',
  displayName: 'File provenance',
  attributes: {
    fileId: requiredInteger(),
    /** `image` or `video`; null for other files. */
    kind: text(),
    taskId: text(),
    outputId: text(),
    purpose: text(),
    brand: text(),
    series: text(),
    /** documentId of an admin user. */
    ownerId: text(),
    modelId: text(),
    /** `|website|social|`; `*` where no channel is named; null without limits. */
    channelKeys: text(),
    isPublic: flag(),
  },
  indexes: [
    { columns: ['fileId'], isUnique: true },
    ...filters.map((filter) => ({ columns: [filter, 'fileId'] })),
  ],
});

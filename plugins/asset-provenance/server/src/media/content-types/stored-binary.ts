import {
  defineTable,
  integer,
  moment,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/**
 * Every binary that the upload service has stored, original and formats, with its SHA-256.
 * A binary that was replaced keeps its row: what once was published stays traceable.
 */
export const storedBinaries = defineTable({
  singularName: 'stored-binary',
  pluralName: 'stored-binaries',
  displayName: 'Stored binary',
  attributes: {
    /** Name under which the storage holds it: `hash` and extension. */
    binaryKey: requiredText(),
    /** `hash` of the file that it belongs to. */
    fileHash: requiredText(),
    /** `thumbnail`, `small` …; null for the original. */
    format: text(),
    sha256: requiredText(),
    bytes: requiredInteger(0),
    version: requiredInteger(1),
    width: integer(),
    storedAt: requiredMoment(),
    replacedAt: moment(),
  },
  indexes: [{ columns: ['sha256'] }, { columns: ['fileHash'] }, { columns: ['binaryKey'] }],
});

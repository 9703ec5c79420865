import { defineTable, requiredInteger, requiredText } from '../../kernel';

/**
 * What a picture under record looks like. Rows are only added: a file that was replaced is known by
 * its former looks too, and one that was deleted leaves them.
 */
export const perceptualHashes = defineTable({
  singularName: 'perceptual-hash',
  pluralName: 'perceptual-hashes',
  displayName: 'Perceptual hash',
  attributes: {
    outputId: requiredText(),
    fileDocumentId: requiredText(),
    /** Of the bytes that were looked at. */
    sha256: requiredText(),
    /** 64 hexadecimal digits. */
    hash: requiredText(),
    /** Of the algorithm: hashes of different versions cannot be compared. */
    version: requiredInteger(),
  },
  indexes: [{ columns: ['fileDocumentId', 'sha256', 'version'], isUnique: true }],
});

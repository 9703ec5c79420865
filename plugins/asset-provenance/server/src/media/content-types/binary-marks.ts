import type { MarkProblem, WrittenMark } from '../../../../shared';
import { defineTable, flag, json, requiredMoment, requiredText, text } from '../../kernel';

/** Which marks we wrote into a stored binary, and which we could not: one row for each binary. */
export const binaryMarks = defineTable({
  singularName: 'binary-mark',
  pluralName: 'binary-marks',
  displayName: 'Marks of a binary',
  attributes: {
    /** Name under which the storage holds it: `hash` and extension. */
    binaryKey: requiredText(),
    /** `hash` of the file that it belongs to. */
    fileHash: requiredText(),
    /** `thumbnail`, `small` …; null for the original. */
    format: text(),
    /** Of the bytes with the marks in them. */
    sha256: requiredText(),
    written: json<WrittenMark[]>(),
    degraded: json<{ mark: WrittenMark; problem: MarkProblem; detail: string }[]>(),
    /** Of XMP and content credentials: the same in both. */
    instanceId: requiredText(),
    /** Of content credentials, `urn:c2pa:…`. */
    manifestId: text(),
    /** Whether the credentials of what it was made from went along. */
    hasIngredient: flag(),
    /** SHA-256 of the signer's certificate. */
    certificateSha256: text(),
    isDevelopmentCertificate: flag(),
    markedAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['fileHash'] },
    { columns: ['sha256'] },
    { columns: ['manifestId'] },
  ],
});

import { isSignedBy, parseNote, signNote } from './note';
import type { Note, Signer, VerifierKey } from './note';

/** That a ledger's key stands for a manifest. */
export type ManifestNote = { origin: string; sha256: string; time: string; isDevelopment: boolean };

/** The second line says what is signed, so that no note of one kind can be taken for another. */
const TITLE = 'asset record manifest';
const DEVELOPMENT = 'development key: proves nothing to others';
const SHAPE = new RegExp(
  `^([^\\s+]{1,200})\\n${TITLE}\\nsha256 ([0-9a-f]{64})\\ntime (\\S{1,40})\\n(${DEVELOPMENT}\\n)?$`
);

export const signManifestNote = (
  { origin, sha256, time, isDevelopment }: ManifestNote,
  signer: Signer
): string =>
  signNote(
    [
      origin,
      TITLE,
      `sha256 ${sha256}`,
      `time ${time}`,
      ...(isDevelopment ? [DEVELOPMENT] : []),
      '',
    ].join('\n'),
    [signer]
  );

/**
 * Reads what a note says, without asking who signed it. Null for what is no such note: one signature,
 * so that nothing can be added to it unseen.
 */
export const readManifestNote = (text: string): (ManifestNote & { note: Note }) | null => {
  const note = parseNote(text);
  const [, origin, sha256, time, development] = (note && SHAPE.exec(note.text)) ?? [];
  if (note?.signatures.length !== 1 || !origin || !sha256 || !time) return null;
  return { origin, sha256, time, isDevelopment: development !== undefined, note };
};

/** What comes of asking who signed a note of a ledger. */
export type Signed = { by: VerifierKey } | { by: null; why: 'forged' | 'unvouched' };

/**
 * @param keys that may sign.
 * @returns the key that signed it, or whether it names one of them falsely, or none of them.
 */
export const signedBy = (note: Note, origin: string, keys: readonly VerifierKey[]): Signed => {
  const named = keys.filter(({ keyId }) =>
    note.signatures.some((signature) => signature.keyId === keyId)
  );
  const by = named.find((key) => key.name === origin && isSignedBy(note, key));
  if (by) return { by };
  return { by: null, why: named.length > 0 ? 'forged' : 'unvouched' };
};

import { isSignedBy, parseNote, parseVerifierKey, signNote } from './note';
import type { Note, Signer, VerifierKey } from './note';

/** The state of a ledger at one moment, fit to be signed. */
export type Checkpoint = {
  /** Name of the ledger, and of the keys that sign for it. */
  origin: string;
  size: number;
  /** Merkle root over the first `size` events, in hexadecimal. */
  root: string;
  /** ISO 8601 in UTC. */
  time: string;
};
export type SignedCheckpoint = Checkpoint & { note: Note };

/** In the signed text itself, so that nobody who reads it can miss it. */
const DEVELOPMENT = 'development key: proves nothing to others';
const SHAPE =
  /^([^\s+]{1,200})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n(?:development key[^\n]*\n)?$/;

/** Text of https://c2sp.org/tlog-checkpoint; the time is an extension line. */
const checkpointText = ({ origin, size, root, time }: Checkpoint, isDevelopment: boolean): string =>
  [
    origin,
    size,
    Buffer.from(root, 'hex').toString('base64'),
    `time ${time}`,
    ...(isDevelopment ? [DEVELOPMENT] : []),
    '',
  ].join('\n');

export const signCheckpoint = (
  checkpoint: Checkpoint,
  signer: Signer,
  isDevelopment: boolean
): string => signNote(checkpointText(checkpoint, isDevelopment), [signer]);

/** Reads what a note says, without asking who signed it. Null for what is no checkpoint. */
export const readCheckpoint = (text: string): SignedCheckpoint | null => {
  const note = parseNote(text);
  const [, origin, size, root, time] = (note && SHAPE.exec(note.text)) ?? [];
  if (!note || origin === undefined || root === undefined || time === undefined) return null;
  if (Number.isNaN(Date.parse(time))) return null;
  return {
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64').toString('hex'),
    time,
    note,
  };
};

/** @returns the checkpoint if one of these keys signed it. */
export const verifyCheckpoint = (
  text: string,
  keys: readonly (VerifierKey | string)[]
): Checkpoint | null => {
  const checkpoint = readCheckpoint(text);
  if (!checkpoint) return null;
  const { note, ...said } = checkpoint;
  const isSigned = keys.some((key) => {
    const parsed = typeof key === 'string' ? parseVerifierKey(key) : key;
    return parsed !== null && parsed.name === said.origin && isSignedBy(note, parsed);
  });
  return isSigned ? said : null;
};

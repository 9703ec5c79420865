import { isSignedBy, parseNote, parseVerifierKey, signNote } from './note';
import type { Signer, VerifierKey } from './note';

/** One key takes the place of another: signed by both, so that each vouches for the other. */
export type KeyChange = { origin: string; size: number; from: string; to: string; time: string };

const TITLE = 'ledger key change';
const SHAPE = new RegExp(
  `^([^\\s+]{1,200})\\n${TITLE}\\nsize (\\d{1,16})\\nfrom (\\S{1,400})\\nto (\\S{1,400})\\ntime (\\S{1,40})\\n$`
);

export const signKeyChange = (
  { origin, size, time }: Omit<KeyChange, 'from' | 'to'>,
  before: Signer,
  after: Signer
): string =>
  signNote(
    [
      origin,
      TITLE,
      `size ${size}`,
      `from ${before.verifierKey}`,
      `to ${after.verifierKey}`,
      `time ${time}`,
      '',
    ].join('\n'),
    [before, after]
  );

/** @returns null unless it is a change of keys of one ledger that both keys signed. */
export const verifyKeyChange = (text: string): KeyChange | null => {
  const note = parseNote(text);
  const [, origin, size, from, to, time] = (note && SHAPE.exec(note.text)) ?? [];
  if (!note || !origin || !from || !to || !time) return null;
  const [before, after] = [parseVerifierKey(from), parseVerifierKey(to)];
  if (!before || !after || before.name !== origin || after.name !== origin) return null;
  if (!isSignedBy(note, before) || !isSignedBy(note, after)) return null;
  return { origin, size: Number(size), from, to, time };
};

/**
 * Keys that may sign for a ledger: the trusted ones, and those that doubly signed changes lead to.
 * @param trusted verifier keys that are known from elsewhere than the ledger.
 * @param changes notes of changes of keys; what is not doubly signed counts for nothing.
 */
export const vouchedKeys = (
  trusted: readonly string[],
  changes: readonly string[]
): VerifierKey[] => {
  const valid = changes.map(verifyKeyChange).filter((change) => change !== null);
  const vouched = new Set(trusted);
  for (let before = -1; before !== vouched.size;) {
    before = vouched.size;
    for (const { from, to } of valid) {
      if (vouched.has(from)) vouched.add(to);
      else if (vouched.has(to)) vouched.add(from);
    }
  }
  return [...vouched].map(parseVerifierKey).filter((key) => key !== null);
};

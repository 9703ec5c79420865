import { invalid } from '../kernel';

/** Place of an output in the queue: when it was submitted, and its row id among equals. */
export type Position = { at: string; id: number };

export const encodePosition = ({ at, id }: Position): string =>
  Buffer.from(`at:${at}|${id}`).toString('base64url');

export const decodePosition = (cursor: string | undefined): Position | null => {
  if (!cursor) return null;
  const match = /^at:([\d:TZ.-]+)\|(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match || Number.isNaN(Date.parse(match[1] ?? ''))) {
    throw invalid([{ path: 'cursor', message: 'is not a cursor of this list' }]);
  }
  return { at: String(match[1]), id: Number(match[2]) };
};

/** Rows that come after a position, oldest submission first. */
export const submittedAfter = ({ at, id }: Position): Record<string, unknown> => ({
  $or: [{ submittedAt: { $gt: at } }, { submittedAt: at, id: { $gt: id } }],
});

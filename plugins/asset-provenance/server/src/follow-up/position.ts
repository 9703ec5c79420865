import { invalid } from '../kernel';

/** Place of a note in the list of what is due: its day, and its row id among equals. */
export type Position = { on: string; id: number };

export const encodePosition = ({ on, id }: Position): string =>
  Buffer.from(`on:${on}|${id}`).toString('base64url');

export const decodePosition = (cursor: string | undefined): Position | null => {
  if (!cursor) return null;
  const match = /^on:(\d{4}-\d{2}-\d{2})\|(\d+)$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8')
  );
  if (!match) throw invalid([{ path: 'cursor', message: 'is not a cursor of this list' }]);
  return { on: String(match[1]), id: Number(match[2]) };
};

import { invalid } from './errors';

/** Opaque cursor of a list ordered by id, newest first. */
export const encodeCursor = (id: number): string => Buffer.from(`id:${id}`).toString('base64url');

export const decodeCursor = (cursor: string | undefined): number | null => {
  if (!cursor) return null;
  const match = /^id:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw invalid([{ path: 'cursor', message: 'is not a cursor of this list', zh: '不是此列表的游标' }]);
  return Number(match[1]);
};

/** Cuts one row more than asked for into a page and the cursor of the next. */
export const toPage = <R extends { id: number }>(rows: R[], limit: number) => {
  const results = rows.slice(0, limit);
  const last = results.at(-1);
  return { results, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
};

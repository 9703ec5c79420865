import { invalid } from './errors';

const notACursor = () =>
  invalid([{ path: 'cursor', message: 'is not a cursor of this list', zh: '不是此列表的游标' }]);

const decode = (cursor: string, shape: RegExp): RegExpExecArray => {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw notACursor();
  return match;
};

/** Opaque cursor of a list ordered by id, newest first. */
export const encodeCursor = (id: number): string => Buffer.from(`id:${id}`).toString('base64url');

export const decodeCursor = (cursor: string | undefined): number | null =>
  cursor ? Number(decode(cursor, /^id:(\d+)$/)[1]) : null;

const cut = <R>(rows: R[], limit: number, cursorOf: (row: R) => string) => {
  const results = rows.slice(0, limit);
  const last = results.at(-1);
  return { results, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
};

/** Cuts one row more than asked for into a page and the cursor of the next. */
export const toPage = <R extends { id: number }>(rows: R[], limit: number) =>
  cut(rows, limit, ({ id }) => encodeCursor(id));

/** A place in a list that is ordered by a moment or day, earliest first, and by row id among equals. */
export type Place = { at: string; id: number };

export const encodePlace = ({ at, id }: Place): string =>
  Buffer.from(`at:${at}|${id}`).toString('base64url');

export const decodePlace = (cursor: string | undefined): Place | null => {
  if (!cursor) return null;
  const [, at = '', id] = decode(cursor, /^at:([\d:TZ.-]+)\|(\d+)$/);
  if (Number.isNaN(Date.parse(at))) throw notACursor();
  return { at, id: Number(id) };
};

/** The same as `toPage` for such a list. */
export const toPlacedPage = <R>(rows: R[], limit: number, placeOf: (row: R) => Place) =>
  cut(rows, limit, (row) => encodePlace(placeOf(row)));

/** Rows that come after a place, by the column that orders the list. */
export const after = (column: string, { at, id }: Place): Record<string, unknown> => ({
  $or: [{ [column]: { $gt: at } }, { [column]: at, id: { $gt: id } }],
});

/** The same for a list that is ordered the other way round, latest first. */
export const before = (column: string, { at, id }: Place): Record<string, unknown> => ({
  $or: [{ [column]: { $lt: at } }, { [column]: at, id: { $lt: id } }],
});

/** All of a list, whatever its length: the next page is read when everything before it is done with. */
export const everyOf = async function* <R>(
  pageFrom: (cursor: string | undefined) => Promise<{ results: R[]; nextCursor: string | null }>
): AsyncGenerator<R> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { results, nextCursor } = await pageFrom(cursor);
    yield* results;
    cursor = nextCursor;
  }
};

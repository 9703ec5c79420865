import type { Knex } from 'knex';
import { librarySchema } from '../../../shared';
import type { LibraryItem, Page } from '../../../shared';
import { decodeCursor, decodePlace, encodeCursor, encodePlace, parse } from '../kernel';
import type { Kernel, Place, Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import { conditionsOf, waysToHave } from './listing-filters';
import type { Condition } from './listing-filters';
import type { Search } from './search';
import { termsOf } from './search-tokens';
import type { Term } from './search-tokens';

type Dependencies = {
  media: Media;
  search: Pick<Search, 'matching' | 'matchingNext' | 'idColumn'>;
  /** Files as people see them, with what is on record about them. */
  itemsOf: (files: MediaFile[]) => Promise<LibraryItem[]>;
  /** The day in the site's time zone. */
  todayOf: (moment: Date) => string;
};

type Row = { id: number; until: string | null };
/** A part of the list: parts follow each other, and the ways to be in one are merged by its order. */
type Part = {
  conditions: Condition[];
  orderBy: [string, 'asc' | 'desc'][];
  /** Whether only the id says where a file stands. */
  isById: boolean;
};

const UNTIL = 'f.provenance_usable_until';
/** Stands for “no end” in a cursor: after every day there is. */
const NO_END = '9999-12-31';

const after =
  (column: string, { at, id }: Place): Condition =>
  (query) =>
    void query.where((either) =>
      either.where(UNTIL, '>', at).orWhere((same) => same.where(UNTIL, at).where(column, '>', id))
    );

/** Where a list begins again after a cursor, in parts that follow each other; `column` is the id. */
const partsOf = (sort: string, cursor: string | undefined, column: string): Part[] => {
  if (sort !== 'expires_first') {
    const id = decodeCursor(cursor);
    const [direction, comparison] =
      sort === 'oldest' ? (['asc', '>'] as const) : (['desc', '<'] as const);
    return [
      {
        conditions: id === null ? [] : [(query) => void query.where(column, comparison, id)],
        orderBy: [[column, direction]],
        isById: true,
      },
    ];
  }
  const place = decodePlace(cursor);
  const isBeyond = place?.at === NO_END;
  const withEnd: Part = {
    conditions: [
      (query) => void query.whereNotNull(UNTIL),
      ...(place ? [after(column, place)] : []),
    ],
    orderBy: [
      [UNTIL, 'asc'],
      [column, 'asc'],
    ],
    isById: false,
  };
  const withoutEnd: Part = {
    conditions: [
      (query) => void query.whereNull(UNTIL),
      ...(isBeyond ? [(query: Knex.QueryBuilder) => void query.where(column, '>', place.id)] : []),
    ],
    orderBy: [[column, 'asc']],
    isById: false,
  };
  return isBeyond ? [withoutEnd] : [withEnd, withoutEnd];
};

const compare = (sort: string) => (a: Row, b: Row) => {
  if (sort === 'newest') return b.id - a.id;
  const [first, second] = sort === 'oldest' ? ['', ''] : [a.until ?? NO_END, b.until ?? NO_END];
  return first < second ? -1 : first > second ? 1 : a.id - b.id;
};

const inOrder =
  ({ conditions, orderBy }: Part): Condition =>
  (query) => {
    for (const condition of conditions) condition(query);
    for (const [name, direction] of orderBy) query.orderBy(name, direction);
  };

/** Files of the media library with what is on record about them. */
export const createListing = (
  { strapi }: Kernel,
  { media, search, itemsOf, todayOf }: Dependencies
) => {
  const files = () => strapi.db.getConnection().from('files as f');

  const rowsOf = (from: Knex.QueryBuilder, conditions: Condition[], part: Part, limit: number) => {
    for (const condition of [...conditions, inOrder(part)]) condition(from);
    return from.select({ id: 'f.id', until: UNTIL }).limit(limit) as unknown as Promise<Row[]>;
  };

  const matchesOf = async (
    terms: Term[],
    conditions: Condition[],
    part: Part,
    limit: number
  ): Promise<Row[]> => {
    if (search.matchingNext && part.isById) {
      const next = search.matchingNext(terms, inOrder(part));
      const rows = await rowsOf(next, conditions, part, limit);
      if (rows.length === limit) return rows;
    }
    return rowsOf(search.matching(terms), conditions, part, limit);
  };

  /** Ids of a page and one more, in order. */
  const find = async (query: ReturnType<typeof librarySchema.parse>): Promise<Row[]> => {
    const { q, sort, cursor, limit, status, ...filters } = query;
    const terms = q ? termsOf(q) : null;
    const parts = partsOf(sort, cursor, terms ? search.idColumn : 'f.id');
    if (terms?.length === 0) return [];

    const today = todayOf(new Date());
    const conditions = conditionsOf(filters, today);
    const found: Row[] = [];
    for (const part of parts) {
      const wanted = limit + 1 - found.length;
      if (wanted <= 0) break;
      const rows: Row[] = [];
      for (const way of waysToHave(status, today)) {
        const all = [way, ...conditions];
        rows.push(
          ...(await (terms
            ? matchesOf(terms, all, part, wanted)
            : rowsOf(files(), all, part, wanted)))
        );
      }
      found.push(...rows.sort(compare(sort)).slice(0, wanted));
    }
    return found;
  };

  return {
    /** One page; the cursor of the next one holds the place where this one ended. */
    list: async (request: Request): Promise<Page<LibraryItem>> => {
      const query = parse(librarySchema, request.query);
      const rows = await find(query);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const found = await media.findFiles(
        { id: { $in: page.map(({ id }) => id) } },
        { limit: query.limit }
      );
      const fileOf = new Map(found.map((file) => [file.id, file]));
      const results = await itemsOf(
        page.map(({ id }) => fileOf.get(id)).filter((file) => file !== undefined)
      );
      if (!last || rows.length <= query.limit) return { results, nextCursor: null };
      const nextCursor =
        query.sort === 'expires_first'
          ? encodePlace({ at: last.until ?? NO_END, id: last.id })
          : encodeCursor(last.id);
      return { results, nextCursor };
    },
  };
};

import type { Knex } from 'knex';
import { librarySchema } from '../../../shared';
import type { LibraryItem, Page } from '../../../shared';
import { decodeCursor, decodePlace, encodeCursor, encodePlace, parse } from '../kernel';
import type { Kernel, Place, Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import { conditionsOf, waysToHave } from './listing-filters';
import type { Condition } from './listing-filters';
import { createSources, idsIn, leadOf } from './listing-sources';
import type { Lead } from './listing-sources';
import type { Search } from './search';
import type { Shape } from './search-engines';
import { termsOf } from './search-tokens';
import type { Term } from './search-tokens';

type Dependencies = {
  media: Media;
  search: Pick<Search, 'matching' | 'among' | 'idColumn'>;
  /** Files as people see them, with what is on record about them. */
  itemsOf: (files: MediaFile[]) => Promise<LibraryItem[]>;
  /** The day in the site's time zone. */
  todayOf: (moment: Date) => string;
};

type Row = { id: number; until: string | null };
/** A part of the list: parts follow each other, and the ways to be in one are merged by its order. */
type Part = {
  lead: Lead;
  conditions: Condition[];
  orderBy: [string, 'asc' | 'desc'][];
  /** Whether only the id says where a file stands. */
  isById: boolean;
  /** The id after which it begins; null: at the edge of the list. */
  from: number | null;
};

/** Files that are looked through one by one before an index is asked for every match. */
const NEXT_FILES = 2000;
/**
 * So many ids at a time are searched before all are: frequent words are found in few, rare ones have
 * few. The next step is left out where the one before says that it would not be enough.
 */
const NEXT_IDS = [4096, 16_384];
const UNTIL = 'f.provenance_usable_until';
/** Stands for “no end” in a cursor: after every day there is. */
const NO_END = '9999-12-31';

const after =
  (column: string, { at, id }: Place): Condition =>
  (query) =>
    void query.where((either) =>
      either.where(UNTIL, '>', at).orWhere((same) => same.where(UNTIL, at).where(column, '>', id))
    );

/** Where a list begins again after a cursor, in parts that follow each other. */
const partsOf = (
  { sort, cursor }: { sort: string; cursor?: string | undefined },
  lead: Lead,
  idsOf = (lead: Lead) => idsIn[lead]
): Part[] => {
  const ids = idsOf(lead);
  const [column] = ids;
  const beyond =
    (comparison: '<' | '>', id: number): Condition =>
    (query) => {
      for (const each of ids) query.where(each, comparison, id);
    };
  if (sort !== 'expires_first') {
    const id = decodeCursor(cursor);
    const [direction, comparison] =
      sort === 'oldest' ? (['asc', '>'] as const) : (['desc', '<'] as const);
    return [
      {
        lead,
        conditions: id === null ? [] : [beyond(comparison, id)],
        orderBy: [[column, direction]],
        isById: true,
        from: id,
      },
    ];
  }
  const place = decodePlace(cursor);
  const isBeyond = place?.at === NO_END;
  // Only files are in the order of their ends.
  const byEnd = lead === 'rows' ? 'files' : lead;
  const [fileId] = idsOf(byEnd);
  const withEnd: Part = {
    lead: byEnd,
    conditions: [
      (query) => void query.whereNotNull(UNTIL),
      ...(place ? [after(fileId, place)] : []),
    ],
    orderBy: [
      [UNTIL, 'asc'],
      [fileId, 'asc'],
    ],
    isById: false,
    from: null,
  };
  const withoutEnd: Part = {
    lead,
    conditions: [
      (query) => void query.whereNull(UNTIL),
      ...(isBeyond ? [beyond('>', place.id)] : []),
    ],
    orderBy: [[column, 'asc']],
    isById: false,
    from: null,
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

/** One page of one part of the list, before anything is searched in it. */
type Asked = { conditions: Condition[]; part: Part; limit: number };

/** Files of the media library with what is on record about them. */
export const createListing = (
  { strapi }: Kernel,
  { media, search, itemsOf, todayOf }: Dependencies
) => {
  const sources = createSources(strapi);

  const rowsOf = (
    from: Knex.QueryBuilder,
    { conditions, part, limit }: Asked
  ): Knex.QueryBuilder => {
    for (const condition of [...conditions, inOrder(part)]) condition(from);
    return from.select({ id: 'f.id', until: UNTIL }).limit(limit);
  };

  /**
   * The matches among the next files, if they are all that was asked for; null: they are too few, and
   * there are more files after these.
   */
  const matchesAmongNext = async (
    among: NonNullable<Search['among']>,
    terms: Term[],
    { limit, ...asked }: Asked,
    sort: string
  ): Promise<Row[] | null> => {
    const next = rowsOf(sources.from(asked.part.lead), { ...asked, limit: NEXT_FILES });
    const looked: (Row & { isMatch: boolean })[] = await among(terms, next);
    const matches = looked.filter(({ isMatch }) => isMatch).sort(compare(sort));
    return matches.length >= limit || looked.length < NEXT_FILES ? matches.slice(0, limit) : null;
  };

  /** The next ids in the order of a list by id, fewer and more of them. */
  const windowsOf = async ({ from, orderBy }: Part): Promise<[number, number][]> => {
    const isDown = orderBy[0]?.[1] === 'desc';
    const edge =
      from ??
      (await sources.from('files_alone')[isDown ? 'max' : 'min']({ id: 'f.id' }).first())?.id;
    const start = Number(edge ?? 0);
    return NEXT_IDS.map((ids) => (isDown ? [start - ids, start] : [start, start + ids]));
  };

  const matchesOf = async (terms: Term[], asked: Asked): Promise<Row[]> => {
    const { conditions, part, limit } = asked;
    const rowsBy = (shape?: Shape) =>
      rowsOf(sources.withRows(search.matching(terms, shape), part.lead), asked);
    if (!search.among || conditions.length > 0 || !part.isById) return rowsBy();
    const first = (query: Knex.QueryBuilder) => inOrder(part)(query.limit(limit));
    let expected = limit;
    for (const [index, window] of (await windowsOf(part)).entries()) {
      if (expected < limit) break;
      const near: Row[] = await rowsBy({ first, window });
      if (near.length === limit) return near;
      expected = (near.length * (NEXT_IDS[index + 1] ?? 0)) / (NEXT_IDS[index] ?? 1);
    }
    return rowsBy({ first, window: null });
  };

  /** Ids of a page and one more, in order. */
  const find = async (query: ReturnType<typeof librarySchema.parse>): Promise<Row[]> => {
    const { q, sort, limit, status, ...filters } = query;
    const terms = q ? termsOf(q) : null;
    if (terms?.length === 0) return [];

    const today = todayOf(new Date());
    const conditions = conditionsOf(filters, today);
    const ways = waysToHave(status, today).map((way) => (way ? [way, ...conditions] : conditions));
    const lead = leadOf({ ...filters, status });
    const matchParts = partsOf(query, lead, () => [search.idColumn]);
    const rowsIn = async (conditions: Condition[], at: number, part: Part, limit: number) => {
      const asked = { conditions, part, limit };
      if (!terms) return (await rowsOf(sources.from(part.lead), asked)) as Row[];
      const isFiltered = conditions.length > 0 || !part.isById;
      const near =
        search.among && isFiltered
          ? await matchesAmongNext(search.among, terms, asked, sort)
          : null;
      return near ?? matchesOf(terms, { ...asked, part: matchParts[at] ?? part });
    };
    const found: Row[] = [];
    for (const [at, part] of partsOf(query, lead).entries()) {
      const wanted = limit + 1 - found.length;
      if (wanted <= 0) break;
      const rows: Row[] = [];
      for (const way of ways) rows.push(...(await rowsIn(way, at, part, wanted)));
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

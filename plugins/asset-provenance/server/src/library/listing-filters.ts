import type { Knex } from 'knex';
import type { LibraryQuery } from '../../../shared';

/** One condition on files `f` and what stands beside them, `p`. */
export type Condition = (query: Knex.QueryBuilder) => void;

export type Filters = Omit<LibraryQuery, 'cursor' | 'limit' | 'sort' | 'q'>;

const column = (name: string) => `f.provenance_${name}`;

/** What only files under record have. */
const recorded: [keyof Filters, string][] = [
  ['purpose', 'p.purpose'],
  ['brand', 'p.brand'],
  ['series', 'p.series'],
  ['ownerId', 'p.owner_id'],
  ['modelId', 'p.model_id'],
];
const kind: [keyof Filters, string] = ['kind', 'p.kind'];
/** Columns that a filter compares as they are. */
const equal: [keyof Filters, string][] = [
  ...recorded,
  kind,
  ['fileDocumentId', 'f.document_id'],
  ['origin', column('origin')],
];

const notOver =
  (today: string): Condition =>
  (query) =>
    void query.where((either) =>
      either.whereNull(column('usable_until')).orWhere(column('usable_until'), '>=', today)
    );

/** As a literal in a pattern; `!` because a backslash means different things to different databases. */
const literal = (text: string) => text.replace(/[!%_]/g, '!$&');

/** Approved, and usable in public on this channel on this day. */
const usableOn =
  (channel: string, today: string): Condition =>
  (query) => {
    query.where(column('status'), 'approved').where('p.is_public', true);
    query.where((either) =>
      either.whereNull(column('usable_from')).orWhere(column('usable_from'), '<=', today)
    );
    notOver(today)(query);
    query.whereRaw(`(p.channel_keys = '*' or p.channel_keys like ? escape '!')`, [
      `%|${literal(channel)}|%`,
    ]);
  };

/**
 * A status as the ways to have it: each is one query with an index of its own, and no file has it in
 * two ways; null: no condition. Dates are applied here, for the column only knows what was recorded.
 */
export const waysToHave = (status: Filters['status'], today: string): (Condition | null)[] => {
  const has = (value: string | null) => (query: Knex.QueryBuilder) =>
    void query.where({ [column('status')]: value });
  switch (status) {
    case undefined:
      return [null];
    case 'untracked':
      // Files without a status are on their way to this one.
      return [has('untracked'), has(null)];
    case 'expired':
      return [
        has('expired'),
        (query) =>
          void query.where(column('status'), 'approved').where(column('usable_until'), '<', today),
      ];
    case 'approved':
      return [
        (query) => {
          has('approved')(query);
          notOver(today)(query);
        },
      ];
    default:
      return [has(status)];
  }
};

export const conditionsOf = (filters: Filters, today: string): Condition[] => [
  ...equal
    .filter(([filter]) => filters[filter] !== undefined)
    .map(
      ([filter, name]): Condition =>
        (query) =>
          void query.where(name, filters[filter] ?? null)
    ),
  ...(filters.usableOn === undefined ? [] : [usableOn(filters.usableOn, today)]),
  ...(filters.expiresBefore === undefined
    ? []
    : [
        (query: Knex.QueryBuilder) =>
          void query.where(column('usable_until'), '<=', filters.expiresBefore ?? ''),
      ]),
];

const asksAny = (filters: Filters, columns: [keyof Filters, string][]): boolean =>
  columns.some(([filter]) => filters[filter] !== undefined);

/** Whether they ask for what only files under record have. */
export const asksRecord = (filters: Filters): boolean => asksAny(filters, recorded);

/** Whether they ask for what stands beside files. */
export const asksRows = (filters: Filters): boolean =>
  asksAny(filters, [...recorded, kind]) || filters.usableOn !== undefined;

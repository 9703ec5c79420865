import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { lookUpOf } from './search-tokens';
import type { Term } from './search-tokens';

/** Beside Strapi's own tables and unknown to its schema, which therefore never drops it. */
export const SEARCH_TABLE = 'ap_file_search';

export type SearchRow = { id: number; tokens: string[] };

/**
 * How matches may be cut before their files are read, where nothing else is asked of files; for
 * engines that must sort every match before they know the first.
 */
export type Shape = {
  /** Orders and limits them. */
  first: (query: Knex.QueryBuilder) => void;
  /** Least and largest id to look at; null: all. */
  window: [number, number] | null;
};

/** Keeps tokens of files in one database and finds by them. Ids are those of files. */
export type SearchEngine = {
  /** Creates what is missing. */
  create: (trx: Knex.Transaction) => Promise<void>;
  drop: (trx: Knex.Transaction) => Promise<void>;
  put: (trx: Knex.Transaction, rows: SearchRow[]) => Promise<void>;
  remove: (trx: Knex.Transaction, ids: number[]) => Promise<void>;
  /** A list of the ids that it holds, as a table with one column. */
  ids: () => { table: string; column: string };
  /** Files `f` that hold every term: the source of a query that adds its own conditions. */
  matching: (terms: Term[], shape?: Shape) => Knex.QueryBuilder;
  /**
   * A few files (`id`, `until`) with whether each `isMatch`: for engines that must sort every match
   * before they know the first.
   */
  among?: (terms: Term[], few: Knex.QueryBuilder) => Knex.QueryBuilder;
  /** The id in such queries that they order by. */
  idColumn: string;
};

/** Bound parameters in one statement; SQLite takes fewer than the others. */
const ROWS_AT_ONCE = 200;

const inBatches = async <T>(items: T[], work: (batch: T[]) => Promise<unknown>): Promise<void> => {
  for (let at = 0; at < items.length; at += ROWS_AT_ONCE) {
    await work(items.slice(at, at + ROWS_AT_ONCE));
  }
};

/** Tokens hold letters, digits and marks only, so that quoting them is all that is needed. */
const fts5Query = (terms: Term[]): string =>
  terms
    .map(lookUpOf)
    .map(({ tokens, isPrefix }) => `"${tokens.join(' ')}"${isPrefix ? ' *' : ''}`)
    .join(' AND ');

const tsQuery = (terms: Term[]): string =>
  terms
    .map(lookUpOf)
    .map(({ tokens, isPrefix }) =>
      isPrefix
        ? `'${tokens.join(' ')}':*`
        : `(${tokens.map((token) => `'${token}'`).join(' <-> ')})`
    )
    .join(' & ');

/** Positions above this one are all the same to PostgreSQL. */
const LAST_POSITION = 16_383;

const tsVector = (tokens: string[]): string => {
  const positions = new Map<string, number[]>();
  tokens.slice(0, LAST_POSITION).forEach((token, at) => {
    const known = positions.get(token);
    if (known) known.push(at + 1);
    else positions.set(token, [at + 1]);
  });
  return [...positions].map(([token, at]) => `'${token}':${at.join(',')}`).join(' ');
};

/** An FTS5 table without the texts: its row ids are the files', so that the newest come first by nature. */
const sqlite = (strapi: Core.Strapi): SearchEngine => {
  const { connection } = strapi.db;
  return {
    create: async (trx) => {
      // Our tokens come ready-made: `ascii` keeps every other letter as it is.
      await trx.raw(
        `create virtual table if not exists ${SEARCH_TABLE} using fts5(tokens, content='', contentless_delete=1, tokenize='ascii', prefix='1 2 3')`
      );
    },
    drop: async (trx) => {
      await trx.raw(`drop table if exists ${SEARCH_TABLE}`);
    },
    put: (trx, rows) =>
      inBatches(rows, (batch) =>
        trx.raw(
          `insert or replace into ${SEARCH_TABLE}(rowid, tokens) values ${batch.map(() => '(?, ?)').join(', ')}`,
          batch.flatMap(({ id, tokens }) => [id, tokens.join(' ')])
        )
      ),
    remove: (trx, ids) =>
      inBatches(ids, (batch) =>
        trx.raw(
          `delete from ${SEARCH_TABLE} where rowid in (${batch.map(() => '?').join(', ')})`,
          batch
        )
      ),
    idColumn: 's.rowid',
    ids: () => ({ table: `${SEARCH_TABLE}_docsize`, column: 'id' }),
    // A cross join keeps this order: first the matches, newest first, then their files.
    matching: (terms) =>
      connection
        .from(connection.raw(`${SEARCH_TABLE} as s cross join files as f on f.id = s.rowid`))
        .whereRaw(`${SEARCH_TABLE} match ?`, [fts5Query(terms)]),
  };
};

const postgres = (strapi: Core.Strapi): SearchEngine => {
  const schema = strapi.db.getSchemaName() ?? 'public';
  const table = `${schema}.${SEARCH_TABLE}`;
  const { connection } = strapi.db;
  return {
    create: async (trx) => {
      await trx.raw(
        'create table if not exists ?? (file_id integer primary key, tokens tsvector not null)',
        [table]
      );
      await trx.raw('create index if not exists ?? on ?? using gin (tokens)', [
        `${SEARCH_TABLE}_tokens_idx`,
        table,
      ]);
    },
    drop: async (trx) => {
      await trx.raw('drop table if exists ??', [table]);
    },
    put: (trx, rows) =>
      inBatches(rows, (batch) =>
        trx.raw(
          `insert into ?? (file_id, tokens) values ${batch.map(() => '(?, ?::tsvector)').join(', ')} on conflict (file_id) do update set tokens = excluded.tokens`,
          [table, ...batch.flatMap(({ id, tokens }) => [id, tsVector(tokens)])]
        )
      ),
    remove: async (trx, ids) => {
      await trx.raw('delete from ?? where file_id = any(?)', [table, ids]);
    },
    idColumn: 's.place',
    ids: () => ({ table: SEARCH_TABLE, column: 'file_id' }),
    // It takes the beginning of a word for common, whatever it is, and would go through all files in
    // their order to find it: there is no index for this sum. A few ids are read by their own index
    // (`offset 0` keeps the condition out): that of the words would list every match first.
    matching: (terms, shape) => {
      const window = shape?.window ?? null;
      const matches = connection.raw(
        `(select file_id, file_id + 0 as place, tokens from ?? ${window ? 'where file_id between ? and ? offset 0' : ''}) as s`,
        [table, ...(window ?? [])]
      );
      return strapi.db
        .getConnection()
        .from('files as f')
        .join(
          connection
            .select('s.*')
            .from(matches)
            .whereRaw('s.tokens @@ ?::tsquery', [tsQuery(terms)])
            .modify((query) => shape?.first(query))
            .as('s'),
          's.file_id',
          'f.id'
        );
    },
    among: (terms, few) =>
      connection
        .select('c.id', 'c.until')
        .select(
          connection.raw('coalesce(s.tokens @@ ?::tsquery, false) as "isMatch"', [tsQuery(terms)])
        )
        .from(few.as('c'))
        .leftJoin({ s: table }, 's.file_id', 'c.id'),
  };
};

/** Where there is no index for texts: tokens between spaces, and every row is read. */
const others = (strapi: Core.Strapi): SearchEngine => ({
  create: async (trx) => {
    if (await trx.schema.hasTable(SEARCH_TABLE)) return;
    await trx.schema.createTable(SEARCH_TABLE, (table) => {
      table.integer('file_id').unsigned().primary();
      table.text('tokens', 'mediumtext').notNullable();
    });
  },
  drop: async (trx) => {
    await trx.schema.dropTableIfExists(SEARCH_TABLE);
  },
  put: (trx, rows) =>
    inBatches(rows, (batch) =>
      trx(SEARCH_TABLE)
        .insert(batch.map(({ id, tokens }) => ({ file_id: id, tokens: ` ${tokens.join(' ')} ` })))
        .onConflict('file_id')
        .merge()
    ),
  remove: async (trx, ids) => {
    await trx(SEARCH_TABLE).whereIn('file_id', ids).delete();
  },
  idColumn: 's.file_id',
  ids: () => ({ table: SEARCH_TABLE, column: 'file_id' }),
  matching: (terms) =>
    strapi.db
      .getConnection()
      .from('files as f')
      .join(`${SEARCH_TABLE} as s`, 's.file_id', 'f.id')
      .where((where) => {
        for (const { tokens, isPrefix } of terms.map(lookUpOf))
          where.andWhere('s.tokens', 'like', `% ${tokens.join(' ')}${isPrefix ? '' : ' '}%`);
      }),
});

const engines: Record<string, (strapi: Core.Strapi) => SearchEngine> = { sqlite, postgres };

export const searchEngineOf = (strapi: Core.Strapi): SearchEngine =>
  (engines[strapi.db.dialect.client] ?? others)(strapi);

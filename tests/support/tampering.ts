import type { Knex } from 'knex';
import {
  FIRST_PREVIOUS_HASH,
  sealOf,
  sha256,
} from '../../plugins/asset-provenance/server/src/evidence';
import { readRows } from './rows';
import type { Server } from './server';

/** Columns of the ledger's events as the database names them. */
export type EventRow = {
  id: number;
  document_id: string;
  type: string;
  aggregate_type: string;
  aggregate_id: string;
  actor_name: string | null;
  note: string | null;
  canonical: string;
  hash: string;
  sequence: number;
  previous_hash: string;
  sealed_hash: string;
} & Record<string, unknown>;

export const EVENTS = 'ap_audit_events';

export const sealedEvents = (server: Server): Promise<EventRow[]> =>
  readRows(server, (database) =>
    database<EventRow>(EVENTS).whereNotNull('sequence').orderBy('sequence')
  ) as Promise<EventRow[]>;

const inPages = async (rows: object[], work: (page: object[]) => Promise<unknown>) => {
  for (let at = 0; at < rows.length; at += 30) await work(rows.slice(at, at + 30));
};

/** PostgreSQL gives JSON as values, and takes an array for one of its own. */
const asStored = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]: [string, unknown]) => [
      column,
      typeof value === 'object' && value !== null && !(value instanceof Date)
        ? JSON.stringify(value)
        : value,
    ])
  );

/** Puts these rows in place of all that the table holds, past every rule. */
export const replaceRows = (server: Server, table: string, rows: object[]): Promise<void> =>
  readRows(server, (database) =>
    database.transaction(async (trx) => {
      await trx(table).delete();
      await inPages(rows.map(asStored), (page) => trx(table).insert(page));
    })
  );

/** Puts hand to the tables of a server and takes it back, whatever happens meanwhile. */
export const whileAltered = async <T>(
  server: Server,
  tables: string[],
  alter: (database: Knex) => Promise<unknown>,
  look: () => Promise<T>
): Promise<T> => {
  const before = await readRows(server, async (database) =>
    Promise.all(tables.map((table) => database(table).orderBy('id') as Promise<object[]>))
  );
  try {
    await readRows(server, alter);
    return await look();
  } finally {
    for (const [index, table] of tables.entries())
      await replaceRows(server, table, before[index] ?? []);
  }
};

/** Places and seals made anew from one event on, as somebody would who holds the database but no key. */
export const resealed = (rows: EventRow[], from: number): EventRow[] => {
  const sealed = rows.slice(0, from);
  for (const row of rows.slice(from)) {
    const last = sealed.at(-1);
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      previousHash: last?.sealed_hash ?? FIRST_PREVIOUS_HASH,
      hash: sha256(row.canonical),
    };
    sealed.push({
      ...row,
      sequence: entry.sequence,
      previous_hash: entry.previousHash,
      hash: entry.hash,
      sealed_hash: sealOf(entry),
    });
  }
  return sealed;
};

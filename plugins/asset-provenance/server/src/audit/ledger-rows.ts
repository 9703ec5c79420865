import type { Kernel, Transaction } from '../kernel';
import { auditEvents } from './content-types/audit-event';
import type { EventColumns } from './event-text';

/** An event with its seal, as the database gives it. */
export type LedgerRow = EventColumns & {
  id: number;
  hash: string;
  sequence: number;
  previousHash: string;
  sealedHash: string;
};

/** The same for one that may not be sealed yet. */
export type EventRow = Omit<LedgerRow, 'sequence'> & { sequence: number | null };

type RawRow = Record<string, unknown> & { at: Date | number | string };

const COLUMNS = {
  id: 'id',
  documentId: 'document_id',
  type: 'type',
  aggregateType: 'aggregate_type',
  aggregateId: 'aggregate_id',
  aggregateVersion: 'aggregate_version',
  taskId: 'task_id',
  at: 'at',
  actorType: 'actor_type',
  actorId: 'actor_id',
  actorName: 'actor_name',
  actorSalt: 'actor_salt',
  note: 'note',
  noteSalt: 'note_salt',
  canonical: 'canonical',
  hash: 'hash',
  sequence: 'sequence',
  previousHash: 'previous_hash',
  sealedHash: 'sealed_hash',
};

/** What is no moment stays what it is, to be told of. */
const momentOf = (value: RawRow['at']): string => {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
};

const toRow = (raw: RawRow): LedgerRow =>
  ({ ...raw, at: momentOf(raw.at) }) as unknown as LedgerRow;

const UNSEALED_INDEX = 'ap_audit_events_unsealed_idx';
/** Rows that are read in one statement. */
export const PAGE = 1000;

/** Statements on the events that go by the thousand: past the store, which makes objects of them. */
export const createLedgerRows = ({ strapi, store, serialise, log }: Kernel) => {
  const table = store.tableOf(auditEvents);
  const events = (tx?: Transaction) => (tx ? tx.trx(table) : strapi.db.connection(table));

  return {
    table,
    events,

    /** For unsealed events alone, which are few: they are looked for every other second. */
    createIndex: async (): Promise<void> => {
      await strapi.db.connection
        .raw(`create index if not exists ${UNSEALED_INDEX} on ?? (id) where sequence is null`, [
          table,
        ])
        .catch((error: unknown) => {
          log.warn(`The index ${UNSEALED_INDEX} was not created: ${String(error)}`);
        });
    },

    /**
     * Holds the ledger until the transaction ends: whoever seals or signs does it alone. On SQLite a
     * second process waits for the first statement that may write.
     */
    hold: async (tx: Transaction): Promise<void> => {
      await serialise(tx, 'ledger');
      if (strapi.db.dialect.client === 'sqlite')
        await events(tx).where({ id: 0 }).update({ sequence: null });
    },

    /** The last sealed event; sequence 0 before the first. */
    last: async (tx?: Transaction): Promise<{ sequence: number; sealedHash: string | null }> => {
      const row = (await events(tx)
        .whereNotNull('sequence')
        .orderBy('sequence', 'desc')
        .first({ sequence: 'sequence', sealedHash: 'sealed_hash' })) as
        { sequence: number; sealedHash: string } | undefined;
      return row ?? { sequence: 0, sealedHash: null };
    },

    hasUnsealed: async (): Promise<boolean> =>
      (await events().whereNull('sequence').first('id')) !== undefined,

    countUnsealed: async (): Promise<number> => {
      const [row] = (await events().whereNull('sequence').count({ count: 'id' })) as {
        count: number | string;
      }[];
      return Number(row?.count ?? 0);
    },

    /** Sealed events after a sequence number, in their order. */
    page: async (after: number, upTo: number): Promise<LedgerRow[]> =>
      (
        (await events()
          .where('sequence', '>', after)
          .where('sequence', '<=', upTo)
          .orderBy('sequence')
          .limit(PAGE)
          .select(COLUMNS)) as RawRow[]
      ).map(toRow),

    /**
     * Events after a row that are not among the first `size` sealed ones: not sealed at all, or only
     * since those were counted.
     */
    laterPage: async (size: number, afterId: number): Promise<EventRow[]> =>
      (
        (await events()
          .where((later) => later.whereNull('sequence').orWhere('sequence', '>', size))
          .where('id', '>', afterId)
          .orderBy('id')
          .limit(PAGE)
          .select(COLUMNS)) as RawRow[]
      ).map(toRow),

    /** Null for unknown events. */
    byId: async (eventId: string): Promise<EventRow | null> => {
      const raw = (await events().where({ document_id: eventId }).first(COLUMNS)) as
        RawRow | undefined;
      return raw ? toRow(raw) : null;
    },

    /** Those that there are, in no order. */
    byIds: async (eventIds: string[]): Promise<EventRow[]> => {
      const found: EventRow[] = [];
      for (let start = 0; start < eventIds.length; start += PAGE)
        found.push(
          ...(
            (await events()
              .whereIn('document_id', eventIds.slice(start, start + PAGE))
              .select(COLUMNS)) as RawRow[]
          ).map(toRow)
        );
      return found;
    },

    /** Seals from one sequence number on, without gaps. */
    seals: async (from: number, count: number, tx?: Transaction): Promise<string[]> =>
      (await events(tx)
        .where('sequence', '>=', from)
        .where('sequence', '<', from + count)
        .orderBy('sequence')
        .pluck('sealed_hash')) as string[],
  };
};
export type LedgerRows = ReturnType<typeof createLedgerRows>;

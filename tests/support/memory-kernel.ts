import type { Kernel, Table, Transaction } from '../../plugins/asset-provenance/server/src/kernel';
import type { Actor, ProvenanceEvent } from '../../plugins/asset-provenance/shared';

type Row = Record<string, unknown> & { documentId: string };
type Rows = Map<string, Row>;

/** The process died: what was committed stays, everything else is gone. */
export class Crash extends Error {}

type FindOptions = {
  where?: Record<string, unknown>;
  orderBy?: Record<string, 'asc' | 'desc'>;
  limit?: number;
};

const matchesValue = (value: unknown, wanted: unknown): boolean => {
  if (wanted !== null && typeof wanted === 'object') {
    const { $in, $notIn } = wanted as { $in?: unknown[]; $notIn?: unknown[] };
    if ($in) return $in.includes(value);
    if ($notIn) return !$notIn.includes(value);
    throw new Error(`This store does not know ${JSON.stringify(wanted)}.`);
  }
  return (value ?? null) === wanted;
};

const matches = (row: Row, where: Record<string, unknown>): boolean =>
  Object.entries(where).every(([key, wanted]) => matchesValue(row[key], wanted));

const defaultsOf = (table: Table): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(table.attributes).map(([name, { default: initial }]) => [name, initial ?? null])
  );

/**
 * Rows in memory behind the kernel's own interface: transactions one after the other, all or nothing,
 * and a crash at any statement that the test chooses. For thousands of histories of the state machine.
 */
export const createMemoryKernel = () => {
  let tables = new Map<string, Rows>();
  let events: ProvenanceEvent[] = [];
  let due = new Set<string>();
  let nextId = 1;
  /** Statements until the process dies; null: it lives. */
  let fuse: number | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const step = () => {
    if (fuse === null) return;
    fuse -= 1;
    if (fuse > 0) return;
    fuse = null;
    throw new Crash('The process died.');
  };

  const rowsOf = (table: Table): Rows => {
    const rows = tables.get(table.tableName) ?? new Map<string, Row>();
    tables.set(table.tableName, rows);
    return rows;
  };
  const select = (table: Table, where: Record<string, unknown> = {}): Row[] => {
    step();
    return [...rowsOf(table).values()].filter((row) => matches(row, where));
  };
  const copyOf = (row: Row): Row => structuredClone(row);

  const store = {
    find: async (table: Table, { where = {}, orderBy = {}, limit = Infinity }: FindOptions) => {
      const [key = 'id', direction = 'asc'] = Object.entries(orderBy)[0] ?? [];
      const sorted = select(table, where).sort((a, b) => Number(a[key]) - Number(b[key]));
      return (direction === 'desc' ? sorted.reverse() : sorted).slice(0, limit).map(copyOf);
    },
    findOne: async (table: Table, where: Record<string, unknown>) => {
      const [row] = select(table, where);
      return row ? copyOf(row) : null;
    },
    count: async (table: Table, where: Record<string, unknown>) => select(table, where).length,
    insert: async (table: Table, data: Record<string, unknown>) => {
      step();
      const id = nextId++;
      const documentId = `d${id}`;
      const row = {
        ...defaultsOf(table),
        createdAt: new Date().toISOString(),
        ...structuredClone(data),
        id,
        documentId,
      };
      rowsOf(table).set(documentId, row);
      return copyOf(row);
    },
    insertMany: async (table: Table, data: Record<string, unknown>[]) => {
      for (const row of data) await store.insert(table, row);
    },
    compareAndSet: async (
      table: Table,
      where: Record<string, unknown>,
      data: Record<string, unknown>
    ) => {
      const [row, ...others] = select(table, where);
      if (others.length > 0) throw new Error('A compare-and-set names one row.');
      if (!row) return false;
      Object.assign(row, structuredClone(data));
      return true;
    },
    remove: async (table: Table, where: Record<string, unknown>) => {
      for (const { documentId } of select(table, where)) rowsOf(table).delete(documentId);
    },
    lock: async (table: Table, documentId: string) => {
      const [row] = select(table, { documentId });
      return row ? copyOf(row) : null;
    },
  };

  const snapshot = () => ({
    tables: new Map([...tables].map(([name, rows]) => [name, structuredClone(rows)])),
    events: [...events],
    due: new Set(due),
  });

  const runAlone = async <T>(actor: Actor, body: (tx: Transaction) => Promise<T>): Promise<T> => {
    const before = snapshot();
    const tx = {
      actor,
      at: new Date(),
      emit: async (event: ProvenanceEvent) => {
        step();
        events.push(event);
      },
    } as Transaction;
    try {
      const result = await body(tx);
      step();
      return result;
    } catch (error) {
      ({ tables, events, due } = before);
      throw error;
    }
  };

  const transact = <T>(actor: Actor, body: (tx: Transaction) => Promise<T>): Promise<T> => {
    const turn = queue.then(() => runAlone(actor, body));
    queue = turn.catch(() => undefined);
    return turn;
  };

  const kernel = {
    store,
    transact,
    serialise: async () => undefined,
    refuseSecrets: async () => undefined,
    log: console,
  } as unknown as Kernel;

  return {
    kernel,
    events: () => events,
    /** Work that is due, as `kind subject`; enqueued in the transaction, like any row. */
    due: () => [...due],
    enqueue: (item: string) => void due.add(item),
    finish: (item: string) => void due.delete(item),
    rows: <T>(table: Table): T[] => [...rowsOf(table).values()].map((row) => copyOf(row) as T),
    /** Changes a row past every rule: what the clock does by itself. */
    touch: (table: Table, documentId: string, data: Record<string, unknown>) => {
      Object.assign(rowsOf(table).get(documentId) ?? {}, data);
    },
    /** The process dies at the n-th statement from now, counted from 1; null disarms. */
    dieAt: (statements: number | null) => {
      fuse = statements;
    },
  };
};
export type MemoryKernel = ReturnType<typeof createMemoryKernel>;

import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Transaction } from '../kernel';
import { WORK_TABLE } from './content-types/work-item';

/** The subject of work that belongs to no single row. */
export const SITE = 'site';

/** One claimed piece of work. */
export type Lease = {
  id: number;
  kind: string;
  subject: string;
  attempts: number;
  revision: number;
  token: string;
};

/** A piece of work as it stands in the table. */
export type WorkRow = {
  id: number;
  kind: string;
  subject: string;
  attempts: number;
  revision: number;
  leased_until: number | string;
};

/** Kinds of work, and items that are left out. */
type Among = { kinds: string[]; except: number[] };

const isAmong =
  ({ kinds, except }: Among) =>
  (query: Knex.QueryBuilder): void =>
    void query.whereIn('kind', kinds).whereNotIn('id', except);

/** Every statement on the work table; each is one conditional change. */
export const createPlans = (strapi: Core.Strapi) => {
  const work = () => strapi.db.getConnection(WORK_TABLE);
  const raw = (sql: string) => strapi.db.connection.raw(sql);
  const held = (lease: Lease) => work().where({ id: lease.id, lease_token: lease.token });
  const free = (dueAt: number) => ({ lease_token: null, leased_until: 0, due_at: dueAt });

  return {
    enqueue: async (
      tx: Transaction,
      kind: string,
      subject: string,
      dueAt: number
    ): Promise<void> => {
      await work()
        .transacting(tx.trx)
        .insert({ kind, subject, due_at: dueAt, attempts: 0, revision: 1, leased_until: 0 })
        .onConflict(['kind', 'subject'])
        .merge({
          due_at: raw(
            `case when ${WORK_TABLE}.due_at < excluded.due_at then ${WORK_TABLE}.due_at else excluded.due_at end`
          ),
          revision: raw(`${WORK_TABLE}.revision + 1`),
          attempts: 0,
        });
    },

    /** The longest due first, so that nothing starves. */
    due: async (now: number, { limit, ...among }: Among & { limit: number }): Promise<WorkRow[]> =>
      work()
        .select('*')
        .where(isAmong(among))
        .andWhere('due_at', '<=', now)
        .andWhere('leased_until', '<', now)
        .orderBy('due_at')
        .limit(limit),

    /** When the next free item is due; null when there is none. */
    nextDue: async (now: number, among: Among): Promise<number | null> => {
      const rows = (await work()
        .where(isAmong(among))
        .andWhere('leased_until', '<', now)
        .min({ due: 'due_at' })) as {
        due: number | string | null;
      }[];
      const due = rows[0]?.due ?? null;
      return due === null ? null : Number(due);
    },

    /**
     * Takes what nobody took since it was read, all in one statement.
     * @returns the rows that are ours now, as they are when the work begins.
     */
    claim: async (rows: WorkRow[], token: string, leasedUntil: number): Promise<Lease[]> => {
      if (rows.length === 0) return [];
      const ids = rows.map(({ id }) => id);
      await work()
        .whereIn('id', ids)
        .andWhere('leased_until', '<', Date.now())
        .update({
          lease_token: token,
          leased_until: leasedUntil,
          attempts: raw('attempts + 1'),
        });
      const taken = (await work().whereIn('id', ids).andWhere('lease_token', token)) as WorkRow[];
      return taken.map((row) => ({ ...row, token }));
    },

    renew: async (lease: Lease, leasedUntil: number): Promise<boolean> =>
      (await held(lease).update({ leased_until: leasedUntil })) === 1,

    /** Done: the item goes, unless somebody enqueued it again meanwhile. */
    finish: async (lease: Lease): Promise<boolean> =>
      (await held(lease).andWhere({ revision: lease.revision }).delete()) === 1,

    /** Again later, unless somebody enqueued it again meanwhile. */
    postpone: async (lease: Lease, dueAt: number, attempts: number): Promise<boolean> =>
      (await held(lease)
        .andWhere({ revision: lease.revision })
        .update({ ...free(dueAt), attempts })) === 1,

    /** Gives the item back for the sake of an enqueue that arrived during the work. */
    release: async (lease: Lease, dueAt: number): Promise<void> => {
      await held(lease).update(free(dueAt));
    },

    /** Of the work on single rows; what recurs by itself never ends. */
    figures: async (now: number): Promise<{ waiting: number; leased: number }> => {
      const rows = (await work()
        .whereNot({ subject: SITE })
        .count({ total: '*' })
        .sum({ leased: raw(`case when leased_until >= ${Number(now)} then 1 else 0 end`) })) as {
        total: number | string;
        leased: number | string | null;
      }[];
      const leased = Number(rows[0]?.leased ?? 0);
      return { waiting: Number(rows[0]?.total ?? 0) - leased, leased };
    },
  };
};
export type Plans = ReturnType<typeof createPlans>;

import { randomBytes } from 'node:crypto';
import type { CallbackResult, InboundCallbackRecord } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { inboundCallbacks } from './content-types/inbound-callback';

export type InboundRow = RowOf<typeof inboundCallbacks>;

export type Incoming = Pick<InboundRow, 'jobId' | 'eventKey' | 'result'> &
  Partial<
    Pick<
      InboundRow,
      'taskId' | 'providerId' | 'bytes' | 'bodySha256' | 'detail' | 'providerTaskId' | 'reference'
    >
  >;

export type Recorded = { documentId: string; times: number; result: CallbackResult };

type Returned = { document_id: string; times: number | string; result: CallbackResult };

/** Most rows that are shown of one task. */
const SHOWN = 500;
/** Most rows of one look for what was left over. */
const OVERDUE = 100;

export const createInboundRows = ({ strapi, store }: Kernel) => {
  const table = inboundCallbacks.tableName;
  const raw = (sql: string) => strapi.db.connection.raw(sql);

  return {
    /**
     * Records a callback, or counts it where an equal one is known: one statement, for the caller
     * waits, and two servers may get the same at once.
     */
    record: async (incoming: Incoming, at: Date): Promise<Recorded> => {
      const [row] = (await strapi.db
        .getConnection(table)
        .insert({
          // As unlikely to meet as Strapi's own, and of the same letters.
          document_id: randomBytes(12).toString('hex'),
          job_id: incoming.jobId,
          task_id: incoming.taskId ?? null,
          provider_id: incoming.providerId ?? null,
          event_key: incoming.eventKey,
          result: incoming.result,
          times: 1,
          received_at: at,
          last_received_at: at,
          created_at: at,
          updated_at: at,
          bytes: incoming.bytes ?? null,
          body_sha_256: incoming.bodySha256 ?? null,
          detail: incoming.detail ?? null,
          provider_task_id: incoming.providerTaskId ?? null,
          reference: incoming.reference === undefined ? null : JSON.stringify(incoming.reference),
        })
        .onConflict(['job_id', 'event_key'])
        .merge({
          times: raw(`${table}.times + 1`),
          last_received_at: raw('excluded.last_received_at'),
          detail: raw('excluded.detail'),
        })
        .returning(['document_id', 'times', 'result'])) as Returned[];
      if (!row) throw new Error('The database did not say what it recorded.');
      return { documentId: row.document_id, times: Number(row.times), result: row.result };
    },

    /** Recorded before that moment and still not applied. */
    overdue: (before: Date): Promise<InboundRow[]> =>
      store.find(inboundCallbacks, {
        where: { result: 'recorded', receivedAt: { $lt: before.toISOString() } },
        orderBy: { id: 'asc' },
        limit: OVERDUE,
      }),

    countOpen: (): Promise<number> => store.count(inboundCallbacks, { result: 'recorded' }),

    ofTask: async (taskId: string): Promise<InboundCallbackRecord[]> => {
      const rows = await store.find(inboundCallbacks, {
        where: { taskId },
        orderBy: { id: 'asc' },
        limit: SHOWN,
      });
      return rows.map((row) => ({
        jobId: row.jobId,
        result: row.result,
        providerTaskId: row.providerTaskId,
        receivedAt: row.receivedAt,
        lastReceivedAt: row.lastReceivedAt,
        times: row.times,
        bytes: row.bytes,
        bodySha256: row.bodySha256,
        detail: row.detail,
      }));
    },

    /** How often an address was called that was never given out. */
    countUnknown: async (): Promise<number> => {
      const [sum] = (await strapi.db
        .getConnection(table)
        .where({ result: 'unknown_address' })
        .sum({ times: 'times' })) as { times: number | string | null }[];
      return Number(sum?.times ?? 0);
    },
  };
};
export type InboundRows = ReturnType<typeof createInboundRows>;

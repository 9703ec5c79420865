import type { CallbackDelivery, DeliveryAttempt } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { callbackAttempts } from './content-types/callback-attempt';
import { callbackDeliveries } from './content-types/callback-delivery';

export type DeliveryRow = RowOf<typeof callbackDeliveries>;
type AttemptRow = RowOf<typeof callbackAttempts>;

/** Most rows that are worked on, or shown of one task, at a time. */
const PAGE = 200;
/** HTTP status. */
export const GONE = 410;

const toAttempt = ({
  at,
  result,
  httpStatus,
  durationMs,
  detail,
}: AttemptRow): DeliveryAttempt => ({
  at,
  result,
  httpStatus,
  durationMs,
  detail,
});

const toDelivery = (row: DeliveryRow, attempts: AttemptRow[]): CallbackDelivery => ({
  deliveryId: row.documentId,
  eventId: row.eventId,
  type: row.type,
  state: row.state,
  createdAt: row.createdAt,
  nextAttemptAt: row.nextAttemptAt,
  deliveredAt: row.state === 'delivered' ? row.endedAt : null,
  lastStatus: row.lastStatus,
  detail: row.detail,
  sentAgainBy:
    row.sentAgainByType && row.sentAgainByName
      ? { type: row.sentAgainByType, id: row.sentAgainById, name: row.sentAgainByName }
      : null,
  attempts: attempts.filter(({ deliveryId }) => deliveryId === row.documentId).map(toAttempt),
});

export const createDeliveryRows = ({ store }: Kernel) => ({
  byId: (deliveryId: string): Promise<DeliveryRow | null> =>
    store.findOne(callbackDeliveries, { documentId: deliveryId }),

  /** In the order of sending. */
  pendingOf: (addressKey: string, limit = PAGE): Promise<DeliveryRow[]> =>
    store.find(callbackDeliveries, {
      where: { addressKey, state: 'pending' },
      orderBy: { id: 'asc' },
      limit,
    }),

  /**
   * The address answered 410 since this was put here, or before and about the same task. What a
   * person has sent again is tried all the same.
   */
  isGone: async ({ addressKey, taskId, round, createdAt }: DeliveryRow): Promise<boolean> =>
    round === 0 &&
    (await store.count(callbackDeliveries, {
      addressKey,
      state: 'given_up',
      lastStatus: GONE,
      $or: [{ taskId }, { endedAt: { $gte: createdAt } }],
    })) > 0,

  ofTask: async (taskId: string): Promise<CallbackDelivery[]> => {
    const rows = await store.find(callbackDeliveries, {
      where: { taskId },
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const attempts = await store.find(callbackAttempts, {
      where: { deliveryId: { $in: rows.map(({ documentId }) => documentId) } },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => toDelivery(row, attempts));
  },
});
export type DeliveryRows = ReturnType<typeof createDeliveryRows>;

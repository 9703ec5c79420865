import { systemActor } from '../../../shared';
import type { Handler } from '../dispatch/service';
import type { Kernel, NewRow, Transaction } from '../kernel';
import { callbackAttempts } from './content-types/callback-attempt';
import { callbackDeliveries } from './content-types/callback-delivery';
import type { DeliveryRow, DeliveryRows } from './delivery-rows';
import { nextWait } from './retry';
import { gone, isFinal } from './sending';
import type { Send, Sent } from './sending';

type Ports = { kernel: Kernel; rows: DeliveryRows; send: Send; firstRetrySeconds: number };
type Change = NewRow<typeof callbackDeliveries>;

const momentIn = (from: Date, seconds: number) =>
  new Date(from.getTime() + seconds * 1000).toISOString();

/** Sends what waits for one address, one after the other, the oldest first. */
export const createDelivering = ({ kernel, rows, send, firstRetrySeconds }: Ports) => {
  const { store, transact } = kernel;

  const givenUp = (at: Date, detail: string | null): Change => ({
    state: 'given_up',
    nextAttemptAt: null,
    endedAt: at.toISOString(),
    detail,
  });

  const changeAfter = (delivery: DeliveryRow, sent: Sent, at: Date): Change => {
    if (sent.result === 'delivered')
      return { state: 'delivered', nextAttemptAt: null, endedAt: at.toISOString() };
    const wait = isFinal(sent.result)
      ? null
      : nextWait({
          attempts: delivery.attempts + 1,
          firstRetrySeconds,
          age: (at.getTime() - Date.parse(delivery.createdAt)) / 1000,
          retryAfter: sent.retryAfter,
        });
    return wait === null ? givenUp(at, sent.detail) : { nextAttemptAt: momentIn(at, wait) };
  };

  const tell = (
    tx: Transaction,
    delivery: DeliveryRow,
    { result, httpStatus }: Pick<Sent, 'result' | 'httpStatus'>
  ) => {
    const { documentId, taskId, eventId, type } = delivery;
    const facts = { eventId, callbackType: type, attempts: delivery.attempts, httpStatus };
    const about = {
      aggregateType: 'callback',
      aggregateId: documentId,
      aggregateVersion: null,
      taskId,
    } as const;
    return result === 'delivered'
      ? tx.emit({ ...about, type: 'callback.delivered', data: facts })
      : tx.emit({ ...about, type: 'callback.given_up', data: { ...facts, result } });
  };

  const record = (delivery: DeliveryRow, sent: Sent, startedAt: Date) =>
    transact(systemActor, async (tx) => {
      const change: Change = {
        ...changeAfter(delivery, sent, tx.at),
        attempts: delivery.attempts + 1,
        lastStatus: sent.httpStatus,
      };
      await store.insert(callbackAttempts, {
        deliveryId: delivery.documentId,
        at: startedAt.toISOString(),
        result: sent.result,
        httpStatus: sent.httpStatus,
        durationMs: sent.durationMs,
        detail: sent.detail,
      });
      const isMine = await store.compareAndSet(
        callbackDeliveries,
        { documentId: delivery.documentId, state: 'pending', attempts: delivery.attempts },
        change
      );
      if (isMine && change.state)
        await tell(tx, { ...delivery, attempts: delivery.attempts + 1 }, sent);
    });

  /** Whoever answered 410 is not called again for what waited, or for the rest of that task. */
  const giveUpUnsent = (delivery: DeliveryRow) =>
    transact(systemActor, async (tx) => {
      const isMine = await store.compareAndSet(
        callbackDeliveries,
        { documentId: delivery.documentId, state: 'pending' },
        givenUp(tx.at, gone.detail)
      );
      if (isMine) await tell(tx, delivery, { ...gone, httpStatus: null });
    });

  const handler: Handler = async (addressKey, { signal, holdsLease }) => {
    for (;;) {
      const [next] = await rows.pendingOf(addressKey, 1);
      if (!next) return 'done';
      const due = new Date(next.nextAttemptAt ?? next.createdAt);
      if (due.getTime() > Date.now()) return { againAt: due };
      if (signal.aborted || !holdsLease()) return { againAt: new Date() };
      if (await rows.isGone(next)) {
        await giveUpUnsent(next);
        continue;
      }
      const startedAt = new Date();
      await record(next, await send(next), startedAt);
    }
  };

  return { handler };
};

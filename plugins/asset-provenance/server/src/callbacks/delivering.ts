import { systemActor } from '../../../shared';
import type { Handler } from '../dispatch/service';
import type { Kernel, NewRow, Transaction } from '../kernel';
import { callbackAttempts } from './content-types/callback-attempt';
import { callbackDeliveries } from './content-types/callback-delivery';
import type { DeliveryRow, DeliveryRows } from './delivery-rows';
import { nextWait } from './retry';
import { isFinal } from './sending';
import type { Send, Sent } from './sending';

type Ports = { kernel: Kernel; rows: DeliveryRows; send: Send; firstRetrySeconds: number };
type Change = NewRow<typeof callbackDeliveries>;

const momentIn = (from: Date, seconds: number) =>
  new Date(from.getTime() + seconds * 1000).toISOString();

/** Sends what waits for one address, one after the other, the oldest first. */
export const createDelivering = ({ kernel, rows, send, firstRetrySeconds }: Ports) => {
  const { store, transact } = kernel;

  const givenUp = (detail: string | null): Change => ({
    state: 'given_up',
    nextAttemptAt: null,
    detail,
  });

  const changeAfter = (delivery: DeliveryRow, sent: Sent, at: Date): Change => {
    if (sent.result === 'delivered')
      return { state: 'delivered', nextAttemptAt: null, deliveredAt: at.toISOString() };
    const wait = isFinal(sent.result)
      ? null
      : nextWait({
          attempts: delivery.attempts + 1,
          firstRetrySeconds,
          age: (at.getTime() - Date.parse(delivery.createdAt)) / 1000,
          retryAfter: sent.retryAfter,
        });
    return wait === null ? givenUp(sent.detail) : { nextAttemptAt: momentIn(at, wait) };
  };

  const tell = (tx: Transaction, delivery: DeliveryRow, { result, httpStatus }: Sent) => {
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

  /** Whoever answers 410 wants nothing of what waits behind either. */
  const giveUpRest = async (addressKey: string, sent: Sent) => {
    for (;;) {
      const waiting = await rows.pendingOf(addressKey);
      if (waiting.length === 0) return;
      await transact(systemActor, async (tx) => {
        for (const delivery of waiting) {
          const isMine = await store.compareAndSet(
            callbackDeliveries,
            { documentId: delivery.documentId, state: 'pending' },
            givenUp(sent.detail)
          );
          if (isMine) await tell(tx, delivery, sent);
        }
      });
    }
  };

  const handler: Handler = async (addressKey, { signal, holdsLease }) => {
    for (;;) {
      const [next] = await rows.pendingOf(addressKey, 1);
      if (!next) return 'done';
      const due = new Date(next.nextAttemptAt ?? next.createdAt);
      if (due.getTime() > Date.now()) return { againAt: due };
      if (signal.aborted || !holdsLease()) return { againAt: new Date() };
      const startedAt = new Date();
      const sent = await send(next);
      await record(next, sent, startedAt);
      if (sent.result === 'gone') await giveUpRest(addressKey, sent);
    }
  };

  return { handler };
};

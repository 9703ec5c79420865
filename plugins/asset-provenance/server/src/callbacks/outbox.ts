import { randomUUID } from 'node:crypto';
import type { ProvenanceEvent, TaskCallback } from '../../../shared';
import { callbackTypeOf } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { conflict, notFound, sha256 } from '../kernel';
import type { Effect, Kernel, Transaction } from '../kernel';
import { callbackDeliveries } from './content-types/callback-delivery';
import type { DeliveryRow } from './delivery-rows';

type Moved = Extract<ProvenanceEvent, { type: 'task.moved' }>;
type Ports = { kernel: Kernel; dispatch: Dispatch; generation: Generation };

const callbackOutputOf = ({ documentId, state, mime, width, height }: OutputRow) => ({
  outputId: documentId,
  state,
  mime,
  width,
  height,
});

/** Names every field that leaves: whatever else a task holds stays here. */
const payloadOf = (
  task: TaskRow,
  { data }: Moved,
  outputs: OutputRow[] | null,
  at: Date
): TaskCallback => ({
  type: callbackTypeOf(data.to),
  timestamp: at.toISOString(),
  data: {
    taskId: task.documentId,
    state: data.to,
    stage: task.stage,
    kind: task.kind,
    purpose: task.purpose,
    channel: task.channel,
    outputsExpected: data.outputsExpected,
    outputsStored: data.outputsStored,
    failure: task.failure ? { class: task.failure.class, group: task.failure.group } : null,
    outputs: outputs && outputs.map(callbackOutputOf),
  },
});

/** Writes down what is to be told to the addresses that requesters gave. */
export const createOutbox = ({ kernel, dispatch, generation }: Ports) => {
  const { store } = kernel;

  const put = async (
    tx: Transaction,
    delivery: Pick<DeliveryRow, 'taskId' | 'eventId' | 'type' | 'address' | 'payload'> &
      Partial<DeliveryRow>
  ): Promise<DeliveryRow> => {
    const addressKey = sha256(delivery.address);
    const row = await store.insert(callbackDeliveries, {
      ...delivery,
      addressKey,
      state: 'pending',
      nextAttemptAt: tx.at.toISOString(),
    });
    await dispatch.enqueue(tx, 'callback.deliver', addressKey);
    return row;
  };

  const onEvent: Effect = async (event, tx) => {
    if (event.type !== 'task.moved') return;
    const task = await generation.taskRow(event.aggregateId);
    if (!task?.callbackUrl) return;
    const outputs = task.finishedAt ? await generation.outputsOf(task.documentId) : null;
    await put(tx, {
      taskId: task.documentId,
      eventId: `evt_${randomUUID().replaceAll('-', '')}`,
      type: callbackTypeOf(event.data.to),
      address: task.callbackUrl,
      payload: JSON.stringify(payloadOf(task, event, outputs, tx.at)),
    });
  };

  /**
   * The same event once more, behind all that waits for its address.
   * @throws Refusal 409 while it still waits to be sent.
   */
  const sendAgain = async (tx: Transaction, deliveryId: string): Promise<void> => {
    const original = await store.lock(callbackDeliveries, deliveryId);
    if (!original) throw notFound('callback', 'deliveryId');
    const { taskId, eventId, type, address, payload } = original;
    await kernel.serialise(tx, `callback:${eventId}`);
    const rounds = await store.find(callbackDeliveries, { where: { eventId } });
    if (rounds.some(({ state }) => state === 'pending')) {
      throw conflict(
        { en: 'This callback is still waiting to be sent.', zh: '该回调仍在等待发送。' },
        {},
        {
          en: 'Wait for it; it is tried again by itself.',
          zh: '请稍候，系统会自动重试。',
        }
      );
    }
    const again = await put(tx, {
      taskId,
      eventId,
      type,
      address,
      payload,
      round: rounds.length,
      sentAgainByType: tx.actor.type,
      sentAgainById: tx.actor.id,
      sentAgainByName: tx.actor.name,
    });
    await tx.emit({
      type: 'callback.sent_again',
      aggregateType: 'callback',
      aggregateId: again.documentId,
      aggregateVersion: null,
      taskId,
      data: { eventId, callbackType: type },
    });
  };

  return { onEvent, sendAgain };
};
export type Outbox = ReturnType<typeof createOutbox>;

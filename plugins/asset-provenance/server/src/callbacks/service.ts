import type { Actor, TaskCallbacks } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Generation, Reader } from '../generation/service';
import { notFound } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { Network } from '../network/service';
import type { Providers } from '../providers/service';
import { createApplying } from './applying';
import { callbackAttempts } from './content-types/callback-attempt';
import { callbackDeliveries } from './content-types/callback-delivery';
import { inboundCallbacks } from './content-types/inbound-callback';
import { createCounts } from './counts';
import { createDelivering } from './delivering';
import { createDeliveryRows } from './delivery-rows';
import { createInboundRows } from './inbound-rows';
import { createReceiving } from './inbound';
import { createOutbox } from './outbox';
import { createSending } from './sending';

export { installDoor } from './door';

export { personalRows } from './personal';

export const tables = [inboundCallbacks, callbackDeliveries, callbackAttempts];

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  dispatch: Dispatch;
  network: Network;
  providers: Providers;
  generation: Generation;
};

/** Inbound: what providers tell us. Outbound: what we tell the addresses that requesters gave. */
export const createCallbacks = ({
  kernel,
  config,
  dispatch,
  network,
  providers,
  generation,
}: Ports) => {
  const actorOf = (providerId: string): Actor => ({
    type: 'provider',
    id: null,
    name: providers.nameOf(providerId),
  });

  const inbound = createInboundRows(kernel);
  const applying = createApplying({
    kernel,
    dispatch,
    generation,
    actorOf,
    rows: inbound,
    patienceMs: config.dispatch.leaseSeconds * 1000,
  });
  dispatch.handle('callback.apply', applying.handler);

  const deliveries = createDeliveryRows(kernel);
  const outbox = createOutbox({ kernel, dispatch, generation });
  const delivering = createDelivering({
    kernel,
    rows: deliveries,
    send: createSending(network, config.callbacks),
    firstRetrySeconds: config.callbacks.firstRetrySeconds,
  });
  dispatch.handle('callback.deliver', delivering.handler);

  const ofTask = async (taskId: string, reader: Reader): Promise<TaskCallbacks> => {
    const task = await generation.visibleTask(taskId, reader);
    const mayReadAddress = task.ownerId === reader.userId || reader.mayReadPrompts;
    return {
      address: task.callbackUrl && mayReadAddress ? { host: new URL(task.callbackUrl).host } : null,
      deliveries: await deliveries.ofTask(taskId),
      inbound: await inbound.ofTask(taskId),
    };
  };

  return {
    ...createReceiving({ kernel, generation, actorOf, rows: inbound, applying }),
    effects: { onEvent: outbox.onEvent },
    counts: createCounts(kernel),
    countUnknown: inbound.countUnknown,
    ofTask,

    /** Takes away what providers reported about a task. */
    forgetAnswers: async (tx: Transaction, taskId: string): Promise<void> => {
      await tx
        .trx(kernel.store.tableOf(inboundCallbacks))
        .where({ task_id: taskId })
        .update({ reference: null, detail: null });
    },

    /** Takes away what was told about a task, and to whom. */
    forgetTask: async (_tx: Transaction, taskId: string): Promise<void> => {
      const { store } = kernel;
      const gone = await store.find(callbackDeliveries, {
        where: { taskId },
        select: ['documentId'],
      });
      const deliveryIds = gone.map(({ documentId }) => documentId);
      await store.remove(callbackAttempts, { deliveryId: { $in: deliveryIds } });
      await store.remove(callbackDeliveries, { taskId });
    },

    /** @throws Refusal 404 when the task is not the reader's to see, 409 while it still waits. */
    sendAgain: async (actor: Actor, deliveryId: string, reader: Reader): Promise<TaskCallbacks> => {
      const delivery = await deliveries.byId(deliveryId);
      if (!delivery) throw notFound('callback', 'deliveryId');
      await generation.visibleTask(delivery.taskId, reader);
      await kernel.transact(actor, (tx) => outbox.sendAgain(tx, deliveryId));
      dispatch.wake();
      return ofTask(delivery.taskId, reader);
    },

    /** Lets what is being applied end before the database goes. */
    drain: applying.drain,
  };
};
export type Callbacks = ReturnType<typeof createCallbacks>;

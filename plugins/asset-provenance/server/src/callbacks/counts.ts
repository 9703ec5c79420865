import type { CallbackCounts, DeliveryState } from '../../../shared';
import type { Kernel } from '../kernel';
import { callbackDeliveries } from './content-types/callback-delivery';
import { inboundCallbacks } from './content-types/inbound-callback';

type Received = { task_id: string; times: number | string };
type Delivered = { task_id: string; state: DeliveryState; deliveries: number | string };

/** Figures of the callbacks of a page of tasks, with one statement for each table. */
export const createCounts =
  ({ strapi }: Kernel) =>
  async (taskIds: string[]): Promise<(taskId: string) => CallbackCounts> => {
    const [received, delivered] = (await Promise.all([
      strapi.db
        .getConnection(inboundCallbacks.tableName)
        .select('task_id')
        .sum({ times: 'times' })
        .whereIn('task_id', taskIds)
        .groupBy('task_id'),
      strapi.db
        .getConnection(callbackDeliveries.tableName)
        .select('task_id', 'state')
        .count({ deliveries: '*' })
        .whereIn('task_id', taskIds)
        .groupBy('task_id', 'state'),
    ])) as unknown as [Received[], Delivered[]];
    return (taskId) => {
      const inState = (state: DeliveryState) =>
        Number(
          delivered.find((row) => row.task_id === taskId && row.state === state)?.deliveries ?? 0
        );
      return {
        received: Number(received.find((row) => row.task_id === taskId)?.times ?? 0),
        delivered: inState('delivered'),
        pending: inState('pending'),
        givenUp: inState('given_up'),
      };
    };
  };

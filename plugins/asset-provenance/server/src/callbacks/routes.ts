import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.callbacksOfTask(':taskId'), 'callbacks.ofTask', 'task.read'),
  adminRoute('POST', api.sendAgain(':deliveryId'), 'callbacks.sendAgain', 'task.launch'),
];

/** Below `CALLBACK_BASE` of the content API. The token of the address is taken out at the door. */
export const publicRoutes = [
  {
    method: 'POST',
    path: '/callbacks/:jobId',
    handler: 'callbacks.receive',
    config: { auth: false },
  },
];

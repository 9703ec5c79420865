import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('POST', '/tasks', 'tasks.launch', 'task.launch'),
  adminRoute('POST', '/tasks/preflight', 'tasks.preflight', 'task.launch'),
  adminRoute('GET', '/tasks', 'tasks.list', 'task.read'),
  adminRoute('GET', '/tasks/lookup', 'tasks.lookup', 'task.read'),
  adminRoute('GET', '/tasks/:taskId', 'tasks.detail', 'task.read'),
  adminRoute('POST', '/tasks/:taskId/cancel', 'tasks.cancel', 'task.cancel'),
  adminRoute('POST', '/tasks/:taskId/retry', 'tasks.retry', 'task.launch'),
  adminRoute('POST', '/tasks/:taskId/reproduce', 'tasks.reproduce', 'task.launch'),
  adminRoute('POST', api.spendApproval(':taskId'), 'tasks.decideSpend', 'spend.approve'),
  adminRoute('GET', api.costsOfTask(':taskId'), 'tasks.costs', 'task.read'),
  adminRoute('POST', '/jobs/:jobId/reconcile', 'tasks.reconcile', 'task.reconcile'),
  adminRoute('POST', '/outputs/:outputId/choose', 'tasks.choose', 'task.launch'),
  adminRoute('POST', api.adopt(':outputId'), 'tasks.adopt', 'task.launch'),
  adminRoute('POST', '/outputs/:outputId/promote', 'tasks.promote', 'task.launch'),
];

import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.batches, 'batches.list', 'task.read'),
  adminRoute('POST', api.batchCheck, 'batches.check', 'task.launch'),
  adminRoute('POST', api.batches, 'batches.launch', 'task.launch'),
  adminRoute('GET', api.batch(':batchId'), 'batches.detail', 'task.read'),
  adminRoute('POST', api.relaunchBatch(':batchId'), 'batches.relaunch', 'task.launch'),
  adminRoute('POST', api.spendApprovalOfBatch(':batchId'), 'batches.decideSpend', 'spend.approve'),
];

import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.people, 'handOver.people', 'task.read'),
  adminRoute('GET', api.holdings(':personId'), 'handOver.holdings', 'hand-over'),
  adminRoute('POST', api.handOver, 'handOver.handOver', 'hand-over'),
];

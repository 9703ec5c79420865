import { api } from '../../../shared';
import { adminRoute } from '../kernel';

/** Figures name people and what they spend, so they are for those who may see what everybody spends. */
export const routes = [
  adminRoute('GET', api.spend, 'insights.spend', 'cost.manage'),
  adminRoute('GET', api.spendCsv, 'insights.spendCsv', 'cost.manage'),
];

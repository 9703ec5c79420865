import { api } from '../../../shared';
import { adminRoute } from '../kernel';

export const routes = [
  adminRoute('GET', api.budgets, 'costs.budgets', 'cost.manage'),
  adminRoute('POST', api.budgets, 'costs.addBudget', 'cost.manage'),
  adminRoute('PUT', api.budget(':budgetId'), 'costs.changeBudget', 'cost.manage'),
  adminRoute('DELETE', api.budget(':budgetId'), 'costs.removeBudget', 'cost.manage'),
];

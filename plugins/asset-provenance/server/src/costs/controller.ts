import { created, handle } from '../kernel';
import type { Costs } from './service';

export const costsController = ({ budgets }: Costs) => ({
  budgets: handle(() => budgets.list()),
  addBudget: handle(async (request) => created(await budgets.add(request))),
  changeBudget: handle((request) => budgets.change(request)),
  removeBudget: handle((request) => budgets.remove(request)),
});

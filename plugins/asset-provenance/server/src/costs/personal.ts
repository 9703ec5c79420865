import { personal } from '../kernel';
import { budgetPeriods } from './content-types/budget-period';
import { budgets } from './content-types/budget';
import { jobCosts } from './content-types/job-cost';

/** Where money names people. */
export const personalRows = [
  personal(budgets, { persons: [{ id: 'changedById', name: 'changedByName' }] }),
  personal(budgetPeriods, { persons: [{ id: 'personId' }] }),
  personal(jobCosts, { persons: [{ id: 'ownerId', name: 'ownerName' }] }),
];

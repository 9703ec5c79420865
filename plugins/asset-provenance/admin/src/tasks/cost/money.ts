import { leastSure } from '../../../../shared/costs';
import type { CostEntry, TaskCosts } from '../../../../shared/costs';
import type { EstimateCertainty } from '../../../../shared/vocabulary';

export type JobMoney = TaskCosts['jobs'][number];

/** Nothing more is expected of it: what was reserved last was settled or released since. */
export const isSettled = ({ entries }: TaskCosts, jobId: string): boolean => {
  const last = entries.findLast((entry) => entry.jobId === jobId);
  return last !== undefined && last.kind !== 'reserved';
};

/** Of all jobs together. */
export const certaintyOf = ({ jobs }: TaskCosts): EstimateCertainty =>
  leastSure(jobs.map(({ certainty }) => certainty));

/** By how much settled jobs cost more than estimated; null while there is none with an estimate. */
export const driftOf = (costs: TaskCosts): number | null => {
  const settled = costs.jobs.filter(
    ({ jobId, certainty }) => certainty !== 'unknown' && isSettled(costs, jobId)
  );
  if (settled.length === 0) return null;
  return settled.reduce((sum, { spent, estimate }) => sum + spent - estimate, 0);
};

/** The provider's bill is in a currency that nobody gave a rate for. */
export const isWithoutRate = ({ cost, currency, rate, note }: CostEntry): boolean =>
  note !== null && cost !== null && cost.currency !== currency && rate === null;

import type {
  Actor,
  BudgetStanding,
  CostEntry,
  CostEstimate,
  SpendPreview,
  Stage,
  TaskCosts,
} from '../../../shared';
import { STAGES, leastSure } from '../../../shared';
import type { PluginConfig } from '../config';
import { siteDay } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { createBoundaries } from './boundaries';
import { createBudgetRows } from './budget-rows';
import { createBudgets, standingOf } from './budgets';
import { budgetPeriods } from './content-types/budget-period';
import { budgets } from './content-types/budget';
import { costEntries } from './content-types/cost-entry';
import { jobCosts } from './content-types/job-cost';
import { createJobMoney } from './job-money';
import { asCost, micro, stored } from './money';
import { createPrices } from './prices';
import type { PricedFacts } from './prices';
import { createRates } from './rates';
import { createSpending } from './spending';

export type { Bill, JobToPay } from './job-money';
export { stored } from './money';
export { amountText } from './refusals';
export type { PricedFacts } from './prices';
export type { Spending, Launched, SpendColumn } from './spending';

export { personalRows } from './personal';

export const tables = [budgets, budgetPeriods, jobCosts, costEntries];

/** Some jobs of a launch that cost the same. */
type Priced = { facts: PricedFacts; outputs: number };

/** Prices, boundaries of the stages, budgets, and the money of every job. */
export const createCosts = (kernel: Kernel, config: PluginConfig) => {
  const { costs, siteTimeZone } = config;
  const { currency } = costs;
  const todayOf = (moment: Date) => siteDay(moment, siteTimeZone);
  const prices = createPrices(config);
  const rates = createRates(costs);
  const rows = createBudgetRows(kernel, currency);
  const money = createJobMoney(kernel, { prices, rates, budgets: rows, todayOf });
  const threshold = costs.approvalAbove ? micro(costs.approvalAbove) : null;

  const estimateOf = (jobs: Priced[], moment: Date) => {
    const each = jobs.map(({ facts, outputs }) => money.estimate(facts, outputs, moment));
    const amount = each.reduce((sum, one) => sum + one.amount, 0n);
    const own = each.map(({ cost }) => cost);
    const certainty = leastSure(each.map((one) => one.certainty));
    const [first] = each;
    return {
      amount,
      certainty,
      estimate: {
        cost:
          first?.cost && certainty !== 'unknown'
            ? asCost(
                own.reduce((sum, cost) => sum + BigInt(cost?.microUnits ?? 0), 0n),
                first.cost.currency
              )
            : null,
        accounted: certainty === 'unknown' ? null : asCost(amount, currency),
        rate: first?.rate ?? null,
        certainty,
        sources: [...new Set(each.flatMap(({ sources }) => sources))],
      },
    };
  };

  const byStage = (jobs: Priced[]): [Stage, Priced[]][] =>
    STAGES.map((stage): [Stage, Priced[]] => [
      stage,
      jobs.filter(({ facts }) => facts.stage === stage),
    ]).filter(([, some]) => some.length > 0);

  return {
    currency,
    finalWithoutDraft: costs.finalWithoutDraft,
    boundaries: createBoundaries(costs),
    budgets: createBudgets(kernel, { currency, rows, todayOf }),
    reserve: money.reserve,
    reserveAgain: money.reserveAgain,
    settle: money.settle,
    ofTasks: money.ofTasks,
    spending: createSpending(kernel, currency),

    /** The same with how sure it is, and from where. */
    estimate: (jobs: Priced[], moment: Date): CostEstimate => estimateOf(jobs, moment).estimate,

    /** What jobs would cost together, in millionths of the accounting currency. */
    amountOf: (jobs: Priced[], moment: Date): bigint => estimateOf(jobs, moment).amount,

    /** What launches would do to money together; nothing is written. */
    preview: async (jobs: Priced[], owner: Actor, moment: Date): Promise<SpendPreview> => {
      const { amount, estimate } = estimateOf(jobs, moment);
      const standings: BudgetStanding[] = [];
      const exceeded = new Set<string>();
      for (const [stage, some] of byStage(jobs)) {
        const wanted = estimateOf(some, moment).amount;
        for (const purse of await money.standing(stage, owner.id, moment)) {
          const standing = standingOf(purse);
          const needed = standing.stage ? wanted : amount;
          if (needed > 0n && BigInt(standing.left) < needed) exceeded.add(standing.budgetId);
          if (!standings.some(({ budgetId }) => budgetId === standing.budgetId))
            standings.push(standing);
        }
      }
      return {
        estimate,
        budgets: standings,
        exceeded: [...exceeded],
        needsApproval: threshold !== null && amount > threshold,
      };
    },

    /** @throws Refusal 409 `budget_exceeded` where jobs of one stage together have no room. */
    assertRoom: async (tx: Transaction, jobs: Priced[], ownerId: string | null): Promise<void> => {
      for (const [stage, some] of byStage(jobs))
        await money.assertRoom(tx, { stage, ownerId }, estimateOf(some, tx.at).amount);
    },

    /** Whether somebody has to agree before so much is spent. */
    needsApproval: (amount: bigint): boolean => threshold !== null && amount > threshold,

    ofTask: async (taskId: string): Promise<TaskCosts> => {
      const jobs = await money.ofTask(taskId);
      const entries = await money.entriesOf(taskId);
      const total = (name: 'reserved' | 'spent' | 'estimate') =>
        Number(jobs.reduce((sum, job) => sum + stored(job[name]), 0n));
      return {
        currency: jobs[0]?.currency ?? currency,
        reserved: total('reserved'),
        spent: total('spent'),
        estimate: total('estimate'),
        jobs: jobs.map((job) => ({
          jobId: job.jobId,
          estimate: Number(stored(job.estimate)),
          certainty: job.certainty,
          sources: job.sources,
          reserved: Number(stored(job.reserved)),
          spent: Number(stored(job.spent)),
          basis: job.basis,
          actualCost: job.actualCost,
          rate: job.rate,
        })),
        entries: entries.map((entry): CostEntry => ({
          jobId: entry.jobId,
          kind: entry.kind,
          reservedChange: Number(stored(entry.reservedChange)),
          spentChange: Number(stored(entry.spentChange)),
          currency: entry.currency,
          cost: entry.cost,
          basis: entry.basis,
          rate: entry.rate,
          note: entry.note,
          at: entry.at,
        })),
      };
    },
  };
};
export type Costs = ReturnType<typeof createCosts>;

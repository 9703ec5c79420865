import type { Stage } from '../../../shared';
import type { Knex } from 'knex';
import type { Kernel, RowOf } from '../kernel';
import { budgetPeriods } from './content-types/budget-period';
import { budgets } from './content-types/budget';
import { jobCosts } from './content-types/job-cost';
import { stored } from './money';
import { spanOf } from './period';
import type { Span } from './period';

export type BudgetRow = RowOf<typeof budgets>;
export type BudgetPeriodRow = RowOf<typeof budgetPeriods>;

/** What decides which budgets a job falls under. */
export type Spender = { stage: Stage; ownerId: string | null; day: string };
/** By how much what is reserved and spent changes, in millionths of the accounting currency. */
export type Change = { reserved: bigint; spent: bigint };
type Held = Pick<BudgetPeriodRow, 'reserved' | 'spent'>;
type NewPeriod = Omit<BudgetPeriodRow, 'id' | 'documentId' | 'createdAt'>;
/** One budget in the period of a spender. */
export type Purse = { budget: BudgetRow; period: BudgetPeriodRow | NewPeriod };

const EVERYBODY = '';
const HUNDRED = 100n;

const personOf = ({ scope }: BudgetRow, { ownerId }: Spender): string =>
  scope === 'each_person' ? (ownerId ?? EVERYBODY) : EVERYBODY;

/**
 * The rows of budgets. Whoever changes them or the money of a job holds `costs.serialise` before:
 * a budget for everybody is one row for all anyway.
 */
export const createBudgetRows = (kernel: Kernel, currency: string) => {
  const { store } = kernel;

  /** Few enough to be read whole; those of a stage and those of both. */
  const kept = async (stage?: Stage): Promise<BudgetRow[]> =>
    (
      await store.find(budgets, { where: { isRemoved: false, currency }, orderBy: { id: 'asc' } })
    ).filter((budget) => !stage || budget.stage === null || budget.stage === stage);

  /** What is reserved and spent in a span, from the jobs themselves. */
  const sumOf = async (
    database: Knex,
    budget: BudgetRow,
    personId: string,
    { startsOn, endsOn }: Span
  ): Promise<Held> => {
    const query = database(store.tableOf(jobCosts))
      .whereBetween('day', [startsOn, endsOn])
      .where('currency', currency)
      .sum({ reserved: 'reserved', spent: 'spent' });
    if (budget.stage) query.where('stage', budget.stage);
    if (personId) query.where('owner_id', personId);
    const [row] = (await query) as Record<'reserved' | 'spent', string | number | null>[];
    return { reserved: String(row?.reserved ?? 0), spent: String(row?.spent ?? 0) };
  };

  /** The period of a budget that a spender falls into; not written before it is needed. */
  const periodOf = async (
    database: Knex,
    budget: BudgetRow,
    spender: Spender
  ): Promise<BudgetPeriodRow | NewPeriod> => {
    const span = spanOf(budget.period, spender.day);
    const personId = personOf(budget, spender);
    const where = { budgetId: budget.documentId, personId, startsOn: span.startsOn };
    const known = await store.findOne(budgetPeriods, where);
    if (known) return known;
    const held = await sumOf(database, budget, personId, span);
    return { ...where, ...span, ...held, alertedShare: 0, version: 1 };
  };

  return {
    kept,

    /** Every budget that a spender falls under, with what is left of it. */
    pursesOf: async (database: Knex, spender: Spender): Promise<Purse[]> => {
      const purses: Purse[] = [];
      for (const budget of await kept(spender.stage))
        purses.push({ budget, period: await periodOf(database, budget, spender) });
      return purses;
    },

    /** Books a change, and says which share of the cap was reached by it; null: no further one. */
    book: async (
      { budget, period: known }: Purse,
      change: Change
    ): Promise<{ period: BudgetPeriodRow; reachedShare: number | null }> => {
      const period = 'documentId' in known ? known : await store.insert(budgetPeriods, known);
      const reserved = stored(period.reserved) + change.reserved;
      const spent = stored(period.spent) + change.spent;
      const cap = stored(budget.cap);
      const share = cap === 0n ? HUNDRED : ((reserved + spent) * HUNDRED) / cap;
      const reached = Math.max(0, ...budget.alertShares.filter((alert) => BigInt(alert) <= share));
      const isNews = reached > period.alertedShare;
      const next = {
        reserved: String(reserved),
        spent: String(spent),
        alertedShare: Math.max(reached, period.alertedShare),
        version: period.version + 1,
      };
      const isMine = await store.compareAndSet(
        budgetPeriods,
        { documentId: period.documentId, version: period.version },
        next
      );
      if (!isMine) throw new Error(`Budget period ${period.documentId} changed under its lock.`);
      return {
        period: { ...period, ...next },
        reachedShare: isNews ? reached : null,
      };
    },
  };
};
export type BudgetRows = ReturnType<typeof createBudgetRows>;

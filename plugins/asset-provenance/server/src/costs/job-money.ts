import type {
  Actor,
  Billed,
  Cost,
  CostBasis,
  CostEntryKind,
  Stage,
  Usage,
  UsedRate,
} from '../../../shared';
import { leastSure } from '../../../shared';
import type { Kernel, RowOf, Transaction } from '../kernel';
import type { BudgetRows, Change, Spender } from './budget-rows';
import { costEntries } from './content-types/cost-entry';
import { jobCosts } from './content-types/job-cost';
import { asCost, stored } from './money';
import type { PricedFacts, Prices } from './prices';
import type { Rates } from './rates';
import { assertRoom } from './refusals';

export type JobCostRow = RowOf<typeof jobCosts>;

/** A job that is about to be recorded, as far as money is concerned. */
export type JobToPay = {
  jobId: string;
  taskId: string;
  facts: PricedFacts;
  outputs: number;
  purpose: string;
  owner: Actor;
};

/** What became of a job. */
export type Bill = {
  jobId: string;
  billed: Billed;
  /** As the provider reports it; null: it does not. */
  cost: Cost | null;
  usage: Usage | null;
  /** What was really made, of one output; null where nothing came. */
  facts: PricedFacts | null;
  outputs: number;
};

type Figure = {
  amount: bigint;
  basis: CostBasis | null;
  cost: Cost | null;
  rate: UsedRate | null;
  note: string | null;
};
const NOTHING: Figure = { amount: 0n, basis: null, cost: null, rate: null, note: null };

type Ports = {
  prices: Prices;
  rates: Rates;
  budgets: BudgetRows;
  /** The day in the site's time zone. */
  todayOf: (moment: Date) => string;
};

const spenderOf = ({ stage, ownerId, day }: JobCostRow): Spender => ({ stage, ownerId, day });

/**
 * Reserve, settle, release: the money of each job. Every step is one entry beside the row that it
 * changes, in the transaction of whatever made it necessary.
 */
export const createJobMoney = (kernel: Kernel, { prices, rates, budgets, todayOf }: Ports) => {
  const { store } = kernel;

  /** Money waits in one line, so that two launches never count on the same rest of a budget. */
  const inLine = (tx: Transaction) => kernel.serialise(tx, 'costs');

  /** Books a change in every budget that the spender falls under; refuses what does not fit. */
  const bookInBudgets = async (
    tx: Transaction,
    spender: Spender,
    change: Change,
    isRefusable: boolean
  ): Promise<void> => {
    const purses = await budgets.pursesOf(tx.trx, spender);
    if (isRefusable) assertRoom(purses, change, rates.currency);
    for (const purse of purses) {
      const { period, reachedShare } = await budgets.book(purse, change);
      if (reachedShare === null) continue;
      await tx.emit({
        type: 'budget.reached',
        aggregateType: 'budget',
        aggregateId: purse.budget.documentId,
        aggregateVersion: null,
        taskId: null,
        note: purse.budget.name,
        data: {
          share: reachedShare,
          startsOn: period.startsOn,
          personId: period.personId || null,
        },
      });
    }
  };

  const write = async (
    tx: Transaction,
    row: JobCostRow,
    kind: CostEntryKind,
    next: { reserved: bigint; spent: bigint },
    figure: Figure,
    patch: Partial<JobCostRow> = {}
  ): Promise<void> => {
    const reservedChange = next.reserved - stored(row.reserved);
    const spentChange = next.spent - stored(row.spent);
    await bookInBudgets(
      tx,
      spenderOf(row),
      { reserved: reservedChange, spent: spentChange },
      kind === 'reserved'
    );
    const isMine = await store.compareAndSet(
      jobCosts,
      { documentId: row.documentId, version: row.version },
      {
        ...patch,
        reserved: String(next.reserved),
        spent: String(next.spent),
        version: row.version + 1,
      }
    );
    if (!isMine) throw new Error(`The money of job ${row.jobId} changed under its lock.`);
    await store.insert(costEntries, {
      jobId: row.jobId,
      taskId: row.taskId,
      ordinal: row.version + 1,
      kind,
      reservedChange: String(reservedChange),
      spentChange: String(spentChange),
      currency: row.currency,
      cost: figure.cost,
      basis: figure.basis,
      rate: figure.rate,
      note: figure.note,
      at: tx.at.toISOString(),
    });
  };

  const assumed = (row: JobCostRow, note: string | null): Figure => ({
    amount: stored(row.estimate),
    basis: 'assumed',
    cost: row.estimatedCost,
    rate: null,
    note,
  });

  /** What a job that is billed cost: what the provider says, else what its price list says. */
  const actualOf = (row: JobCostRow, { cost, usage, facts, outputs }: Bill): Figure => {
    if (cost) {
      const known = rates.account(cost);
      if (known) return { ...known, basis: 'reported', cost, note: null };
      const note = `The provider reported ${cost.microUnits / 1e6} ${cost.currency}; there is no rate for ${cost.currency} under costs.rates.`;
      return { ...assumed(row, note), cost };
    }
    const computed = facts && prices.actual(facts, outputs, usage, row.day);
    const known = computed && rates.account(computed);
    return computed && known
      ? { ...known, basis: 'computed', cost: computed, note: null }
      : assumed(row, null);
  };

  const figureOf = (row: JobCostRow, bill: Bill): Figure => {
    switch (bill.billed) {
      case 'no':
        return NOTHING;
      case 'unknown':
        return assumed(row, null);
      case 'yes':
        return actualOf(row, bill);
    }
  };

  const lockedRow = async (tx: Transaction, jobId: string): Promise<JobCostRow | null> => {
    await inLine(tx);
    return store.findOne(jobCosts, { jobId });
  };

  const newRow = (tx: Transaction, job: JobToPay, day: string) => {
    const { jobId, taskId, facts, outputs, purpose, owner } = job;
    const estimate = prices.estimate(facts, outputs, day);
    const amount = String((estimate.cost && rates.account(estimate.cost)?.amount) || 0n);
    return {
      jobId,
      taskId,
      version: 1,
      stage: facts.stage,
      providerId: facts.providerId,
      modelId: facts.modelId,
      purpose,
      ownerId: owner.id,
      ownerName: owner.name,
      day,
      launchedAt: tx.at.toISOString(),
      estimate: amount,
      certainty: estimate.certainty,
      sources: estimate.sources,
      estimatedCost: estimate.cost,
      reserved: amount,
      spent: '0',
      spentBefore: '0',
      currency: rates.currency,
    };
  };

  return {
    /** What jobs like this cost, in its own and in the accounting currency. */
    estimate: (facts: PricedFacts, outputs: number, moment: Date) => {
      const estimate = prices.estimate(facts, outputs, todayOf(moment));
      const known = estimate.cost && rates.account(estimate.cost);
      return { ...estimate, amount: known?.amount ?? 0n, rate: known?.rate ?? null };
    },

    /** @throws Refusal 409 `budget_exceeded` where so much has no room. */
    assertRoom: async (
      tx: Transaction,
      { stage, ownerId }: Pick<Spender, 'stage' | 'ownerId'>,
      amount: bigint
    ): Promise<void> => {
      await inLine(tx);
      const purses = await budgets.pursesOf(tx.trx, { stage, ownerId, day: todayOf(tx.at) });
      assertRoom(purses, { reserved: amount, spent: 0n }, rates.currency);
    },

    /**
     * Reserves the estimates of all jobs of one launch, or of none. A price that nobody knows
     * reserves nothing.
     * @throws Refusal 409 `budget_exceeded` that names the budget and what is left of it.
     */
    reserve: async (tx: Transaction, jobs: JobToPay[]): Promise<void> => {
      const [first] = jobs;
      if (!first) return;
      await inLine(tx);
      const day = todayOf(tx.at);
      const rows = jobs.map((job) => newRow(tx, job, day));
      const reserved = rows.reduce((sum, row) => sum + stored(row.reserved), 0n);
      const { stage } = first.facts;
      await bookInBudgets(
        tx,
        { stage, ownerId: first.owner.id, day },
        { reserved, spent: 0n },
        true
      );
      await store.insertMany(jobCosts, rows);
      await store.insertMany(
        costEntries,
        rows.map((row) => ({
          jobId: row.jobId,
          taskId: row.taskId,
          ordinal: 1,
          kind: 'reserved' as const,
          reservedChange: row.reserved,
          spentChange: '0',
          currency: row.currency,
          cost: row.estimatedCost,
          at: row.launchedAt,
        }))
      );
      await tx.emit({
        type: 'spend.reserved',
        aggregateType: 'task',
        aggregateId: first.taskId,
        aggregateVersion: null,
        taskId: first.taskId,
        data: {
          microUnits: Number(reserved),
          currency: rates.currency,
          certainty: leastSure(rows.map(({ certainty }) => certainty)),
        },
      });
    },

    /**
     * A job is sent again: what the earlier sending was settled to stays counted, and this one is
     * reserved like a new one.
     * @throws Refusal 409 `budget_exceeded`.
     */
    reserveAgain: async (tx: Transaction, jobId: string): Promise<void> => {
      const row = await lockedRow(tx, jobId);
      if (!row) return;
      const spent = stored(row.spent);
      const next = { reserved: stored(row.estimate), spent };
      await write(tx, row, 'reserved', next, NOTHING, {
        spentBefore: row.spent,
        settledAt: null,
        basis: null,
        actualCost: null,
      });
    },

    /** Says what a job cost; the same bill twice changes nothing, a better one corrects. */
    settle: async (tx: Transaction, bill: Bill): Promise<void> => {
      const row = await lockedRow(tx, bill.jobId);
      if (!row) return;
      const figure = figureOf(row, bill);
      const spent = stored(row.spentBefore) + figure.amount;
      const isSame =
        row.settledAt !== null && stored(row.spent) === spent && row.basis === figure.basis;
      if (isSame) return;
      const kind: CostEntryKind = row.settledAt
        ? 'corrected'
        : figure.amount > 0n || figure.basis
          ? 'settled'
          : 'released';
      await write(tx, row, kind, { reserved: 0n, spent }, figure, {
        actualCost: figure.cost,
        basis: figure.basis,
        rate: figure.rate,
        settledAt: tx.at.toISOString(),
      });
    },

    ofTask: async (taskId: string): Promise<JobCostRow[]> =>
      store.find(jobCosts, { where: { taskId }, orderBy: { id: 'asc' } }),

    /** What tasks have cost so far or may cost yet: spent and reserved; null without a row of money. */
    ofTasks: async (taskIds: string[]): Promise<(taskId: string) => Cost | null> => {
      const rows = await store.find(jobCosts, { where: { taskId: { $in: taskIds } } });
      const sums = new Map<string, Cost>();
      for (const { taskId, reserved, spent, currency } of rows) {
        const before = BigInt(sums.get(taskId)?.microUnits ?? 0);
        sums.set(taskId, asCost(before + stored(reserved) + stored(spent), currency));
      }
      return (taskId) => sums.get(taskId) ?? null;
    },

    entriesOf: (taskId: string) =>
      store.find(costEntries, { where: { taskId }, orderBy: { id: 'asc' } }),

    standing: (stage: Stage, ownerId: string | null, moment: Date) =>
      budgets.pursesOf(kernel.strapi.db.connection, { stage, ownerId, day: todayOf(moment) }),
  };
};
export type JobMoney = ReturnType<typeof createJobMoney>;

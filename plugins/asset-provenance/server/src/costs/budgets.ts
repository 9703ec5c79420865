import { budgetSchema } from '../../../shared';
import type { Budget, BudgetStanding } from '../../../shared';
import { invalid, notFound, parse } from '../kernel';
import type { Kernel, Request, Transaction } from '../kernel';
import type { BudgetRow, BudgetRows, Purse } from './budget-rows';
import { budgetPeriods } from './content-types/budget-period';
import { budgets } from './content-types/budget';
import { micro, stored } from './money';
import { spanOf } from './period';
import { leftOf } from './refusals';

type Ports = { currency: string; rows: BudgetRows; todayOf: (moment: Date) => string };

export const standingOf = (purse: Purse): BudgetStanding => {
  const { budget, period } = purse;
  return {
    budgetId: budget.documentId,
    name: budget.name,
    stage: budget.stage,
    period: budget.period,
    scope: budget.scope,
    mode: budget.mode,
    currency: budget.currency,
    cap: Number(stored(budget.cap)),
    reserved: Number(stored(period.reserved)),
    spent: Number(stored(period.spent)),
    left: Number(leftOf(purse)),
    startsOn: period.startsOn,
    endsOn: period.endsOn,
  };
};

/** Budgets as people manage them. */
export const createBudgets = (kernel: Kernel, { currency, rows, todayOf }: Ports) => {
  const { store, transact, refuseSecrets, serialise } = kernel;

  const toBudget = async (row: BudgetRow): Promise<Budget> => {
    const span = spanOf(row.period, todayOf(new Date()));
    const held = await store.find(budgetPeriods, {
      where: { budgetId: row.documentId, startsOn: span.startsOn },
    });
    const sum = (name: 'reserved' | 'spent') =>
      Number(held.reduce((total, period) => total + stored(period[name]), 0n));
    return {
      budgetId: row.documentId,
      name: row.name,
      stage: row.stage,
      period: row.period,
      scope: row.scope,
      mode: row.mode,
      cap: Number(stored(row.cap)),
      currency: row.currency,
      alertShares: row.alertShares,
      reserved: sum('reserved'),
      spent: sum('spent'),
      ...span,
      changedBy: row.changedByName,
      changedAt: row.changedAt,
    };
  };

  const read = async (request: Request) => {
    const { cap, alertShares, ...input } = parse(budgetSchema, request.body);
    await refuseSecrets(request.actor, input);
    if (micro(cap) === 0n && input.mode === 'soft')
      throw invalid([
        {
          path: 'cap',
          message: 'of 0 warns of everything; take a hard budget',
          zh: '为 0 时请使用“拒绝”模式',
        },
      ]);
    return {
      ...input,
      cap: String(micro(cap)),
      alertShares: [...new Set(alertShares)].sort((a, b) => a - b),
    };
  };

  const changed = (tx: Transaction) => ({
    currency,
    changedById: tx.actor.id,
    changedByName: tx.actor.name,
    changedAt: tx.at.toISOString(),
  });

  const emit = (tx: Transaction, row: BudgetRow) =>
    tx.emit({
      type: 'budget.changed',
      aggregateType: 'budget',
      aggregateId: row.documentId,
      aggregateVersion: row.version,
      taskId: null,
      note: row.name,
      data: { cap: Number(stored(row.cap)), currency: row.currency, isRemoved: row.isRemoved },
    });

  /** Budgets change in the same line in which money waits, so that no launch sees half of it. */
  const change = (request: Request, patchOf: (tx: Transaction) => Partial<BudgetRow>) =>
    transact(request.actor, async (tx) => {
      await serialise(tx, 'costs');
      const row = await store.findOne(budgets, {
        documentId: request.params.budgetId ?? '',
        isRemoved: false,
      });
      if (!row) throw notFound('budget', 'budgetId');
      const next = { ...patchOf(tx), version: row.version + 1 };
      await store.compareAndSet(
        budgets,
        { documentId: row.documentId, version: row.version },
        next
      );
      // A higher cap is reached again, and told again.
      for (const period of await store.find(budgetPeriods, {
        where: { budgetId: row.documentId, alertedShare: { $gt: 0 } },
      }))
        await store.compareAndSet(
          budgetPeriods,
          { documentId: period.documentId },
          { alertedShare: 0 }
        );
      const after = { ...row, ...next };
      await emit(tx, after);
      return after;
    });

  return {
    list: async (): Promise<Budget[]> => Promise.all((await rows.kept()).map(toBudget)),

    /** @throws Refusal 400 that names the field. */
    add: async (request: Request): Promise<Budget> => {
      const input = await read(request);
      const row = await transact(request.actor, async (tx) => {
        await serialise(tx, 'costs');
        const added = await store.insert(budgets, { ...input, ...changed(tx), version: 1 });
        await emit(tx, added);
        return added;
      });
      return toBudget(row);
    },

    /** What is reserved and spent stays as it is; a lower cap refuses the next launches only. */
    change: async (request: Request): Promise<Budget> => {
      const input = await read(request);
      return toBudget(await change(request, (tx) => ({ ...input, ...changed(tx) })));
    },

    remove: async (request: Request): Promise<{ budgetId: string }> => {
      const { documentId } = await change(request, (tx) => ({ ...changed(tx), isRemoved: true }));
      return { budgetId: documentId };
    },
  };
};

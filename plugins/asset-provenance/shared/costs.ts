import { z } from 'zod';
import type { Actor } from './actors';
import type { Cost } from './tasks';
import { BUDGET_MODES, BUDGET_PERIODS, BUDGET_SCOPES, STAGES } from './vocabulary';
import type {
  BudgetMode,
  BudgetPeriod,
  BudgetScope,
  CostBasis,
  CostEntryKind,
  EstimateCertainty,
  Quality,
  SpendApproval,
  Stage,
} from './vocabulary';

/** A rate as it was when it was used: what one unit of `currency` is worth in the accounting currency. */
export type UsedRate = { currency: string; rate: string; asOf: string };

/** What a launch is expected to cost. */
export type CostEstimate = {
  /** In the currency of the price; null where there is no price. */
  cost: Cost | null;
  /** The same in the accounting currency, as it is reserved. */
  accounted: Cost | null;
  rate: UsedRate | null;
  certainty: EstimateCertainty;
  /** Where the prices were taken from, and when. */
  sources: string[];
};

/** The least sure of several estimates. */
export const leastSure = (certainties: readonly EstimateCertainty[]): EstimateCertainty =>
  (['unknown', 'approximate'] as const).find((each) => certainties.includes(each)) ?? 'exact';

/** What is left of one budget for one person, now. Millionths of the accounting currency. */
export type BudgetStanding = {
  budgetId: string;
  name: string;
  stage: Stage | null;
  period: BudgetPeriod;
  scope: BudgetScope;
  mode: BudgetMode;
  currency: string;
  cap: number;
  reserved: number;
  spent: number;
  left: number;
  startsOn: string;
  endsOn: string;
};

/** The changes that bring parameters within the boundary of their stage. */
export type NearestParameters = {
  size?: string;
  quality?: Quality | null;
  resolution?: string;
  durationSeconds?: number;
  count?: number;
};

/** What a launch would do to money: part of the pre-flight. */
export type SpendPreview = {
  estimate: CostEstimate;
  budgets: BudgetStanding[];
  /** Budgets in which it has no room: refused where hard, warned of where soft. */
  exceeded: string[];
  /** Whether somebody has to approve the spending before anything is sent. */
  needsApproval: boolean;
};

export type CostEntry = {
  jobId: string;
  kind: CostEntryKind;
  reservedChange: number;
  spentChange: number;
  currency: string;
  cost: Cost | null;
  basis: CostBasis | null;
  rate: UsedRate | null;
  note: string | null;
  at: string;
};

/** The money of one task; amounts in millionths of `currency`, the accounting currency. */
export type TaskCosts = {
  currency: string;
  reserved: number;
  spent: number;
  estimate: number;
  jobs: {
    jobId: string;
    estimate: number;
    certainty: EstimateCertainty;
    sources: string[];
    reserved: number;
    spent: number;
    basis: CostBasis | null;
    actualCost: Cost | null;
    rate: UsedRate | null;
  }[];
  entries: CostEntry[];
};

const amount = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be a decimal such as 50 or 0.04');

/** Body of `POST /budgets` and `PUT /budgets/:budgetId`. */
export const budgetSchema = z.object({
  name: z.string().trim().min(1, 'is required').max(120),
  /** null: both stages together. */
  stage: z.enum(STAGES).nullable().default(null),
  period: z.enum(BUDGET_PERIODS),
  scope: z.enum(BUDGET_SCOPES).default('everybody'),
  mode: z.enum(BUDGET_MODES).default('hard'),
  /** Decimal, in the accounting currency. */
  cap: amount,
  /** Per cent of the cap at which people are told. */
  alertShares: z.array(z.number().int().min(1).max(100)).max(10).default([80, 100]),
});
export type BudgetInput = z.input<typeof budgetSchema>;

export type Budget = {
  budgetId: string;
  name: string;
  stage: Stage | null;
  period: BudgetPeriod;
  scope: BudgetScope;
  mode: BudgetMode;
  cap: number;
  currency: string;
  alertShares: number[];
  /** Of the period that runs now; of each person's own, what all of them together have used. */
  reserved: number;
  spent: number;
  startsOn: string;
  endsOn: string;
  changedBy: string;
  changedAt: string;
};

/** Body of `POST /tasks/:taskId/spend-approval`. */
export const spendDecisionSchema = z.object({
  isApproved: z.boolean(),
  reason: z.string().trim().max(500).nullable().default(null),
});

export type SpendDecision = {
  state: SpendApproval;
  by: Actor | null;
  reason: string | null;
  at: string | null;
};

import type { BudgetStanding, NearestParameters, SpendPreview } from '../../../shared/costs';
import type { Cost, LaunchInput } from '../../../shared/tasks';
import type { Refusal } from '../api';
import type { LaunchForm } from './form';
import type { PreflightState } from './usePreflight';

/** What a price depends on. */
const PRICED = [
  'kind',
  'inputType',
  'size',
  'quality',
  'resolution',
  'durationSeconds',
  'audio',
  'count',
] as const;

const pricedOf = ({ providerId, modelId, stage, parameters }: LaunchInput): string => {
  const values = new Map<string, unknown>(Object.entries(parameters));
  return JSON.stringify([
    providerId,
    modelId,
    stage,
    ...PRICED.map((name) => values.get(name) ?? null),
  ]);
};

export type Spend = {
  preview: SpendPreview | null;
  /** Whether `preview` speaks of what the form holds now. */
  isCurrent: boolean;
  /** In the accounting currency; null while it is not known. */
  amount: Cost | null;
  /** Budgets without room for it: hard ones refuse it, soft ones warn. */
  refusing: BudgetStanding[];
  warning: BudgetStanding[];
};

/** What the server said of the spending, and what that means for a launch. */
export const toSpend = (preview: SpendPreview | null, isCurrent: boolean): Spend => {
  const amount = preview?.estimate.accounted ?? null;
  // What costs nothing, or nobody knows how much, is never refused for want of money.
  const exceeded = amount && amount.microUnits > 0 ? (preview?.exceeded ?? []) : [];
  const full = (preview?.budgets ?? []).filter(({ budgetId }) => exceeded.includes(budgetId));
  return {
    preview,
    isCurrent: preview !== null && isCurrent,
    amount,
    refusing: full.filter(({ mode }) => mode === 'hard'),
    warning: full.filter(({ mode }) => mode === 'soft'),
  };
};

/** What the form would spend, as far as the server has said. */
export const spendOf = (request: LaunchInput | null, checking: PreflightState): Spend => {
  const { preflight, asked } = checking;
  return toSpend(
    preflight?.spend ?? null,
    request !== null && asked !== null && pricedOf(request) === pricedOf(asked)
  );
};

/** Whether a launch would certainly be refused. */
export const isUnaffordable = ({ isCurrent, refusing }: Spend): boolean =>
  isCurrent && refusing.length > 0;

/** Whether there is anything to be said of the spending beside what it costs. */
export const hasSpendNotice = ({ preview, isCurrent, refusing, warning }: Spend): boolean =>
  isCurrent &&
  preview !== null &&
  (preview.needsApproval || refusing.length > 0 || warning.length > 0);

/** Somebody else was faster. */
export const isOverBudget = ({ code }: Refusal): boolean => code === 'budget_exceeded';

/** The server refused it because its stage may not ask for so much. */
export const isBeyondStage = ({ code }: Refusal): boolean => code === 'beyond_stage';

/** The parameters that the server names instead; null where there are none. */
export const nearestOf = ({ details }: Refusal): NearestParameters | null =>
  // The server sends it in the shape of the contract.
  (details.nearest as NearestParameters | null | undefined) ?? null;

/** The form with them. */
export const withNearest = (form: LaunchForm, nearest: NearestParameters): LaunchForm => {
  const { image, video } = form;
  if (form.kind === 'image') {
    const { size = image.size, quality = image.quality, count = image.count } = nearest;
    return { ...form, image: { ...image, size, quality, count } };
  }
  const {
    resolution = video.resolution,
    durationSeconds = video.durationSeconds,
    count = video.count,
  } = nearest;
  return { ...form, video: { ...video, resolution, durationSeconds, count } };
};

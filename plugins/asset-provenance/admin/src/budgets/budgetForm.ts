import type { Budget, BudgetInput } from '../../../shared/costs';
import type { BudgetMode, BudgetPeriod, BudgetScope, Stage } from '../../../shared/vocabulary';
import { decimalOf } from '../i18n';

/** As it is typed and chosen. */
export type BudgetForm = {
  name: string;
  stage: Stage | 'both';
  period: BudgetPeriod;
  scope: BudgetScope;
  mode: BudgetMode;
  cap: string;
  alerts: string;
};

export const formOf = (budget: Budget | null): BudgetForm => ({
  name: budget?.name ?? '',
  stage: budget?.stage ?? 'both',
  period: budget?.period ?? 'month',
  scope: budget?.scope ?? 'everybody',
  mode: budget?.mode ?? 'hard',
  cap: budget ? decimalOf(budget.cap) : '',
  alerts: (budget?.alertShares ?? [80, 100]).join(', '),
});

/** Full-width digits and signs, as Chinese keyboards give them, are read like any others. */
const plain = (text: string) => text.normalize('NFKC').trim();

/** `80, 100` or `80、100`; null where there is anything but whole numbers from 1 to 100. */
export const sharesIn = (text: string): number[] | null => {
  const shares = plain(text)
    .split(/[\s,、;%]+/)
    .filter(Boolean)
    .map(Number);
  return shares.every((share) => Number.isInteger(share) && share >= 1 && share <= 100)
    ? shares
    : null;
};

/** null while something that must be there is not, or cannot be read. */
export const inputOf = ({ stage, alerts, ...form }: BudgetForm): BudgetInput | null => {
  const alertShares = sharesIn(alerts);
  const cap = plain(form.cap);
  const isComplete = form.name.trim() !== '' && cap !== '';
  return isComplete && alertShares
    ? { ...form, cap, stage: stage === 'both' ? null : stage, alertShares }
    : null;
};

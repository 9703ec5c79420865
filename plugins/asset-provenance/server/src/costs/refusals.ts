import type { Stage } from '../../../shared';
import { conflict, daysAfter } from '../kernel';
import type { Change, Purse } from './budget-rows';
import { stored } from './money';

const PLACES = 1_000_000n;

/** `0.04`: as many places as there are, two at least. */
export const amountText = (amount: bigint): string => {
  const [sign, size] = amount < 0n ? ['-', -amount] : ['', amount];
  const fraction = String(size % PLACES)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${sign}${size / PLACES}.${fraction}`;
};

export const leftOf = ({ budget, period }: Purse): bigint =>
  stored(budget.cap) - stored(period.spent) - stored(period.reserved);

const stageWords: Record<Stage, { en: string; zh: string }> = {
  draft: { en: 'drafts', zh: '草稿' },
  final: { en: 'finals', zh: '正式产出' },
};

/**
 * @throws Refusal 409 `budget_exceeded` for the first hard budget in which a change has no room; with
 * what is left of it, and when it begins anew.
 */
export const assertRoom = (purses: Purse[], change: Change, currency: string): void => {
  const wanted = change.reserved + change.spent;
  if (wanted <= 0n) return;
  const full = purses.find((purse) => purse.budget.mode === 'hard' && leftOf(purse) < wanted);
  if (!full) return;
  const { budget, period } = full;
  const left = leftOf(full);
  const renewsOn = daysAfter(period.endsOn, 1);
  const money = (amount: bigint) => `${amountText(amount)} ${currency}`;
  const rest = money(left > 0n ? left : 0n);
  const of = budget.stage ? stageWords[budget.stage] : null;
  throw conflict(
    {
      en: `This would cost ${money(wanted)}. The budget “${budget.name}”${of ? ` for ${of.en}` : ''} has ${rest} left of ${money(stored(budget.cap))}.`,
      zh: `预计费用 ${money(wanted)}。预算“${budget.name}”${of ? `（${of.zh}）` : ''}共 ${money(stored(budget.cap))}，剩余 ${rest}。`,
    },
    {
      code: 'budget_exceeded',
      budgetId: budget.documentId,
      wanted: Number(wanted),
      left: Number(left),
      currency,
      renewsOn,
    },
    {
      en: `Ask for fewer or cheaper results, wait until ${renewsOn}, or ask somebody who manages budgets to raise it.`,
      zh: `请减少数量或降低规格，或等到 ${renewsOn}，或请预算管理人员调整额度。`,
    }
  );
};

import { MOST_SPEND_DAYS } from '../../../shared/insights';
import type { SpendPeriod } from '../api';
import { addDays, daysBetween, idOrNull, oneOf } from '../ui';

const PERIODS = ['7', '30', '90', 'month', 'own'] as const;
export type PeriodChoice = (typeof PERIODS)[number];
export { PERIODS };

/** In the address of the page. */
export const periodSpec = {
  period: oneOf(PERIODS, '30'),
  from: idOrNull(),
  to: idOrNull(),
};
export type PeriodValues = { period: PeriodChoice; from: string | null; to: string | null };

/** The days of a choice that ends today. */
const chosen = (period: Exclude<PeriodChoice, 'own'>, today: string): SpendPeriod =>
  period === 'month'
    ? { from: `${today.slice(0, 8)}01`, to: today }
    : { from: addDays(today, 1 - Number(period)), to: today };

/** The days that are asked for; own dates that are not there yet are those of thirty days. */
export const periodOf = ({ period, from, to }: PeriodValues, today: string): SpendPeriod => {
  if (period !== 'own') return chosen(period, today);
  const usual = chosen('30', today);
  return { from: from ?? usual.from, to: to ?? usual.to };
};

export type PeriodFault = 'backwards' | 'long';

/** What the server would refuse. */
export const faultOf = ({ from, to }: SpendPeriod): PeriodFault | null => {
  if (to < from) return 'backwards';
  return daysBetween(from, to) >= MOST_SPEND_DAYS ? 'long' : null;
};

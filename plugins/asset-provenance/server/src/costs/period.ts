import type { BudgetPeriod } from '../../../shared';
import { daysAfter } from '../kernel';

/** First and last day of a period. */
export type Span = { startsOn: string; endsOn: string };

const weekday = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/**
 * The period that a day lies in; weeks begin on Monday.
 * @param day `2026-11-23`, in the site's time zone
 */
export const spanOf = (period: BudgetPeriod, day: string): Span => {
  if (period === 'day') return { startsOn: day, endsOn: day };
  if (period === 'week') {
    const startsOn = daysAfter(day, -weekday(day));
    return { startsOn, endsOn: daysAfter(startsOn, 6) };
  }
  const startsOn = `${day.slice(0, 8)}01`;
  const nextMonth = `${daysAfter(startsOn, 31).slice(0, 8)}01`;
  return { startsOn, endsOn: daysAfter(nextMonth, -1) };
};

import { MOST_SPEND_DAYS, USUAL_SPEND_DAYS } from '../../../shared';
import type { SpendQuery } from '../../../shared';
import { daysAfter, invalid } from '../kernel';

export type Period = { startsOn: string; endsOn: string };

/**
 * The days that a report is about.
 * @param today in the site's time zone
 * @throws Refusal 400 that names the day which does not fit.
 */
export const periodOf = ({ from, to }: SpendQuery, today: string): Period => {
  const endsOn = to ?? today;
  const startsOn = from ?? daysAfter(endsOn, 1 - USUAL_SPEND_DAYS);
  if (endsOn < startsOn)
    throw invalid([
      {
        path: 'to',
        message: 'must not be before the first day',
        zh: '不得早于起始日期',
      },
    ]);
  if (daysAfter(startsOn, MOST_SPEND_DAYS - 1) < endsOn)
    throw invalid([
      {
        path: 'from',
        message: `must leave at most ${MOST_SPEND_DAYS} days`,
        zh: `期间最长 ${MOST_SPEND_DAYS} 天`,
      },
    ]);
  return { startsOn, endsOn };
};

/** Every day of a period, oldest first. */
export const daysOf = ({ startsOn, endsOn }: Period): string[] => {
  const days: string[] = [];
  for (let day = startsOn; day <= endsOn; day = daysAfter(day, 1)) days.push(day);
  return days;
};

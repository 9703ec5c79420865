import { useEffect, useState } from 'react';
import { Tooltip } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useFormat } from '../i18n';

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const TICK = 30_000;

/** A clock for texts that count: re-renders every `milliseconds`. */
export const useNow = (milliseconds = TICK): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return now;
};

/** *3 minutes ago*; the exact time on hover. */
export const RelativeTime = ({ at }: { at: string }) => {
  const { formatRelativeTime } = useIntl();
  const { dateTime } = useFormat();
  const now = useNow();

  const seconds = (Date.parse(at) - now) / 1000;
  const [unit, size] =
    STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  // A clock that runs ahead of the server's must not say "in 2 seconds" of what just happened.
  const value = unit === 'second' ? Math.min(0, Math.round(seconds)) : Math.round(seconds / size);

  return (
    <Tooltip label={dateTime(at)}>
      <time dateTime={at}>
        {formatRelativeTime(unit === 'second' && value > -10 ? 0 : value, unit, {
          numeric: 'auto',
        })}
      </time>
    </Tooltip>
  );
};

/** Time since `since`, ticking each second; until `until` when it is over. */
export const Elapsed = ({ since, until = null }: { since: string; until?: string | null }) => {
  const { duration } = useFormat();
  const now = useNow(until ? TICK : 1000);
  const end = until ? Date.parse(until) : now;
  return <>{duration(Math.max(0, Math.round((end - Date.parse(since)) / 1000)))}</>;
};

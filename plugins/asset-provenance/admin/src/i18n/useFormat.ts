import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import type { Cost } from '../../../shared/tasks';
import { amountOf } from './money';
import { useMessages } from './useMessages';

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
type Moment = string | number | Date;

/** Numbers, sizes, durations and dates in the reader's locale. */
export const useFormat = () => {
  const intl = useIntl();
  const { t } = useMessages();

  return useMemo(() => {
    const number = (value: number) => intl.formatNumber(value);
    const percent = (value: number) =>
      intl.formatNumber(value / 100, { style: 'percent', maximumFractionDigits: 0 });
    const figure = (
      { microUnits, currency }: Cost,
      signDisplay: 'auto' | 'exceptZero' = 'auto'
    ): string => {
      const isMoney = /^[A-Z]{3}$/.test(currency);
      const asMoney = { style: 'currency', currency, currencyDisplay: 'code' } as const;
      const parts = intl.formatNumberToParts(amountOf(microUnits), {
        ...(isMoney ? asMoney : {}),
        maximumFractionDigits: 6,
        signDisplay,
      });
      // How many places a currency has is the language's business, where its code stands is ours.
      return parts
        .filter(({ type }) => type !== 'currency' && type !== 'literal')
        .map(({ value }) => value)
        .join('');
    };
    /** What is billed: `0.08 USD`, or so many of a provider's own units. */
    const cost = (amount: Cost) => `${figure(amount)}\u00A0${amount.currency}`;
    /** By how much it changed: `+0.08 USD`, `-0.08 USD`. */
    const costChange = (amount: Cost) => `${figure(amount, 'exceptZero')}\u00A0${amount.currency}`;

    const bytes = (value: number) => {
      const power =
        value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1);
      return intl.formatNumber(value / 1000 ** power, {
        style: 'unit',
        unit: BYTE_UNITS[power],
        unitDisplay: 'short',
        maximumFractionDigits: power > 1 ? 1 : 0,
      });
    };

    /** `8 s`, `2 min 05 s`, `1 h 20 min`. */
    const duration = (seconds: number) => {
      if (seconds < 60) {
        const maximumFractionDigits = seconds < 10 ? 1 : 0;
        return intl.formatNumber(seconds, {
          style: 'unit',
          unit: 'second',
          unitDisplay: 'short',
          maximumFractionDigits,
        });
      }
      const whole = Math.round(seconds);
      const minutes = Math.floor(whole / 60);
      if (minutes < 60) return t('unit.minutes-seconds', { minutes, seconds: whole % 60 });
      return t('unit.hours-minutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    };

    const pixels = (width: number | null, height: number | null) =>
      width && height ? t('unit.pixels', { width: String(width), height: String(height) }) : null;

    /** `one, two and three`. */
    const list = (words: string[]) => intl.formatList(words);

    const dateTime = (at: Moment) =>
      intl.formatDate(at, { dateStyle: 'medium', timeStyle: 'medium' });
    const time = (at: Moment) => intl.formatTime(at, { timeStyle: 'short' });
    /** A calendar day (`2026-03-01`) without shifting it into another time zone. */
    const day = (date: string) =>
      intl.formatDate(`${date.slice(0, 10)}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' });

    /** The same without its year, where room is scarce. */
    const shortDay = (date: string) =>
      intl.formatDate(`${date}T00:00:00Z`, { month: 'short', day: 'numeric', timeZone: 'UTC' });

    return {
      number,
      percent,
      cost,
      costChange,
      bytes,
      duration,
      pixels,
      list,
      dateTime,
      time,
      day,
      shortDay,
    };
  }, [intl, t]);
};

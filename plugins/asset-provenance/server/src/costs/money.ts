import type { Cost } from '../../../shared';

/** Amounts and quantities are whole millionths throughout: `0.04` is 40000n. Never a float. */
const SCALE = 1_000_000n;
const DECIMAL = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

/**
 * @param text a decimal with up to six places, `0.04`
 * @throws an Error for anything else: decimals are checked where they enter.
 */
export const micro = (text: string): bigint => {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) throw new Error(`"${text}" is not a decimal with up to six places.`);
  return BigInt(whole) * SCALE + BigInt(fraction.padEnd(6, '0'));
};

/** A count that a provider or a file gives, such as 3.27 seconds; what lies below a millionth is dropped. */
export const quantity = (value: number | string): bigint | null => {
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isFinite(number) || number < 0 || number > 1e12) return null;
  return micro(number.toFixed(6));
};

/** Rounds up: an estimate never lies below what it stands for. */
const upFrom = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/**
 * What a quantity costs, in millionths of the price's currency.
 * @param amount for `per` units, in millionths
 * @param units in millionths of a unit
 */
export const costOf = (amount: bigint, units: bigint, per: bigint): bigint =>
  upFrom(amount * units, per * SCALE);

/** Into another currency, by a rate in millionths. */
export const converted = (amount: bigint, rate: bigint): bigint => upFrom(amount * rate, SCALE);

/** Of a column: databases give large whole numbers as text or as number. */
export const stored = (value: string | number | null): bigint => BigInt(value ?? 0);

/** For the contract, where amounts are numbers: exact up to nine milliards of a currency. */
export const asCost = (amount: bigint, currency: string): Cost => ({
  microUnits: Number(amount),
  currency,
});

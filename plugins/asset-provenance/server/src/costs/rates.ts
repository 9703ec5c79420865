import type { Cost, UsedRate } from '../../../shared';
import type { PluginConfig } from '../config';
import { converted, micro } from './money';

/** `rate` is null where no conversion was needed. */
export type Accounted = { amount: bigint; rate: UsedRate | null };

/** Amounts of any currency in the one in which budgets are kept. */
export const createRates = ({ currency, rates }: PluginConfig['costs']) => ({
  currency,

  /** @returns null for a currency without a configured rate. */
  account: (cost: Cost): Accounted | null => {
    const amount = BigInt(Math.round(cost.microUnits));
    if (cost.currency === currency) return { amount, rate: null };
    const known = rates[cost.currency];
    if (!known) return null;
    const { rate, asOf } = known;
    return {
      amount: converted(amount, micro(rate)),
      rate: { currency: cost.currency, rate, asOf },
    };
  },
});
export type Rates = ReturnType<typeof createRates>;

import { useCallback } from 'react';
import type { BudgetStanding, UsedRate } from '../../../shared/costs';
import type { Cost } from '../../../shared/tasks';
import {
  budgetPeriods,
  budgetScopes,
  estimateCertainties,
  stages,
} from '../../../shared/vocabulary';
import type { EstimateCertainty } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';

type Frame = Pick<BudgetStanding, 'stage' | 'period' | 'scope'>;

/** How money is spoken of, the same everywhere. */
export const useCostWords = () => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { cost, day } = useFormat();

  /** `0.08 USD`, `≈ 0.08 USD`, *Free* or *Price unknown*. */
  const estimated = useCallback(
    (amount: Cost | null, certainty: EstimateCertainty): string => {
      if (amount === null || certainty === 'unknown') return termOf(estimateCertainties, 'unknown');
      if (amount.microUnits === 0) return t('cost.free');
      return certainty === 'exact' ? cost(amount) : t('cost.about', { cost: cost(amount) });
    },
    [t, termOf, cost]
  );

  /** The figure in the provider's own currency, with the rate that was used; null where there is no other. */
  const inOwnCurrency = useCallback(
    (own: Cost | null, rate: UsedRate | null, accounting: string): string | null => {
      if (own === null || own.currency === accounting) return null;
      if (rate === null) return t('cost.own-only', { cost: cost(own) });
      return t('cost.own', {
        cost: cost(own),
        currency: rate.currency,
        rate: rate.rate,
        accounting,
        day: day(rate.asOf),
      });
    },
    [t, cost, day]
  );

  /** What a budget is for: *Week · Draft · Each person*. */
  const frameOf = useCallback(
    ({ stage, period, scope }: Frame): string[] => [
      termOf(budgetPeriods, period),
      termOf(stages, stage) || t('budgets.stage.both'),
      termOf(budgetScopes, scope),
    ],
    [t, termOf]
  );

  return { estimated, inOwnCurrency, frameOf };
};

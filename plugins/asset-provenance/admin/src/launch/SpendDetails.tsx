import { Box, Flex, Typography } from '@strapi/design-system';
import type { BudgetStanding, CostEstimate } from '../../../shared/costs';
import { estimateCertainties } from '../../../shared/vocabulary';
import { useFormat, useMeaning, useMessages } from '../i18n';
import { BudgetBar, useCostWords } from '../ui';
import type { Spend } from './money';

const Small = ({ children }: { children: string }) => (
  <Typography tag="p" variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
    {children}
  </Typography>
);

const Heading = ({ children }: { children: string }) => (
  <Typography variant="sigma" textColor="neutral600" tag="h3">
    {children}
  </Typography>
);

/** What it is expected to cost, how sure that is and where the prices were taken from. */
const Estimate = ({ estimate, priceHint }: { estimate: CostEstimate; priceHint: string }) => {
  const { t } = useMessages();
  const meaningOf = useMeaning();
  const { estimated, inOwnCurrency } = useCostWords();
  const { cost, accounted, rate, certainty, sources } = estimate;
  const known = accounted ?? cost;
  const lines = [
    inOwnCurrency(cost, rate, accounted?.currency ?? ''),
    certainty === 'exact' ? null : meaningOf(estimateCertainties, certainty),
    certainty === 'unknown' ? priceHint : null,
    // What costs nothing needs no source.
    sources.length > 0 && known?.microUnits !== 0
      ? t('cost.from', { sources: sources.join(' · ') })
      : null,
  ].filter((line) => line !== null);
  return (
    <Box>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Heading>{t('launch.summary.price')}</Heading>
        <Typography fontWeight="bold">{estimated(known, certainty)}</Typography>
      </Flex>
      {lines.map((line) => (
        <Small key={line}>{line}</Small>
      ))}
    </Box>
  );
};

/** One budget that the launch falls under, with what the launch would take of it. */
const Budget = ({ budget, launch }: { budget: BudgetStanding; launch: number }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { frameOf } = useCostWords();
  const { name, cap, spent, reserved, currency, endsOn } = budget;
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Typography variant="pi" fontWeight="bold" style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Typography>
      <Small>{[...frameOf(budget), t('cost.until', { day: day(endsOn) })].join(' · ')}</Small>
      <BudgetBar cap={cap} spent={spent} reserved={reserved} launch={launch} currency={currency} />
    </Flex>
  );
};

type SpendDetailsProps = {
  spend: Spend;
  /** What stands in for a price that nobody knows. */
  priceHint: string;
};

/** What it would cost and what is left of each budget. */
export const SpendDetails = ({ spend, priceHint }: SpendDetailsProps) => {
  const { t } = useMessages();
  const { preview, isCurrent, amount } = spend;
  if (!preview)
    return (
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Heading>{t('launch.summary.price')}</Heading>
        <Typography fontWeight="bold">{priceHint}</Typography>
      </Flex>
    );
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={4}
      style={{ opacity: isCurrent ? 1 : 0.5 }}
      aria-busy={!isCurrent}
    >
      <Estimate estimate={preview.estimate} priceHint={priceHint} />
      {preview.budgets.length > 0 ? (
        <Box>
          <Heading>{t('spend.left')}</Heading>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={1}>
            {preview.budgets.map((budget) => (
              <Budget key={budget.budgetId} budget={budget} launch={amount?.microUnits ?? 0} />
            ))}
          </Flex>
        </Box>
      ) : null}
    </Flex>
  );
};

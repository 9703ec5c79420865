import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import type { Budget } from '../../../shared/costs';
import { useFormat, useMessages } from '../i18n';
import { BudgetBar, RelativeTime, StatusBadge, useCostWords } from '../ui';

/** How it stands in the period that runs. */
const Standing = ({ budget }: { budget: Budget }) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const { cap, spent, reserved, currency, scope } = budget;
  if (scope === 'everybody')
    return <BudgetBar cap={cap} spent={spent} reserved={reserved} currency={currency} />;
  // Each person has the cap for themselves: against the sum of all it says nothing.
  const of = (microUnits: number) => cost({ microUnits, currency });
  return (
    <Typography variant="pi" textColor="neutral800" tag="p">
      {[
        t('budgets.everybody-so-far', { cap: of(cap) }),
        `${t('cost.spent')} ${of(spent)} · ${t('cost.reserved')} ${of(reserved)}`,
      ].join(' ')}
    </Typography>
  );
};

type BudgetRowProps = { budget: Budget; onEdit: () => void; onRemove: () => void };

/** One budget: what it limits, how much of it is used, and whom it tells. */
export const BudgetRow = ({ budget, onEdit, onRemove }: BudgetRowProps) => {
  const { t } = useMessages();
  const { cost, day, percent } = useFormat();
  const { frameOf } = useCostWords();
  const { name, mode, cap, currency, alertShares, startsOn, endsOn, changedBy, changedAt } = budget;
  const shares = alertShares.map(percent).join(', ');
  return (
    <Box
      tag="article"
      aria-label={name}
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={5}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4}>
        <Flex direction="column" alignItems="stretch" gap={3} flex="1" minWidth={0}>
          <Flex gap={3} wrap="wrap">
            <Typography tag="h2" fontWeight="bold" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Typography>
            <StatusBadge of="budgetMode" value={mode} />
          </Flex>
          <Typography>
            <strong>{cost({ microUnits: cap, currency })}</strong>
            {' · '}
            {frameOf(budget).join(' · ')}
          </Typography>
          <Standing budget={budget} />
          <Typography variant="pi" textColor="neutral600">
            {t('budgets.runs', { first: day(startsOn), last: day(endsOn) })}
            {' · '}
            {shares ? t('budgets.alerts.at', { shares }) : t('budgets.alerts.none')}
            {' · '}
            {changedBy} · <RelativeTime at={changedAt} />
          </Typography>
        </Flex>
        <Flex gap={1}>
          <IconButton label={t('budgets.edit', { name })} onClick={onEdit}>
            <Pencil />
          </IconButton>
          <IconButton label={t('budgets.remove', { name })} onClick={onRemove}>
            <Trash />
          </IconButton>
        </Flex>
      </Flex>
    </Box>
  );
};

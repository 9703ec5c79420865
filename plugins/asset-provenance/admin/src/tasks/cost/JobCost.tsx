import { Box, Flex, Typography } from '@strapi/design-system';
import type { JobSummary } from '../../../../shared/tasks';
import { useFormat, useMessages } from '../../i18n';
import {
  CopyId,
  DescriptionList,
  FieldRow,
  Monospace,
  Notice,
  StatusBadge,
  useCostWords,
} from '../../ui';
import { useUsageWords } from '../usageWords';
import type { JobMoney } from './money';

/** What was reserved and spent, in the accounting currency, and what it was taken from. */
const Money = ({ money, currency }: { money: JobMoney; currency: string }) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const { estimated, inOwnCurrency } = useCostWords();
  const { estimate, certainty, sources, reserved, spent, basis, actualCost, rate } = money;
  const of = (microUnits: number) => ({ microUnits, currency });
  const own = inOwnCurrency(actualCost, rate, currency);
  return (
    <>
      <FieldRow label={t('cost.estimate')}>{estimated(of(estimate), certainty)}</FieldRow>
      {reserved > 0 ? <FieldRow label={t('cost.reserved')}>{cost(of(reserved))}</FieldRow> : null}
      <FieldRow label={t('cost.spent')}>
        <Flex gap={2} wrap="wrap">
          <Typography>{cost(of(spent))}</Typography>
          {basis ? <StatusBadge of="costBasis" value={basis} /> : null}
        </Flex>
        {own ? (
          <Typography variant="pi" textColor="neutral600" tag="div">
            {own}
          </Typography>
        ) : null}
      </FieldRow>
      {sources.length > 0 && estimate > 0 ? (
        <FieldRow label={t('tasks.cost.sources')}>{sources.join(' · ')}</FieldRow>
      ) : null}
    </>
  );
};

type JobCostProps = {
  job: JobSummary;
  /** null: launched before costs were kept. */
  money: JobMoney | null;
  currency: string;
};

export const JobCost = ({ job, money, currency }: JobCostProps) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const usageWords = useUsageWords();
  return (
    <Box tag="section" borderColor="neutral200" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="bold">
            {t('tasks.job.name', { ordinal: job.ordinal + 1 })}
          </Typography>
          <StatusBadge of="job" value={job.state} />
          {job.billed ? <StatusBadge of="billed" value={job.billed} /> : null}
        </Flex>
        <DescriptionList>
          {money ? (
            <Money money={money} currency={currency} />
          ) : (
            <FieldRow label={t('tasks.cost')}>
              {job.cost ? cost(job.cost) : t('tasks.cost.unknown')}
            </FieldRow>
          )}
          {job.usage ? (
            <FieldRow label={t('tasks.usage')}>
              <Monospace variant="pi" style={{ whiteSpace: 'pre-line' }}>
                {usageWords(job.usage)}
              </Monospace>
            </FieldRow>
          ) : null}
        </DescriptionList>
        {job.otherProviderTaskIds.length > 0 ? (
          <Notice of="warning" title={t('tasks.cost.other')}>
            {job.otherProviderTaskIds.map((id) => (
              <CopyId key={id} value={id} shown={32} />
            ))}
          </Notice>
        ) : null}
      </Flex>
    </Box>
  );
};

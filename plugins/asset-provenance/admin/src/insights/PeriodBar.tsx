import { Box, Flex } from '@strapi/design-system';
import { MOST_SPEND_DAYS } from '../../../shared/insights';
import type { SpendPeriod } from '../api';
import { useMessages } from '../i18n';
import { Choices, DayField } from '../ui';
import { PERIODS } from './period';
import type { PeriodFault, PeriodValues } from './period';

const FIELD = '20rem';

type PeriodBarProps = {
  values: PeriodValues;
  /** What `values` stand for today. */
  days: SpendPeriod;
  fault: PeriodFault | null;
  onChange: (values: PeriodValues) => void;
};

/** Which days the figures are about. */
export const PeriodBar = ({ values, days, fault, onChange }: PeriodBarProps) => {
  const { t } = useMessages();
  const own = (change: Partial<SpendPeriod>) => onChange({ period: 'own', ...days, ...change });
  return (
    <Flex gap={4} wrap="wrap" alignItems="flex-start">
      <Choices
        look="segments"
        label={t('insights.period')}
        value={values.period}
        options={PERIODS.map((value) => ({ value, label: t(`insights.period.${value}`) }))}
        onChange={(period) =>
          period === 'own' ? own({}) : onChange({ period, from: null, to: null })
        }
      />
      {values.period === 'own' ? (
        <Flex gap={2} wrap="wrap" alignItems="flex-start">
          <Box width={FIELD}>
            <DayField
              label={t('insights.from')}
              value={days.from}
              error={
                fault === 'long' ? t('insights.period.long', { days: MOST_SPEND_DAYS }) : undefined
              }
              onChange={(day) => day && own({ from: day })}
            />
          </Box>
          <Box width={FIELD}>
            <DayField
              label={t('insights.to')}
              value={days.to}
              error={fault === 'backwards' ? t('insights.period.backwards') : undefined}
              onChange={(day) => day && own({ to: day })}
            />
          </Box>
        </Flex>
      ) : null}
    </Flex>
  );
};

import { Box, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { SpendDay, SpendReport } from '../../../shared/insights';
import { spendFigures, spendGroupings } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Panel } from '../ui';
import { DayPlot } from './DayPlot';
import { ExportButton } from './ExportButton';
import { FigureTable } from './FigureTable';
import type { Column } from './FigureTable';

const Summary = styled.summary`
  width: fit-content;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.primary600};
`;

/** All that the plot shows, as figures. */
const DayTable = ({ days, currency }: Pick<SpendReport, 'days' | 'currency'>) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { cost, number, day: dayName } = useFormat();
  const money = (microUnits: number) => cost({ microUnits, currency });
  const columns: Column<SpendDay>[] = [
    { label: termOf(spendGroupings, 'day'), cell: ({ day }) => dayName(day) },
    {
      label: t('insights.draft'),
      isFigure: true,
      cell: ({ spentByStage }) => money(spentByStage.draft),
    },
    {
      label: t('insights.final'),
      isFigure: true,
      cell: ({ spentByStage }) => money(spentByStage.final),
    },
    { label: termOf(spendFigures, 'spent'), isFigure: true, cell: ({ spent }) => money(spent) },
    { label: termOf(spendFigures, 'tasks'), isFigure: true, cell: ({ tasks }) => number(tasks) },
    {
      label: termOf(spendFigures, 'outputs'),
      isFigure: true,
      cell: ({ outputs }) => number(outputs),
    },
  ];
  return (
    <FigureTable
      label={t('insights.days')}
      columns={columns}
      rows={days}
      keyOf={({ day }) => day}
    />
  );
};

/** Spent on each day of the period. */
export const Days = ({ report }: { report: SpendReport }) => {
  const { t } = useMessages();
  const { days, currency, from, to } = report;
  return (
    <Panel
      title={t('insights.days')}
      actions={
        <ExportButton by="day" days={{ from, to }}>
          {t('insights.export.days')}
        </ExportButton>
      }
    >
      <DayPlot days={days} currency={currency} />
      <Box paddingTop={4}>
        <details>
          <Summary>
            <Typography tag="span" textColor="primary600">
              {t('insights.days.table')}
            </Typography>
          </Summary>
          <Box paddingTop={3}>
            <DayTable days={days} currency={currency} />
          </Box>
        </details>
      </Box>
    </Panel>
  );
};

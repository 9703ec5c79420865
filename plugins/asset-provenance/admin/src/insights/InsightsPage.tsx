import { Flex, Typography } from '@strapi/design-system';
import type { SpendReport } from '../../../shared/insights';
import { useCatalogQuery, useSpendQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import {
  EmptyState,
  ErrorState,
  LoadingRows,
  Notice,
  oneOf,
  PageShell,
  today,
  useUrlState,
} from '../ui';
import { Days } from './Days';
import { ExportButton } from './ExportButton';
import { Groups, GROUP_KINDS } from './Groups';
import { InVain } from './InVain';
import { faultOf, periodOf, periodSpec } from './period';
import { PeriodBar } from './PeriodBar';
import { Tiles } from './Tiles';

const spec = { ...periodSpec, by: oneOf(GROUP_KINDS, 'stage') };

const OtherCurrencies = ({ report: { otherCurrencies } }: { report: SpendReport }) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  if (otherCurrencies.length === 0) return null;
  return (
    <Notice of="warning" title={t('insights.other')}>
      {otherCurrencies.map(({ currency, tasks, spent, reserved }) => (
        <p key={currency}>
          {t('insights.other.one', {
            tasks,
            spent: cost({ microUnits: spent, currency }),
            reserved: cost({ microUnits: reserved, currency }),
          })}
        </p>
      ))}
    </Notice>
  );
};

const PeriodShown = ({ report: { from, to, siteTimeZone } }: { report: SpendReport }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  return (
    <Typography variant="pi" textColor="neutral600">
      {t('insights.period.shown', { from: day(from), to: day(to), zone: siteTimeZone })}
    </Typography>
  );
};

/** What was spent, where it went, what came of it, and what was spent in vain. */
export const InsightsPage = () => {
  const { t } = useMessages();
  const { values, set } = useUrlState(spec);
  const { data: catalog, isLoading } = useCatalogQuery();
  const days = periodOf(values, today(catalog?.siteTimeZone ?? null));
  const fault = faultOf(days);
  // Not asked again by itself: a year of figures is work for the database, and no figure is urgent.
  const query = useSpendQuery(days, { skip: isLoading || fault !== null });
  const { currentData: report, error, refetch, isFetching } = query;

  const content = () => {
    if (fault) return null;
    if (error) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!report) return <LoadingRows count={6} />;
    if (report.totals.tasks === 0)
      return (
        <>
          <PeriodShown report={report} />
          <OtherCurrencies report={report} />
          <EmptyState>{t('insights.empty')}</EmptyState>
        </>
      );
    return (
      <>
        <PeriodShown report={report} />
        <OtherCurrencies report={report} />
        <Tiles report={report} />
        <Days report={report} />
        <Groups report={report} by={values.by} onBy={(by) => set({ by }, { replace: true })} />
        <InVain report={report} />
      </>
    );
  };

  return (
    <PageShell
      title={t('insights.title')}
      subtitle={t('insights.subtitle')}
      actions={
        report && report.totals.tasks > 0 ? (
          <ExportButton by="task" days={days}>
            {t('insights.export.tasks')}
          </ExportButton>
        ) : null
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <PeriodBar values={values} days={days} fault={fault} onChange={set} />
        {content()}
      </Flex>
    </PageShell>
  );
};

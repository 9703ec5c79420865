import { useTraceQuery } from '../api';
import { useMessages } from '../i18n';
import {
  EmptyState,
  ErrorState,
  FilterBar,
  LoadingDetail,
  PageShell,
  text,
  useUrlState,
} from '../ui';

const spec = { q: text() };

export const TracePage = () => {
  const { t, say } = useMessages();
  const { values, set } = useUrlState(spec);
  const { data, error, isFetching, refetch } = useTraceQuery(values.q, { skip: !values.q });

  const content = () => {
    if (!values.q) return <EmptyState>{t('trace.empty')}</EmptyState>;
    if (error) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingDetail />;
    return data.results.map(({ record, sentence }) => (
      <p key={record.output.outputId}>{say(sentence)}</p>
    ));
  };
  return (
    <PageShell title={t('trace.title')} subtitle={t('trace.subtitle')}>
      <FilterBar
        search={{
          value: values.q,
          onChange: (q) => set({ q }),
          label: t('trace.title'),
          placeholder: t('trace.empty'),
        }}
      />
      {content()}
    </PageShell>
  );
};

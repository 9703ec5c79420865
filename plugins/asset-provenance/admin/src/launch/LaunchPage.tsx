import { useCatalogQuery } from '../api';
import { useMessages } from '../i18n';
import { EmptyState, ErrorState, LoadingDetail, PageShell } from '../ui';

export const LaunchPage = () => {
  const { t } = useMessages();
  const { data: catalog, error, isFetching, refetch } = useCatalogQuery();

  const content = () => {
    if (error && !catalog)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!catalog) return <LoadingDetail />;
    return <EmptyState of="pictures">{t('launch.empty')}</EmptyState>;
  };
  return (
    <PageShell title={t('launch.title')} subtitle={t('launch.subtitle')}>
      {content()}
    </PageShell>
  );
};

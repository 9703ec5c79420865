import { Protected } from '../access';
import { useSettingsQuery } from '../api';
import { useMessages } from '../i18n';
import { DescriptionList, ErrorState, FieldRow, LoadingRows, PageShell } from '../ui';

export const SettingsPage = () => {
  const { t, say } = useMessages();
  const { data, error, isFetching, refetch } = useSettingsQuery();

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows />;
    return (
      <DescriptionList>
        {data.providers.map(({ id, name, detail }) => (
          <FieldRow key={id} label={name}>
            {say(detail)}
          </FieldRow>
        ))}
      </DescriptionList>
    );
  };
  return (
    <PageShell title={t('settings.title')} subtitle={t('settings.subtitle')}>
      {content()}
    </PageShell>
  );
};

export const ProtectedSettingsPage = () => (
  <Protected actions={['settings.manage']}>
    <SettingsPage />
  </Protected>
);

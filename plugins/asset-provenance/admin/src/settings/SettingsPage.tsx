import { Flex, Typography } from '@strapi/design-system';
import { Protected } from '../access';
import { POLL, usePolling, useSettingsQuery } from '../api';
import { useMessages } from '../i18n';
import { ErrorState, LoadingRows, PageShell, StaleNotice } from '../ui';
import { Gate } from './Gate';
import { Providers } from './Providers';
import { Retention } from './Retention';
import { Roles } from './Roles';
import { Running } from './Running';
import { Safety } from './Safety';
import { Webhooks } from './Webhooks';

/** How the plugin is set up: to look at, to test connections, and to prepare the ready-made roles. */
export const SettingsPage = () => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useSettingsQuery(
    undefined,
    usePolling(POLL.idle)
  );

  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!data) return <LoadingRows />;
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        <Roles roles={data.roles} />
        <Providers providers={data.providers} />
        <Safety
          callbacks={data.callbacks}
          duplicates={data.duplicates}
          refusedSecrets={data.refusedSecrets}
        />
        <Gate gate={data.gate} />
        <Retention />
        <Webhooks webhooks={data.noticeWebhooks} />
        <Running dispatch={data.dispatch} siteTimeZone={data.siteTimeZone} />
        <Typography variant="pi" textColor="neutral600">
          {t('settings.where')}
        </Typography>
      </Flex>
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

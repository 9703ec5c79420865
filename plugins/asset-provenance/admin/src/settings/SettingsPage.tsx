import { Button, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, Clock, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { SettingsStatus } from '../../../shared/api';
import { origins } from '../../../shared/vocabulary';
import { Protected } from '../access';
import { POLL, useAct, usePolling, usePrepareRolesMutation, useSettingsQuery } from '../api';
import { useFormat, useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import {
  DescriptionList,
  ErrorState,
  FieldRow,
  LoadingRows,
  PageShell,
  Panel,
  StaleNotice,
  TextLink,
} from '../ui';

/** Strapi's own pages of roles. */
const ROLES = '/settings/roles';

const Standing = ({ isGood, children }: { isGood: boolean; children: ReactNode }) => {
  const color = isGood ? 'success' : 'warning';
  const Icon = isGood ? CheckCircle : WarningCircle;
  return (
    <Flex gap={1} color={`${color}600`}>
      <Icon aria-hidden width="1.4rem" height="1.4rem" />
      <Typography textColor={`${color}700`} fontWeight="bold">
        {children}
      </Typography>
    </Flex>
  );
};

const Providers = ({ providers }: Pick<SettingsStatus, 'providers'>) => {
  const { t, say } = useMessages();
  return (
    <Panel title={t('settings.providers')}>
      <DescriptionList>
        {providers.map(({ id, name, isConfigured, detail }) => (
          <FieldRow key={id} label={name}>
            <Flex direction="column" alignItems="flex-start" gap={1}>
              <Standing isGood={isConfigured}>
                {t(isConfigured ? 'settings.configured' : 'settings.not-configured')}
              </Standing>
              <Typography textColor="neutral600">{say(detail)}</Typography>
            </Flex>
          </FieldRow>
        ))}
      </DescriptionList>
    </Panel>
  );
};

const Roles = ({ roles }: Pick<SettingsStatus, 'roles'>) => {
  const { t } = useMessages();
  const act = useAct();
  const [prepare, { isLoading }] = usePrepareRolesMutation();
  const isComplete = roles.every(({ exists }) => exists);
  return (
    <Panel
      title={t('settings.roles')}
      actions={
        <Button
          size="S"
          variant={isComplete ? 'tertiary' : 'default'}
          disabled={isComplete}
          loading={isLoading}
          onClick={() => void act(prepare(), t('settings.roles.prepared'))}
        >
          {t('settings.roles.prepare')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">
          {t(isComplete ? 'settings.roles.all-there' : 'settings.roles.why')}
        </Typography>
        <DescriptionList>
          {roles.map(({ code, name, exists, roleId }) => (
            <FieldRow key={code} label={name}>
              <Flex gap={4} wrap="wrap">
                <Standing isGood={exists}>
                  {t(exists ? 'settings.roles.there' : 'settings.roles.missing')}
                </Standing>
                {roleId ? (
                  <TextLink to={`${ROLES}/${roleId}`}>{t('settings.roles.open')}</TextLink>
                ) : null}
              </Flex>
            </FieldRow>
          ))}
        </DescriptionList>
        <TextLink to={ROLES}>{t('settings.roles.all')}</TextLink>
      </Flex>
    </Panel>
  );
};

const policies: Record<string, MessageKey> = {
  off: 'settings.gate.off',
  warn: 'settings.gate.warn',
  block: 'settings.gate.block',
};

const Gate = ({ gate }: Pick<SettingsStatus, 'gate'>) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const rows = [
    { label: termOf(origins, 'generated'), policy: gate.generated },
    { label: termOf(origins, 'declared'), policy: gate.declared },
    { label: termOf(origins, 'detected'), policy: gate.detected },
    { label: t('settings.gate.untracked'), policy: gate.untracked },
  ];
  return (
    <Panel title={t('settings.gate')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('settings.gate.why')}</Typography>
        <DescriptionList>
          {rows.map(({ label, policy }) => {
            const key = policies[policy];
            return (
              <FieldRow key={label} label={label}>
                {key ? t(key) : policy}
              </FieldRow>
            );
          })}
        </DescriptionList>
      </Flex>
    </Panel>
  );
};

const Running = ({ dispatch, siteTimeZone }: Pick<SettingsStatus, 'dispatch' | 'siteTimeZone'>) => {
  const { t } = useMessages();
  const { number } = useFormat();
  return (
    <Panel title={t('settings.running')}>
      <DescriptionList>
        <FieldRow label={t('settings.engine')}>
          <Flex gap={2} wrap="wrap">
            <Standing isGood={dispatch.isRunning}>
              {t(dispatch.isRunning ? 'settings.engine.runs' : 'settings.engine.stopped')}
            </Standing>
            <Typography textColor="neutral600">{dispatch.engine}</Typography>
          </Flex>
        </FieldRow>
        <FieldRow label={t('settings.waiting')}>{number(dispatch.waiting)}</FieldRow>
        <FieldRow label={t('settings.leased')}>{number(dispatch.leased)}</FieldRow>
        <FieldRow label={t('settings.time-zone')}>
          <Flex gap={1}>
            <Clock aria-hidden width="1.4rem" height="1.4rem" />
            <Typography>{siteTimeZone}</Typography>
          </Flex>
        </FieldRow>
      </DescriptionList>
    </Panel>
  );
};

/** How the plugin is set up: to look at, and to prepare the ready-made roles. */
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
        <Gate gate={data.gate} />
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

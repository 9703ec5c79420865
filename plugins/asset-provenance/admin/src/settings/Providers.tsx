import { Box, Flex, Typography } from '@strapi/design-system';
import type { SettingsStatus } from '../../../shared/api';
import type { ProviderStanding } from '../../../shared/catalog';
import { useFormat, useMessages } from '../i18n';
import { CopyId, DescriptionList, Ellipsis, EmptyState, FieldRow, Monospace, Panel } from '../ui';
import { ConnectionTest } from './ConnectionTest';
import { Standing } from './Standing';

const callbackKeys = {
  on: 'settings.callbacks.on',
  no_address: 'settings.callbacks.no-address',
  not_supported: 'settings.callbacks.not-supported',
} as const;

/** What lacks, by its name in the configuration, and where it is described. */
const Missing = ({ provider }: { provider: ProviderStanding }) => {
  const { t } = useMessages();
  const names = provider.missing.map((field) => `providers.${provider.id}.${field}`);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Standing isGood={false}>{t('settings.not-configured')}</Standing>
      <Monospace variant="pi">{names.join(', ')}</Monospace>
      <Typography variant="pi" textColor="neutral600">
        {t('settings.not-configured.where')}
      </Typography>
    </Flex>
  );
};

type ModelsProps = Pick<ProviderStanding, 'models'> & {
  /** Costs nothing: no price is missing. */
  isFree: boolean;
};

const Models = ({ models, isFree }: ModelsProps) => {
  const { t } = useMessages();
  const unpriced = isFree ? [] : models.filter(({ hasPrice }) => !hasPrice).map(({ name }) => name);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography>{t('settings.models.count', { count: models.length })}</Typography>
      {unpriced.length > 0 ? (
        <Ellipsis variant="pi" textColor="warning700" lines={2}>
          {t('settings.models.unpriced', { count: unpriced.length, names: unpriced.join(', ') })}
        </Ellipsis>
      ) : null}
    </Flex>
  );
};

const Provider = ({ provider }: { provider: ProviderStanding }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { id, name, adapter, baseUrl, isConfigured, models, callbacks, concurrency } = provider;
  const isBuiltIn = baseUrl === null && isConfigured;
  return (
    <Box tag="article" aria-label={name} borderColor="neutral200" hasRadius padding={4}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={2} wrap="wrap" alignItems="baseline">
          <Typography tag="h3" variant="delta">
            {name}
          </Typography>
          <Monospace variant="pi" textColor="neutral600">
            {id} · {adapter}
          </Monospace>
        </Flex>
        <DescriptionList>
          <FieldRow label={t('settings.provider.standing')}>
            {isConfigured ? (
              <Standing isGood>{t('settings.configured')}</Standing>
            ) : (
              <Missing provider={provider} />
            )}
          </FieldRow>
          <FieldRow label={t('settings.provider.base-url')}>
            {isBuiltIn ? t('settings.provider.built-in') : null}
            {baseUrl ? <CopyId value={baseUrl} shown={60} /> : null}
          </FieldRow>
          {isConfigured ? (
            <>
              <FieldRow label={t('settings.models')}>
                <Models models={models} isFree={isBuiltIn} />
              </FieldRow>
              <FieldRow label={t('settings.callbacks')}>{t(callbackKeys[callbacks])}</FieldRow>
            </>
          ) : null}
          <FieldRow label={t('settings.concurrency')}>{number(concurrency)}</FieldRow>
        </DescriptionList>
        {isConfigured ? <ConnectionTest providerId={id} name={name} /> : null}
      </Flex>
    </Box>
  );
};

/** Every provider of the configuration, usable or not. */
export const Providers = ({ providers }: Pick<SettingsStatus, 'providers'>) => {
  const { t } = useMessages();
  return (
    <Panel title={t('settings.providers')}>
      {providers.length === 0 ? (
        <EmptyState>{t('settings.providers.none')}</EmptyState>
      ) : (
        <Flex direction="column" alignItems="stretch" gap={4}>
          {providers.map((provider) => (
            <Provider key={provider.id} provider={provider} />
          ))}
        </Flex>
      )}
    </Panel>
  );
};

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Lightning } from '@strapi/icons';
import type { ProviderStanding } from '../../../shared/catalog';
import { useFormat, useMessages } from '../i18n';
import { CopyId, DescriptionList, Ellipsis, FieldRow, Monospace, Notice } from '../ui';
import { Standing } from './Standing';
import { useConnectionTest } from './useConnectionTest';

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
  const unpriced = models.filter(({ hasPrice }) => !hasPrice && !isFree).map(({ name }) => name);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography>{t('settings.models.count', { count: models.length })}</Typography>
      {unpriced.length > 0 ? (
        <Ellipsis variant="pi" textColor="neutral800" lines={2}>
          {t('settings.models.unpriced', { count: unpriced.length, names: unpriced.join(', ') })}
        </Ellipsis>
      ) : null}
    </Flex>
  );
};

const Facts = ({ provider }: { provider: ProviderStanding }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { baseUrl, isConfigured, models, callbacks, concurrency } = provider;
  const isBuiltIn = baseUrl === null && isConfigured;
  return (
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
  );
};

/** One provider of the configuration: how it stands, and whether it can be reached. */
export const Provider = ({ provider }: { provider: ProviderStanding }) => {
  const { t, say } = useMessages();
  const { time } = useFormat();
  const { id, name, adapter, isConfigured } = provider;
  const { ask, told, isAsking } = useConnectionTest(id);
  return (
    <Box tag="article" aria-label={name} borderColor="neutral200" hasRadius padding={4}>
      <Flex justifyContent="space-between" alignItems="flex-start" gap={3} paddingBottom={3}>
        <Box minWidth={0}>
          <Typography tag="h3" variant="delta">
            {name}
          </Typography>
          <Monospace variant="pi" textColor="neutral600">
            {id} · {adapter}
          </Monospace>
        </Box>
        {isConfigured ? (
          <Button
            size="S"
            variant="secondary"
            startIcon={<Lightning aria-hidden />}
            loading={isAsking}
            aria-label={t('settings.test.of', { name })}
            onClick={() => void ask()}
          >
            {t('settings.test')}
          </Button>
        ) : null}
      </Flex>
      <Facts provider={provider} />
      <Box aria-live="polite" paddingTop={told ? 4 : 0}>
        {told ? (
          <Notice
            of={told.isOk ? 'success' : 'danger'}
            title={t(told.isOk ? 'settings.test.ok' : 'settings.test.failed', {
              time: time(told.at),
            })}
          >
            {say(told.text)}
          </Notice>
        ) : null}
      </Box>
    </Box>
  );
};

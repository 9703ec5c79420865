import { Flex, Typography } from '@strapi/design-system';
import type { SettingsStatus } from '../../../shared/api';
import { origins } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import type { MessageKey } from '../i18n';
import { DescriptionList, FieldRow, Panel } from '../ui';

const policies: Record<string, MessageKey> = {
  off: 'settings.gate.off',
  warn: 'settings.gate.warn',
  block: 'settings.gate.block',
};

/** What happens when an entry with media that are not approved is published. */
export const Gate = ({ gate }: Pick<SettingsStatus, 'gate'>) => {
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

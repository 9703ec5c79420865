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
    { label: t('settings.gate.rights'), policy: gate.rights },
    { label: t('settings.gate.licence'), policy: gate.licence },
  ];
  const destinations = Object.entries(gate.contentTypes);
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
          <FieldRow label={t('settings.gate.unpublish')}>
            {gate.unpublishAfterDays === null
              ? t('settings.gate.unpublish.never')
              : t('settings.gate.unpublish.after', { days: gate.unpublishAfterDays })}
          </FieldRow>
          <FieldRow label={t('settings.gate.destinations')}>
            {destinations.length > 0
              ? destinations.map(([uid, where]) => <div key={uid}>{`${uid}: ${where}`}</div>)
              : t('settings.gate.destinations.none')}
          </FieldRow>
        </DescriptionList>
      </Flex>
    </Panel>
  );
};

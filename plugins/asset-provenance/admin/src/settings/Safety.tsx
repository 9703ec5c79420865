import { Flex, Typography } from '@strapi/design-system';
import type { SettingsStatus } from '../../../shared/api';
import { useFormat, useMessages } from '../i18n';
import { CopyId, DescriptionList, FieldRow, Panel } from '../ui';
import { Standing } from './Standing';

type SafetyProps = Pick<SettingsStatus, 'callbacks' | 'duplicates' | 'refusedSecrets'>;

/** Callbacks in both directions, and what the guards have kept away. */
export const Safety = ({ callbacks, duplicates, refusedSecrets }: SafetyProps) => {
  const { t } = useMessages();
  const { number } = useFormat();
  const { isSigned, publicUrl, unknownAddresses } = callbacks;
  return (
    <Panel title={t('settings.safety')}>
      <DescriptionList>
        <FieldRow label={t('settings.outbound')}>
          <Flex direction="column" alignItems="stretch" gap={1}>
            <Standing isGood={isSigned}>
              {t(isSigned ? 'settings.outbound.signed' : 'settings.outbound.unsigned')}
            </Standing>
            {isSigned ? null : (
              <Typography variant="pi" textColor="neutral600">
                {t('settings.outbound.unsigned.next')}
              </Typography>
            )}
          </Flex>
        </FieldRow>
        <FieldRow label={t('settings.inbound')}>
          {publicUrl ? <CopyId value={publicUrl} shown={60} /> : t('settings.inbound.no-address')}
        </FieldRow>
        <FieldRow label={t('settings.inbound.unknown')}>{number(unknownAddresses)}</FieldRow>
        <FieldRow label={t('settings.duplicates')}>
          {t('settings.duplicates.prevented', {
            prevented: duplicates.prevented,
            outputs: duplicates.outputsNotMade,
          })}
        </FieldRow>
        <FieldRow label={t('settings.duplicates.anyway')}>
          {number(duplicates.launchedAnyway)}
        </FieldRow>
        <FieldRow label={t('settings.refused-secrets')}>{number(refusedSecrets)}</FieldRow>
      </DescriptionList>
    </Panel>
  );
};

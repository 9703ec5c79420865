import { Typography } from '@strapi/design-system';
import type { RightsAffected } from '../../../shared/rights';
import { useWithdrawRightsMutation } from '../api';
import { useMessages } from '../i18n';
import { ReasonDialog } from '../ui';

type WithdrawDialogProps = { affected: RightsAffected; onClose: () => void };

/** Takes an authorisation back; asks why and says what follows. */
export const WithdrawDialog = ({ affected, onClose }: WithdrawDialogProps) => {
  const { t } = useMessages();
  const [withdraw, { isLoading }] = useWithdrawRightsMutation();
  const { rightsRecord, outputCount, entries, policy } = affected;
  const { rightsRecordId, holder } = rightsRecord;
  const published = entries.filter(({ isPublished }) => isPublished).length;

  return (
    <ReasonDialog
      isDangerous
      title={t('rights.withdraw')}
      label={t('rights.withdraw.reason')}
      done={t('rights.withdrawn', { holder })}
      isBusy={isLoading}
      onClose={onClose}
      onSend={(reason) => withdraw({ rightsRecordId, reason })}
    >
      <Typography>
        {t('rights.withdraw.effect', { outputs: outputCount, entries: published })}{' '}
        {t(`rights.policy.${policy}.over`)}
      </Typography>
    </ReasonDialog>
  );
};

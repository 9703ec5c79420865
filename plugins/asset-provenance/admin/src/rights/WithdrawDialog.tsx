import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { RightsAffected } from '../../../shared/rights';
import { useWithdrawRightsMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, TextField, useFormSend } from '../ui';

type WithdrawDialogProps = { affected: RightsAffected; onClose: () => void };

/** Takes an authorisation back; asks why and says what follows. */
export const WithdrawDialog = ({ affected, onClose }: WithdrawDialogProps) => {
  const { t } = useMessages();
  const [withdraw, { isLoading }] = useWithdrawRightsMutation();
  const [reason, setReason] = useState('');
  const { send, errorOf, problem } = useFormSend({ fields: ['reason'], onDone: onClose });
  const { rightsRecord, outputCount, entries, policy } = affected;
  const published = entries.filter(({ isPublished }) => isPublished).length;

  return (
    <FormDialog
      isDangerous
      title={t('rights.withdraw')}
      act={t('rights.withdraw')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          reason.trim()
            ? () => withdraw({ rightsRecordId: rightsRecord.rightsRecordId, reason })
            : null,
          t('rights.withdrawn', { holder: rightsRecord.holder })
        )
      }
    >
      <Typography>
        {t('rights.withdraw.effect', { outputs: outputCount, entries: published })}{' '}
        {t(`rights.policy.${policy}.over`)}
      </Typography>
      <TextField
        isLong
        isRequired
        label={t('rights.withdraw.reason')}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

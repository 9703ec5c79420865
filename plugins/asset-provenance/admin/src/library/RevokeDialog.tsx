import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { useRevokeMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, TextField, useFormSend } from '../ui';

type RevokeDialogProps = { assetId: string; name: string; onClose: () => void };

/** Ends the use of an approved asset; asks why. */
export const RevokeDialog = ({ assetId, name, onClose }: RevokeDialogProps) => {
  const { t } = useMessages();
  const [revoke, { isLoading }] = useRevokeMutation();
  const [reason, setReason] = useState('');
  const { send, errorOf, problem } = useFormSend({ fields: ['reason'], onDone: onClose });

  return (
    <FormDialog
      isDangerous
      title={t('library.revoke')}
      act={t('library.revoke')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          reason.trim() ? () => revoke({ assetId, reason }) : null,
          t('library.revoked', { name })
        )
      }
    >
      <Typography>{t('library.revoke.effect', { name })}</Typography>
      <TextField
        isLong
        isRequired
        label={t('library.revoke.reason')}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { useRevokeManyMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TextField } from '../../ui';
import { useManyFiles, wordsFor } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

/** Ends the use of approved assets; asks why. */
export const RevokeDialog = (props: FilesDialogProps) => {
  const { files, onClose } = props;
  const { t } = useMessages();
  const [revoke, { isLoading }] = useRevokeManyMutation();
  const [reason, setReason] = useState('');
  const { sendAll, errorOf, problem, outcome, fileDocumentIds } = useManyFiles({
    ...props,
    fields: ['reason'],
  });
  const words = wordsFor(files);
  if (outcome) return outcome;
  return (
    <FormDialog
      isDangerous
      title={t('library.revoke')}
      act={t('library.revoke')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        sendAll(
          reason.trim() ? () => revoke({ fileDocumentIds, reason }) : null,
          t('library.revoked', words)
        )
      }
    >
      <Typography>{t('library.revoke.effect', words)}</Typography>
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

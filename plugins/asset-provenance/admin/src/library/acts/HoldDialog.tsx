import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { useHoldMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TextField } from '../../ui';
import { useManyFiles, wordsFor } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

/** Keeps files from being deleted or replaced, or lets go of them; asks why. */
export const HoldDialog = ({ isHeld, ...props }: FilesDialogProps & { isHeld: boolean }) => {
  const { files, onClose } = props;
  const { t } = useMessages();
  const [hold, { isLoading }] = useHoldMutation();
  const [reason, setReason] = useState('');
  const { sendAll, errorOf, problem, outcome, fileDocumentIds } = useManyFiles({
    ...props,
    fields: ['reason'],
  });
  const words = wordsFor(files);
  const act = isHeld ? 'library.hold' : 'library.release';
  if (outcome) return outcome;
  return (
    <FormDialog
      title={t(act)}
      act={t(act)}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        sendAll(
          reason.trim() ? () => hold({ fileDocumentIds, isHeld, reason }) : null,
          t(isHeld ? 'library.held.done' : 'library.released.done', words)
        )
      }
    >
      <Typography>{t(`${act}.effect`, words)}</Typography>
      <TextField
        isLong
        isRequired
        label={t(`${act}.reason`)}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

import { Typography } from '@strapi/design-system';
import { useRevokeManyMutation } from '../../api';
import { useMessages } from '../../i18n';
import { ReasonDialog } from '../../ui';
import { useManyFiles } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

/** Ends the use of approved assets; asks why. */
export const RevokeDialog = (props: FilesDialogProps) => {
  const { t } = useMessages();
  const [revoke, { isLoading }] = useRevokeManyMutation();
  const { fileDocumentIds, words, onDone, outcome } = useManyFiles(props, 'library.revoked');
  if (outcome) return outcome;
  return (
    <ReasonDialog
      isDangerous
      title={t('library.revoke')}
      label={t('library.revoke.reason')}
      isBusy={isLoading}
      onClose={props.onClose}
      onSend={(reason) => revoke({ fileDocumentIds, reason })}
      onDone={onDone}
    >
      <Typography>{t('library.revoke.effect', words)}</Typography>
    </ReasonDialog>
  );
};

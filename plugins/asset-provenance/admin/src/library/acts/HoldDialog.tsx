import { Typography } from '@strapi/design-system';
import { useHoldMutation } from '../../api';
import { useMessages } from '../../i18n';
import { ReasonDialog } from '../../ui';
import { useManyFiles } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

/** Keeps files from being deleted or replaced, or lets go of them; asks why. */
export const HoldDialog = ({ isHeld, ...props }: FilesDialogProps & { isHeld: boolean }) => {
  const { t } = useMessages();
  const [hold, { isLoading }] = useHoldMutation();
  const { fileDocumentIds, words, onDone, outcome } = useManyFiles(
    props,
    isHeld ? 'library.held.done' : 'library.released.done'
  );
  const act = isHeld ? 'library.hold' : 'library.release';
  if (outcome) return outcome;
  return (
    <ReasonDialog
      title={t(act)}
      label={t(`${act}.reason`)}
      isBusy={isLoading}
      onClose={props.onClose}
      onSend={(reason) => hold({ fileDocumentIds, isHeld, reason })}
      onDone={onDone}
    >
      <Typography>{t(`${act}.effect`, words)}</Typography>
    </ReasonDialog>
  );
};

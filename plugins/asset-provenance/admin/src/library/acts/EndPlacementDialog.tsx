import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { OutsidePlacement } from '../../../../shared/usage';
import { useEndPlacementMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TextField, useCatalogTerms, useFormSend } from '../../ui';

type EndPlacementProps = { placement: OutsidePlacement; onClose: () => void };

/** A use outside was taken down: it stays on record and counts no longer. */
export const EndPlacementDialog = ({ placement, onClose }: EndPlacementProps) => {
  const { t } = useMessages();
  const { channelOf } = useCatalogTerms();
  const [end, { isLoading }] = useEndPlacementMutation();
  const [reason, setReason] = useState('');
  const { send, errorOf, problem } = useFormSend({ fields: ['reason'], onDone: onClose });
  const { fileDocumentId, placementId, channel } = placement;
  return (
    <FormDialog
      title={t('library.used.end')}
      act={t('library.used.end')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          reason.trim() ? () => end({ fileDocumentId, placementId, reason }) : null,
          t('library.used.ended')
        )
      }
    >
      <Typography>{t('library.used.end.effect', { channel: channelOf(channel) })}</Typography>
      <TextField
        isLong
        isRequired
        label={t('library.used.end.reason')}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { useWorkingCopiesMutation } from '../../api';
import { useMessages } from '../../i18n';
import { ChipGroup, FormDialog, useCatalogTerms, useFormSend } from '../../ui';
import { useNotification } from '@strapi/strapi/admin';
import { wordsFor } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

/** Files in the specifications of the channels where they will appear, as one zip. */
export const WorkingCopiesDialog = ({
  files,
  preferred,
  onClose,
}: FilesDialogProps & { preferred: string | null }) => {
  const { t } = useMessages();
  const { channels, channelOf } = useCatalogTerms();
  const { toggleNotification } = useNotification();
  const [download, { isLoading }] = useWorkingCopiesMutation();
  const [chosen, setChosen] = useState<string[]>(
    preferred && preferred in channels ? [preferred] : []
  );
  const { send, refused, isTried, problem } = useFormSend<string>({
    fields: ['channels'],
    onDone: (name) => {
      toggleNotification({ type: 'success', message: t('library.copies.done', { name }) });
      onClose();
    },
  });
  const fileDocumentIds = files.map(({ fileDocumentId }) => fileDocumentId);
  const missing = isTried && chosen.length === 0 ? t('library.copies.channels.needed') : undefined;
  return (
    <FormDialog
      title={t('library.copies')}
      act={t('library.copies.act')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(chosen.length > 0 ? () => download({ fileDocumentIds, channels: chosen }) : null)
      }
    >
      <Typography>{t('library.copies.effect', wordsFor(files))}</Typography>
      <ChipGroup
        label={t('library.copies.channels')}
        options={Object.keys(channels).map((key) => ({ key, label: channelOf(key) }))}
        value={chosen}
        error={refused('channels') ?? missing}
        onChange={setChosen}
      />
    </FormDialog>
  );
};

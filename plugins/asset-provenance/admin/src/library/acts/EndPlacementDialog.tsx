import { Typography } from '@strapi/design-system';
import type { OutsidePlacement } from '../../../../shared/usage';
import { useEndPlacementMutation } from '../../api';
import { useMessages } from '../../i18n';
import { ReasonDialog, useCatalogTerms } from '../../ui';

type EndPlacementProps = { placement: OutsidePlacement; onClose: () => void };

/** A use outside was taken down: it stays on record and counts no longer. */
export const EndPlacementDialog = ({ placement, onClose }: EndPlacementProps) => {
  const { t } = useMessages();
  const { channelOf } = useCatalogTerms();
  const [end, { isLoading }] = useEndPlacementMutation();
  const { fileDocumentId, placementId, channel } = placement;
  return (
    <ReasonDialog
      title={t('library.used.end')}
      label={t('library.used.end.reason')}
      done={t('library.used.ended')}
      isBusy={isLoading}
      onClose={onClose}
      onSend={(reason) => end({ fileDocumentId, placementId, reason })}
    >
      <Typography>{t('library.used.end.effect', { channel: channelOf(channel) })}</Typography>
    </ReasonDialog>
  );
};

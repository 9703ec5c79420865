import { Box, Flex, Typography } from '@strapi/design-system';
import { useEntryQuery } from '../api';
import { useMessages } from '../i18n';
import { Ellipsis, ErrorState, Skeleton, StatusBadge } from '../ui';

export type EntryPanelProps = { uid: string; documentId: string | null; locale: string | null };

const Checked = ({ uid, documentId, locale }: EntryPanelProps & { documentId: string }) => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch } = useEntryQuery({
    uid,
    documentId,
    locale: locale ?? undefined,
  });

  if (error && !data) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
  if (!data) return <Skeleton height="4rem" aria-label={t('common.loading')} />;
  if (data.media.length === 0)
    return <Typography textColor="neutral600">{t('entry.empty')}</Typography>;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {data.media.map((item) => (
        <Box key={`${item.field}/${item.fileDocumentId}`} tag="li" minWidth={0}>
          <StatusBadge of="approval" value={item.approvalStatus} />
          <Ellipsis variant="pi">{item.name}</Ellipsis>
        </Box>
      ))}
    </Flex>
  );
};

/** Side panel of an entry: the media found in it and what would block publishing. */
export const EntryPanel = ({ documentId, ...entry }: EntryPanelProps) => {
  const { t } = useMessages();
  if (!documentId) return <Typography textColor="neutral600">{t('entry.unsaved')}</Typography>;
  return <Checked documentId={documentId} {...entry} />;
};

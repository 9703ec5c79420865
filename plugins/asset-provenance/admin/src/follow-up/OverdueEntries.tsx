import { Box, Flex, Typography } from '@strapi/design-system';
import type { OverdueEntry } from '../../../shared/gate';
import { POLL, useOverdueQuery, usePolling, useWanted } from '../api';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { EmptyState, LoadingRows, PagedList, TextLink } from '../ui';

const EntryRow = ({ entry }: { entry: OverdueEntry }) => {
  const { t, say } = useMessages();
  const { day } = useFormat();
  const { uid, documentId, locale, title, reasons, since, unpublishOn } = entry;
  return (
    <Box
      tag="article"
      aria-label={title ?? documentId}
      background="neutral0"
      shadow="tableShadow"
      hasRadius
      padding={5}
    >
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <TextLink to={paths.entry(uid, documentId, locale)}>{title ?? documentId}</TextLink>
          <Typography variant="pi" textColor={unpublishOn ? 'danger600' : 'neutral600'}>
            {[
              since ? t('follow-up.overdue.since', { day: day(since) }) : null,
              unpublishOn ? t('follow-up.overdue.unpublish-on', { day: day(unpublishOn) }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Flex>
        <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
          {reasons.map((reason) => (
            <Typography key={`${reason.field}/${reason.fileDocumentId}/${reason.code}`} tag="li">
              {say(reason.message)}{' '}
              <Typography tag="span" textColor="neutral600">
                {say(reason.whoCanUnblock)}
              </Typography>
            </Typography>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
};

/** Published entries that show what may not be shown any more. */
export const OverdueEntries = () => {
  const { t } = useMessages();
  const { wanted, showMore } = useWanted({});
  const query = useOverdueQuery({ wanted }, usePolling(POLL.idle));
  return (
    <PagedList
      query={query}
      loading={<LoadingRows />}
      empty={<EmptyState>{t('follow-up.overdue.empty')}</EmptyState>}
      wanted={wanted}
      onMore={showMore}
    >
      {(entries) => (
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Typography textColor="neutral600">{t('follow-up.overdue.why')}</Typography>
          {entries.map((entry) => (
            <EntryRow key={`${entry.uid}/${entry.documentId}/${entry.locale}`} entry={entry} />
          ))}
        </Flex>
      )}
    </PagedList>
  );
};

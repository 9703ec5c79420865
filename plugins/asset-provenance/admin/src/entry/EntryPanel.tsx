import { useEffect, useRef } from 'react';
import { Box, Divider, Flex, TextButton, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import type { EntryProvenance } from '../../../shared/gate';
import { usePermissions } from '../access';
import { POLL, useEntryQuery, usePolling, useRefusal } from '../api';
import { DueDay } from '../follow-up/DueDay';
import { targetKey } from '../follow-up/noteTargets';
import { WriteNoteButton } from '../follow-up/WriteNoteButton';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { LiveRegion, Notice, Skeleton, TextLink } from '../ui';
import { Destination } from './Destination';
import { EntryMedia } from './EntryMedia';
import { Override } from './Override';

export type EntryPanelProps = {
  uid: string;
  documentId: string | null;
  locale: string | null;
  /** Another text whenever the entry was saved or published: what is shown is asked anew. */
  version: string;
};

const FORBIDDEN = 403;

const Quiet = ({ children }: { children: string }) => (
  <Typography tag="p" textColor="neutral600">
    {children}
  </Typography>
);

const Verdict = ({ entry }: { entry: EntryProvenance }) => {
  const { t } = useMessages();
  const { media, wouldBlock } = entry;
  const files = new Set(wouldBlock.map(({ fileDocumentId }) => fileDocumentId)).size;
  const warned = media.filter(({ reasons }) => reasons.length > 0).length;
  if (media.length === 0) return <Quiet>{t('entry.empty')}</Quiet>;
  if (files > 0) return <Notice of="danger">{t('entry.blocked', { files })}</Notice>;
  if (warned > 0) return <Notice of="warning">{t('entry.warned', { files: warned })}</Notice>;
  return <Notice of="success">{t('entry.clear')}</Notice>;
};

const Notes = ({ entry }: { entry: EntryProvenance }) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const { uid, documentId, locale, noteCount, nextRecheckOn } = entry;
  if (!can('follow-up.write')) return null;
  const history = `${paths.followUp}?status=all&history=${targetKey({ type: 'entry', id: documentId })}`;
  return (
    <Flex direction="column" alignItems="flex-start" gap={2}>
      {noteCount > 0 ? (
        <TextLink to={history}>{t('entry.notes', { count: noteCount })}</TextLink>
      ) : (
        <Quiet>{t('entry.no-notes')}</Quiet>
      )}
      {nextRecheckOn ? <DueDay note={{ recheckOn: nextRecheckOn, completedBy: null }} /> : null}
      <WriteNoteButton
        target={{
          ref: { type: 'entry', id: documentId, uid, locale },
          label: t('entry.this', { uid }),
        }}
      />
    </Flex>
  );
};

const Checked = ({
  uid,
  documentId,
  locale,
  version,
}: EntryPanelProps & { documentId: string }) => {
  const { t } = useMessages();
  const describe = useRefusal();
  const { data, error, refetch } = useEntryQuery(
    { uid, documentId, locale: locale ?? undefined },
    usePolling(POLL.idle)
  );
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current === version) return;
    seen.current = version;
    void refetch();
  }, [version, refetch]);

  if (error && !data) {
    const { what, status } = describe(error);
    if (status === FORBIDDEN) return <Quiet>{t('entry.forbidden')}</Quiet>;
    return (
      <Flex direction="column" alignItems="flex-start" gap={2} role="alert">
        <Typography textColor="danger600">{what}</Typography>
        <TextButton startIcon={<ArrowClockwise aria-hidden />} onClick={() => void refetch()}>
          {t('common.try-again')}
        </TextButton>
      </Flex>
    );
  }
  if (!data) return <Skeleton height="4rem" aria-label={t('common.loading')} />;
  const files = new Set(data.wouldBlock.map(({ fileDocumentId }) => fileDocumentId)).size;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <LiveRegion message={files > 0 ? t('entry.blocked', { files }) : ''} />
      <Verdict entry={data} />
      <Override entry={data} />
      <Destination destination={data.destination} />
      {data.media.length > 0 ? (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
          {data.media.map((item) => (
            <EntryMedia key={`${item.field}/${item.fileDocumentId}`} item={item} />
          ))}
        </Flex>
      ) : null}
      <Box>
        <Divider />
      </Box>
      <Notes entry={data} />
    </Flex>
  );
};

/** Side panel of an entry: the media found in it, what would block publishing, and its notes. */
export const EntryPanel = ({ documentId, ...entry }: EntryPanelProps) => {
  const { t } = useMessages();
  if (!documentId) return <Quiet>{t('entry.unsaved')}</Quiet>;
  return <Checked documentId={documentId} {...entry} />;
};

import { useState } from 'react';
import { Box, Flex, Link, TextButton, Typography } from '@strapi/design-system';
import { Magic } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';
import { Link as RouterLink } from 'react-router-dom';
import { usePermissions } from '../access';
import { toStockFile, useFileStandingQuery } from '../api';
import type { StockFile } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, StatusBadge } from '../ui';
import { Reason } from './Reason';
import { useEntryOfForm } from './useEntryOfForm';
import type { EntryOfForm } from './useEntryOfForm';

/** Files of one field that are shown before *show all*. */
const AT_FIRST = 3;

/** In a new tab: the form that it stands in may not be saved. */
const NewTab = ({ to, children }: { to: string; children: string }) => (
  <Link tag={RouterLink} to={to} target="_blank">
    {children}
  </Link>
);

type FileProps = { file: StockFile; entry: EntryOfForm; isNamed: boolean };

const FileStanding = ({ file, entry, isNamed }: FileProps) => {
  const { t } = useMessages();
  const { can, canAny } = usePermissions();
  const { currentData: standing } = useFileStandingQuery(
    { ...entry, fileDocumentId: file.documentId },
    { refetchOnMountOrArgChange: true }
  );
  if (!standing) return null;
  const { approvalStatus, outputId, fileDocumentId, reasons } = standing;
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1} minWidth={0}>
      <Flex gap={3} wrap="wrap">
        {isNamed ? (
          <Box minWidth={0} maxWidth="18rem">
            <Ellipsis variant="pi">{file.name}</Ellipsis>
          </Box>
        ) : null}
        <StatusBadge of="approval" value={approvalStatus} />
        {canAny(['task.read', 'task.read-all']) ? (
          <NewTab to={paths.libraryFile(fileDocumentId)}>{t('entry.library')}</NewTab>
        ) : null}
        {outputId && can('trace.read') ? (
          <NewTab to={paths.traceOf(outputId)}>{t('entry.trace')}</NewTab>
        ) : null}
      </Flex>
      {reasons.map((reason) => (
        <Reason key={reason.code} reason={reason} />
      ))}
    </Flex>
  );
};

const Generate = () => {
  const { t } = useMessages();
  const { can } = usePermissions();
  if (!can('task.launch')) return null;
  return (
    <Flex shrink={0}>
      <Link
        tag={RouterLink}
        to={paths.launch}
        target="_blank"
        title={t('entry.generate.hint')}
        startIcon={<Magic aria-hidden />}
      >
        {t('entry.generate')}
      </Link>
    </Flex>
  );
};

/** Under a media field: the standing of what is picked, saved or not, and the way to a new picture. */
export const MediaStanding = ({ name }: { name: string }) => {
  const { t } = useMessages();
  const { value } = useField<unknown>(name);
  const entry = useEntryOfForm();
  const [isOpen, setIsOpen] = useState(false);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const files = values.flatMap((one) => toStockFile(one) ?? []);
  const shown = isOpen ? files : files.slice(0, AT_FIRST);

  return (
    <Flex paddingTop={2} gap={4} alignItems="flex-start" justifyContent="space-between" wrap="wrap">
      <Flex direction="column" alignItems="flex-start" gap={2} minWidth={0}>
        {shown.length > 0 ? (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2} maxWidth="100%">
            {shown.map((file) => (
              <FileStanding
                key={file.documentId}
                file={file}
                entry={entry}
                isNamed={files.length > 1}
              />
            ))}
          </Flex>
        ) : null}
        {shown.length < files.length ? (
          <TextButton onClick={() => setIsOpen(true)}>
            <Typography variant="pi" textColor="primary600">
              {t('entry.more-files', { count: files.length })}
            </Typography>
          </TextButton>
        ) : null}
      </Flex>
      <Generate />
    </Flex>
  );
};

import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import { MinusCircle } from '@strapi/icons';
import type { LibraryItem } from '../../../shared/library';
import { usePermissions } from '../access';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  DescriptionList,
  Drawer,
  Ellipsis,
  FieldRow,
  LimitsList,
  MediaFrame,
  RelativeTime,
  StatusBadge,
  TextLink,
  useCatalogTerms,
} from '../ui';
import { RevokeDialog } from './RevokeDialog';

type Way = { label: MessageKey; to: string };

/** Where the item can be followed to, as far as this reader may go. */
const useWays = (item: LibraryItem): Way[] => {
  const { can } = usePermissions();
  const { taskId, outputId, fileDocumentId, fileId } = item;
  return [
    ...(can('trace.read')
      ? [{ label: 'library.trace' as const, to: paths.traceOf(outputId ?? fileDocumentId) }]
      : []),
    ...(taskId ? [{ label: 'library.task' as const, to: paths.task(taskId) }] : []),
    ...(outputId && can('review.decide')
      ? [{ label: 'library.review' as const, to: paths.reviewCase(outputId) }]
      : []),
    { label: 'library.stock', to: paths.stockAsset(fileId) },
  ];
};

const Heading = ({ children }: { children: string }) => (
  <Typography tag="h3" variant="delta">
    {children}
  </Typography>
);

/** One file of the library, beside the grid. */
export const LibraryDrawer = ({ item, onClose }: { item: LibraryItem; onClose: () => void }) => {
  const { t } = useMessages();
  const { bytes, pixels } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const [isRevoking, setIsRevoking] = useState(false);
  const ways = useWays(item);
  const { can } = usePermissions();
  const canBeRevoked =
    can('asset.manage') && item.assetId !== null && item.approvalStatus !== 'revoked';
  const facts = [
    pixels(item.width, item.height),
    item.bytes === null ? null : bytes(item.bytes),
    item.mime,
  ].filter(Boolean);
  const row = (label: MessageKey, value: string | null) =>
    value ? <FieldRow label={t(label)}>{value}</FieldRow> : null;

  return (
    <Drawer
      title={item.name}
      onClose={onClose}
      footer={
        canBeRevoked ? (
          <Button
            variant="danger-light"
            startIcon={<MinusCircle aria-hidden />}
            onClick={() => setIsRevoking(true)}
          >
            {t('library.revoke')}
          </Button>
        ) : undefined
      }
    >
      <Flex direction="column" alignItems="stretch" gap={5}>
        <MediaFrame media={item} alt={item.name} mode="full" maxHeight="40dvh" canShowTruePixels />
        <Flex gap={2} wrap="wrap">
          <StatusBadge of="approval" value={item.approvalStatus} />
          <StatusBadge of="origin" value={item.origin} />
        </Flex>
        <Flex gap={4} wrap="wrap">
          {ways.map(({ label, to }) => (
            <TextLink key={label} to={to}>
              {t(label)}
            </TextLink>
          ))}
        </Flex>
        {item.limits ? (
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Heading>{t('library.limits')}</Heading>
            <LimitsList limits={item.limits} />
          </Flex>
        ) : null}
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Heading>{t('library.about')}</Heading>
          <DescriptionList>
            {row('library.owner', item.owner)}
            {row('library.purpose', item.purpose && purposeOf(item.purpose))}
            {row('library.channel', item.channel && channelOf(item.channel))}
            {row('library.brand', item.brand)}
            {row('library.series', item.series)}
            {row('library.subject', item.subject)}
            {item.parameterSummary ? (
              <FieldRow label={t('library.summary')}>
                <Ellipsis lines={4}>{item.parameterSummary}</Ellipsis>
              </FieldRow>
            ) : null}
            <FieldRow label={t('library.file')}>{facts.join(' · ')}</FieldRow>
            <FieldRow label={t('library.added')}>
              <RelativeTime at={item.createdAt} />
            </FieldRow>
            <FieldRow label={t('library.file-id')}>
              <CopyId value={item.fileDocumentId} label={t('library.file-id')} shown={24} />
            </FieldRow>
          </DescriptionList>
        </Flex>
      </Flex>
      {isRevoking && item.assetId ? (
        <RevokeDialog
          assetId={item.assetId}
          name={item.name}
          onClose={() => setIsRevoking(false)}
        />
      ) : null}
    </Drawer>
  );
};

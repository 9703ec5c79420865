import { Flex } from '@strapi/design-system';
import type { LibraryItem } from '../../../shared/library';
import { usePermissions } from '../access';
import { useAssetsQuery, useLibraryItemQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  DescriptionList,
  Drawer,
  Ellipsis,
  ErrorState,
  FieldRow,
  LimitsList,
  LoadingDetail,
  MediaFrame,
  Notice,
  RelativeTime,
  TextLink,
  useCatalogTerms,
} from '../ui';
import { DrawerActs } from './drawer/DrawerActs';
import { Life } from './drawer/Life';
import { OriginSection } from './drawer/OriginSection';
import { Section } from './drawer/Section';
import { Standing } from './drawer/Standing';
import { UsageSection } from './drawer/UsageSection';

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

const About = ({ item }: { item: LibraryItem }) => {
  const { t } = useMessages();
  const { bytes, pixels } = useFormat();
  const { purposeOf, channelOf } = useCatalogTerms();
  const facts = [
    pixels(item.width, item.height),
    item.bytes === null ? null : bytes(item.bytes),
    item.mime,
  ].filter(Boolean);
  const row = (label: MessageKey, value: string | null) =>
    value ? <FieldRow label={t(label)}>{value}</FieldRow> : null;
  return (
    <Section title={t('library.about')}>
      <DescriptionList>
        {row('library.owner', item.owner)}
        {row('library.purpose', item.purpose && purposeOf(item.purpose))}
        {row('library.channel', item.channel && channelOf(item.channel))}
        {row('library.brand', item.brand)}
        {row('library.series', item.series)}
        {row('library.subject', item.subject)}
        {row('library.model', item.modelId)}
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
    </Section>
  );
};

type OpenedProps = {
  item: LibraryItem;
  onClose: () => void;
  onOpen: (fileDocumentId: string) => void;
};

const Opened = ({ item, onClose, onOpen }: OpenedProps) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const ways = useWays(item);
  const { fileDocumentId, assetId } = item;
  const { currentData: assets } = useAssetsQuery(
    { fileDocumentId, usableNow: 'false', wanted: 1 },
    { skip: assetId === null }
  );
  const asset = assets?.results.find((one) => one.assetId === assetId) ?? null;

  return (
    <Drawer
      title={item.name}
      onClose={onClose}
      footer={<DrawerActs item={item} asset={asset} onOpen={onOpen} />}
    >
      <Flex direction="column" alignItems="stretch" gap={6}>
        <MediaFrame
          media={item}
          alt={asset?.alternativeText ?? item.name}
          mode="full"
          maxHeight="40dvh"
          canShowTruePixels
        />
        <Standing item={item} />
        <Flex gap={4} wrap="wrap">
          {ways.map(({ label, to }) => (
            <TextLink key={label} to={to}>
              {t(label)}
            </TextLink>
          ))}
        </Flex>
        {item.limits ? (
          <Section title={t('library.limits')}>
            <LimitsList limits={item.limits} />
          </Section>
        ) : null}
        {asset ? <Life asset={asset} /> : null}
        <UsageSection fileDocumentId={fileDocumentId} canRecord={can('asset.manage')} />
        <OriginSection item={item} />
        <About item={item} />
      </Flex>
    </Drawer>
  );
};

type LibraryDrawerProps = {
  fileDocumentId: string;
  /** The file, where the list has it already. */
  known: LibraryItem | undefined;
  onClose: () => void;
  /** Shows another file instead. */
  onOpen: (fileDocumentId: string) => void;
};

/** One file of the library, beside the list; also one that the list does not show. */
export const LibraryDrawer = ({ fileDocumentId, known, onClose, onOpen }: LibraryDrawerProps) => {
  const { t } = useMessages();
  const asked = useLibraryItemQuery(fileDocumentId, { skip: known !== undefined });
  const item = known ?? asked.currentData;
  if (item) return <Opened item={item} onClose={onClose} onOpen={onOpen} />;
  return (
    <Drawer title={t('library.about')} onClose={onClose}>
      {asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : item === null ? (
        <Notice of="warning">{t('library.missing')}</Notice>
      ) : (
        <LoadingDetail />
      )}
    </Drawer>
  );
};

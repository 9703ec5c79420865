import { useEffect, useState } from 'react';
import { Box, Flex, IconButton, LinkButton, Typography } from '@strapi/design-system';
import { Link as LinkIcon } from '@strapi/icons';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { ApprovedAsset } from '../../../shared/reuse';
import { useAssetsQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { Ellipsis, MediaFrame, mediaUrl } from '../ui';
import { Skeleton } from '../ui/Loading';
import { useLaunch } from './useLaunchForm';

const SHOWN = 6;
const TYPING = 400;

const Strip = styled(Box)`
  display: grid;
  grid-auto-flow: column;
  grid-auto-columns: minmax(26rem, 28rem);
  gap: ${({ theme }) => theme.spaces[3]};
  overflow-x: auto;
  padding-bottom: ${({ theme }) => theme.spaces[2]};
`;

const useSettled = (value: string) => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
};

const AssetCard = ({ asset }: { asset: ApprovedAsset }) => {
  const { t } = useMessages();
  const { day } = useFormat();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const name = asset.alternativeText ?? asset.subject ?? asset.parameterSummary;

  const copyLink = async () => {
    const isCopied =
      asset.url !== null && (await copy(new URL(mediaUrl(asset.url), window.location.href).href));
    toggleNotification({
      type: isCopied ? 'success' : 'warning',
      message: t(isCopied ? 'launch.assets.copied' : 'common.copy-failed'),
    });
  };

  return (
    <Flex
      tag="article"
      aria-label={name}
      direction="column"
      alignItems="stretch"
      borderColor="neutral200"
      hasRadius
      overflow="hidden"
    >
      <MediaFrame media={asset} alt={asset.alternativeText} />
      <Flex direction="column" alignItems="stretch" gap={2} padding={2}>
        <Box>
          <Ellipsis variant="pi" fontWeight="bold">
            {name}
          </Ellipsis>
          <Typography variant="pi" textColor="neutral600">
            {asset.limits.validUntil
              ? t('launch.assets.until', { day: day(asset.limits.validUntil) })
              : t('launch.assets.no-end')}
          </Typography>
        </Box>
        <Flex gap={1} wrap="wrap">
          <LinkButton
            size="S"
            variant="secondary"
            tag={Link}
            to={paths.libraryFile(asset.fileDocumentId)}
            aria-label={t('launch.assets.use-name', { name })}
          >
            {t('launch.assets.use')}
          </LinkButton>
          <LinkButton
            size="S"
            variant="tertiary"
            tag={Link}
            to={paths.launchFrom(asset.taskId, 'variant', asset.outputId)}
          >
            {t('launch.assets.start')}
          </LinkButton>
          <IconButton
            size="S"
            variant="ghost"
            label={t('launch.assets.copy')}
            onClick={() => void copyLink()}
          >
            <LinkIcon />
          </IconButton>
        </Flex>
      </Flex>
    </Flex>
  );
};

/** Approved assets of this purpose and subject: perhaps nothing new is needed. */
export const ApprovedAssets = () => {
  const { t } = useMessages();
  const { form } = useLaunch();
  const subject = useSettled(form.subject.trim());
  const { data, isFetching, isError } = useAssetsQuery(
    {
      purpose: form.purpose ?? undefined,
      subject: subject || undefined,
      kind: form.kind,
      wanted: SHOWN,
    },
    { skip: !form.purpose }
  );
  if (!form.purpose || isError) return null;

  const content = () => {
    if (!data)
      return (
        <Strip aria-busy>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} style={{ aspectRatio: '4 / 4' }} />
          ))}
        </Strip>
      );
    if (data.results.length === 0)
      return (
        <Typography variant="pi" textColor="neutral600">
          {t(subject ? 'launch.assets.none-of-subject' : 'launch.assets.none')}
        </Typography>
      );
    return (
      <Strip
        aria-busy={isFetching}
        tabIndex={0}
        role="region"
        aria-label={t('launch.assets.title')}
      >
        {data.results.map((asset) => (
          <AssetCard key={asset.assetId} asset={asset} />
        ))}
      </Strip>
    );
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" fontWeight="bold">
        {t('launch.assets.title')}
      </Typography>
      {content()}
    </Flex>
  );
};

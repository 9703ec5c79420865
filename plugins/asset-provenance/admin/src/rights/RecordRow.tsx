import { Box, Button, Flex, Status, Typography } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import type { RightsRecord } from '../../../shared/rights';
import { rightsKinds } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import { DescriptionList, Ellipsis, FieldRow, RelativeTime, TextLink } from '../ui';
import { standingOf, standings } from './standings';

const looks = { valid: 'success', ended: 'warning', withdrawn: 'danger' } as const;

type RecordRowProps = { record: RightsRecord; isOpen: boolean; onOpen: () => void };

/** One statement of who allows the use of a picture. */
export const RecordRow = ({ record, isOpen, onOpen }: RecordRowProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { day } = useFormat();
  const standing = standingOf(record);
  return (
    <Box
      tag="article"
      aria-label={record.holder}
      background={isOpen ? 'primary100' : 'neutral0'}
      shadow="tableShadow"
      hasRadius
      padding={5}
      borderColor={isOpen ? 'primary600' : 'neutral150'}
    >
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Flex gap={3}>
            <Typography fontWeight="bold">{record.holder}</Typography>
            <Typography textColor="neutral600">{termOf(rightsKinds, record.kind)}</Typography>
          </Flex>
          <Status size="XS" variant={looks[standing]} width="fit-content">
            <Typography
              tag="span"
              variant="pi"
              fontWeight="bold"
              textColor={`${looks[standing]}700`}
            >
              {termOf(standings, standing)}
            </Typography>
          </Status>
        </Flex>
        <Ellipsis lines={2}>{record.scope}</Ellipsis>
        <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
          <DescriptionList>
            <FieldRow label={t('rights.until')}>
              {record.validUntil ? day(record.validUntil) : t('rights.no-end')}
            </FieldRow>
            <FieldRow label={t('rights.stated-by')}>
              {record.statedBy.name} · <RelativeTime at={record.statedAt} />
            </FieldRow>
            {record.withdrawn ? (
              <FieldRow label={t('rights.withdrawn-by')}>
                {record.withdrawn.by.name} · <RelativeTime at={record.withdrawn.at} /> ·{' '}
                {record.withdrawn.reason}
              </FieldRow>
            ) : null}
          </DescriptionList>
          <Flex gap={4}>
            {record.evidenceFileDocumentId ? (
              <TextLink to={paths.libraryFile(record.evidenceFileDocumentId)}>
                {t('rights.evidence')}
              </TextLink>
            ) : null}
            <TextLink to={paths.libraryFile(record.fileDocumentId)}>{t('rights.picture')}</TextLink>
            <Button
              size="S"
              variant="secondary"
              endIcon={<ArrowRight aria-hidden />}
              onClick={onOpen}
            >
              {t('rights.affected')}
            </Button>
          </Flex>
        </Flex>
      </Flex>
    </Box>
  );
};

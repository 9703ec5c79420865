import { useEffect } from 'react';
import {
  Box,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { Trash, WarningCircle } from '@strapi/icons';
import { referenceRoles } from '../../../shared/vocabulary';
import type { ReferenceRole } from '../../../shared/vocabulary';
import { useRightsQuery, useStockFileQuery } from '../api';
import { useFormat, useMessages } from '../i18n';
import { Ellipsis, MediaFrame, TermSelect } from '../ui';
import { Skeleton } from '../ui/Loading';
import type { PickedReference } from './form';
import { RightsForm } from './RightsForm';
import { RightsLine, useRightsWords } from './RightsLine';
import { useLaunch } from './useLaunchForm';

/** Below this shortest side a provider has little to hold on to. */
const SMALL = 512;

type ReferenceCardProps = {
  reference: PickedReference;
  role: ReferenceRole;
  error: string | undefined;
  onChange: (patch: Partial<PickedReference>) => void;
  onRemove: () => void;
};

const SizeLine = ({ width, height }: { width: number | null; height: number | null }) => {
  const { t } = useMessages();
  const { pixels } = useFormat();
  const isSmall = width !== null && height !== null && Math.min(width, height) < SMALL;
  return (
    <Flex gap={1}>
      {isSmall ? <WarningCircle aria-hidden fill="warning600" width="1.2rem" /> : null}
      <Typography variant="pi" textColor={isSmall ? 'neutral800' : 'neutral600'}>
        {pixels(width, height) ?? t('launch.references.no-size')}
        {isSmall ? ` · ${t('launch.references.small', { least: SMALL })}` : null}
      </Typography>
    </Flex>
  );
};

/** The authorisation of one picture: the newest that holds, another one, or a new statement. */
const Rights = ({ reference, error, onChange }: Omit<ReferenceCardProps, 'role' | 'onRemove'>) => {
  const { t } = useMessages();
  const { fileDocumentId, rightsRecordId } = reference;
  const wordsOf = useRightsWords();
  const { data: records, isError } = useRightsQuery(fileDocumentId);
  const valid = records?.filter(({ isValid }) => isValid) ?? [];
  const chosen = valid.find((record) => record.rightsRecordId === rightsRecordId);
  const newest = valid[0]?.rightsRecordId ?? null;

  useEffect(() => {
    if (records && !chosen && newest !== rightsRecordId) onChange({ rightsRecordId: newest });
  }, [records, chosen, newest, rightsRecordId, onChange]);

  if (isError)
    return (
      <Typography variant="pi" textColor="danger600">
        {t('launch.rights.unreadable')}
      </Typography>
    );
  if (!records) return <Skeleton height="3.2rem" />;
  if (valid.length === 0)
    return (
      <RightsForm
        fileDocumentId={fileDocumentId}
        hasEnded={records.length > 0}
        error={error}
        onRecorded={(recorded) => onChange({ rightsRecordId: recorded })}
      />
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      {valid.length > 1 ? (
        <SingleSelect
          size="S"
          aria-label={t('launch.rights.title')}
          value={rightsRecordId}
          onChange={(id) => onChange({ rightsRecordId: String(id) })}
        >
          {valid.map((record) => (
            <SingleSelectOption key={record.rightsRecordId} value={record.rightsRecordId}>
              {wordsOf(record)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      ) : null}
      {chosen ? <RightsLine record={chosen} isNamed={valid.length === 1} /> : null}
      {error ? (
        <Typography variant="pi" textColor="danger600">
          {error}
        </Typography>
      ) : null}
    </Flex>
  );
};

/** One input picture. */
export const ReferenceCard = ({
  reference,
  role,
  error,
  onChange,
  onRemove,
}: ReferenceCardProps) => {
  const { t } = useMessages();
  const { offered } = useLaunch();
  const { data: file, isLoading } = useStockFileQuery(reference.fileDocumentId);
  const name = file?.name ?? (isLoading ? t('common.loading') : t('launch.references.gone'));

  return (
    <Box tag="article" aria-label={name} borderColor="neutral200" hasRadius padding={3}>
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        <Box width="12rem" shrink={0}>
          {isLoading ? (
            <Skeleton style={{ aspectRatio: '1 / 1' }} />
          ) : (
            <MediaFrame
              ratio="1 / 1"
              alt={name}
              media={{
                url: file?.url ?? null,
                thumbnailUrl: file?.thumbnailUrl ?? null,
                mime: file?.mime ?? null,
              }}
            />
          )}
        </Box>
        <Flex direction="column" alignItems="stretch" gap={3} flex="1" minWidth="24rem">
          <Flex justifyContent="space-between" alignItems="flex-start" gap={2}>
            <Box minWidth={0}>
              <Ellipsis variant="pi" fontWeight="bold">
                {name}
              </Ellipsis>
              <SizeLine width={file?.width ?? null} height={file?.height ?? null} />
            </Box>
            <IconButton
              size="S"
              variant="ghost"
              label={t('launch.references.remove', { name })}
              onClick={onRemove}
            >
              <Trash />
            </IconButton>
          </Flex>
          <TermSelect
            as="field"
            label={t('launch.references.role')}
            terms={referenceRoles}
            only={offered?.model.references.roles}
            value={role}
            isClearable={false}
            onChange={(chosen) => onChange({ role: chosen })}
          />
          <Rights reference={reference} error={error} onChange={onChange} />
        </Flex>
      </Flex>
    </Box>
  );
};

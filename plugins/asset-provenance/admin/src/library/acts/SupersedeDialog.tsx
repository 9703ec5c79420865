import { useState } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useAssetsQuery, useSupersedeMutation } from '../../api';
import { useMessages } from '../../i18n';
import { Choices, FormDialog, MediaFrame, Skeleton, TextField, useFormSend } from '../../ui';
import { SearchField } from '../../ui/FilterBar';
import type { Kind } from '../../../../shared/vocabulary';

type SupersedeProps = { assetId: string; name: string; kind: Kind; onClose: () => void };

const SHOWN = 12;

/** The other usable assets of the same kind, to pick one. */
const AssetChoice = ({
  assetId,
  kind,
  chosen,
  error,
  onChoose,
}: Pick<SupersedeProps, 'assetId' | 'kind'> & {
  chosen: string | null;
  error: string | undefined;
  onChoose: (assetId: string) => void;
}) => {
  const { t } = useMessages();
  const [subject, setSubject] = useState('');
  const { data } = useAssetsQuery({ kind, subject: subject || undefined, wanted: SHOWN });
  const others = data?.results.filter((asset) => asset.assetId !== assetId);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <SearchField value={subject} label={t('library.supersede.search')} onChange={setSubject} />
      {others ? (
        <Box maxHeight="36rem" overflow="auto" padding={1}>
          {others.length > 0 ? (
            <Choices
              look="cards"
              isRequired
              minimum="16rem"
              label={t('library.supersede.by')}
              value={chosen}
              error={error}
              onChange={onChoose}
              options={others.map((asset) => ({
                value: asset.assetId,
                label: asset.alternativeText ?? asset.subject ?? asset.parameterSummary,
                extra: <MediaFrame media={asset} alt={asset.alternativeText} />,
              }))}
            />
          ) : (
            <Typography textColor="neutral600">{t('library.supersede.none')}</Typography>
          )}
        </Box>
      ) : (
        <Skeleton height="16rem" aria-label={t('common.loading')} />
      )}
    </Flex>
  );
};

/** Another asset takes the place of this one; asks why. */
export const SupersedeDialog = ({ assetId, name, kind, onClose }: SupersedeProps) => {
  const { t } = useMessages();
  const [supersede, { isLoading }] = useSupersedeMutation();
  const [byAssetId, setByAssetId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const { send, errorOf, refused, isTried, problem } = useFormSend({
    fields: ['byAssetId', 'reason'],
    onDone: onClose,
  });
  const notChosen = isTried && !byAssetId ? t('library.supersede.none-chosen') : undefined;
  return (
    <FormDialog
      isDangerous
      title={t('library.supersede')}
      act={t('library.supersede')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          byAssetId && reason.trim() ? () => supersede({ assetId, byAssetId, reason }) : null,
          t('library.superseded', { name })
        )
      }
    >
      <Typography>{t('library.supersede.effect', { name })}</Typography>
      <AssetChoice
        assetId={assetId}
        kind={kind}
        chosen={byAssetId}
        error={refused('byAssetId') ?? notChosen}
        onChoose={setByAssetId}
      />
      <TextField
        isLong
        isRequired
        label={t('library.supersede.reason')}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

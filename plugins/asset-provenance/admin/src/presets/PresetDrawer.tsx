import { useState } from 'react';
import { Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { presetFields } from '../../../shared/presets';
import type { Preset } from '../../../shared/presets';
import { useAct, usePresetQuery, useRemovePresetMutation, useSharePresetMutation } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  DescriptionList,
  Drawer,
  ErrorState,
  FieldRow,
  FormDialog,
  LoadingRows,
  Notice,
  RelativeTime,
} from '../ui';
import { PresetStanding } from './PresetFacts';
import { PresetHistory } from './PresetHistory';
import { PresetProblems } from './PresetProblems';
import { useFieldWords } from './useFieldWords';

type OfPreset = { preset: Preset };

/** Everything that it sets. */
const Content = ({ preset }: OfPreset) => {
  const { labelOf, valueOf } = useFieldWords();
  const rows = [...presetFields(preset.content)]
    .map(([field, value]) => ({ field, words: valueOf(field, value) }))
    .filter(({ words }) => words !== null);
  return (
    <DescriptionList>
      {rows.map(({ field, words }) => (
        <FieldRow key={field} label={labelOf(field)}>
          {words}
        </FieldRow>
      ))}
    </DescriptionList>
  );
};

const RemoveDialog = ({
  preset,
  onClose,
  onRemoved,
}: OfPreset & {
  onClose: () => void;
  onRemoved: () => void;
}) => {
  const { t } = useMessages();
  const act = useAct();
  const [remove, { isLoading }] = useRemovePresetMutation();
  const { name, presetId } = preset;
  return (
    <FormDialog
      isDangerous
      title={t('presets.remove')}
      act={t('presets.remove')}
      isBusy={isLoading}
      onClose={onClose}
      onAct={async () => {
        const done = await act(remove(presetId), t('presets.removed', { name }));
        if (done.ok) onRemoved();
      }}
    >
      <Typography>{t('presets.remove.effect', { name })}</Typography>
    </FormDialog>
  );
};

/** What its owner may do with it. */
const Acts = ({ preset, onRemove }: OfPreset & { onRemove: () => void }) => {
  const { t } = useMessages();
  const act = useAct();
  const [share, { isLoading }] = useSharePresetMutation();
  const { presetId, isShared, mayChange } = preset;
  return (
    <Flex gap={2} wrap="wrap">
      {preset.removedAt === null ? (
        <LinkButton size="S" tag={Link} to={paths.launchWith(presetId)}>
          {t('presets.launch')}
        </LinkButton>
      ) : null}
      {mayChange ? (
        <>
          <Button
            size="S"
            variant="secondary"
            loading={isLoading}
            onClick={() => void act(share({ presetId, isShared: !isShared }))}
          >
            {t(isShared ? 'presets.unshare' : 'presets.share')}
          </Button>
          <Button size="S" variant="danger-light" onClick={onRemove}>
            {t('presets.remove')}
          </Button>
        </>
      ) : null}
    </Flex>
  );
};

const Details = ({ preset, onClose }: OfPreset & { onClose: () => void }) => {
  const { t } = useMessages();
  const [isRemoving, setIsRemoving] = useState(false);
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <PresetStanding preset={preset} />
      {preset.removedAt ? <Notice of="warning">{t('presets.is-removed')}</Notice> : null}
      <PresetProblems problems={preset.problems} />
      <Acts preset={preset} onRemove={() => setIsRemoving(true)} />
      <Typography variant="pi" textColor="neutral600">
        {t('presets.last-used')}:{' '}
        {preset.lastUsedAt ? <RelativeTime at={preset.lastUsedAt} /> : t('presets.never-used')}
      </Typography>
      <Content preset={preset} />
      <PresetHistory preset={preset} />
      {isRemoving ? (
        <RemoveDialog preset={preset} onClose={() => setIsRemoving(false)} onRemoved={onClose} />
      ) : null}
    </Flex>
  );
};

/** One preset with what it sets and how it came to be. */
export const PresetDrawer = ({ presetId, onClose }: { presetId: string; onClose: () => void }) => {
  const { t } = useMessages();
  const { data, error, isFetching, refetch } = usePresetQuery(presetId);
  return (
    <Drawer title={data?.name ?? t('common.loading')} onClose={onClose} width="56rem">
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />
      ) : null}
      {data ? <Details preset={data} onClose={onClose} /> : null}
      {!data && !error ? <LoadingRows count={4} /> : null}
    </Drawer>
  );
};

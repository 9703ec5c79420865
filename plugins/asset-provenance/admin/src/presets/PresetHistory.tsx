import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { Preset, PresetVersion } from '../../../shared/presets';
import { usePresetVersionsQuery, useTakeBackPresetMutation, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  Choices,
  FormDialog,
  LoadingRows,
  PagedList,
  RelativeTime,
  TextField,
  useFormSend,
} from '../ui';
import { Differences } from './Differences';

/** Which of two versions is held against the other. */
const AGAINST = ['previous', 'newest'] as const;
type Against = (typeof AGAINST)[number];
type OfPreset = { preset: Preset };

/** An old version becomes the newest again. */
const TakeBackDialog = ({
  preset,
  version,
  onClose,
}: OfPreset & { version: PresetVersion; onClose: () => void }) => {
  const { t } = useMessages();
  const [takeBack, { isLoading }] = useTakeBackPresetMutation();
  const [note, setNote] = useState('');
  const { send, refused, problem } = useFormSend<Preset>({ fields: ['note'], onDone: onClose });
  const { presetId, version: expected } = preset;
  const body = { version: expected, takenFrom: version.version, note: note.trim() || null };
  return (
    <FormDialog
      title={t('presets.take-back.title', { version: version.version })}
      act={t('presets.save-as', { version: expected + 1 })}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(() => takeBack({ presetId, body }), t('presets.saved', { name: preset.name }))
      }
    >
      <Differences before={preset.content} after={version.content} />
      <TextField
        label={t('presets.note')}
        hint={t('presets.note.hint')}
        value={note}
        error={refused('note')}
        onChange={setNote}
      />
    </FormDialog>
  );
};

/** One version with what it has otherwise than another. */
const Version = ({
  version,
  before,
  after,
  onTakeBack,
}: {
  version: PresetVersion;
  before: PresetVersion | undefined;
  after: PresetVersion;
  onTakeBack: (() => void) | null;
}) => {
  const { t } = useMessages();
  return (
    <Box
      tag="li"
      borderColor="neutral200"
      borderStyle="solid"
      borderWidth="0 0 0 2px"
      paddingLeft={4}
    >
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex justifyContent="space-between" gap={2} wrap="wrap">
          <Typography fontWeight="bold">
            {t('presets.version', { version: version.version })}
          </Typography>
          {onTakeBack ? (
            <Button
              size="S"
              variant="tertiary"
              aria-label={t('presets.take-back.title', { version: version.version })}
              onClick={onTakeBack}
            >
              {t('presets.take-back')}
            </Button>
          ) : null}
        </Flex>
        <Typography variant="pi" textColor="neutral600">
          {version.savedBy.name} · <RelativeTime at={version.savedAt} />
        </Typography>
        {version.takenFrom ? (
          <Typography variant="pi">
            {t('presets.taken-from', { version: version.takenFrom })}
          </Typography>
        ) : null}
        {version.note ? (
          <Typography style={{ overflowWrap: 'anywhere' }}>{version.note}</Typography>
        ) : null}
        {before && before !== after ? (
          <Differences before={before.content} after={after.content} />
        ) : null}
      </Flex>
    </Box>
  );
};

const Versions = ({ preset, versions }: OfPreset & { versions: readonly PresetVersion[] }) => {
  const { t } = useMessages();
  const [against, setAgainst] = useState<Against>('previous');
  const [taken, setTaken] = useState<PresetVersion | null>(null);
  const [newest] = versions;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {versions.length > 1 ? (
        <Choices
          look="segments"
          label={t('presets.against')}
          value={against}
          onChange={setAgainst}
          options={AGAINST.map((value) => ({ value, label: t(`presets.against.${value}`) }))}
        />
      ) : null}
      <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
        {versions.map((version, index) => (
          <Version
            key={version.version}
            version={version}
            before={against === 'previous' ? versions[index + 1] : version}
            after={against === 'previous' ? version : (newest ?? version)}
            onTakeBack={
              preset.mayChange && version.version < preset.version ? () => setTaken(version) : null
            }
          />
        ))}
      </Flex>
      {taken ? (
        <TakeBackDialog preset={preset} version={taken} onClose={() => setTaken(null)} />
      ) : null}
    </Flex>
  );
};

/** How a preset came to be, newest first. */
export const PresetHistory = ({ preset }: OfPreset) => {
  const { t } = useMessages();
  const { presetId } = preset;
  const { wanted, showMore } = useWanted({ presetId });
  const query = usePresetVersionsQuery({ presetId, wanted });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography variant="delta" tag="h3">
        {t('presets.history')}
      </Typography>
      <PagedList
        query={query}
        loading={<LoadingRows count={2} />}
        empty={null}
        wanted={wanted}
        onMore={showMore}
      >
        {(versions) => <Versions preset={preset} versions={versions} />}
      </PagedList>
    </Flex>
  );
};

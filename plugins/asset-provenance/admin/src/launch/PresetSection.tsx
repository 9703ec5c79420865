import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { Preset } from '../../../shared/presets';
import { preset as presetTerm } from '../../../shared/vocabulary';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { PresetStanding } from '../presets/PresetFacts';
import { PresetProblems } from '../presets/PresetProblems';
import { useFieldWords } from '../presets/useFieldWords';
import { Panel, TextLink } from '../ui';
import { changedFields, withPreset, withSavedPreset } from './applyPreset';
import { ChoosePreset } from './ChoosePreset';
import type { ChosenPreset } from './form';
import { FieldSlot, focusField } from './parts';
import { SavePreset } from './SavePreset';
import { useLaunch } from './useLaunchForm';

/** Which preset filled the form, and what was changed since. */
const Chosen = ({ preset, changed }: { preset: ChosenPreset; changed: readonly string[] }) => {
  const { t } = useMessages();
  const { labelOf } = useFieldWords();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex gap={3} wrap="wrap" alignItems="baseline">
        <Typography fontWeight="bold">
          <TextLink to={paths.preset(preset.presetId)}>{preset.name}</TextLink>
        </Typography>
        <PresetStanding preset={preset} />
      </Flex>
      <Typography variant="pi" textColor="neutral600" role="status">
        {changed.length === 0
          ? t('launch.preset.unchanged')
          : t('presets.changed-since', { fields: changed.map(labelOf).join(', ') })}
      </Typography>
      <PresetProblems problems={preset.problems} />
    </Flex>
  );
};

type Dialog = 'choose' | 'create' | 'version' | null;

/** Starts the form from a named set of parameters, and keeps what was set as one. */
export const PresetSection = () => {
  const { t, say } = useMessages();
  const { catalog, form, content, change, errorOf, showAll } = useLaunch();
  const [dialog, setDialog] = useState<Dialog>(null);
  const { preset } = form;
  const changed = changedFields(preset, content);
  const problem = errorOf('preset.presetId') ?? errorOf('preset.version');
  const close = () => setDialog(null);

  const openSaving = (which: Dialog) => {
    if (content) return setDialog(which);
    showAll();
    focusField(['purpose', 'channel']);
  };
  const onSaved = (saved: Preset) => {
    change((before) => withSavedPreset(before, saved));
    close();
  };

  return (
    <Panel
      title={say(presetTerm)}
      actions={<TextLink to={paths.presets}>{t('presets.all')}</TextLink>}
    >
      <FieldSlot path="preset">
        <Flex direction="column" alignItems="stretch" gap={4}>
          {preset ? (
            <Chosen preset={preset} changed={changed} />
          ) : (
            <Typography textColor="neutral600">{t('launch.preset.hint')}</Typography>
          )}
          {problem ? (
            <Typography variant="pi" textColor="danger600" role="alert">
              {problem}
            </Typography>
          ) : null}
          <Flex gap={2} wrap="wrap">
            <Button size="S" variant="secondary" onClick={() => setDialog('choose')}>
              {t(preset ? 'launch.preset.other' : 'launch.preset.choose')}
            </Button>
            {preset?.mayChange && changed.length > 0 ? (
              <Button size="S" variant="secondary" onClick={() => openSaving('version')}>
                {t('launch.preset.save-version')}
              </Button>
            ) : null}
            <Button size="S" variant="tertiary" onClick={() => openSaving('create')}>
              {t('launch.preset.save')}
            </Button>
            {preset ? (
              <Button size="S" variant="tertiary" onClick={() => change({ preset: null })}>
                {t('launch.preset.leave')}
              </Button>
            ) : null}
          </Flex>
        </Flex>
      </FieldSlot>
      {dialog === 'choose' ? (
        <ChoosePreset
          onClose={close}
          onChoose={(chosen) => {
            change((before) => withPreset(before, catalog, chosen));
            close();
          }}
        />
      ) : null}
      {content && (dialog === 'create' || dialog === 'version') ? (
        <SavePreset
          content={content}
          preset={dialog === 'version' ? preset : null}
          onClose={close}
          onSaved={onSaved}
        />
      ) : null}
    </Panel>
  );
};

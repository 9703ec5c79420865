import { useState } from 'react';
import { Box, Checkbox, Typography } from '@strapi/design-system';
import type { Preset, PresetContent } from '../../../shared/presets';
import { useCreatePresetMutation, useSavePresetMutation } from '../api';
import { useMessages } from '../i18n';
import { Differences } from '../presets/Differences';
import { FormDialog, TextField, useFormSend } from '../ui';
import type { ChosenPreset } from './form';

type SavePresetProps = {
  content: PresetContent;
  /** The preset that gets one version more; null: a new one. */
  preset: ChosenPreset | null;
  onClose: () => void;
  onSaved: (preset: Preset) => void;
};

/** A version keeps the beginning that it had, while the prompt goes on from it. */
const beginningOf = ({ parameters }: PresetContent, preset: ChosenPreset | null): string => {
  const before = preset?.content.parameters.prompt;
  return before !== undefined && parameters.prompt.startsWith(before) ? before : parameters.prompt;
};

/** Keeps what is set on the form under a name. Mount it to open it. */
export const SavePreset = ({ content, preset, onClose, onSaved }: SavePresetProps) => {
  const { t } = useMessages();
  const [create, creating] = useCreatePresetMutation();
  const [save, saving] = useSavePresetMutation();
  const [name, setName] = useState(preset?.name ?? '');
  const [isShared, setIsShared] = useState(false);
  const [note, setNote] = useState('');
  const [prompt, setPrompt] = useState(() => beginningOf(content, preset));
  const { send, errorOf, refused, problem, refusal } = useFormSend<Preset>({
    fields: ['name', 'note', 'content.parameters.prompt'],
    onDone: onSaved,
  });
  // Who has read that somebody else saved meanwhile puts theirs after it.
  const newest = refusal?.details.version;
  const version = typeof newest === 'number' ? newest : (preset?.version ?? 1);

  const saved = {
    name: name.trim(),
    note: note.trim() || null,
    content: { ...content, parameters: { ...content.parameters, prompt: prompt.trim() } },
  };
  const act = () =>
    preset
      ? save({ presetId: preset.presetId, version: { ...saved, version } })
      : create({ ...saved, isShared });

  return (
    <FormDialog
      title={t(preset ? 'launch.preset.save-version' : 'launch.preset.save')}
      act={preset ? t('presets.save-as', { version: version + 1 }) : t('common.save')}
      isBusy={creating.isLoading || saving.isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() => send(saved.name ? act : null, t('presets.saved', { name: saved.name }))}
    >
      <TextField
        isRequired
        name="presetName"
        label={t('presets.name')}
        value={name}
        error={errorOf('name', name)}
        onChange={setName}
      />
      <TextField
        isLong
        label={t('presets.prompt')}
        hint={t('presets.prompt.hint')}
        value={prompt}
        error={refused('content.parameters.prompt')}
        onChange={setPrompt}
      />
      <TextField
        label={t('presets.note')}
        hint={t('presets.note.hint')}
        value={note}
        error={refused('note')}
        onChange={setNote}
      />
      {preset ? (
        <Box>
          <Typography variant="pi" fontWeight="bold" tag="h3">
            {t('presets.changes', { version: preset.version })}
          </Typography>
          <Differences before={preset.content} after={saved.content} />
        </Box>
      ) : (
        <Checkbox checked={isShared} onCheckedChange={(checked) => setIsShared(checked === true)}>
          {t('presets.share.label')}
        </Checkbox>
      )}
      <Typography variant="pi" textColor="neutral600">
        {t('presets.without')}
      </Typography>
    </FormDialog>
  );
};

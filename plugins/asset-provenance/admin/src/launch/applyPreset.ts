import type { Catalog } from '../../../shared/catalog';
import { changedSince, presetContentSchema, presetFields } from '../../../shared/presets';
import type { Preset, PresetContent } from '../../../shared/presets';
import type { LaunchInput } from '../../../shared/tasks';
import { fit } from './form';
import type { ChosenPreset, LaunchForm } from './form';
import { choicesOf, textsOf } from './prefill';

/** The part of a launch that a preset may hold; null until purpose and channel are chosen. */
export const contentOf = (request: LaunchInput): PresetContent | null => {
  const { success, data } = presetContentSchema.safeParse(request);
  return success ? data : null;
};

/** Puts a beginning before what was typed, in the place of the beginning of an earlier preset. */
export const begun = (typed: string, earlier: string, beginning: string): string => {
  const own = typed.startsWith(earlier) ? typed.slice(earlier.length).trimStart() : typed;
  return own.startsWith(beginning) ? own : [beginning, own].filter(Boolean).join(' ');
};

const chosenOf = (preset: Preset): ChosenPreset => {
  const { presetId, name, version, isOwn, mayChange, owner, content, problems } = preset;
  return { presetId, name, version, isOwn, mayChange, owner, content, problems };
};

/** The form as a preset fills it; what was typed beyond stays. A removed preset only lends its content. */
export const withPreset = (form: LaunchForm, catalog: Catalog, preset: Preset): LaunchForm => {
  const { parameters, ...content } = preset.content;
  const { kind, inputType, seed } = parameters;
  const earlier = form.preset?.content.parameters;
  return fit(
    {
      ...form,
      preset: preset.removedAt === null ? chosenOf(preset) : null,
      purpose: content.purpose,
      channel: content.channel,
      specification: { ...form.specification, [kind]: content.specification },
      stage: content.stage,
      brand: content.brand ?? form.brand,
      series: content.series ?? form.series,
      kind,
      models: {
        ...form.models,
        [kind]: { providerId: content.providerId, modelId: content.modelId },
      },
      prompt: begun(form.prompt, earlier?.prompt ?? '', parameters.prompt),
      negativePrompt: begun(
        form.negativePrompt,
        earlier?.negativePrompt ?? '',
        parameters.negativePrompt ?? ''
      ),
      inputType: inputType.startsWith('image_') ? inputType : null,
      ...choicesOf(parameters, form),
      seed,
      isSeedKept: seed !== null,
      extras: textsOf(parameters.extras),
    },
    catalog
  );
};

/** Saved from the form as it stands: nothing that was typed changes. */
export const withSavedPreset = (form: LaunchForm, preset: Preset): LaunchForm => ({
  ...form,
  preset: chosenOf(preset),
  specification: {
    ...form.specification,
    [preset.content.parameters.kind]: preset.content.specification,
  },
});

/** Fields that were changed after the preset had filled them. */
export const changedFields = (
  preset: ChosenPreset | null,
  content: PresetContent | null
): string[] => (preset && content ? changedSince(preset.content, content) : []);

/** Fields that a preset filled and nobody changed. */
export const keptFields = (
  preset: ChosenPreset | null,
  content: PresetContent | null
): ReadonlySet<string> => {
  if (!preset || !content) return new Set();
  const changed = new Set(changedFields(preset, content));
  return new Set(
    [...presetFields(preset.content)]
      .filter(([field, value]) => value !== null && value !== '' && !changed.has(field))
      .map(([field]) => field)
  );
};

import type { Catalog } from '../../../shared/catalog';
import type { EffectiveParameters, Parameters } from '../../../shared/parameters';
import type { PresetParameters } from '../../../shared/presets';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { emptyForm, fit, withUsual } from './form';
import type { LaunchForm, ModelRef } from './form';

export const PREFILLS = ['variant', 'regenerate', 'reproduce'] as const;
export type Prefill = (typeof PREFILLS)[number];

type Source = {
  task: TaskDetail;
  as: Prefill;
  outputId: string | null;
  catalog: Catalog;
  lastUsed: readonly ModelRef[];
};

type Known = Parameters | EffectiveParameters;
type Chosen = Known | PresetParameters;

const outputOf = ({ task, outputId }: Source): OutputSummary | undefined =>
  task.outputs.find((output) => output.outputId === outputId);

/** What the provider really used, for the result that is asked for; else for the first. */
const effectiveOf = (source: Source): EffectiveParameters | null => {
  const jobId = outputOf(source)?.jobId;
  const { jobs } = source.task;
  const job = jobs.find((one) => one.jobId === jobId) ?? jobs.find(({ effective }) => effective);
  return job?.effective ?? null;
};

/** Reproducing repeats what was used; the rest starts from what was asked for, where it may be read. */
const parametersOf = (source: Source): Known | null => {
  const effective = effectiveOf(source);
  const { requested } = source.task;
  return source.as === 'reproduce' ? (effective ?? requested) : (requested ?? effective);
};

/** What of the output was chosen, put into a form. */
export const choicesOf = (
  parameters: Chosen,
  form: LaunchForm
): Pick<LaunchForm, 'image' | 'video'> => {
  const count =
    'count' in parameters && typeof parameters.count === 'number' ? parameters.count : 1;
  if (parameters.kind === 'image') {
    const { aspectRatio, size, quality } = parameters;
    return { image: { aspectRatio, size, quality, count }, video: form.video };
  }
  const { aspectRatio, resolution, durationSeconds, frameRate, cameraMotion, audio } = parameters;
  return {
    image: form.image,
    video: { aspectRatio, resolution, durationSeconds, frameRate, cameraMotion, audio, count },
  };
};

/** Extras are typed as text. */
export const textsOf = (extras: Chosen['extras']) =>
  Object.fromEntries(Object.entries(extras).map(([key, value]) => [key, String(value)]));

/** A finished final is explored anew with cheap drafts; what failed or is to be made again stays what it is. */
const stageOf = ({ task, as }: Source) =>
  as === 'variant' && task.stage === 'final' && task.state === 'downloadable'
    ? 'draft'
    : task.stage;

/** The form as an earlier task fills it. */
export const formFrom = (source: Source): LaunchForm => {
  const { task, as, outputId, catalog, lastUsed } = source;
  const empty = emptyForm(catalog, lastUsed);
  const parameters = parametersOf(source);
  const stage = stageOf(source);
  const base: LaunchForm = {
    ...empty,
    purpose: task.purpose,
    channel: task.channel,
    specification: { ...empty.specification, [task.kind]: task.specification },
    stage,
    brand: task.brand ?? '',
    series: task.series ?? '',
    subject: task.subject ?? '',
    kind: task.kind,
    models: {
      ...empty.models,
      [task.kind]: { providerId: task.providerId, modelId: task.modelId },
    },
    derivedFrom: { taskId: task.taskId, derivation: as, outputId },
  };
  if (!parameters) return withUsual(base, catalog);

  const seed = outputOf(source)?.seed ?? parameters.seed;
  const filled: LaunchForm = {
    ...base,
    prompt: parameters.prompt,
    negativePrompt: parameters.negativePrompt ?? '',
    references: parameters.references.map((reference) => ({ ...reference })),
    ...choicesOf(parameters, base),
    seed,
    isSeedKept: seed !== null,
    extras: textsOf(parameters.extras),
  };
  if (stage === task.stage) return fit(filled, catalog);
  const usual = withUsual(filled, catalog);
  return fit(
    {
      ...usual,
      image: { ...usual.image, aspectRatio: filled.image.aspectRatio },
      video: { ...usual.video, aspectRatio: filled.video.aspectRatio },
    },
    catalog
  );
};

/** What a reviewer wrote about the result that is to be made again. */
export const regenerateReasonOf = ({ task, outputId }: Pick<Source, 'task' | 'outputId'>) =>
  task.outputs.find((output) => output.outputId === outputId)?.verdictReason ??
  task.outputs.find(({ verdictReason }) => verdictReason)?.verdictReason ??
  task.regenerateReason;

import { z } from 'zod';
import type { Actor } from './actors';
import type { FieldProblem } from './api';
import {
  documentIdSchema,
  imageParametersSchema,
  stageSchema,
  videoParametersSchema,
} from './parameters';
import type { Parameters } from './parameters';

const label = (max: number) => z.string().trim().max(max).nullable().default(null);

/** A prompt may begin with it; empty: every launch writes its own. */
const beginning = z.string().trim().max(32_000).default('');

export const presetParametersSchema = z.discriminatedUnion('kind', [
  imageParametersSchema.omit({ references: true }).extend({ prompt: beginning }),
  videoParametersSchema.omit({ references: true }).extend({ prompt: beginning }),
]);
export type PresetParameters = z.infer<typeof presetParametersSchema>;

/** What a preset sets; never references, addresses or keys. */
export const presetContentSchema = z.object({
  purpose: z.string().min(1, 'is required').max(60),
  channel: z.string().min(1, 'is required').max(60),
  /** null: the first one of this purpose and channel. */
  specification: label(60),
  stage: stageSchema,
  brand: label(120),
  series: label(120),
  providerId: z.string().min(1, 'is required').max(60),
  modelId: z.string().min(1, 'is required').max(120),
  parameters: presetParametersSchema,
});
export type PresetContent = z.infer<typeof presetContentSchema>;

const saved = {
  name: z.string().trim().min(1, 'is required').max(80),
  /** Why it was saved, or what it changes. */
  note: label(500),
};

/** Body of `POST /presets`. */
export const presetSchema = z.object({
  ...saved,
  isShared: z.boolean().default(false),
  content: presetContentSchema,
});
export type PresetInput = z.input<typeof presetSchema>;

/** The version that was open: nobody saves over what somebody else saved meanwhile. */
const expected = z.number().int().min(1);

/** Body of `POST /presets/:presetId/versions`. */
export const presetVersionSchema = z.object({
  ...saved,
  version: expected,
  content: presetContentSchema,
});
export type PresetVersionInput = z.input<typeof presetVersionSchema>;

/** Body of `POST /presets/:presetId/take-back`: an old version becomes the newest again. */
export const takeBackSchema = z.object({
  version: expected,
  takenFrom: z.number().int().min(1),
  note: saved.note,
});
export type TakeBackInput = z.input<typeof takeBackSchema>;

/** Body of `PUT /presets/:presetId`. */
export const sharePresetSchema = z.object({ isShared: z.boolean() });

export type PresetVersion = {
  version: number;
  name: string;
  note: string | null;
  /** The old version that it repeats; null for a new one. */
  takenFrom: number | null;
  savedBy: Actor;
  savedAt: string;
  content: PresetContent;
};

export type Preset = {
  presetId: string;
  name: string;
  /** The newest; all from 1 to this one can be read. */
  version: number;
  isShared: boolean;
  isOwn: boolean;
  /** Whether this reader may save, share and remove it. */
  mayChange: boolean;
  owner: { id: string; name: string };
  savedAt: string;
  lastUsedAt: string | null;
  /** null: in use. A removed one stays readable for the tasks that were launched from it. */
  removedAt: string | null;
  content: PresetContent;
  /** What a launch would refuse by now, such as a model that is not set up any more. */
  problems: FieldProblem[];
};

/** Query of `GET /presets`; those last made first. */
export const presetListSchema = z.object({
  owner: z.enum(['all', 'mine']).default('all'),
  /** Text in the name or in its owner's. */
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PresetListQuery = z.input<typeof presetListSchema>;

/** Query of `GET /presets/:presetId/versions`; newest first. */
export const presetVersionListSchema = presetListSchema.pick({ cursor: true, limit: true });

/** What a launch says of the preset that filled it. */
export const presetRefSchema = z.object({
  presetId: documentIdSchema,
  version: z.number().int().min(1),
});
export type PresetRef = z.infer<typeof presetRefSchema>;

/** As a task keeps it: its name at the time. */
export type LaunchedPreset = PresetRef & { name: string };

type Value = string | number | boolean | null;
/** One field that is not the same; `null` also where there is none. */
export type PresetDifference = { field: string; before: Value; after: Value };

/** Every field under the path that a launch has for it: `purpose`, `parameters.size`. */
export const presetFields = ({ parameters, ...rest }: PresetContent): Map<string, Value> => {
  const { extras, ...plain } = parameters;
  return new Map<string, Value>([
    ...Object.entries(rest),
    ...Object.entries(plain).map(([key, value]) => [`parameters.${key}`, value] as const),
    ...Object.entries(extras).map(([key, value]) => [`parameters.extras.${key}`, value] as const),
  ]);
};

/** What another version of a preset has otherwise, in the order of the form. */
export const presetDifferences = (
  before: PresetContent,
  after: PresetContent
): PresetDifference[] => {
  const was = presetFields(before);
  const is = presetFields(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((one) => one.before !== one.after);
};

/** Texts that a preset only begins. */
const BEGINNINGS = ['parameters.prompt', 'parameters.negativePrompt'];

const goesOn = ({ field, before, after }: PresetDifference) =>
  BEGINNINGS.includes(field) && String(after ?? '').startsWith(String(before ?? ''));

/** Fields that a launch has otherwise than the preset that filled it. */
export const changedSince = (preset: PresetContent, launched: PresetContent): string[] =>
  presetDifferences(preset, launched)
    .filter((difference) => !goesOn(difference))
    .map(({ field }) => field);

type Launched = Omit<PresetContent, 'parameters'> & { parameters: Parameters };

const withoutReferences = (parameters: Parameters): PresetParameters => {
  const { references: _references, ...rest } = parameters;
  return rest;
};

/** The part of a launch that a preset may hold. */
export const presetContentOf = (launched: Launched): PresetContent => ({
  purpose: launched.purpose,
  channel: launched.channel,
  specification: launched.specification,
  stage: launched.stage,
  brand: launched.brand,
  series: launched.series,
  providerId: launched.providerId,
  modelId: launched.modelId,
  parameters: withoutReferences(launched.parameters),
});

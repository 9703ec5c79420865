import type { Adjustment, ModelCapabilities, Parameters, ReferenceRole } from '../../../shared';
import { pixelsOf } from '../../../shared';
import { droppedExtras } from './model-extras';

/** A reference as the provider gets it. */
export type SentReference = { role: ReferenceRole; url: string };

type SizeField =
  /** Two fields of their own, in pixels. */
  | { as: 'width_and_height' }
  /** One object of width and height. */
  | { as: 'object'; field: string }
  /** A step: the first whose pixels hold the size. */
  | { as: 'step'; field: string; steps: [pixels: number, name: string][] };

type DurationField =
  | { field: string; as: 'number' | 'text' | 'text_with_s' }
  | { field: string; as: 'frames'; perSecond: number };

/** One way to ask a model: where, with which references, and which field takes which parameter. */
export type InputForm = {
  /** Follows the model's own address; empty where one address takes all. */
  path: string;
  /** `any`: with or without; a list: all of these roles. */
  needs: 'nothing' | 'any' | 'references' | ReferenceRole[];
  /** Sent whatever was asked. */
  constants?: Record<string, unknown>;
  ratio?: string;
  size?: SizeField;
  count?: string;
  seed?: string;
  negativePrompt?: string;
  duration?: DurationField;
  resolution?: string;
  audio?: string;
  references?: Partial<Record<ReferenceRole, { field: string; isList: boolean }>>;
  /** Why a combination that the capabilities allow cannot be asked; null when it can. */
  impossibility?: (parameters: Parameters) => string | null;
};

/** A model of the catalogue, and how it is asked. */
export type CatalogueEntry = { capabilities: ModelCapabilities; forms: InputForm[] };

const rolesOf = (references: readonly { role: ReferenceRole }[]) =>
  new Set(references.map(({ role }) => role));

const fits = (form: InputForm, roles: Set<ReferenceRole>): boolean => {
  if (![...roles].every((role) => form.references?.[role])) return false;
  if (form.needs === 'any') return true;
  if (form.needs === 'nothing') return roles.size === 0;
  if (form.needs === 'references') return roles.size > 0;
  return form.needs.every((role) => roles.has(role));
};

/** The form that takes these references; null when the model has none. */
export const formFor = (
  { forms }: CatalogueEntry,
  references: readonly { role: ReferenceRole }[]
): InputForm | null => forms.find((form) => fits(form, rolesOf(references))) ?? null;

const roomIn = (form: InputForm, role: ReferenceRole, references: SentReference[]) => {
  const place = form.references?.[role];
  return !place || place.isList
    ? true
    : references.filter((each) => form.references?.[each.role]?.field === place.field).length === 1;
};

/** Why this cannot be asked of the model; null when it can. */
export const impossibilityOf = (
  form: InputForm | null,
  parameters: Parameters,
  references: readonly { role: ReferenceRole }[]
): string | null => {
  if (!form) {
    const roles = [...rolesOf(references)].map((role) => role.replace('_', ' ')).join(', ');
    return roles
      ? `This model cannot work from these references alone: ${roles}. A last frame needs a first frame.`
      : 'This model needs a reference picture.';
  }
  const sent = references.map(({ role }) => ({ role, url: '' }));
  if (!sent.every(({ role }) => roomIn(form, role, sent)))
    return 'This model takes one picture of this kind only.';
  return form.impossibility?.(parameters) ?? null;
};

const durationOf = (duration: DurationField, seconds: number): unknown => {
  // One frame more than fits the time: the first stands at zero.
  if (duration.as === 'frames') return Math.round(seconds * duration.perSecond) + 1;
  if (duration.as === 'number') return seconds;
  return duration.as === 'text' ? String(seconds) : `${seconds}s`;
};

const sizeFields = (size: SizeField, text: string): Record<string, unknown> => {
  const [width, height] = pixelsOf(text);
  if (size.as === 'width_and_height') return { width, height };
  if (size.as === 'object') return { [size.field]: { width, height } };
  const step = size.steps.find(([pixels]) => width * height <= pixels) ?? size.steps.at(-1);
  return { [size.field]: step?.[1] };
};

const referenceFields = (form: InputForm, references: SentReference[]) => {
  const fields: Record<string, string | string[]> = {};
  for (const { role, url } of references) {
    const place = form.references?.[role];
    if (!place) continue;
    const before = fields[place.field];
    fields[place.field] = place.isList ? [...(Array.isArray(before) ? before : []), url] : url;
  }
  return fields;
};

/** Choices come from lists of texts; the APIs want a yes or no as such. */
const extraFields = (offered: ModelCapabilities['extras'], extras: Parameters['extras']) =>
  Object.fromEntries(
    Object.entries(extras)
      .filter(([key]) => offered[key])
      .map(([key, value]) => [key, value === 'true' ? true : value === 'false' ? false : value])
  );

const only = (field: string | undefined, value: unknown): Record<string, unknown> =>
  field === undefined || value === null || value === undefined ? {} : { [field]: value };

/** The input of the model, by its own names. What was not chosen is left to the model. */
export const inputOf = (
  form: InputForm,
  parameters: Parameters,
  references: SentReference[],
  offered: ModelCapabilities['extras']
): Record<string, unknown> => ({
  ...form.constants,
  prompt: parameters.prompt,
  ...only(form.ratio, parameters.aspectRatio),
  ...only(form.seed, parameters.seed),
  ...only(form.negativePrompt, parameters.negativePrompt),
  ...only(form.count, parameters.count),
  ...(parameters.kind === 'image'
    ? form.size && sizeFields(form.size, parameters.size)
    : {
        ...only(form.resolution, parameters.resolution),
        ...only(form.audio, parameters.audio),
        ...(form.duration
          ? { [form.duration.field]: durationOf(form.duration, parameters.durationSeconds) }
          : {}),
      }),
  ...referenceFields(form, references),
  ...extraFields(offered, parameters.extras),
});

const alike = (form: InputForm, parameters: Parameters): boolean => {
  const fields = new Set(parameters.references.map(({ role }) => form.references?.[role]?.field));
  const roles = rolesOf(parameters.references);
  return fields.size === 1 && [...roles].some((role) => role === 'style' || role === 'composition');
};

/** What the provider gets in another form than it was asked for, or not at all. */
export const tableAdjustments = (entry: CatalogueEntry, parameters: Parameters): Adjustment[] => {
  const form = formFor(entry, parameters.references);
  if (!form) return [];
  const isRatioDropped = !form.ratio && !form.size;
  return [
    ...droppedExtras(entry.capabilities.extras, parameters.extras),
    ...(isRatioDropped && parameters.references.length > 0
      ? [
          {
            field: 'aspectRatio',
            en: 'The ratio is not sent: with a first frame, the result has the ratio of that picture.',
            zh: '不发送画面比例：使用首帧时，结果沿用首帧图片的比例。',
          },
        ]
      : []),
    ...(alike(form, parameters)
      ? [
          {
            field: 'references',
            en: 'All reference pictures are sent alike, without their roles: say in the prompt what each is for.',
            zh: '所有参考图一并发送，不带角色：请在提示词中说明各自用途。',
          },
        ]
      : []),
  ];
};

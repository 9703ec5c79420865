import type {
  Adjustment,
  FieldProblem,
  ModelCapabilities,
  Parameters,
  ReferenceRole,
} from '../../../shared';
import { pixelsOf } from '../../../shared';
import { NotSent } from '../network/service';
import type { Connection } from './connection';
import { extrasProblems } from './model-extras';
import { modelOf } from './models';
import { own } from './read-values';
import { frameProblems, picturesAlike, ratioOfFrame, referenceProblem } from './about-references';

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
  /** What is wrong with a combination that the capabilities allow. */
  problems?: (parameters: Parameters) => FieldProblem[];
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

const formFor = (
  { forms }: CatalogueEntry,
  references: readonly { role: ReferenceRole }[]
): InputForm | undefined => forms.find((form) => fits(form, rolesOf(references)));

/** Some fields take a single picture, whichever role it has. */
const hasRoom = (form: InputForm, references: Parameters['references']): boolean =>
  references.every(({ role }) => {
    const place = form.references?.[role];
    const others = references.filter(
      (each) => form.references?.[each.role]?.field === place?.field
    );
    return place === undefined || place.isList || others.length === 1;
  });

/** What cannot be asked of the model, although each part of it can. */
const tableProblems = (entry: CatalogueEntry, parameters: Parameters): FieldProblem[] => {
  const { references } = parameters;
  const frames = frameProblems(parameters);
  if (frames.length > 0) return frames;
  const form = formFor(entry, references);
  if (!form)
    return references.length === 0
      ? referenceProblem('is empty, but this model needs a picture', '为空，但该模型需要参考图')
      : referenceProblem(
          'holds pictures that this model does not take together',
          '包含该模型不能同时使用的参考图'
        );
  if (!hasRoom(form, references))
    return referenceProblem(
      'holds more than the one picture of this kind that this model takes',
      '该模型的此类参考图只能提供一张'
    );
  return form.problems?.(parameters) ?? [];
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
      .filter(([key]) => own(offered, key))
      .map(([key, value]) => [key, value === 'true' ? true : value === 'false' ? false : value])
  );

/** Values under the model's own names; what has no name there, or was not chosen, is left out. */
const named = (pairs: [field: string | undefined, value: unknown][]): Record<string, unknown> =>
  Object.fromEntries(
    pairs.filter(([field, value]) => field !== undefined && value !== null && value !== undefined)
  );

/** What only one kind has. */
const kindFields = (form: InputForm, parameters: Parameters): Record<string, unknown> =>
  parameters.kind === 'image'
    ? form.size
      ? sizeFields(form.size, parameters.size)
      : {}
    : named([
        [form.resolution, parameters.resolution],
        [form.audio, parameters.audio],
        [
          form.duration?.field,
          form.duration && durationOf(form.duration, parameters.durationSeconds),
        ],
      ]);

/** The input of the model, by its own names. What was not chosen is left to the model. */
const inputOf = (
  form: InputForm,
  parameters: Parameters,
  references: SentReference[],
  offered: ModelCapabilities['extras']
): Record<string, unknown> => ({
  ...form.constants,
  prompt: parameters.prompt,
  ...named([
    [form.ratio, parameters.aspectRatio],
    [form.seed, parameters.seed],
    [form.negativePrompt, parameters.negativePrompt],
    [form.count, parameters.count],
  ]),
  ...kindFields(form, parameters),
  ...referenceFields(form, references),
  ...extraFields(offered, parameters.extras),
});

const alike = (form: InputForm, parameters: Parameters): boolean => {
  const fields = new Set(parameters.references.map(({ role }) => form.references?.[role]?.field));
  const roles = rolesOf(parameters.references);
  return fields.size === 1 && [...roles].some((role) => role === 'style' || role === 'composition');
};

const tableAdjustments = (entry: CatalogueEntry, parameters: Parameters): Adjustment[] => {
  const form = formFor(entry, parameters.references);
  if (!form) return [];
  const isRatioDropped = !form.ratio && !form.size;
  return [
    ...(isRatioDropped && parameters.references.length > 0 ? [ratioOfFrame] : []),
    ...(alike(form, parameters) ? [picturesAlike] : []),
  ];
};

/** What adapters whose models are a table of inputs do alike. */
export const createTable = (catalogue: readonly CatalogueEntry[], connection: Connection) => {
  /** @throws NotSent when the model is no longer there. */
  const entryOf = (modelId: string): CatalogueEntry => {
    const capabilities = modelOf(connection, modelId);
    const base = connection.baseModelOf(modelId);
    const known = catalogue.find((each) => each.capabilities.id === base);
    if (!known) throw new NotSent(`How "${modelId}" is asked is not known.`);
    return { ...known, capabilities };
  };

  return {
    checkExtras: (modelId: string, parameters: Parameters): FieldProblem[] => {
      const entry = entryOf(modelId);
      return [
        ...extrasProblems(entry.capabilities.extras, parameters.extras),
        ...tableProblems(entry, parameters),
      ];
    },
    adjustmentsOf: (modelId: string, parameters: Parameters): Adjustment[] =>
      tableAdjustments(entryOf(modelId), parameters),
    /**
     * Where to ask, and with what.
     * @throws NotSent when the model does not take these references.
     */
    requestOf: (
      modelId: string,
      parameters: Parameters,
      sent: SentReference[]
    ): Pick<InputForm, 'path'> & { input: Record<string, unknown> } => {
      const entry = entryOf(modelId);
      const form = formFor(entry, sent);
      if (!form) throw new NotSent('The model does not take these references together.');
      const input = inputOf(form, parameters, sent, entry.capabilities.extras);
      return { path: form.path, input };
    },
  };
};

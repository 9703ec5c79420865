import { z } from 'zod';
import { BILLED_STATES, FAILURE_CLASSES, REFERENCE_ROLES } from '../../../../shared';
import { readOptions } from '../connection';

/**
 * How one gateway speaks, as data: where things go in a request and where they are in an answer. A
 * place is a dotted path such as `error.message`; `*` stands for every item of a list. Of several
 * places the first that holds something counts.
 */

/** What of a generation task can be put into a request. */
export const VARIABLES = [
  'model',
  'prompt',
  'negativePrompt',
  'count',
  'size',
  'width',
  'height',
  'aspectRatio',
  'quality',
  'seed',
  'seconds',
  'secondsAsText',
  'resolution',
  'frameRate',
  'cameraMotion',
  'audio',
  'callbackUrl',
] as const;
export type Variable = (typeof VARIABLES)[number];

const place = z.string().regex(/^[\w$-]+(\.([\w$-]+|\*))*$/, 'must be a dotted path');
const places = z.array(place);
const path = z.string().regex(/^\/\S*$/, 'must begin with /');
const byCode = z.record(z.string(), z.enum(FAILURE_CLASSES));

/** A variable, or something that is always the same. null takes out what a preset puts in. */
const source = z.union([
  z.enum(VARIABLES),
  z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]) }),
]);
const request = z.record(place, source.nullable());

/**
 * A field for reference pictures: a file of a form, a data URL, a list of them, or a list of
 * objects in which `{dataUrl}` and `{role}` are filled in.
 */
const slot = z.strictObject({
  roles: z.array(z.enum(REFERENCE_ROLES)).min(1),
  as: z.enum(['file', 'data_url', 'data_urls', 'objects']),
  shape: z.json().optional(),
});
const references = z.record(z.string().min(1), slot.nullable());
export type Slot = z.output<typeof slot>;

const extras = z.record(
  z.string().regex(/^\w{1,64}$/),
  z
    .strictObject({
      label: z.strictObject({ en: z.string(), zh: z.string() }),
      values: z.array(z.string()).min(1).nullable(),
      /** Where it goes in the request. */
      place,
    })
    .nullable()
);

const counted = {
  usage: places,
  /** Real money only, as a decimal: in the answer, or in a header of it. */
  cost: places,
  costHeader: z.string().nullable(),
  currency: z.string().min(3).max(12),
};

const images = z.strictObject({
  path,
  /** Where requests with reference pictures go; null: to the same path. */
  editsPath: path.nullable(),
  request,
  references,
  extras,
  answer: z.strictObject({
    /** Headers that name the request, for enquiries: the gateway keeps no job. */
    idHeaders: z.array(z.string().toLowerCase()),
    list: places,
    /** Inside each item of the list. */
    base64: places,
    url: places,
    mime: places,
    revisedPrompt: places,
    seed: places,
    size: places,
    model: places,
    ...counted,
  }),
});

export const JOB_STANDINGS = [
  'queued',
  'processing',
  'succeeded',
  'failed',
  'expired',
  'cancelled',
] as const;

const videos = z.strictObject({
  path,
  /** `{id}` is the job; null: the id below `path`. */
  pollPath: path.nullable(),
  /** Where the bytes of a finished job are, if the answer names no address; null: nowhere. */
  contentPath: path.nullable(),
  request,
  references,
  extras,
  /** By the gateway's own word in lower case; an unknown word means processing. */
  states: z.record(z.string().toLowerCase(), z.enum(JOB_STANDINGS)),
  answer: z.strictObject({
    id: places,
    state: places,
    progress: places,
    urls: places,
    /** Unix seconds. */
    expiresAt: places,
    revisedPrompt: places,
    seed: places,
    size: places,
    model: places,
    seconds: places,
    errorMessage: places,
    errorCode: places,
    ...counted,
  }),
  /** Advice for the time between two polls, in seconds. */
  pollAfter: z.number().positive().max(3600).nullable(),
  billedWhenFailed: z.enum(BILLED_STATES),
  callback: z
    .strictObject({
      scheme: z.enum(['openrouter', 'unsigned']),
      /** The gateway refuses callback addresses without TLS. */
      requiresTls: z.boolean(),
    })
    .nullable(),
});

export const dialectSchema = z.strictObject({
  connectionTest: z.strictObject({ path, listsModels: z.boolean() }),
  /** Models offered when the configuration lists none. */
  models: z.array(z.string()),
  errors: z.strictObject({
    message: places,
    code: places,
    /** By code, in lower case. */
    classes: byCode,
    /** By a part of the message, in lower case. */
    phrases: byCode,
    /** By a place that is there only in errors of one class. */
    marks: z.record(place, z.enum(FAILURE_CLASSES)),
    /** Codes that mean: there is no such job. */
    noSuchJob: z.array(z.string()),
  }),
  images: images.nullable(),
  videos: videos.nullable(),
});
export type Dialect = z.output<typeof dialectSchema>;
export type ImageDialect = z.output<typeof images>;
export type VideoDialect = z.output<typeof videos>;

/** Deeply partial: what a preset, or a configuration, changes. */
export type DialectChanges<T = z.input<typeof dialectSchema>> = {
  [K in keyof T]?: T[K] extends readonly unknown[]
    ? T[K]
    : NonNullable<T[K]> extends object
      ? DialectChanges<NonNullable<T[K]>> | Extract<T[K], null>
      : T[K];
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Objects are merged, everything else is replaced. */
export const merged = (base: unknown, changes: unknown): unknown => {
  if (changes === undefined) return base;
  if (!isRecord(base) || !isRecord(changes)) return changes;
  const keys = new Set([...Object.keys(base), ...Object.keys(changes)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(base[key], changes[key])]));
};

/**
 * A preset with the changes of a configuration.
 * @throws an Error that names the entry which makes no sense.
 */
export const dialectOf = (base: unknown, changes: unknown, providerId: string): Dialect =>
  readOptions(dialectSchema, merged(base, changes), providerId);

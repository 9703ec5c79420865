import { z } from 'zod';
import {
  CAMERA_MOTIONS,
  INPUT_TYPES,
  KINDS,
  QUALITIES,
  REFERENCE_ROLES,
  STAGES,
} from './vocabulary';

/** documentId of a Strapi document: the only kind of id that leaves the server. */
export const documentIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+$/i, 'is not a document id');

const trimmed = (max: number) => z.string().trim().max(max);
const optionalText = (max: number) => trimmed(max).nullable().default(null);

/** A ratio as two whole numbers, width first: `16:9`. */
export const aspectRatioSchema = z.string().regex(/^[1-9]\d?:[1-9]\d?$/, 'must look like 16:9');

/** Pixels, width first: `1024x1024`. */
export const sizeSchema = z
  .string()
  .regex(/^[1-9]\d{1,4}x[1-9]\d{1,4}$/, 'must look like 1024x1024');

/** An input picture, what it is for, and the rights record that authorises it. */
export const referenceSchema = z.object({
  fileDocumentId: documentIdSchema,
  role: z.enum(REFERENCE_ROLES),
  rightsRecordId: documentIdSchema,
});
export type Reference = z.infer<typeof referenceSchema>;

const sharedParameters = {
  prompt: trimmed(32_000).min(1, 'is required'),
  negativePrompt: optionalText(4000),
  references: z.array(referenceSchema).max(8).default([]),
  aspectRatio: aspectRatioSchema,
  /** null: the provider chooses, and the effective seed says which. */
  seed: z.number().int().min(0).max(4294967295).nullable().default(null),
  /** What only one provider knows; checked by its adapter. */
  extras: z
    .record(z.string().max(64), z.union([z.string().max(500), z.number(), z.boolean()]))
    .default({}),
};

export const imageParametersSchema = z.object({
  kind: z.literal('image'),
  inputType: z.enum(['text_to_image', 'image_to_image']),
  ...sharedParameters,
  size: sizeSchema,
  /** null: the model has no levels of quality. */
  quality: z.enum(QUALITIES).nullable().default(null),
  /** How many outputs are asked for. */
  count: z.number().int().min(1).max(100),
});

export const videoParametersSchema = z.object({
  kind: z.literal('video'),
  inputType: z.enum(['text_to_video', 'image_to_video']),
  ...sharedParameters,
  /** Short side in pixels followed by p: `720p`. */
  resolution: z.string().regex(/^\d{3,4}p$/, 'must look like 720p'),
  /** Seconds. */
  durationSeconds: z.number().positive().max(600),
  /** Frames per second; null: the model has one of its own and takes no other. */
  frameRate: z.number().int().min(1).max(120).nullable().default(null),
  /** null: the model has no word for it. */
  cameraMotion: z.enum(CAMERA_MOTIONS).nullable().default(null),
  audio: z.boolean(),
  count: z.number().int().min(1).max(100).default(1),
});

/** The requested parameters of a task, by kind. */
export const parametersSchema = z.discriminatedUnion('kind', [
  imageParametersSchema,
  videoParametersSchema,
]);
export type ImageParameters = z.infer<typeof imageParametersSchema>;
export type VideoParameters = z.infer<typeof videoParametersSchema>;
export type Parameters = z.infer<typeof parametersSchema>;

/** What the provider really used for one job. `size` is in pixels for both kinds. */
type WithoutCount<P> = P extends unknown ? Omit<P, 'count'> : never;
export type EffectiveParameters = WithoutCount<Parameters> & {
  seed: number | null;
  revisedPrompt: string | null;
  modelVersion: string | null;
  size: string;
};

/** A named target for one purpose on one channel: what the file must be. */
export const specificationSchema = z.strictObject({
  name: z.string().min(1).max(60),
  purpose: z.string(),
  channel: z.string(),
  kind: z.enum(KINDS),
  aspectRatio: aspectRatioSchema,
  /** Pixels of the final, width first. */
  size: sizeSchema,
  format: z.enum(['png', 'jpeg', 'webp', 'mp4']),
  maxBytes: z.number().int().positive(),
  /** Seconds; null for images. */
  maxDurationSeconds: z.number().positive().nullable(),
});
export type Specification = z.infer<typeof specificationSchema>;

export const kindSchema = z.enum(KINDS);
export const stageSchema = z.enum(STAGES);
export const inputTypeSchema = z.enum(INPUT_TYPES);

/** `16:9` → 16/9. */
export const ratioOf = (aspectRatio: string): number => {
  const [width, height] = aspectRatio.split(':').map(Number);
  return (width ?? 1) / (height ?? 1);
};

/** `1024x768` → [1024, 768]. */
export const pixelsOf = (size: string): [number, number] => {
  const [width, height] = size.split('x').map(Number);
  return [width ?? 0, height ?? 0];
};

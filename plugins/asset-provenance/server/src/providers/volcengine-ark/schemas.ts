import { z } from 'zod';

/**
 * What tells only more about a result may be missing or of another type: a result that was paid for
 * is not lost because of it.
 */
const text = z.string().nullish().catch(null);
const number = z.coerce.number().nullish().catch(null);
const counts = z.record(z.string(), z.unknown()).nullish().catch(null);

export const errorSchema = z.object({
  code: z.coerce.string().nullish(),
  message: text,
});
export type ArkError = { code?: string | null | undefined; message?: string | null | undefined };
const error = errorSchema.nullish().catch(null);

/** Every refusal, and an error inside an answer of status 200. */
export const refusalSchema = z.object({ error: errorSchema });

/** One picture, or why that one was not made. */
const pictureSchema = z.object({ url: text, size: text, error });

export const picturesSchema = z.object({
  model: text,
  created: number,
  data: z.array(pictureSchema),
  usage: counts,
});
export type Pictures = z.infer<typeof picturesSchema>;

export const createdSchema = z.object({ id: z.string().min(1) });

export const videoTaskSchema = z.object({
  model: text,
  status: z.string(),
  error,
  content: z.object({ video_url: text }).nullish().catch(null),
  usage: counts,
  updated_at: number,
  seed: number,
  resolution: text,
  ratio: text,
  duration: number,
  revised_prompt: text,
});
export type VideoTask = z.infer<typeof videoTaskSchema>;

export const callbackSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  updated_at: number,
});

export const listSchema = z.object({ total: z.number() });

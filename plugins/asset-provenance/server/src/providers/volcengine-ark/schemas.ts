import { z } from 'zod';

const text = z.string().nullish();
const number = z.number().nullish();

export const errorSchema = z.object({ code: text, message: text });
export type ArkError = z.infer<typeof errorSchema>;

/** Every refusal, and an error inside an answer of status 200. */
export const refusalSchema = z.object({ error: errorSchema });

/** One picture, or why that one was not made. */
const pictureSchema = z.object({ url: text, size: text, error: errorSchema.nullish() });

export const picturesSchema = z.object({
  model: text,
  created: number,
  data: z.array(pictureSchema),
  usage: z.record(z.string(), z.unknown()).nullish(),
});
export type Pictures = z.infer<typeof picturesSchema>;

export const createdSchema = z.object({ id: z.string().min(1) });

export const videoTaskSchema = z.object({
  id: z.string().min(1),
  model: text,
  status: z.string(),
  error: errorSchema.nullish(),
  content: z.object({ video_url: text }).nullish(),
  usage: z.record(z.string(), z.unknown()).nullish(),
  updated_at: number,
  seed: number,
  resolution: text,
  ratio: text,
  duration: number,
  revised_prompt: text,
});
export type VideoTask = z.infer<typeof videoTaskSchema>;

export const listSchema = z.object({ total: z.number() });

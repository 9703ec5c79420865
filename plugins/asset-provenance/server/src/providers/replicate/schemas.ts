import { z } from 'zod';

const moment = z.string().nullish();

/** A prediction, as created, asked for, listed and called back. */
export const predictionSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  version: z.string().nullish(),
  model: z.string().nullish(),
  created_at: moment,
  completed_at: moment,
  /** Whatever the model gives. */
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  logs: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  metrics: z.record(z.string(), z.unknown()).nullish(),
  webhook: z.string().nullish(),
});
export type Prediction = z.infer<typeof predictionSchema>;

export const pageSchema = z.object({
  next: z.string().nullish(),
  results: z.array(predictionSchema),
});

export const errorSchema = z.object({
  title: z.string().nullish(),
  detail: z.unknown().optional(),
});

export const secretSchema = z.object({ key: z.string().min(1) });
export const accountSchema = z.object({ type: z.string(), username: z.string() });
export const fileSchema = z.object({ urls: z.object({ get: z.url() }) });

/** What this provider's `options` may say. */
export const optionsSchema = z.strictObject({
  /** Versions of models that are not official ones, by model id. */
  versions: z.record(z.string(), z.string().min(1)).default({}),
});

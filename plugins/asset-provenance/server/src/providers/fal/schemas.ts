import { z } from 'zod';

export const acceptedSchema = z.object({
  request_id: z.string().min(1),
  status_url: z.string().nullish(),
  response_url: z.string().nullish(),
  cancel_url: z.string().nullish(),
});

export const statusSchema = z.object({
  status: z.string(),
  metrics: z.record(z.string(), z.unknown()).nullish(),
  /** COMPLETED says that the work has ended; these say that it ended badly. */
  error: z.unknown().optional(),
  error_type: z.string().nullish(),
});
export type QueueStatus = z.infer<typeof statusSchema>;

const fileSchema = z.object({
  url: z.string(),
  width: z.number().nullish(),
  height: z.number().nullish(),
});

/** Every model has a shape of its own; these are the fields by which they give files. */
export const resultSchema = z.object({
  images: z.array(fileSchema).nullish(),
  image: fileSchema.nullish(),
  video: fileSchema.nullish(),
  videos: z.array(fileSchema).nullish(),
  seed: z.number().nullish(),
  prompt: z.string().nullish(),
  actual_prompt: z.string().nullish(),
  has_nsfw_concepts: z.array(z.boolean()).nullish(),
});
export type FalResult = z.infer<typeof resultSchema>;

const detailSchema = z.object({
  type: z.string().nullish(),
  msg: z.string().nullish(),
  loc: z.array(z.union([z.string(), z.number()])).nullish(),
});

export const errorSchema = z.object({
  detail: z.union([z.array(detailSchema), z.string()]),
  error_type: z.string().nullish(),
});

export const callbackSchema = z.object({
  request_id: z.string().min(1),
  status: z.enum(['OK', 'ERROR']),
  payload: z.unknown().optional(),
  error: z.string().nullish(),
});

export const jwksSchema = z.object({
  keys: z.array(
    z.object({ kty: z.string(), crv: z.string().optional(), x: z.string().optional() })
  ),
});

/** Kept with the job. Addresses of another origin than the provider's are not kept. */
export const referenceSchema = z.object({
  statusUrl: z.string().nullable(),
  responseUrl: z.string().nullable(),
  cancelUrl: z.string().nullable(),
});

/** What this provider's `options` may say. */
export const optionsSchema = z.strictObject({
  /** Where the keys are that sign callbacks; for proxies. */
  jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
});

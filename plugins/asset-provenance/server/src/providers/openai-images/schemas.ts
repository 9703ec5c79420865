import { z } from 'zod';
import type { Usage } from '../../../../shared';

/** The answer of both image endpoints, as far as it is read. */
export const imagesSchema = z.object({
  data: z.array(
    z.object({
      b64_json: z.string().min(1).nullish(),
      url: z.string().min(1).nullish(),
      revised_prompt: z.string().nullish(),
    })
  ),
  size: z.string().nullish(),
  output_format: z.string().nullish(),
  usage: z.record(z.string(), z.unknown()).nullish(),
});
export type ImagesAnswer = z.output<typeof imagesSchema>;

const text = z.string().nullish().catch(null);

export const errorSchema = z.object({
  error: z.object({
    message: text,
    type: text,
    code: text,
    moderation_details: z
      .object({ moderation_stage: text, categories: z.array(z.string()).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
});

/** Counters of any depth as one flat record: `input_tokens_details.image_tokens`. */
export const flatUsage = (usage: unknown, prefix = ''): Usage =>
  Object.fromEntries(
    Object.entries(Object(usage) as Record<string, unknown>).flatMap(([name, value]) => {
      if (typeof value === 'number' || typeof value === 'string') return [[prefix + name, value]];
      if (typeof value === 'boolean') return [[prefix + name, String(value)]];
      return value && typeof value === 'object' && !Array.isArray(value)
        ? Object.entries(flatUsage(value, `${prefix}${name}.`))
        : [];
    })
  );

import { z } from 'zod';

/**
 * What tells only more about a result may be missing or of another type: a result that was paid for
 * is not lost because of it.
 */
const text = z.string().nullish().catch(null);

export const errorSchema = z.object({ code: z.coerce.string().nullish(), message: text });
export type DashscopeError = {
  code?: string | null | undefined;
  message?: string | null | undefined;
};

export const createdSchema = z.object({ output: z.object({ task_id: z.string().min(1) }) });

/** One picture, or why that one was not made. */
const resultSchema = errorSchema.extend({ url: text, actual_prompt: text });

const choiceSchema = z.object({
  message: z.object({ content: z.array(z.object({ image: text })) }),
});

export const taskSchema = z.object({
  output: errorSchema.extend({
    task_status: z.string(),
    video_url: text,
    actual_prompt: text,
    results: z.array(resultSchema).nullish().catch(null),
    choices: z.array(choiceSchema).nullish().catch(null),
  }),
  usage: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type DashscopeTask = z.infer<typeof taskSchema>;

export const listSchema = z.object({ request_id: z.string(), total: z.number().nullish() });

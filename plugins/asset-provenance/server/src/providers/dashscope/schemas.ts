import { z } from 'zod';

const text = z.string().nullish();

export const errorSchema = z.object({ code: text, message: text });
export type DashscopeError = z.infer<typeof errorSchema>;

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
    results: z.array(resultSchema).nullish(),
    choices: z.array(choiceSchema).nullish(),
  }),
  usage: z.record(z.string(), z.unknown()).nullish(),
});
export type DashscopeTask = z.infer<typeof taskSchema>;

export const listSchema = z.object({ request_id: z.string(), total: z.number().nullish() });

import { z } from 'zod';

/** Every answer, error or not, is wrapped like this. */
export const envelopeSchema = z.object({
  code: z.number(),
  message: z.string().default(''),
  request_id: z.string().nullish(),
});

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const counterSchema = z.union([z.string(), z.number()]).transform(String).nullish();
/** Deductions are decimals in a text; the older answers leave them out. */
const deductionSchema = z.object({ quota: counterSchema, list_price: counterSchema }).nullish();

const resultSchema = z.object({
  url: z.string().min(1),
  id: idSchema.nullish(),
  index: z.number().nullish(),
  duration: counterSchema,
});

export const taskSchema = z.object({
  task_id: idSchema,
  task_status: z.string(),
  task_status_msg: z.string().nullish(),
  task_info: z.object({ external_task_id: z.string().nullish() }).nullish(),
  created_at: z.number().nullish(),
  updated_at: z.number().nullish(),
  final_unit_deduction: counterSchema,
  final_balance_deduction: deductionSchema,
  task_result: z
    .object({
      images: z.array(resultSchema).nullish(),
      videos: z.array(resultSchema).nullish(),
    })
    .nullish(),
});
export type KlingTask = z.infer<typeof taskSchema>;

export const acceptedSchema = z.object({ code: z.literal(0), data: taskSchema });

/** A report on a task: bare, or wrapped as the answers are. */
export const reportSchema = z.union([
  z.object({ data: taskSchema }).transform(({ data }) => data),
  taskSchema,
]);

/** What a report at least says, in the older and in the newer form. */
export const reportIdSchema = z
  .object({ task_id: idSchema.optional(), id: idSchema.optional() })
  .transform(({ task_id: older, id: newer }) => older ?? newer ?? null);

export const accountSchema = z.object({
  code: z.literal(0),
  data: z.object({
    resource_pack_subscribe_infos: z
      .array(
        z.object({
          resource_pack_name: z.string().nullish(),
          remaining_quantity: z.number().nullish(),
          status: z.string().nullish(),
        })
      )
      .nullish(),
  }),
});

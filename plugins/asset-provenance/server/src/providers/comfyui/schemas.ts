import { z } from 'zod';

export const acceptedSchema = z.object({ prompt_id: z.string().min(1) });

const reasonSchema = z.object({
  type: z.string().nullish(),
  message: z.string().nullish(),
  details: z.string().nullish(),
});

/** The answer to a graph that cannot run. Without a fault in a node, the list of nodes is empty. */
export const refusalSchema = z.object({
  error: z.union([reasonSchema, z.string()]),
  node_errors: z
    .union([
      z.record(
        z.string(),
        z.object({ class_type: z.string().nullish(), errors: z.array(reasonSchema) })
      ),
      z.array(z.unknown()).transform(() => ({})),
    ])
    .default({}),
});

/** What was sent beside the graph; a key of ours is in it. */
const besideSchema = z.object({ client_id: z.string().nullish() }).catch({});
/** A job in the queue: its number, its id, its graph, what was sent beside it, and more. */
const queuedSchema = z.tuple([z.unknown(), z.string(), z.unknown(), besideSchema], z.unknown());
export type Queued = z.infer<typeof queuedSchema>;
export const queueSchema = z.object({
  queue_running: z.array(queuedSchema),
  queue_pending: z.array(queuedSchema),
});

const graphSchema = z.record(
  z.string(),
  z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) })
);
const promptSchema = z.tuple([z.unknown(), z.string(), graphSchema, besideSchema], z.unknown());

const messageSchema = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

const entrySchema = z.object({
  prompt: promptSchema.optional().catch(undefined),
  outputs: z.record(z.string(), z.record(z.string(), z.unknown())),
  status: z
    .object({
      status_str: z.string(),
      completed: z.boolean(),
      messages: z.array(messageSchema.or(z.unknown().transform(() => null))),
    })
    .nullish(),
});
export type HistoryEntry = z.infer<typeof entrySchema>;
export const historySchema = z.record(z.string(), entrySchema);

export const savedFileSchema = z.object({
  filename: z.string().min(1),
  subfolder: z.string().default(''),
  type: z.string(),
});
export type SavedFile = z.infer<typeof savedFileSchema>;

export const uploadedSchema = z.object({
  name: z.string().min(1),
  subfolder: z.string().default(''),
});

export const statsSchema = z.object({
  system: z.object({ comfyui_version: z.string().nullish() }),
  devices: z.array(z.object({ name: z.string().nullish() })).default([]),
});

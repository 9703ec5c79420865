import { z } from 'zod';
import {
  KINDS,
  REFERENCE_ROLES,
  aspectRatioSchema,
  ratioOf,
  pixelsOf,
  sizeSchema,
} from '../../../../shared';
import { readOptions } from '../connection';
import { builtInWorkflows } from './built-in';

/** A graph in the format that ComfyUI exports for its API: nodes by id. */
const graphSchema = z.record(
  z.string(),
  z.object({
    class_type: z.string().min(1),
    inputs: z.record(z.string(), z.unknown()),
    _meta: z.unknown().optional(),
  })
);
export type Graph = z.infer<typeof graphSchema>;

const targetSchema = z.strictObject({ node: z.string(), input: z.string() });
const targetsSchema = z
  .union([targetSchema, z.array(targetSchema).min(1)])
  .transform((target) => [target].flat());
export type Target = z.infer<typeof targetSchema>;

const extraSchema = z.strictObject({
  node: z.string(),
  input: z.string(),
  label: z.strictObject({ en: z.string(), zh: z.string() }),
  values: z.array(z.string()).nullable().default(null),
});

/** Which input of which node takes what; each may be one place or several. */
const inputsSchema = z.strictObject({
  prompt: targetsSchema,
  negativePrompt: targetsSchema.optional(),
  seed: targetsSchema.optional(),
  width: targetsSchema.optional(),
  height: targetsSchema.optional(),
  /** Outputs of one run. */
  count: targetsSchema.optional(),
  durationSeconds: targetsSchema.optional(),
  frameRate: targetsSchema.optional(),
  /** Frames of a video: seconds × frames a second, and the first one. */
  frames: targetsSchema.optional(),
  /** Where the name of the saved file begins. */
  filenamePrefix: targetsSchema.optional(),
  /** The model file; only told, as the version of the model. */
  checkpoint: targetSchema.optional(),
  references: z.partialRecord(z.enum(REFERENCE_ROLES), targetsSchema).default({}),
  extras: z.record(z.string(), extraSchema).default({}),
});

const isRatioOf = (ratio: string, size: string) => {
  const [width, height] = pixelsOf(size);
  return Math.abs(width / height / ratioOf(ratio) - 1) < 0.05;
};

const sizesSchema = z
  .record(aspectRatioSchema, z.array(sizeSchema).min(1))
  .superRefine((sizes, context) => {
    for (const [ratio, all] of Object.entries(sizes))
      for (const size of all)
        if (!isRatioOf(ratio, size))
          context.addIssue({ code: 'custom', path: [ratio], message: `${size} is not ${ratio}` });
  });

const workflowSchema = z
  .strictObject({
    name: z.string().min(1).optional(),
    kind: z.enum(KINDS).default('image'),
    graph: graphSchema,
    inputs: inputsSchema,
    /** Nodes whose files are the results; without it, every node that saves files. */
    outputs: z.array(z.string()).optional(),
    sizes: sizesSchema.optional(),
    /** Video only. */
    aspectRatios: z.array(aspectRatioSchema).min(1).optional(),
    resolutions: z.array(z.string().regex(/^\d{3,4}p$/, 'must look like 480p')).optional(),
    durationsSeconds: z
      .strictObject({ minimum: z.number(), maximum: z.number(), step: z.number().positive() })
      .optional(),
    framesPerSecond: z.array(z.number().int().min(1).max(120)).min(1).optional(),
    maxCount: z.number().int().min(1).max(100).optional(),
    promptMaxLength: z.number().int().positive().optional(),
    /** Said by the operator: the same graph gives the same bytes on this server. */
    isReproducible: z.boolean().default(false),
  })
  .superRefine(({ graph, inputs, outputs, kind, durationsSeconds }, context) => {
    const check = (path: (string | number)[], { node, input }: Target) => {
      const found = graph[node];
      const known = found ? Object.keys(found.inputs).join(', ') : Object.keys(graph).join(', ');
      if (!found)
        context.addIssue({
          code: 'custom',
          path,
          message: `there is no node "${node}" in the graph; it has ${known}`,
        });
      else if (!Object.hasOwn(found.inputs, input))
        context.addIssue({
          code: 'custom',
          path,
          message: `node "${node}" (${found.class_type}) has no input "${input}"; it has ${known}`,
        });
    };
    const { references, extras, checkpoint, ...plain } = inputs;
    for (const [name, targets] of Object.entries({ ...plain, ...references }))
      for (const target of targets ?? [])
        check(['inputs', ...(name in references ? ['references'] : []), name], target);
    for (const [name, extra] of Object.entries(extras)) check(['inputs', 'extras', name], extra);
    if (checkpoint) check(['inputs', 'checkpoint'], checkpoint);
    for (const node of outputs ?? [])
      if (!graph[node])
        context.addIssue({
          code: 'custom',
          path: ['outputs'],
          message: `there is no node "${node}"`,
        });
    if (kind === 'video' && !durationsSeconds)
      context.addIssue({
        code: 'custom',
        path: ['durationsSeconds'],
        message: 'is needed for a video: minimum, maximum and step in seconds',
      });
  });
export type Workflow = z.output<typeof workflowSchema>;
export type WorkflowInput = z.input<typeof workflowSchema>;

/** The model file that the built-in workflows load, unless `options.checkpoint` names another. */
const DEFAULT_CHECKPOINT = 'sd_xl_base_1.0.safetensors';

const optionsSchema = z.strictObject({
  checkpoint: z.string().min(1).default(DEFAULT_CHECKPOINT),
  workflows: z.record(z.string().regex(/^[\w.-]+$/), workflowSchema).default({}),
});

/** By model id: those that come with the product, and those of the configuration. */
export type Workflows = { builtIn: Map<string, Workflow>; own: Map<string, Workflow> };

/** @throws an Error that names the entry of the configuration which makes no sense. */
export const workflowsFrom = (options: Record<string, unknown>, providerId: string): Workflows => {
  const { checkpoint, workflows } = readOptions(optionsSchema, options, providerId);
  const builtIn = Object.entries(builtInWorkflows(checkpoint)).map(
    ([id, workflow]) => [id, workflowSchema.parse(workflow)] as const
  );
  const taken = builtIn.find(([id]) => Object.hasOwn(workflows, id));
  if (taken)
    throw new Error(
      `providers.${providerId}.options.workflows.${taken[0]}: this is the name of a built-in workflow; choose another one.`
    );
  return { builtIn: new Map(builtIn), own: new Map(Object.entries(workflows)) };
};

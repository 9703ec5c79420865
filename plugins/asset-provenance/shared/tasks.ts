import { z } from 'zod';
import type { Actor } from './actors';
import type { CallbackCounts } from './callbacks';
import type { SpendDecision, SpendPreview } from './costs';
import type { Failure, NextStep } from './failures';
import type { MarksSummary } from './marks';
import { documentIdSchema, parametersSchema, stageSchema } from './parameters';
import type { EffectiveParameters, Parameters } from './parameters';
import { presetRefSchema } from './presets';
import type { LaunchedPreset } from './presets';
import { DERIVATIONS, FAILURE_CLASSES, KINDS, STAGES, TASK_STATES } from './vocabulary';
import type {
  ApprovalStatus,
  Billed,
  CheckResult,
  Derivation,
  JobState,
  Kind,
  OutputState,
  Stage,
  TaskState,
} from './vocabulary';

const label = (max: number) => z.string().trim().max(max).nullable().default(null);

/** In the body or in the header `Idempotency-Key`: the same one never launches twice. */
export const idempotencyKeySchema = z.string().trim().min(8).max(120).nullable().default(null);

/** Body of `POST /tasks` and `POST /tasks/preflight`. */
export const launchSchema = z.object({
  purpose: z.string().min(1, 'is required').max(60),
  channel: z.string().min(1, 'is required').max(60),
  /** Name of a specification of this purpose and channel; null: the first one. */
  specification: label(60),
  stage: stageSchema,
  brand: label(120),
  series: label(120),
  /** What it shows: SKU, product, person. */
  subject: label(200),
  providerId: z.string().min(1).max(60),
  modelId: z.string().min(1).max(120),
  parameters: parametersSchema,
  callbackUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  idempotencyKey: idempotencyKeySchema,
  /** What filled the form; says nothing about whether two launches are the same. */
  preset: presetRefSchema.nullable().default(null),
  derivedFrom: z
    .object({
      taskId: documentIdSchema,
      derivation: z.enum(DERIVATIONS),
      outputId: documentIdSchema.nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Why the same parameters are wanted twice within the window. */
  repeatReason: label(500),
  /** Why a final is launched without a chosen draft. */
  finalReason: label(500),
});
export type LaunchRequest = z.infer<typeof launchSchema>;
export type LaunchInput = z.input<typeof launchSchema>;

/** One computed line of the pre-flight checklist. */
export type Check = {
  id:
    | 'purpose_channel'
    | 'specification'
    | 'prompt_use'
    | 'parameters'
    | 'references'
    | 'reference_quality'
    | 'stage'
    | 'callback';
  result: CheckResult;
  label: { en: string; zh: string };
  detail: { en: string; zh: string } | null;
};

/** What will be dropped or converted because the model cannot do it, or says it otherwise. */
export type Adjustment = { field: string; en: string; zh: string };

export type Preflight = {
  checks: Check[];
  adjustments: Adjustment[];
  parameterSummary: string;
  jobs: number;
  outputs: number;
  /** What it would cost, and what is left. */
  spend: SpendPreview;
};

/** Answer of a launch: `isRepeat` means that `task` is the first one and nothing new was sent. */
export type LaunchAnswer = { task: TaskDetail; isRepeat: boolean };

export const TASK_VIEWS = ['operations', 'design', 'development'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

/** Query of `GET /tasks`; keyset pagination, newest first. */
export const taskListSchema = z.object({
  owner: z.enum(['mine', 'team', 'all']).default('mine'),
  state: z.enum(TASK_STATES).optional(),
  stage: z.enum(STAGES).optional(),
  kind: z.enum(KINDS).optional(),
  purpose: z.string().max(60).optional(),
  providerId: z.string().max(60).optional(),
  failureClass: z.enum(FAILURE_CLASSES).optional(),
  /** Text in the prompt (for those who may read it), subject, series, brand or summary. */
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type TaskListQuery = z.input<typeof taskListSchema>;

export type OutputSummary = {
  outputId: string;
  taskId: string;
  /** The provider job that makes it. */
  jobId: string;
  /** Within the task, from 0. */
  ordinal: number;
  state: OutputState;
  /** `final` also for a draft that was adopted. */
  stage: Stage;
  isChosen: boolean;
  /** Why a draft counts as a final; null unless it was adopted. */
  adopted: { by: string; at: string; reason: string } | null;
  approvalStatus: ApprovalStatus;
  fileDocumentId: string | null;
  url: string | null;
  thumbnailUrl: string | null;
  mime: string | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  bytes: number | null;
  receivedSha256: string | null;
  storedSha256: string | null;
  /** What we wrote into its file when it was stored; null: nothing was wanted, or it is not ours. */
  marks: MarksSummary | null;
  alternativeText: string | null;
  /** In further languages, by locale. */
  alternativeTexts: Record<string, string>;
  /** The seed that made this one, where the provider tells. */
  seed: number | null;
  /** Why a reviewer rejected it or wants it made again; null unless that is the last verdict. */
  verdictReason: string | null;
  failure: Failure | null;
};

/** Whole millionths of the currency (ISO 4217, or the provider's own unit such as `credit`). */
export type Cost = { microUnits: number; currency: string };
/** What the provider counted: tokens, seconds, megapixels; by the provider's own names. */
export type Usage = Record<string, number | string>;

export type JobSummary = {
  jobId: string;
  ordinal: number;
  state: JobState;
  /** 0 to 100, as the provider says; null when it does not. */
  progress: number | null;
  providerTaskId: string | null;
  attempts: number;
  polls: number;
  submittedAt: string | null;
  acceptedAt: string | null;
  finishedAt: string | null;
  deadlineAt: string | null;
  effective: EffectiveParameters | null;
  failure: Failure | null;
  /** null until it is settled. */
  billed: Billed | null;
  cost: Cost | null;
  usage: Usage | null;
  /** What went wrong with the last poll; null after one that was answered. */
  lastProblem: Failure | null;
  /** Our own key for it at the provider, for a person who looks there. */
  clientKey: string;
  /** Of a submission to be checked: until when it is looked for by itself; null: it cannot be. */
  lookedForUntil: string | null;
  /** Whether a job that the provider has can be taken up by its id. */
  canBeAdopted: boolean;
  /** Further jobs at the provider that turned out to live after this one had been sent again. */
  otherProviderTaskIds: string[];
};

export type TaskSummary = {
  taskId: string;
  state: TaskState;
  kind: Kind;
  stage: Stage;
  purpose: string;
  channel: string;
  specification: string | null;
  brand: string | null;
  series: string | null;
  subject: string | null;
  providerId: string;
  modelId: string;
  parameterSummary: string;
  owner: Actor;
  /** null for readers who may not see prompts. */
  prompt: string | null;
  outputsExpected: number;
  outputsStored: number;
  progress: number | null;
  providerTaskIds: string[];
  httpStatus: number | null;
  attempts: number;
  failure: Failure | null;
  repeats: number;
  repeatOf: string | null;
  derivedFrom: { taskId: string; derivation: Derivation } | null;
  preset: LaunchedPreset | null;
  referenceCount: number;
  thumbnails: string[];
  approvedCount: number;
  callbacks: CallbackCounts;
  /** Spent and reserved, in the accounting currency; null: nothing of it was ever priced or paid. */
  cost: Cost | null;
  launchedAt: string;
  finishedAt: string | null;
};

/** One line of the timeline, oldest first. */
export type TimelineEvent = {
  eventId: string;
  at: string;
  type: string;
  actor: Actor;
  /** The subject of the event: which job, output, asset, note … */
  aggregateType: string;
  aggregateId: string;
  /** A person's or a provider's own words; null where there are none, or where they were erased. */
  note: string | null;
  /** Public-safe facts of the event. */
  data: Record<string, unknown>;
  hash: string;
};

/** Acts that are possible now for this reader; the admin shows only these. */
export type TaskActs = {
  canCancel: boolean;
  canRetry: boolean;
  canReproduce: boolean;
  canVary: boolean;
  canReconcile: boolean;
  /** Whether this reader may agree to its spending. */
  canApproveSpend: boolean;
  /** Chosen drafts whose file meets the specification: each may be adopted as a final. */
  adoptableOutputs: string[];
};

export type TaskDetail = TaskSummary & {
  /** null for readers who may not see prompts. */
  requested: Parameters | null;
  /** Of a file that was made or edited with another tool: nothing was requested of a provider. */
  elsewhere: { tool: string; changes: string | null } | null;
  jobs: JobSummary[];
  outputs: OutputSummary[];
  timeline: TimelineEvent[];
  acts: TaskActs;
  nextStep: NextStep | null;
  callback: { host: string } | null;
  derivedTasks: { taskId: string; derivation: Derivation; state: TaskState }[];
  regenerateReason: string | null;
  /** Fields that were changed after the preset had filled them; null: launched without one. */
  changedSincePreset: string[] | null;
  /** null: its spending needed no approval. */
  spend: SpendDecision | null;
  /** Whether *reproduce* can be expected to give the same result, and why. */
  reproducibility: { isExpected: boolean; en: string; zh: string };
  /** Fit for a first enquiry: never a prompt, key or address. */
  safeEvidence: Record<string, string | number | null>;
};

/** Answer of `GET /tasks/lookup?id=`: the four questions. */
export type TaskLookup = {
  taskId: string;
  matchedBy: 'task_id' | 'provider_task_id';
  state: TaskState;
  downloadable: OutputSummary[];
  failure: Failure | null;
  isRepeat: boolean;
  repeats: number;
};

export const lookupSchema = z.object({ id: z.string().trim().min(1).max(300) });

export type Page<T> = { results: T[]; nextCursor: string | null };

export const chooseSchema = z.object({ isChosen: z.boolean() });

export const submitForReviewSchema = z.object({
  /** Per-locale text for people who do not see the picture; never the prompt. */
  alternativeText: z.string().trim().min(1, 'is required').max(500),
  note: z.string().trim().max(1000).nullable().default(null),
});
export type SubmitForReview = z.input<typeof submitForReviewSchema>;

export const promoteSchema = z.object({
  /** null: the model's usual final quality. */
  quality: z.enum(['low', 'medium', 'high']).nullable().default(null),
  size: z.string().nullable().default(null),
  resolution: z.string().nullable().default(null),
  repeatReason: label(500),
});
export type PromoteRequest = z.input<typeof promoteSchema>;

/** A person settles a submission to be checked. */
export const reconcileSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('adopt'),
    providerTaskId: z.string().trim().min(1, 'is required').max(300),
    reason: z.string().trim().min(1, 'is required').max(500),
  }),
  z.object({
    decision: z.literal('send_again'),
    reason: z.string().trim().min(1, 'is required').max(500),
  }),
  z.object({
    decision: z.literal('failed'),
    reason: z.string().trim().min(1, 'is required').max(500),
  }),
]);
export type ReconcileRequest = z.infer<typeof reconcileSchema>;

import { z } from 'zod';
import type { Actor } from './actors';
import type { FieldProblem, RefusalDetails } from './api';
import type { SpendPreview } from './costs';
import { idempotencyKeySchema } from './tasks';
import type { Cost, TaskSummary } from './tasks';

/** All rows are recorded in one transaction, which others wait for. */
export const MOST_BATCH_ROWS = 100;
/** Characters of a table, or bytes of a file in base64. */
const MOST_TABLE = 2_000_000;

/**
 * A column of a batch: where its cell goes in the launch, and the headers that it is known by. The
 * first header of each language is the one that templates carry.
 */
export type BatchColumn = { path: string; en: string[]; zh: string[] };

export const batchColumns = {
  prompt: { path: 'parameters.prompt', en: ['Prompt'], zh: ['提示词'] },
  negativePrompt: {
    path: 'parameters.negativePrompt',
    en: ['Negative prompt'],
    zh: ['反向提示词', '负向提示词'],
  },
  subject: { path: 'subject', en: ['Subject', 'SKU', 'Product'], zh: ['主体', '商品', '主题'] },
  brand: { path: 'brand', en: ['Brand'], zh: ['品牌'] },
  series: { path: 'series', en: ['Series'], zh: ['系列'] },
  purpose: { path: 'purpose', en: ['Purpose'], zh: ['用途'] },
  channel: { path: 'channel', en: ['Channel'], zh: ['渠道'] },
  specification: { path: 'specification', en: ['Specification'], zh: ['素材规格', '规格'] },
  stage: { path: 'stage', en: ['Stage'], zh: ['阶段'] },
  provider: { path: 'providerId', en: ['Provider'], zh: ['服务商', '平台'] },
  model: { path: 'modelId', en: ['Model'], zh: ['模型'] },
  inputType: { path: 'parameters.inputType', en: ['Input type'], zh: ['输入类型'] },
  aspectRatio: {
    path: 'parameters.aspectRatio',
    en: ['Ratio', 'Aspect ratio'],
    zh: ['比例', '画幅', '宽高比'],
  },
  size: { path: 'parameters.size', en: ['Size'], zh: ['尺寸'] },
  quality: { path: 'parameters.quality', en: ['Quality'], zh: ['质量', '画质'] },
  count: { path: 'parameters.count', en: ['Count', 'Number'], zh: ['数量', '张数'] },
  seed: { path: 'parameters.seed', en: ['Seed'], zh: ['随机种子', '种子'] },
  durationSeconds: { path: 'parameters.durationSeconds', en: ['Duration'], zh: ['时长'] },
  resolution: { path: 'parameters.resolution', en: ['Resolution'], zh: ['分辨率'] },
  frameRate: { path: 'parameters.frameRate', en: ['Frame rate'], zh: ['帧率'] },
  cameraMotion: {
    path: 'parameters.cameraMotion',
    en: ['Camera', 'Camera motion'],
    zh: ['镜头', '镜头运动'],
  },
  audio: { path: 'parameters.audio', en: ['Audio', 'Sound'], zh: ['音频', '声音'] },
  finalReason: { path: 'finalReason', en: ['Reason for a final'], zh: ['直接正式产出的理由'] },
} as const satisfies Record<string, BatchColumn>;
export type BatchColumnName = keyof typeof batchColumns;
/** What only one provider knows: `extras.style`. */
export type ExtraColumn = `extras.${string}`;

/** How a file of rows was read. */
export type TableEncoding = 'utf-8' | 'utf-16le' | 'gb18030';

/**
 * Body of `POST /batches/check` and, with a name, of `POST /batches`: a table with headers, one task a
 * row, as text or as the bytes of a CSV file. Exactly one of the two.
 */
export const batchTableSchema = z
  .object({
    /** What every row has unless its cells say otherwise: a launch, as `POST /tasks` takes it. */
    common: z.record(z.string(), z.unknown()).default({}),
    table: z.string().max(MOST_TABLE).nullable().default(null),
    /** Base64 of a file in UTF-8, UTF-16 or GBK. */
    file: z.base64().max(MOST_TABLE).nullable().default(null),
    /** Why rows are launched that were launched lately, or that stand in the table twice. */
    repeatReason: z.string().trim().max(500).nullable().default(null),
  })
  .refine(({ table, file }) => (table === null) !== (file === null), {
    path: ['table'],
    message: 'is required',
  });

export const batchSchema = batchTableSchema.and(
  z.object({
    name: z.string().trim().min(1, 'is required').max(120),
    idempotencyKey: idempotencyKeySchema,
  })
);
export type BatchInput = z.input<typeof batchSchema>;
export type BatchTableInput = z.input<typeof batchTableSchema>;

/** One row as it would be launched. */
export type CheckedRow = {
  /** From 1, as people count the rows below the headers. */
  row: number;
  prompt: string | null;
  subject: string | null;
  parameterSummary: string | null;
  outputs: number;
  /** In the accounting currency; null: nobody knows a price, or the row does not fit. */
  cost: Cost | null;
  problems: FieldProblem[];
  /** The task that would answer instead of a new one: it was launched lately, with the same parameters. */
  repeatOf: string | null;
  /** The row above that asks for exactly the same. */
  sameAsRow: number | null;
};

/** What a table would do, computed without recording anything. */
export type BatchCheck = {
  encoding: TableEncoding | null;
  columns: (BatchColumnName | ExtraColumn)[];
  rows: CheckedRow[];
  /** Tasks that would be launched. */
  tasks: number;
  outputs: number;
  /** Of all rows together. */
  spend: SpendPreview | null;
};

export type BatchSummary = {
  batchId: string;
  name: string;
  owner: Actor;
  launchedAt: string;
  rows: number;
};

export type BatchRow = {
  row: number;
  taskId: string;
  /** Whether it was answered with a task that was there already. */
  isRepeat: boolean;
  /** Tasks of this row before it was launched again, oldest first. */
  formerTaskIds: string[];
  /** null: not the reader's to see. */
  task: TaskSummary | null;
};

export type BatchDetail = BatchSummary & {
  items: BatchRow[];
  /** Spent and reserved of all its tasks; null: nothing was priced. */
  cost: Cost | null;
  /** Rows that failed, whole or in part, in their order. */
  failedRows: number[];
  /** Tasks that wait for an approval of their spending. */
  awaiting: number;
  /** Whether the reader may decide on that. */
  mayDecideSpend: boolean;
};
export type BatchAnswer = { batch: BatchDetail; isRepeat: boolean };

/** Body of `POST /batches/:batchId/relaunch`. */
export const relaunchSchema = z.object({
  /** Also what can only be had by paying once more; else such rows are named and left alone. */
  payAgain: z.boolean().default(false),
});
export type RelaunchInput = z.input<typeof relaunchSchema>;

/** What became of one failed row. */
export type RelaunchedRow = {
  row: number;
  taskId: string;
  /** `retried`: the same task, not paid again. `launched_again`: a new task with the same parameters. */
  result: 'retried' | 'launched_again' | 'must_pay_again' | 'refused';
  refused: { message: string; details: RefusalDetails } | null;
};
export type RelaunchAnswer = { rows: RelaunchedRow[]; batch: BatchDetail };

/** Query of `GET /batches`; newest first. */
export const batchListSchema = z.object({
  owner: z.enum(['mine', 'team', 'all']).default('mine'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

import { z } from 'zod';
import type { Actor } from './actors';
import type { Bilingual } from './api';
import { reasonSchema } from './reuse';

/** What is not kept for ever, each for a time of its own. */
export const retentionRules = {
  unsubmitted: {
    en: 'Files of results that were never submitted',
    zh: '从未送审的结果文件',
  },
  rejected: { en: 'Files of rejected results', zh: '未通过审核的结果文件' },
  raw_answers: { en: 'Raw answers of providers', zh: '上游原始返回' },
  prompts: { en: 'Prompts', zh: '提示词' },
  records: { en: 'Records of tasks without files', zh: '已无文件的任务档案' },
} as const satisfies Record<string, Bilingual>;
export type RetentionRule = keyof typeof retentionRules;
export const RETENTION_RULES = Object.keys(retentionRules) as RetentionRule[];

/** Rules that take files away; the others take something out of the record of a task. */
export const FILE_RULES = ['unsubmitted', 'rejected'] as const satisfies RetentionRule[];
export type FileRule = (typeof FILE_RULES)[number];
export type TextRule = Exclude<RetentionRule, FileRule>;
export const TEXT_RULES = ['raw_answers', 'prompts', 'records'] as const satisfies TextRule[];

/** By what a file was deleted. */
export const removalRules = {
  person: { en: 'Deleted by a person', zh: '由人员删除' },
  unsubmitted: { en: 'Never submitted, and its time was over', zh: '从未送审，保留期已满' },
  rejected: { en: 'Rejected, and its time was over', zh: '未通过审核，保留期已满' },
} as const satisfies Record<'person' | FileRule, Bilingual>;
export type RemovalRule = keyof typeof removalRules;
export const REMOVAL_RULES = Object.keys(removalRules) as RemovalRule[];

/** Why something stays although its time is over, the gravest first. */
export const keptReasons = {
  held: { en: 'under legal hold', zh: '处于法律保全' },
  active_asset: { en: 'an approved asset', zh: '为正式素材' },
  waits_for_review: { en: 'waiting for review', zh: '正在等待审核' },
  in_use: { en: 'in use', zh: '正在使用' },
  reference: { en: 'a reference of another task', zh: '为其他任务的参考图' },
  evidence: { en: 'evidence of an authorisation', zh: '为授权证明' },
  has_files: { en: 'a record of files that are kept', zh: '所属文件仍在保留' },
  unfinished: { en: 'a task that is not finished', zh: '任务尚未结束' },
} as const satisfies Record<string, Bilingual>;
export type KeptReason = keyof typeof keptReasons;
export const KEPT_REASONS = Object.keys(keptReasons) as KeptReason[];

/** What is left of a file that was deleted. */
export type FileRemoval = {
  rule: RemovalRule;
  /** Of the original; null for files from before this plugin. */
  sha256: string | null;
  bytes: number | null;
  at: string;
  /** false: decided, and on its way. */
  isDone: boolean;
  by: Actor;
};

/** A legal hold as the record shows it. */
export type LegalHold = { by: Actor; at: string; reason: string };

/** What retention took out of a record, and when. */
export type RemovedTexts = Record<TextRule, string | null>;

/** How an output is kept: part of its record, and the answer of `POST /outputs/:outputId/hold`. */
export type OutputKeeping = {
  outputId: string;
  taskId: string;
  /** null: none stands on this result. */
  hold: LegalHold | null;
  /** On its task: this result is held with it. */
  taskHold: LegalHold | null;
  /** Other results of its task that are under hold: this one is held with them. */
  heldWith: { outputId: string; hold: LegalHold }[];
  removal: FileRemoval | null;
  removed: RemovedTexts;
};

/** How a task is kept, whether it has files or none: the answer of `/tasks/:taskId/hold`. */
export type TaskKeeping = {
  taskId: string;
  /** null: none stands on the task itself. */
  hold: LegalHold | null;
  /** Results of it that are under hold: the task is held with them. */
  heldWith: { outputId: string; hold: LegalHold }[];
  removed: RemovedTexts;
};

/** What one rule did, or would do. */
export type RuleFigures = {
  rule: RetentionRule;
  /** null: kept for ever. */
  days: number | null;
  /** Files or tasks that go. */
  going: number;
  /** Bytes of files that go; null where the rule takes no files. */
  bytes: number | null;
  /** Past their time and kept, by reason. */
  kept: Partial<Record<KeptReason, number>>;
};

export type RetentionRun = {
  at: string;
  isFinished: boolean;
  rules: RuleFigures[];
};

/** Answer of `GET /retention`. */
export type RetentionStanding = {
  /** Off: nothing goes before somebody turned it on, having seen what would. */
  isEnabled: boolean;
  /** What would go today. Counted up to 2,000 rows of each rule; `isWhole` says whether that was all. */
  today: { rules: RuleFigures[]; isWhole: boolean };
  lastRun: RetentionRun | null;
};

/** Query of `GET /retention/going`: what one rule would remove today, oldest first. */
export const goingSchema = z.object({
  rule: z.enum(RETENTION_RULES as [RetentionRule, ...RetentionRule[]]),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type Going = {
  taskId: string;
  outputId: string | null;
  fileDocumentId: string | null;
  name: string;
  /** When its time began. */
  since: string;
  kept: KeptReason | null;
};

/** Body of `POST /people/:personId/erase`. */
export const eraseSchema = z.object({
  reason: reasonSchema,
  /**
   * What else people's words may call them: an address that went with the account, a nickname. Replaced
   * as it stands, wherever it stands; kept nowhere.
   */
  aliases: z.array(z.string().trim().min(3).max(200)).max(20).default([]),
});
export type EraseInput = z.input<typeof eraseSchema>;
export type ErasureResult = {
  /** null: nothing here named this person. */
  erasureId: string | null;
  pseudonym: string | null;
  /** Events of the ledger, and rows beside it. */
  events: number;
  rows: number;
};

/** Body of `POST /outputs/:outputId/hold` and `POST /tasks/:taskId/hold`. */
export const legalHoldSchema = z.object({ isHeld: z.boolean(), reason: reasonSchema });

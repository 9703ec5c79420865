import { z } from 'zod';
import type { Actor } from './actors';
import type { RefusalDetails } from './api';
import { documentIdSchema } from './parameters';
import type { EffectiveParameters } from './parameters';
import { reuseLimitsSchema } from './reuse';
import type { LicenceTemplate, ReuseLimits } from './reuse';
import type { OutputSummary, TaskSummary } from './tasks';
import type { FoundPlacement } from './usage';
import type { ApprovalStatus, Derivation, ReferenceRole, VerdictKind } from './vocabulary';

/** Reasons that reviewers pick most; free text says the rest. */
export const reasonChips = {
  off_brief: { en: 'Does not fit the purpose', zh: '不符合用途' },
  off_brand: { en: 'Not our brand', zh: '不符合品牌' },
  subject_wrong: { en: 'Subject is wrong', zh: '主体不正确' },
  artefacts: { en: 'Visible faults', zh: '画面有瑕疵' },
  text_wrong: { en: 'Text in the picture is wrong', zh: '画面文字有误' },
  rights: { en: 'Rights unclear', zh: '授权不清' },
  quality: { en: 'Quality too low', zh: '质量不足' },
} as const;
export type ReasonChip = keyof typeof reasonChips;
const REASON_CHIPS = Object.keys(reasonChips) as [ReasonChip, ...ReasonChip[]];

const verdictBase = {
  /** The bytes that the reviewer looked at; a verdict on other bytes is refused. */
  storedSha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256'),
  /** The verdict that this one replaces, if there is one. */
  supersedes: documentIdSchema.nullable().default(null),
};
const reason = z.string().trim().max(2000);
const alternativeText = z.string().trim().min(1, 'is required').max(500);

/** Body of `POST /review/outputs/:outputId/verdicts`. */
export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('approved'),
    ...verdictBase,
    reason: reason.default(''),
    reasonChips: z.array(z.enum(REASON_CHIPS)).default([]),
    /** In the site's default language. Required where the asset may be used in public. */
    alternativeText: alternativeText.nullable().default(null),
    /** In further languages, by locale. */
    alternativeTexts: z.record(z.string().max(20), alternativeText).default({}),
    /** Media Library folder where it is kept from now on; null: where it is. */
    folderId: z.number().int().positive().nullable().default(null),
    limits: reuseLimitsSchema,
  }),
  z.object({
    verdict: z.literal('rejected'),
    ...verdictBase,
    reason: reason.min(1, 'is required'),
    reasonChips: z.array(z.enum(REASON_CHIPS)).default([]),
  }),
  z.object({
    verdict: z.literal('regenerate'),
    ...verdictBase,
    reason: reason.min(1, 'is required'),
    reasonChips: z.array(z.enum(REASON_CHIPS)).default([]),
  }),
]);
export type VerdictRequest = z.infer<typeof verdictSchema>;
export type VerdictInput = z.input<typeof verdictSchema>;

const verdictTarget = z.object({
  outputId: documentIdSchema,
  storedSha256: verdictBase.storedSha256,
  supersedes: verdictBase.supersedes,
});
/**
 * Body of `POST /review/verdicts`: one decision on many outputs, each with a result of its own.
 * Approving in bulk keeps the alternative text that each was submitted with.
 */
export const bulkVerdictSchema = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('approved'),
    targets: z.array(verdictTarget).min(1, 'is empty').max(100),
    /** null: what is suggested for each. */
    limits: reuseLimitsSchema.nullable().default(null),
  }),
  z.object({
    verdict: z.enum(['rejected', 'regenerate']),
    targets: z.array(verdictTarget).min(1, 'is empty').max(100),
    reason: reason.min(1, 'is required'),
    reasonChips: z.array(z.enum(REASON_CHIPS)).default([]),
  }),
]);
export type BulkVerdictInput = z.input<typeof bulkVerdictSchema>;

/** What became of one of many: `refused` is what a single request would have been told. */
export type BulkResult = {
  /** Of the output, or of the file. */
  id: string;
  refused: { status: number; message: string; details: RefusalDetails } | null;
};
export type BulkVerdictResult = (BulkResult & { verdict: Verdict | null })[];

/** Body of `POST /review/outputs/:outputId/undo`. */
export const undoVerdictSchema = z.object({
  /** The verdict that is taken back: the last one, and one's own. */
  verdictId: documentIdSchema,
});
export type UndoResult = {
  /** The superseding verdict. */
  verdict: Verdict;
  approvalStatus: ApprovalStatus;
  /** Entries that were published with it while the verdict stood. */
  publishedMeanwhile: FoundPlacement[];
};

export type Verdict = {
  verdictId: string;
  outputId: string;
  verdict: VerdictKind;
  reason: string;
  reasonChips: ReasonChip[];
  storedSha256: string;
  reviewer: Actor;
  /** The five decisions; the reviewer is one of them. */
  decisions: {
    /** Folder and file where it was kept then, `/Provenance/Product hero · bag.png`. */
    storedIn: string | null;
    isReuseAllowed: boolean;
    shouldRegenerate: boolean;
    isPublicUseAllowed: boolean;
  };
  limits: ReuseLimits | null;
  alternativeText: string | null;
  alternativeTexts: Record<string, string>;
  /** Of a withdrawn verdict: the earlier one that holds again; null: it waits for review again. */
  restores: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  givenAt: string;
};

export const reviewListSchema = z.object({
  status: z.enum(['pending', 'approved', 'rejected', 'regenerate']).default('pending'),
  purpose: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  kind: z.enum(['image', 'video']).optional(),
  /** `me`, `nobody`, or the documentId of an admin user. */
  assignee: z.string().max(64).optional(),
  ownerId: documentIdSchema.optional(),
  /** Only what this reader may decide on. */
  decidable: z.stringbool().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
export type ReviewListQuery = z.input<typeof reviewListSchema>;

export type ReviewItem = {
  output: OutputSummary;
  task: TaskSummary;
  submittedBy: Actor;
  submittedAt: string;
  submissionNote: string | null;
  lastVerdict: Verdict | null;
  isOwnWork: boolean;
  assignee: { id: string; name: string } | null;
  openComments: number;
};

/** Everything beside the picture in the focus view. */
export type ReviewCase = ReviewItem & {
  verdicts: Verdict[];
  effective: EffectiveParameters | null;
  references: {
    fileDocumentId: string;
    url: string | null;
    thumbnailUrl: string | null;
    role: ReferenceRole;
    holder: string | null;
    isAuthorised: boolean;
  }[];
  siblings: OutputSummary[];
  /** Effective parameters in which a sibling differs from this one. */
  siblingDifferences: { outputId: string; field: string; here: string; there: string }[];
  /** Threads on siblings that nobody resolved, by output; those without are left out. */
  siblingComments: Record<string, number>;
  /** The output that this one was made again for, or promoted from. */
  previous: {
    output: OutputSummary;
    derivation: Derivation;
    verdict: Verdict | null;
  } | null;
  /** Parameters that differ from the task that this one was derived from. */
  differences: { field: string; before: string; after: string }[];
  licenceTemplates: LicenceTemplate[];
  comments: ReviewComment[];
  /** Where it is kept now. */
  folder: { id: number | null; path: string };
  suggestedLimits: ReuseLimits;
  canDecide: boolean;
  whyNot: { en: string; zh: string } | null;
};

/** A place in a picture, in shares of its sides, or in a video. */
export const anchorSchema = z.object({
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  /** Seconds; null for pictures. */
  timeSeconds: z.number().min(0).nullable().default(null),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** Body of `POST /outputs/:outputId/comments`. */
export const reviewCommentSchema = z.object({
  body: z.string().trim().min(1, 'is required').max(4000),
  /** null: about the whole, or an answer. */
  anchor: anchorSchema.nullable().default(null),
  /** The comment that it answers. */
  answersId: documentIdSchema.nullable().default(null),
  /** documentIds of admin users. */
  mentions: z.array(documentIdSchema).max(20).default([]),
});
export type ReviewCommentInput = z.input<typeof reviewCommentSchema>;
export type ReviewComment = {
  commentId: string;
  outputId: string;
  answersId: string | null;
  body: string;
  anchor: Anchor | null;
  author: Actor;
  mentions: { id: string; name: string }[];
  /** Bytes that it is about; others than the stored ones: the file changed since. */
  storedSha256: string | null;
  writtenAt: string;
  resolved: { by: string; at: string } | null;
};
/** Body of `POST /comments/:commentId/resolve`: of the first comment of a thread. */
export const resolveCommentSchema = z.object({ isResolved: z.boolean() });

/** Body of `POST /review/assignments`; the answer holds a `BulkResult` for each output. */
export const assignSchema = z.object({
  outputIds: z.array(documentIdSchema).min(1, 'is empty').max(100),
  /** documentId of an admin user who may review; null: nobody. */
  assigneeId: documentIdSchema.nullable(),
});
export type AssignInput = z.input<typeof assignSchema>;

/** Body of `POST /outputs/:outputId/adopt`: a chosen draft that is good enough becomes a final. */
export const adoptDraftSchema = z.object({
  reason: z.string().trim().min(1, 'is required').max(1000),
});

/** A reviewer's own rule: works of oneself are not decided by oneself. */
export const ownWorkMessage = {
  en: 'You own this task, so somebody else decides on it.',
  zh: '您是该任务的负责人，需由其他人审核。',
};

import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import type { EffectiveParameters } from './parameters';
import { reuseLimitsSchema } from './reuse';
import type { ReuseLimits } from './reuse';
import type { OutputSummary, TaskSummary } from './tasks';
import { VERDICTS } from './vocabulary';
import type { ReferenceRole, VerdictKind } from './vocabulary';

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

/** Body of `POST /review/outputs/:outputId/verdicts`. */
export const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('approved'),
    ...verdictBase,
    reason: reason.default(''),
    reasonChips: z.array(z.enum(REASON_CHIPS)).default([]),
    alternativeText: z.string().trim().min(1, 'is required').max(500),
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

export type Verdict = {
  verdictId: string;
  outputId: string;
  verdict: VerdictKind;
  reason: string;
  reasonChips: ReasonChip[];
  storedSha256: string;
  reviewer: Actor;
  limits: ReuseLimits | null;
  alternativeText: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  givenAt: string;
};

export const reviewListSchema = z.object({
  status: z.enum(['pending', ...VERDICTS]).default('pending'),
  purpose: z.string().max(60).optional(),
  kind: z.enum(['image', 'video']).optional(),
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
  /** Parameters that differ from the task that this one was derived from. */
  differences: { field: string; before: string; after: string }[];
  suggestedLimits: ReuseLimits;
  canDecide: boolean;
  whyNot: { en: string; zh: string } | null;
};

/** A reviewer's own rule: works of oneself are not decided by oneself. */
export const ownWorkMessage = {
  en: 'You own this task, so somebody else decides on it.',
  zh: '您是该任务的负责人，需由其他人审核。',
};

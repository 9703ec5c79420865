import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import type { ApprovalStatus, AssetState, Kind, Origin, RightsKind } from './vocabulary';
import { APPROVAL_STATUSES, ORIGINS, RIGHTS_KINDS } from './vocabulary';

/** A calendar day in the site's time zone, inclusive. */
export const daySchema = z.iso.date();

/** Where and how long an approved asset may be used. Empty lists mean: no limit. */
export const reuseLimitsSchema = z
  .object({
    channels: z.array(z.string().max(60)).max(50).default([]),
    regions: z.array(z.string().max(60)).max(250).default([]),
    languages: z.array(z.string().max(20)).max(100).default([]),
    validFrom: daySchema.nullable().default(null),
    validUntil: daySchema.nullable().default(null),
    maximumPlacements: z.number().int().min(1).max(100000).nullable().default(null),
    isReuseAllowed: z.boolean().default(true),
    isPublicUseAllowed: z.boolean().default(true),
    licence: z.string().max(200).nullable().default(null),
    isModificationAllowed: z.boolean().default(true),
    creditLine: z.string().max(300).nullable().default(null),
    isAiLabelRequired: z.boolean().default(true),
  })
  .refine(
    (limits) => !limits.validFrom || !limits.validUntil || limits.validFrom <= limits.validUntil,
    {
      message: 'must not be before the first day',
      path: ['validUntil'],
    }
  );
export type ReuseLimits = z.infer<typeof reuseLimitsSchema>;
export type ReuseLimitsInput = z.input<typeof reuseLimitsSchema>;

export type ApprovedAsset = {
  assetId: string;
  outputId: string;
  taskId: string;
  state: AssetState;
  fileDocumentId: string;
  url: string | null;
  thumbnailUrl: string | null;
  mime: string | null;
  kind: Kind;
  purpose: string;
  channel: string;
  brand: string | null;
  series: string | null;
  subject: string | null;
  owner: Actor;
  reviewer: Actor;
  parameterSummary: string;
  storedSha256: string;
  limits: ReuseLimits;
  alternativeText: string | null;
  approvedAt: string;
};

export const assetListSchema = z.object({
  purpose: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  subject: z.string().trim().max(200).optional(),
  kind: z.enum(['image', 'video']).optional(),
  usableNow: z.stringbool().default(true),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(12),
});
export type AssetListQuery = z.input<typeof assetListSchema>;

export const revokeSchema = z.object({ reason: z.string().trim().min(1, 'is required').max(1000) });

/** An authorisation for an input picture: without one it cannot be a reference. */
export const rightsRecordSchema = z.object({
  fileDocumentId: documentIdSchema,
  kind: z.enum(RIGHTS_KINDS),
  holder: z.string().trim().min(1, 'is required').max(200),
  scope: z.string().trim().min(1, 'is required').max(1000),
  validUntil: daySchema.nullable().default(null),
  evidenceFileDocumentId: documentIdSchema.nullable().default(null),
});
export type RightsRecordInput = z.input<typeof rightsRecordSchema>;
export type RightsRecord = {
  rightsRecordId: string;
  fileDocumentId: string;
  kind: RightsKind;
  holder: string;
  scope: string;
  validUntil: string | null;
  evidenceFileDocumentId: string | null;
  statedBy: Actor;
  statedAt: string;
  isValid: boolean;
};
export const rightsListSchema = z.object({ fileDocumentId: documentIdSchema });

/** Media of the library with what we know of it. */
export type LibraryItem = {
  fileDocumentId: string;
  fileId: number;
  name: string;
  url: string;
  thumbnailUrl: string | null;
  mime: string;
  width: number | null;
  height: number | null;
  bytes: number | null;
  approvalStatus: ApprovalStatus;
  origin: Origin;
  taskId: string | null;
  outputId: string | null;
  assetId: string | null;
  purpose: string | null;
  channel: string | null;
  subject: string | null;
  series: string | null;
  brand: string | null;
  owner: string | null;
  parameterSummary: string | null;
  limits: ReuseLimits | null;
  createdAt: string;
};
export const librarySchema = z.object({
  status: z.enum(APPROVAL_STATUSES).optional(),
  origin: z.enum(ORIGINS).optional(),
  purpose: z.string().max(60).optional(),
  kind: z.enum(['image', 'video']).optional(),
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
export type LibraryQuery = z.input<typeof librarySchema>;

/** Why one file may not be published, and who can change that. */
export type GateReason = {
  code:
    | 'not_approved'
    | 'draft_stage'
    | 'changed'
    | 'expired'
    | 'revoked'
    | 'superseded'
    | 'not_yet_valid'
    | 'not_public'
    | 'origin_unknown';
  severity: 'block' | 'warn';
  fileDocumentId: string;
  fileName: string;
  /** Path of the field in the entry, `blocks.0.image`; null when attached from outside. */
  field: string | null;
  approvalStatus: ApprovalStatus;
  message: { en: string; zh: string };
  whoCanUnblock: { en: string; zh: string };
  outputId: string | null;
};

/** What the side panel shows for one entry. */
export type EntryProvenance = {
  uid: string;
  documentId: string;
  locale: string | null;
  media: (LibraryItem & { field: string; reasons: GateReason[] })[];
  wouldBlock: GateReason[];
  nextRecheckOn: string | null;
  noteCount: number;
};
export const entrySchema = z.object({
  uid: z.string().min(3).max(200),
  documentId: documentIdSchema,
  locale: z.string().max(20).optional(),
});

import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import type { AssetState, Kind } from './vocabulary';

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
  /** Texts in other languages, by locale. */
  alternativeTexts: Record<string, string>;
  approvedAt: string;
  /** Who ended or replaced it, when and why; null while it is active. */
  ended: { by: string; at: string; reason: string } | null;
  supersededByAssetId: string | null;
};

export const assetListSchema = z.object({
  purpose: z.string().max(60).optional(),
  channel: z.string().max(60).optional(),
  subject: z.string().trim().max(200).optional(),
  kind: z.enum(['image', 'video']).optional(),
  /** Only the asset that is kept as this file. */
  fileDocumentId: documentIdSchema.optional(),
  usableNow: z.stringbool().default(true),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(12),
});
export type AssetListQuery = z.input<typeof assetListSchema>;

export const reasonSchema = z.string().trim().min(1, 'is required').max(1000);

export const revokeSchema = z.object({ reason: reasonSchema });

/** Body of `POST /assets/:assetId/supersede`: another asset takes its place. */
export const supersedeSchema = z.object({ byAssetId: documentIdSchema, reason: reasonSchema });
export type SupersedeInput = z.input<typeof supersedeSchema>;

/** Limits that are used again and again: what approving is prefilled with. */
export const licenceTemplateSchema = z.object({
  name: z.string().trim().min(1, 'is required').max(120),
  /** Purposes that it is offered for first; empty: all. */
  purposes: z.array(z.string().max(60)).max(50).default([]),
  /** Days from approval until the last day; null: as the limits say. */
  validForDays: z.number().int().min(1).max(36_500).nullable().default(null),
  limits: reuseLimitsSchema,
});
export type LicenceTemplateInput = z.input<typeof licenceTemplateSchema>;
export type LicenceTemplate = z.infer<typeof licenceTemplateSchema> & {
  licenceTemplateId: string;
  changedBy: string;
  changedAt: string;
};

import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import { daySchema, reasonSchema } from './reuse';
import type { ApprovedAsset } from './reuse';
import type { FoundPlacement, OutsidePlacement } from './usage';
import type { RightsKind } from './vocabulary';
import { RIGHTS_KINDS } from './vocabulary';

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
  /** Neither over nor withdrawn. */
  isValid: boolean;
  withdrawn: { by: Actor; at: string; reason: string } | null;
};
/** Query of `GET /rights-records`: of one file, or all by standing. */
export const rightsListSchema = z.object({
  fileDocumentId: documentIdSchema.optional(),
  status: z.enum(['valid', 'ending', 'ended', 'withdrawn']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type RightsListQuery = z.input<typeof rightsListSchema>;

/** Body of `POST /rights-records/:rightsRecordId/withdraw`. */
export const withdrawRightsSchema = z.object({ reason: reasonSchema });

/** Answer of `GET /rights-records/:rightsRecordId/affected`: all that stands on the record. */
export type RightsAffected = {
  rightsRecord: RightsRecord;
  /** What the gate does with entries that show these outputs. */
  policy: 'off' | 'warn' | 'block';
  taskCount: number;
  outputCount: number;
  assets: ApprovedAsset[];
  entries: FoundPlacement[];
  outsidePlacements: OutsidePlacement[];
};

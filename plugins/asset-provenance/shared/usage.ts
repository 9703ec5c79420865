import { z } from 'zod';
import type { Actor } from './actors';
import { daySchema, reasonSchema } from './reuse';
import { AI_DECLARATIONS } from './vocabulary';
import type { AiDeclaration } from './vocabulary';

/** One use of a file in an entry. */
export type FoundPlacement = {
  uid: string;
  documentId: string;
  title: string | null;
  locale: string | null;
  field: string;
  isPublished: boolean;
};

/** Body of `POST /files/:fileDocumentId/placements`: a use that no entry here shows. */
export const outsidePlacementSchema = z.object({
  channel: z.string().trim().min(1, 'is required').max(60),
  /** Where it appears; null for print and the like. */
  url: z
    .url({ protocol: /^https?$/, message: 'must be an http or https address' })
    .max(2000)
    .nullable()
    .default(null),
  placedOn: daySchema,
  /** What was declared to the platform about the part that a model had in it. */
  aiDeclaration: z.enum(AI_DECLARATIONS),
  note: z.string().trim().max(1000).nullable().default(null),
});
export type OutsidePlacementInput = z.input<typeof outsidePlacementSchema>;
export type OutsidePlacement = {
  placementId: string;
  fileDocumentId: string;
  channel: string;
  url: string | null;
  placedOn: string;
  aiDeclaration: AiDeclaration;
  note: string | null;
  recordedBy: Actor;
  recordedAt: string;
  /** null while it stands. */
  ended: { by: string; at: string; reason: string } | null;
};
/** Body of `POST /placements/:placementId/end`: it was taken down. */
export const endPlacementSchema = z.object({ reason: reasonSchema });

/** Answer of `GET /files/:fileDocumentId/usage`. */
export type FileUsage = {
  fileDocumentId: string;
  /** Published ones first; those of the first 1000 places. */
  entries: FoundPlacement[];
  outsidePlacements: OutsidePlacement[];
  /** What counts against the maximum: published entries, each once, and outside placements. */
  placementCount: number;
  maximumPlacements: number | null;
};

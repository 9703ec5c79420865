import { z } from 'zod';
import type { LibraryItem } from './library';
import { documentIdSchema } from './parameters';
import { reasonSchema } from './reuse';
import type { ApprovalStatus, GateObstacle } from './vocabulary';

/** Why one file may not be published here, and who can change that. */
export type GateReason = {
  code: GateObstacle;
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

/** Where an entry will appear, as the configuration maps it; empty: not mapped, not limited. */
export type EntryDestination = { channels: string[]; regions: string[]; languages: string[] };

/** What the side panel shows for one entry. */
export type EntryProvenance = {
  uid: string;
  documentId: string;
  locale: string | null;
  destination: EntryDestination;
  media: (LibraryItem & { field: string; reasons: GateReason[] })[];
  wouldBlock: GateReason[];
  /** Whether this reader may publish all the same, with a reason. */
  mayOverride: boolean;
  /** An override that waits for the next publication; null: none. */
  override: { by: string; reason: string; until: string } | null;
  nextRecheckOn: string | null;
  noteCount: number;
};
export const entrySchema = z.object({
  uid: z.string().min(3).max(200),
  documentId: documentIdSchema,
  locale: z.string().max(20).optional(),
});

/** Body of `POST /entries/overrides`: the next publication of this entry by this person passes. */
export const overrideSchema = entrySchema.extend({ reason: reasonSchema });
export type OverrideInput = z.input<typeof overrideSchema>;
/** In the details of a refusal: what the person who was refused may override; null: nothing. */
export type OverrideOffer = { uid: string; documentId: string; locales: (string | null)[] };
/** Answer of `POST /entries/overrides`. */
export type OverrideAnswer = NonNullable<EntryProvenance['override']>;

/** Body of `POST /entries/statuses`: the worst status of each entry, for list columns. */
export const entryStatusesSchema = z.object({
  uid: z.string().min(3).max(200),
  documentIds: z.array(documentIdSchema).max(100),
  /** Of the rows; without it the default locale, where the type is localised. */
  locale: z.string().max(20).optional(),
});
export type EntryStatusesInput = z.input<typeof entryStatusesSchema>;
export type EntryStatuses = Record<string, ApprovalStatus | null>;

/** Body of `POST /files/standings`: the standing of files, for badges on media fields. */
export const fileStandingsSchema = z.object({
  fileDocumentIds: z.array(documentIdSchema).max(100),
  /** Of the entry that shows them, where its channel limits count. */
  uid: z.string().max(200).optional(),
  /** Its documentId and locale, once it is saved: its own fields may say where it appears. */
  documentId: documentIdSchema.optional(),
  locale: z.string().max(20).optional(),
});
export type FileStandingsInput = z.input<typeof fileStandingsSchema>;
export type FileStanding = Pick<
  LibraryItem,
  'fileDocumentId' | 'approvalStatus' | 'origin' | 'outputId' | 'taskId' | 'assetId'
> & { reasons: GateReason[] };

/** One published entry that shows what may not be shown any more. */
export type OverdueEntry = {
  uid: string;
  documentId: string;
  locale: string | null;
  title: string | null;
  reasons: GateReason[];
  /** Day from which it may not show it. */
  since: string | null;
  /** Days until the site takes it down by itself; null: never. */
  unpublishOn: string | null;
};
/** Query of `GET /entries/overdue`. */
export const overdueSchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

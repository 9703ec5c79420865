import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import { daySchema, reasonSchema } from './reuse';
import type { ReuseLimits } from './reuse';
import type { ApprovalStatus, DigitalSourceType, MarkKind, Origin } from './vocabulary';
import { APPROVAL_STATUSES, DIGITAL_SOURCE_TYPES, ORIGINS } from './vocabulary';

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
  modelId: string | null;
  parameterSummary: string | null;
  limits: ReuseLimits | null;
  verdict: { verdict: string; reviewer: string; givenAt: string } | null;
  isHeld: boolean;
  createdAt: string;
};

export const LIBRARY_SORTS = ['newest', 'oldest', 'expires_first'] as const;

const libraryFilters = {
  status: z.enum(APPROVAL_STATUSES).optional(),
  origin: z.enum(ORIGINS).optional(),
  purpose: z.string().max(60).optional(),
  /** Approved and usable on this channel today. */
  usableOn: z.string().max(60).optional(),
  brand: z.string().trim().max(200).optional(),
  series: z.string().trim().max(200).optional(),
  /** documentId of an admin user. */
  ownerId: documentIdSchema.optional(),
  modelId: z.string().max(200).optional(),
  /** Last usable day is this one or earlier. */
  expiresBefore: daySchema.optional(),
  kind: z.enum(['image', 'video']).optional(),
  /** Name, alternative text, caption, subject, brand, series, parameter summary; never the prompt. */
  q: z.string().trim().max(200).optional(),
};

/** Query of `GET /library`. */
export const librarySchema = z.object({
  ...libraryFilters,
  /** Only this one: for a link to it, wherever it stands in the list. */
  fileDocumentId: documentIdSchema.optional(),
  sort: z.enum(LIBRARY_SORTS).default('newest'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
export type LibraryQuery = z.input<typeof librarySchema>;

/** Answer of `GET /library/choices`: what the filters offer, most used first. */
export type LibraryChoices = {
  brands: string[];
  series: string[];
  owners: { id: string; name: string }[];
  models: string[];
};

/** Body of `POST /library/views`. */
export const libraryViewSchema = z.object({
  name: z.string().trim().min(1, 'is required').max(80),
  isShared: z.boolean().default(false),
  filters: z.object({ ...libraryFilters, sort: z.enum(LIBRARY_SORTS).optional() }),
});
export type LibraryViewInput = z.input<typeof libraryViewSchema>;
export type LibraryView = {
  viewId: string;
  name: string;
  isShared: boolean;
  isOwn: boolean;
  ownerName: string;
  filters: z.infer<typeof libraryViewSchema>['filters'];
};

/** What one mark in a file says about where it came from. */
export type Finding = {
  mark: MarkKind;
  /** Public-safe: the tool or model that it names; never a prompt. */
  tool: string | null;
  digitalSourceType: string | null;
  /** Of C2PA: whether the signature holds, and who signed. */
  isSignatureValid: boolean | null;
  signer: string | null;
  /** Of a mark that we wrote: the task that it names. */
  taskId?: string | null;
  /** The output that a mark of ours names, also one of a file from which others made this one. */
  outputId?: string | null;
  /** Of C2PA: the manifest of ours, this file's own or that of a file from which it was made. */
  manifestId?: string | null;
};

/** Answer of `GET /files/:fileDocumentId/origin`. */
export type FileOrigin = {
  fileDocumentId: string;
  origin: Origin;
  findings: Finding[];
  examinedAt: string | null;
  /** SHA-256 of the bytes that were examined, as they came. */
  receivedSha256: string | null;
  declarations: OriginDeclaration[];
};

/** Body of `POST /files/:fileDocumentId/declare`: a person says where a file came from. */
export const declareOriginSchema = z.object({
  isGenerated: z.boolean(),
  /** Required where `isGenerated`. */
  digitalSourceType: z.enum(DIGITAL_SOURCE_TYPES).nullable().default(null),
  tool: z.string().trim().max(200).nullable().default(null),
  note: z.string().trim().max(1000).nullable().default(null),
});
export type DeclareOriginInput = z.input<typeof declareOriginSchema>;
export type OriginDeclaration = {
  isGenerated: boolean;
  digitalSourceType: DigitalSourceType | null;
  tool: string | null;
  note: string | null;
  declaredBy: Actor;
  declaredAt: string;
};

/**
 * Body of `POST /files/:fileDocumentId/record`: takes a file that was made elsewhere under record,
 * as the output of a task, so that it can be submitted and reviewed like any other.
 */
export const recordElsewhereSchema = z.object({
  purpose: z.string().trim().min(1, 'is required').max(60),
  channel: z.string().trim().min(1, 'is required').max(60),
  /** What it was made with. */
  tool: z.string().trim().min(1, 'is required').max(200),
  brand: z.string().trim().max(200).nullable().default(null),
  series: z.string().trim().max(200).nullable().default(null),
  subject: z.string().trim().max(200).nullable().default(null),
});
export type RecordElsewhereInput = z.input<typeof recordElsewhereSchema>;

/**
 * Fields of the form of `POST /outputs/:outputId/edited-version` (multipart, with the file as
 * `file`): a working copy that was edited comes back as an unsubmitted descendant.
 */
export const editedVersionSchema = z.object({
  editedWith: z.string().trim().min(1, 'is required').max(200),
  changes: z.string().trim().min(1, 'is required').max(1000),
});
export type EditedVersionInput = z.input<typeof editedVersionSchema>;

/** Body of `POST /files/:fileDocumentId/hold`. */
export const holdSchema = z.object({ isHeld: z.boolean(), reason: reasonSchema });

/** Body of `POST /library/working-copies`; the answer is a zip file. */
export const workingCopiesSchema = z.object({
  fileDocumentIds: z.array(documentIdSchema).min(1, 'is empty').max(100),
  channels: z.array(z.string().max(60)).min(1, 'is empty').max(20),
});
export type WorkingCopiesInput = z.input<typeof workingCopiesSchema>;

/** Bodies of `POST /library/bulk/…`: one answer for each file. */
export const bulkRevokeSchema = z.object({
  fileDocumentIds: z.array(documentIdSchema).min(1, 'is empty').max(100),
  reason: reasonSchema,
});
export const bulkDeclareSchema = declareOriginSchema.extend({
  fileDocumentIds: z.array(documentIdSchema).min(1, 'is empty').max(100),
});
export const bulkHoldSchema = holdSchema.extend({
  fileDocumentIds: z.array(documentIdSchema).min(1, 'is empty').max(100),
});

import { z } from 'zod';
import { APPROVAL_STATUSES, actorTypes } from '../../../../shared';
import type { Actor, Parameters, ReuseLimits, TimelineEvent } from '../../../../shared';

/**
 * The statements of `record.json` that can be held against events. What a hash was taken over goes
 * through as it stands: a schema that fills in or leaves out would change it.
 */
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = z.string();
const orNull = text.nullable();
const limits = z.custom<ReuseLimits>(isObject);
const actor: z.ZodType<Actor> = z.object({
  type: z.enum(Object.keys(actorTypes) as [Actor['type'], ...Actor['type'][]]),
  id: orNull,
  name: text,
});
const ended = z.object({ by: text, reason: text }).nullable();

const output = z.object({
  outputId: text,
  state: text,
  approvalStatus: z.enum(APPROVAL_STATUSES),
  fileDocumentId: orNull,
  receivedSha256: orNull,
  storedSha256: orNull,
});

const task = z.object({
  taskId: text,
  kind: text,
  stage: text,
  purpose: text,
  channel: text,
  specification: orNull,
  brand: orNull,
  series: orNull,
  subject: orNull,
  providerId: text,
  modelId: text,
  requested: z.custom<Parameters>(isObject).nullable(),
  repeatOf: orNull,
  derivedFrom: z.object({ taskId: text, derivation: text }).nullable(),
  launchedAt: text,
  jobs: z.array(z.object({ jobId: text, state: text, providerTaskId: orNull })),
});

const verdict = z.object({
  verdictId: text,
  outputId: text,
  verdict: text,
  reason: text,
  reasonChips: z.array(text),
  storedSha256: text,
  reviewer: actor,
  decisions: z.object({
    storedIn: orNull,
    isReuseAllowed: z.boolean(),
    shouldRegenerate: z.boolean(),
    isPublicUseAllowed: z.boolean(),
  }),
  limits: limits.nullable(),
  alternativeText: orNull,
  alternativeTexts: z.record(text, text),
  restores: orNull,
  supersedes: orNull,
  givenAt: z.iso.datetime(),
});

const asset = z.object({
  assetId: text,
  outputId: text,
  state: text,
  storedSha256: text,
  limits,
  reviewer: actor,
  ended,
});

const rights = z.object({
  rightsRecordId: text,
  fileDocumentId: text,
  kind: text,
  validUntil: orNull,
  statedBy: actor,
  withdrawn: z.object({ by: actor, reason: text }).nullable(),
});

const note = z.object({
  noteId: text,
  target: z.object({ type: text }),
  recheckOn: orNull,
  writtenBy: actor,
  completes: orNull,
  outcome: orNull,
});

const placement = z.object({
  placementId: text,
  fileDocumentId: text,
  channel: text,
  placedOn: text,
  aiDeclaration: text,
  note: orNull,
  recordedBy: actor,
  ended,
});

const timelineEvent: z.ZodType<TimelineEvent> = z.object({
  eventId: text,
  at: text,
  type: text,
  actor,
  aggregateType: text,
  aggregateId: text,
  note: orNull,
  data: z.record(text, z.unknown()),
  hash: text,
});

export const claimedRecordSchema = z.object({
  output,
  task,
  asset: asset.nullable(),
  verdicts: z.array(verdict),
  references: z.array(z.object({ rights: rights.nullable() })),
  siblings: z.array(output),
  outsidePlacements: z.array(placement),
  notes: z.array(note),
  timeline: z.array(timelineEvent),
  files: z.array(z.object({ role: text, entry: orNull, sha256: orNull })),
});
export type ClaimedRecord = z.infer<typeof claimedRecordSchema>;

/** Of the public variant only what can be held against the zip itself. */
export const publicRecordFileSchema = z.object({
  sha256: orNull,
  files: z.array(z.object({ entry: orNull, sha256: orNull })),
});

import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import { VERDICTS } from './vocabulary';
import type { ApprovalStatus, VerdictKind } from './vocabulary';

/** Query of `GET /decisions`. */
export const decisionsSchema = z.object({
  /** documentId of an admin user, also of one who is gone. */
  reviewerId: documentIdSchema.optional(),
  verdict: z.enum(VERDICTS).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
export type DecisionsQuery = z.input<typeof decisionsSchema>;

/** One verdict, with what it was about and what became of that. */
export type Decision = {
  verdictId: string;
  verdict: VerdictKind;
  reason: string;
  reviewer: Actor;
  givenAt: string;
  /** Of the bytes that were decided on. */
  storedSha256: string;
  /** A later verdict on the same result took its place. */
  isSuperseded: boolean;
  outputId: string;
  taskId: string;
  subject: string | null;
  purpose: string;
  channel: string;
  /** Of the result, as it stands today. */
  approvalStatus: ApprovalStatus;
};

/** Whoever gave a verdict, by name. */
export type Decider = { id: string; name: string };

import { z } from 'zod';
import type { Actor } from './actors';
import { documentIdSchema } from './parameters';
import { daySchema } from './reuse';
import { NOTE_OUTCOMES } from './vocabulary';
import type { NoteOutcome, NoteTarget } from './vocabulary';

const noteBody = {
  /** Why it was changed, or why it is followed up. */
  reason: z.string().trim().min(1, 'is required').max(2000),
  /** Where the question came from: a ticket number, a reader's mail, an inspection. */
  questionSource: z.string().trim().min(1, 'is required').max(500),
  /** Name of the person who approves the change. */
  approvingOwner: z.string().trim().min(1, 'is required').max(200),
  /** Day to check again, in the site's time zone; null: never. */
  recheckOn: daySchema.nullable().default(null),
};

export const noteTargetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('asset'), id: documentIdSchema }),
  z.object({ type: z.literal('task'), id: documentIdSchema }),
  z.object({
    type: z.literal('entry'),
    id: documentIdSchema,
    uid: z.string().min(3).max(200),
    locale: z.string().max(20).nullable().default(null),
  }),
]);
export type NoteTargetRef = z.infer<typeof noteTargetSchema>;

/** Body of `POST /revision-notes`. */
export const revisionNoteSchema = z.object({ target: noteTargetSchema, ...noteBody });
export type RevisionNoteInput = z.input<typeof revisionNoteSchema>;

/** Body of `POST /revision-notes/:noteId/complete`: completing one writes the next. */
export const completeNoteSchema = z.object({ outcome: z.enum(NOTE_OUTCOMES), ...noteBody });
export type CompleteNoteInput = z.input<typeof completeNoteSchema>;

export type RevisionNote = {
  noteId: string;
  target: {
    type: NoteTarget;
    id: string;
    uid: string | null;
    locale: string | null;
    label: string;
  };
  reason: string;
  questionSource: string;
  approvingOwner: string;
  recheckOn: string | null;
  writtenBy: Actor;
  writtenAt: string;
  /** Name of the person who is to check again: at first its writer, then whoever it was handed to. */
  responsible: string;
  completes: string | null;
  outcome: NoteOutcome | null;
  completedBy: string | null;
  isDue: boolean;
};

export const noteListSchema = z.object({
  /** `due`: to be checked today or earlier and not completed; `open`: not completed, any day. */
  status: z.enum(['due', 'open', 'all']).default('due'),
  targetType: z.enum(['asset', 'task', 'entry']).optional(),
  targetId: documentIdSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type NoteListQuery = z.input<typeof noteListSchema>;

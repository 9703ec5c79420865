import { z } from 'zod';
import { documentIdSchema } from './parameters';
import { reasonSchema } from './reuse';

/** An admin user as a choice; not active: may not log in, or was deleted and still holds something. */
export type Person = { id: string; name: string; isActive: boolean };

/** What a person holds, and what a hand-over moves. */
export type Holdings = {
  tasks: number;
  assets: number;
  reviews: number;
  rechecks: number;
  presets: number;
};

/** Body of `POST /hand-over`. */
export const handOverSchema = z.object({
  /** documentId of an admin user, also of one that was deleted. */
  fromId: documentIdSchema,
  toId: documentIdSchema,
  reason: reasonSchema,
});
export type HandOverInput = z.input<typeof handOverSchema>;
/** `handOverId` is null when there was nothing to move. */
export type HandOverResult = Holdings & { handOverId: string | null };

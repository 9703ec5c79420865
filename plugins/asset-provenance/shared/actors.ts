import type { ActorType } from './vocabulary';

/** Who did something. `name` is the name at that time; `id` is null for system and provider. */
export type Actor = { type: ActorType; id: string | null; name: string };

export const systemActor: Actor = { type: 'system', id: null, name: 'System' };

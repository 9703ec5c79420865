import type { LookUpAnswer } from '../contract';
import { beganAt } from './reading';
import type { ComfyServer } from './server';

/** Milliseconds. ComfyUI queues a job only after it has checked the graph. */
const CHECKING = 60_000;
/** How far the server's clock and ours may be apart. */
const CLOCKS = 900_000;

/**
 * Whether a job whose submit was not answered is there. ComfyUI keeps queue and history in memory,
 * so that "not found" proves something only while it remembers what came before the submit; and
 * then only when it has had the time to check the graph. Servers of before July 2025 give jobs ids
 * of their own, which is why the key is looked for as well.
 */
export const lookUp = async (
  server: ComfyServer,
  key: string,
  submittedAt: string,
  now = Date.now()
): Promise<LookUpAnswer> => {
  const accepted = (providerTaskId: string): LookUpAnswer => ({ kind: 'accepted', providerTaskId });
  // In this order: a job moves from the queue into the history, never back.
  const place = await server.placeOf(key);
  if (place) return accepted(place.promptId);
  if (await server.entryOf(key)) return accepted(key);
  const recent = await server.recentEntries();
  const ours = recent.find(({ prompt }) => prompt?.[3].client_id === key)?.prompt;
  if (ours) return accepted(ours[1]);
  const sent = Date.parse(submittedAt);
  const remembersBefore = recent.some((entry) => (beganAt(entry) ?? sent) < sent - CLOCKS);
  return remembersBefore && now - sent >= CHECKING ? { kind: 'not_taken' } : { kind: 'unknown' };
};

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
 * then only when it has had the time to check the graph.
 */
export const lookUp = async (
  server: ComfyServer,
  promptId: string,
  submittedAt: string,
  now = Date.now()
): Promise<LookUpAnswer> => {
  const accepted: LookUpAnswer = { kind: 'accepted', providerTaskId: promptId };
  // In this order: a job moves from the queue into the history, never back.
  if (await server.placeOf(promptId)) return accepted;
  if (await server.entryOf(promptId)) return accepted;
  const sent = Date.parse(submittedAt);
  if (now - sent < CHECKING) return { kind: 'unknown' };
  const oldest = await server.oldestEntry();
  const remembersSince = oldest && beganAt(oldest);
  return remembersSince && remembersSince < sent - CLOCKS
    ? { kind: 'not_taken' }
    : { kind: 'unknown' };
};

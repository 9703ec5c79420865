/** Waits between attempts, as multiples of the first: at 10 s that is 1 min, 5 min … 8 h. */
const WAITS = [1, 6, 30, 180, 360, 720, 1440, 2880];
const IN_ALL = WAITS.reduce((sum, wait) => sum + wait, 0);
const JITTER = 0.1;

export type Attempted = {
  /** How many attempts there have been, this one included. */
  attempts: number;
  firstRetrySeconds: number;
  /** Seconds since it was to be sent for the first time. */
  age: number;
  /** Seconds, where the address said so. */
  retryAfter: number | null;
};

/**
 * Seconds to the next attempt; null when it is given up: after the last wait, or when it has waited
 * as long as that behind others, so that an address which is gone does not hold all for weeks.
 */
export const nextWait = (
  { attempts, firstRetrySeconds, age, retryAfter }: Attempted,
  random = Math.random
): number | null => {
  const wait = WAITS[attempts - 1];
  if (wait === undefined || age > IN_ALL * firstRetrySeconds * (1 + JITTER)) return null;
  const jittered = wait * firstRetrySeconds * (1 + random() * JITTER);
  return Math.max(jittered, retryAfter ?? 0);
};

import { setTimeout as sleep } from 'node:timers/promises';

type Patience = { what: string; timeoutMs?: number; everyMs?: number };

/** Asks again until the answer is neither false nor empty, and returns it. */
export const until = async <T>(
  ask: () => Promise<T> | T,
  { what, timeoutMs = 30_000, everyMs = 100 }: Patience
): Promise<Exclude<T, undefined | null | false>> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as Exclude<T, undefined | null | false>;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await sleep(everyMs);
  }
};

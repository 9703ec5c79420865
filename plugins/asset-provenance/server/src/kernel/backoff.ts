/**
 * Full-jitter exponential delay in milliseconds.
 * @param attempt how many attempts there have been, from 1.
 */
export const backoff = (
  attempt: number,
  { baseMs = 1000, maxMs = 300_000, random = Math.random } = {}
): number => {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + random() * (ceiling / 2));
};

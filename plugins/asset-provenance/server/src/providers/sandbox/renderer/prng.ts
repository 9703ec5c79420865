/** A seeded source of numbers: the same seed gives the same sequence in any process. */
export type Prng = {
  /** In [0, 1). */
  next(): number;
  /** In [from, to). */
  range(from: number, to: number): number;
  /** Whole, in [from, to]. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  /** @throws {RangeError} for an empty list. */
  pick<T>(items: readonly T[]): T;
  /**
   * An independent sequence that depends on the seed and the label only, so that drawing more or
   * less of one thing (detail, quality) never moves another.
   */
  fork(label: string): Prng;
};

/** 32-bit FNV-1a over UTF-16 code units with a final avalanche, so that close texts land far apart. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** mulberry32 started from the hash of a text. */
export const createPrng = (seedText: string): Prng => {
  let state = hashText(seedText);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const range = (from: number, to: number): number => from + next() * (to - from);
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    range,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
    fork: (label) => createPrng(`${seedText}\u0000${label}`),
  };
};

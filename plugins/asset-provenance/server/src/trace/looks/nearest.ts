import { setImmediate as others } from 'node:timers/promises';
import { HASH_BITS } from './perceptual-hash';
import type { PerceptualHash } from './perceptual-hash';

export type Near = { id: number; distance: number };

const WORDS = HASH_BITS / 32;
/** Rows that are compared before others have their turn. */
const STRETCH = 50_000;

const bitsSet = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

const grown = <T extends Uint32Array | Float64Array>(array: T, length: number): T => {
  const larger = new (array.constructor as new (length: number) => T)(length);
  larger.set(array);
  return larger;
};

/** All hashes in memory, 40 bytes each: no index of a database finds what is merely near. */
export const createNearest = () => {
  let capacity = 1024;
  let size = 0;
  let words = new Uint32Array(capacity * WORDS);
  let ids = new Float64Array(capacity);

  return {
    add: (id: number, hash: PerceptualHash): void => {
      if (size === capacity) {
        capacity *= 2;
        words = grown(words, capacity * WORDS);
        ids = grown(ids, capacity);
      }
      words.set(hash, size * WORDS);
      ids[size] = id;
      size += 1;
    },

    /**
     * Everything within `limit` bits of any of the hashes, nearest first.
     * @param limit most bits that may differ.
     */
    within: async (hashes: PerceptualHash[], limit: number): Promise<Near[]> => {
      const best = new Map<number, number>();
      const known = size;
      for (let begin = 0; begin < known; begin += STRETCH) {
        const end = Math.min(known, begin + STRETCH);
        for (const hash of hashes) {
          for (let row = begin; row < end; row += 1) {
            let distance = 0;
            const at = row * WORDS;
            for (let word = 0; word < WORDS && distance <= limit; word += 1)
              distance += bitsSet((words[at + word] as number) ^ (hash[word] as number));
            if (distance > limit) continue;
            const id = ids[row] as number;
            best.set(id, Math.min(distance, best.get(id) ?? limit));
          }
        }
        await others();
      }
      return [...best]
        .map(([id, distance]) => ({ id, distance }))
        .sort((one, other) => one.distance - other.distance);
    },
  };
};

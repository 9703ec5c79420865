import { setImmediate as others } from 'node:timers/promises';
import type { PerceptualHash } from './perceptual-hash';
import { layout, openScan } from './scan';

export type Near = { id: number; distance: number };

const PAGE_BYTES = 65_536;
/** Rows of one scan: there is room for all of them among what it finds. */
const SCAN = Math.floor((layout.rows - layout.found) / layout.entry);
/** Scans before others have their turn. */
const STRETCH = 16 * SCAN;

const addressOf = (row: number): number => layout.rows + row * layout.row;

/** All hashes in memory, 40 bytes each: no index of a database finds what is merely near. */
export const createNearest = () => {
  const { memory, scan } = openScan();
  let size = 0;
  let ids = new Float64Array(1024);

  const makeRoom = (): void => {
    if (size === ids.length) {
      const larger = new Float64Array(2 * size);
      larger.set(ids);
      ids = larger;
    }
    if (addressOf(size + 1) > memory.buffer.byteLength)
      memory.grow(memory.buffer.byteLength / PAGE_BYTES);
  };
  const write = (address: number, hash: PerceptualHash): void =>
    new Uint32Array(memory.buffer, address, hash.length).set(hash);

  return {
    add: (id: number, hash: PerceptualHash): void => {
      makeRoom();
      write(addressOf(size), hash);
      ids[size] = id;
      size += 1;
    },

    /**
     * Everything within `limit` bits of any of the hashes, nearest first.
     * @param limit most bits that may differ.
     */
    within: async (hashes: PerceptualHash[], limit: number): Promise<Near[]> => {
      const best = new Map<number, number>();
      const note = (end: number): void => {
        const found = new Uint32Array(memory.buffer, layout.found, (end - layout.found) / 4);
        for (let at = 0; at < found.length; at += 2) {
          const id = ids[((found[at] as number) - layout.rows) / layout.row] as number;
          best.set(id, Math.min(found[at + 1] as number, best.get(id) ?? limit));
        }
      };
      const known = size;
      for (let begin = 0; begin < known; begin += STRETCH) {
        const end = Math.min(known, begin + STRETCH);
        for (const hash of hashes) {
          write(0, hash);
          for (let row = begin; row < end; row += SCAN)
            note(scan(addressOf(row), addressOf(Math.min(end, row + SCAN)), limit));
        }
        await others();
      }
      return [...best]
        .map(([id, distance]) => ({ id, distance }))
        .sort((one, other) => one.distance - other.distance);
    },
  };
};

import { setImmediate as others } from 'node:timers/promises';
import { systemActor } from '../../../shared';
import { createTree, rootOf } from '../evidence';
import type { NodeSource } from '../evidence';
import type { Kernel, Transaction } from '../kernel';
import { ledgerNodes } from './content-types/ledger-node';
import type { LedgerRows } from './ledger-rows';

/** Every eighth level of the tree is kept: over 2^8, 2^16 and 2^24 events. */
const STEP = 8;
const WIDTH = 2 ** STEP;
export const KEPT_LEVELS = [8, 16, 24];
/** Nodes that are made in one transaction. */
const BATCH = 64;

/** Where a seal is missing there is no tree over it. */
export class SealsMissing extends Error {}

const rootOfComplete = (hashes: string[]): string => {
  const tree = createTree();
  for (const hash of hashes) tree.append(hash);
  return tree.root();
};

/** The tree over the seals, with the roots of its larger parts in a table. */
export const createStoredTree = ({ strapi, store, transact }: Kernel, rows: LedgerRows) => {
  const table = store.tableOf(ledgerNodes);
  const nodes = (tx?: Transaction) => (tx ? tx.trx(table) : strapi.db.connection(table));

  const keptAt = async (
    level: number,
    from: number,
    count: number,
    tx?: Transaction
  ): Promise<string[]> =>
    level === 0
      ? rows.seals(from + 1, count, tx)
      : ((await nodes(tx)
          .where({ level })
          .where('position', '>=', from)
          .where('position', '<', from + count)
          .orderBy('position')
          .pluck('hash')) as string[]);

  /** Nodes of a kept level; those that are not kept yet are computed from the level below. */
  const hashesAt = async (
    level: number,
    from: number,
    count: number,
    tx?: Transaction
  ): Promise<string[]> => {
    const kept = await keptAt(level, from, count, tx);
    if (kept.length === count) return kept;
    if (level === 0)
      throw new SealsMissing(
        `Of the events from ${from + 1} to ${from + count}, some are missing.`
      );
    const hashes: string[] = [];
    for (let position = from; position < from + count; position += 1)
      hashes.push(rootOfComplete(await hashesAt(level - STEP, position * WIDTH, WIDTH, tx)));
    return hashes;
  };

  const nodesIn =
    (tx?: Transaction): NodeSource =>
    async (level, position) => {
      const kept = Math.min(level - (level % STEP), KEPT_LEVELS.at(-1) ?? 0);
      const width = 2 ** (level - kept);
      return rootOfComplete(await hashesAt(kept, position * width, width, tx));
    };

  /** How many nodes of a level there could be. */
  const completeAt = async (level: number, tx: Transaction): Promise<number> => {
    if (level === STEP) return Math.floor((await rows.last(tx)).sequence / WIDTH);
    return Math.floor((await nextAt(level - STEP, tx)) / WIDTH);
  };
  const nextAt = async (level: number, tx: Transaction): Promise<number> => {
    const [row] = (await nodes(tx).where({ level }).max({ last: 'position' })) as {
      last: number | null;
    }[];
    return (row?.last ?? -1) + 1;
  };

  /** @returns whether there is more to do. */
  const growOnce = (level: number): Promise<boolean> =>
    transact(systemActor, async (tx) => {
      await rows.hold(tx);
      const next = await nextAt(level, tx);
      const count = Math.min((await completeAt(level, tx)) - next, BATCH);
      if (count <= 0) return false;
      const below = await hashesAt(level - STEP, next * WIDTH, count * WIDTH, tx);
      await store.insertMany(
        ledgerNodes,
        Array.from({ length: count }, (_, index) => ({
          level,
          position: next + index,
          hash: rootOfComplete(below.slice(index * WIDTH, (index + 1) * WIDTH)),
        }))
      );
      return count === BATCH;
    });

  return {
    nodesIn,

    root: (size: number, tx?: Transaction): Promise<string> => rootOf(nodesIn(tx), 0, size),

    /** What is kept of a level, for those who compute it again. */
    kept: async (
      level: number,
      from: number,
      count: number
    ): Promise<{ position: number; hash: string }[]> =>
      (await nodes()
        .where({ level })
        .where('position', '>=', from)
        .where('position', '<', from + count)
        .select('position', 'hash')) as { position: number; hash: string }[],

    /** Keeps what has become complete. */
    grow: async (signal?: AbortSignal): Promise<void> => {
      for (const level of KEPT_LEVELS)
        while (!signal?.aborted && (await growOnce(level))) await others();
    },
  };
};
export type StoredTree = ReturnType<typeof createStoredTree>;

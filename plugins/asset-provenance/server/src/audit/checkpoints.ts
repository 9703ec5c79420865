import { systemActor } from '../../../shared';
import type { LedgerCheckpoint } from '../../../shared';
import type { LedgerConfig } from '../config-ledger';
import { signCheckpoint } from '../evidence';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { ledgerCheckpoints } from './content-types/ledger-checkpoint';
import type { Keys } from './keys';
import type { LedgerRows } from './ledger-rows';
import type { StoredTree } from './stored-tree';

export type CheckpointRow = RowOf<typeof ledgerCheckpoints>;

const PAGE = 200;

/** The events do not lead to what was signed before: nothing is signed on top of that. */
export class HistoryAltered extends Error {
  constructor(size: number) {
    super(
      `The ledger does not agree with its own checkpoint over ${size} events; no further one is signed. Verify it (docs/operators.md, "The ledger").`
    );
  }
}

/** Signed states of the ledger. */
export const createCheckpoints = (
  { store, transact }: Kernel,
  config: LedgerConfig,
  { rows, tree, keys }: { rows: LedgerRows; tree: StoredTree; keys: Keys }
) => {
  const newest = async (): Promise<CheckpointRow | null> =>
    (await store.find(ledgerCheckpoints, { orderBy: { size: 'desc' }, limit: 1 }))[0] ?? null;

  const isDue = (before: CheckpointRow | null, size: number, now: Date): boolean => {
    if (size === (before?.size ?? 0)) return false;
    if (!before || size - before.size >= config.checkpointEvents) return true;
    return now.getTime() - Date.parse(before.takenAt) >= config.checkpointMinutes * 60_000;
  };

  const assertFollows = async (tx: Transaction, before: CheckpointRow | null, size: number) => {
    if (!before) return;
    if (before.size > size || (await tree.root(before.size, tx)) !== before.root)
      throw new HistoryAltered(before.size);
  };

  return {
    newest,

    /** @param after size of the last one that is known. */
    page: (after: number): Promise<CheckpointRow[]> =>
      store.find(ledgerCheckpoints, {
        where: { size: { $gt: after } },
        orderBy: { size: 'asc' },
        limit: PAGE,
      }),

    present: async (row: CheckpointRow): Promise<LedgerCheckpoint> => {
      const { origin } = await keys.vouched();
      return {
        origin: origin ?? '',
        size: row.size,
        root: row.root,
        time: row.takenAt,
        note: row.note,
      };
    },

    /**
     * Signs what is sealed, if it is time to.
     * @param isUrgent signs whatever is new.
     * @throws NoSigningKey | HistoryAltered
     */
    take: async ({ isUrgent = false } = {}): Promise<CheckpointRow | null> => {
      const isWanted = (before: CheckpointRow | null, size: number, now: Date) =>
        isUrgent ? size !== (before?.size ?? 0) : isDue(before, size, now);
      if (!isWanted(await newest(), (await rows.last()).sequence, new Date())) return null;
      return transact(systemActor, async (tx) => {
        await rows.hold(tx);
        const { sequence: size } = await rows.last(tx);
        const before = await newest();
        if (!isWanted(before, size, tx.at)) return null;
        const { origin, signer, isDevelopment } = await keys.signer(tx, size);
        await assertFollows(tx, before, size);
        const root = await tree.root(size, tx);
        const time = tx.at.toISOString();
        return store.insert(ledgerCheckpoints, {
          size,
          root,
          takenAt: time,
          note: signCheckpoint({ origin, size, root, time }, signer, isDevelopment),
        });
      });
    },
  };
};
export type Checkpoints = ReturnType<typeof createCheckpoints>;

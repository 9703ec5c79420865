import { setImmediate as others } from 'node:timers/promises';
import { systemActor } from '../../../shared';
import { FIRST_PREVIOUS_HASH, sealOf } from '../evidence';
import { reached } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import type { LedgerRows } from './ledger-rows';

/** Events of one transaction and of one statement. */
const BATCH = 1000;

type Seal = [id: number, sequence: number, previousHash: string, sealedHash: string];

/**
 * One statement for all: an `update` per row takes too long where the database is far away. The plus
 * sign keeps SQLite from looking through all unsealed events for each seal, instead of by row id.
 */
const WRITE = {
  postgres: `update ?? as event
    set sequence = (seal->>1)::int, previous_hash = seal->>2, sealed_hash = seal->>3
    from jsonb_array_elements(?::jsonb) as seals(seal)
    where event.id = (seal->>0)::int and event.sequence is null`,
  sqlite: `update ?? as event
    set sequence = json_extract(seal.value, '$[1]'),
        previous_hash = json_extract(seal.value, '$[2]'),
        sealed_hash = json_extract(seal.value, '$[3]')
    from json_each(?) as seal
    where event.id = json_extract(seal.value, '$[0]') and +event.sequence is null`,
};

/**
 * Gives events their place: whatever has none yet, in the order of their rows. Never "what came after
 * the last": a transaction that commits late has an earlier row, and would be left out for ever.
 */
export const createSequencer = (
  { strapi, transact }: Pick<Kernel, 'strapi' | 'transact'>,
  rows: LedgerRows
) => {
  const isPostgres = strapi.db.dialect.client === 'postgres';

  const sealsAfter = (
    last: { sequence: number; sealedHash: string | null },
    events: { id: number; hash: string }[]
  ): Seal[] => {
    let previousHash = last.sealedHash ?? FIRST_PREVIOUS_HASH;
    return events.map(({ id, hash }, index) => {
      const sequence = last.sequence + index + 1;
      const seal: Seal = [id, sequence, previousHash, sealOf({ sequence, previousHash, hash })];
      previousHash = seal[3];
      return seal;
    });
  };

  const write = async (tx: Transaction, seals: Seal[]): Promise<void> => {
    await tx.trx.raw(WRITE[isPostgres ? 'postgres' : 'sqlite'], [
      rows.table,
      JSON.stringify(seals),
    ]);
    const first = seals[0]?.[1] ?? 0;
    const written = await rows.seals(first, seals.length, tx);
    if (written.length !== seals.length)
      throw new Error(`${written.length} of ${seals.length} events were sealed from ${first} on.`);
  };

  /** @returns how many events were sealed; fewer than a batch: there are no more. */
  const sealBatch = (): Promise<number> =>
    transact(systemActor, async (tx) => {
      await rows.hold(tx);
      const events = (await rows
        .events(tx)
        .whereNull('sequence')
        .orderBy('id')
        .limit(BATCH)
        .select('id', 'hash')) as { id: number; hash: string }[];
      if (events.length === 0) return 0;
      await write(tx, sealsAfter(await rows.last(tx), events));
      reached('before-seal-commit');
      return events.length;
    });

  /** Seals all that is there. @returns how many events. */
  return async (signal?: AbortSignal): Promise<number> => {
    let sealed = 0;
    // Most looks find nothing, and need no transaction to see it.
    if (!(await rows.hasUnsealed())) return sealed;
    for (let count = BATCH; count === BATCH && !signal?.aborted;) {
      count = await sealBatch();
      sealed += count;
      // SQLite answers at once, so that without a break nothing else would run until the end.
      await others();
    }
    return sealed;
  };
};
export type Sequencer = ReturnType<typeof createSequencer>;

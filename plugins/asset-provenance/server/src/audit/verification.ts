import { setImmediate as others } from 'node:timers/promises';
import type { LedgerReport } from '../../../shared';
import { createFindings, createVerifier, sha256 } from '../evidence';
import type { Findings } from '../evidence';
import type { Kernel } from '../kernel';
import { createCheckpointStreams } from './checkpoint-streams';
import type { Checkpoints } from './checkpoints';
import { compareColumns } from './event-text';
import type { Exports } from './exports';
import type { Keys } from './keys';
import type { EventRow, LedgerRows } from './ledger-rows';
import { createPersons } from './persons';
import type { StoredTree } from './stored-tree';
import { createTreeCheck } from './verify-tree';
import { createWitnesses } from './witnesses';
import type { Witness } from './witnesses';

type Dependencies = {
  rows: LedgerRows;
  tree: StoredTree;
  keys: Keys;
  checkpoints: Checkpoints;
  exports: Exports;
  witnesses: Witness[];
};
type Options = {
  signal?: AbortSignal;
  onProgress?: (checked: number, of: number) => Promise<void>;
};

/** Columns beside the text, and what was erased of them. */
const createColumnCheck = (kernel: Kernel, findings: Findings) => {
  const persons = createPersons(kernel);
  const erased = { actors: 0, notes: 0 };
  return {
    erased,
    check: (row: EventRow): void => {
      const { differences, erased: gone } = compareColumns(row);
      if (gone.actor) erased.actors += 1;
      if (gone.note) erased.notes += 1;
      for (const difference of differences)
        findings.add({
          kind: 'column_altered',
          sequence: row.sequence,
          eventId: row.documentId,
          ...difference,
        });
    },
    /** Beside the data: whom they name. */
    checkPersons: async (page: EventRow[]): Promise<void> => {
      const { erased: gone, altered } = await persons.check(page);
      erased.actors += gone;
      const rowOf = new Map(page.map((row) => [row.documentId, row]));
      for (const { event, field } of altered)
        findings.add({
          kind: 'column_altered',
          sequence: rowOf.get(event.documentId)?.sequence ?? null,
          eventId: event.documentId,
          field: `data.${field}`,
        });
    },
  };
};

/**
 * Reads the whole ledger, row by row, and compares it with every checkpoint and with the rows that
 * people rely on.
 */
export const createVerification = (
  kernel: Kernel,
  { rows, tree, keys, checkpoints, exports, witnesses }: Dependencies
) => {
  /** What came after the events that were verified; @returns how many of them have no seal. */
  const checkLater = async (
    size: number,
    findings: Findings,
    { check, checkPersons }: ReturnType<typeof createColumnCheck>
  ): Promise<number> => {
    let unsealed = 0;
    for (let after = 0; ;) {
      const page = await rows.laterPage(size, after);
      for (const row of page) {
        if (sha256(row.canonical) !== row.hash)
          findings.add({ kind: 'text_altered', eventId: row.documentId });
        check(row);
        if (row.sequence === null) unsealed += 1;
      }
      await checkPersons(page);
      const last = page.at(-1);
      if (!last) return unsealed;
      after = last.id;
    }
  };

  /** @throws the reason of `signal` when it is ended before. */
  return async ({ signal, onProgress }: Options = {}): Promise<LedgerReport> => {
    const findings = createFindings();
    const { keys: vouched, all, origin } = await keys.vouched();
    const treeCheck = createTreeCheck(tree, findings);
    const columns = createColumnCheck(kernel, findings);
    const inUse = createWitnesses(kernel, findings);
    const { sequence: size } = await rows.last();
    const verifier = createVerifier({ origin, keys: vouched, findings, onNode: treeCheck.onNode });
    const streams = await createCheckpointStreams(
      checkpoints,
      origin === null ? [] : exports.lists(origin)
    );

    let nextCheckpoint = streams.nextSize();
    for (let after = 0; after < size;) {
      signal?.throwIfAborted();
      const page = await rows.page(after, size);
      for (const row of page) {
        verifier.step({ event: row });
        columns.check(row);
        if (row.sequence < nextCheckpoint) continue;
        await streams.give(verifier, row.sequence);
        nextCheckpoint = streams.nextSize();
      }
      await columns.checkPersons(page);
      await treeCheck.flush();
      for (const each of witnesses) await inUse.missing(each, page);
      after = page.at(-1)?.sequence ?? size;
      await onProgress?.(after, size);
      await others();
    }
    await streams.givePromises(verifier, async () => (await rows.last()).sequence);
    const unsealed = await checkLater(size, findings, columns);
    let compared = 0;
    for (const each of witnesses) compared += await inUse.compare(each);

    return {
      origin,
      unsealed,
      erased: columns.erased,
      rows: compared,
      keys: all,
      ...verifier.end(),
    };
  };
};
export type Verification = ReturnType<typeof createVerification>;

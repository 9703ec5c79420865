import { exportHead, writeExportLine } from '../evidence';
import type { Checkpoints } from './checkpoints';
import type { Keys } from './keys';
import type { LedgerRows } from './ledger-rows';

/** The sealed ledger as lines of a file, up to the newest checkpoint; one page is in memory. */
export const createLedgerFile = ({
  rows,
  keys,
  checkpoints,
}: {
  rows: LedgerRows;
  keys: Keys;
  checkpoints: Checkpoints;
}) =>
  async function* (): AsyncGenerator<string> {
    const newest = await checkpoints.newest();
    const { origin } = await keys.vouched();
    if (!newest || origin === null)
      throw new Error(
        'There is no checkpoint yet, so that an export would prove nothing. 尚无检查点，导出无法证明任何内容。'
      );
    const { size } = newest;
    yield writeExportLine({ head: exportHead(origin, size, new Date().toISOString()) });
    for (const key of await keys.history()) yield writeExportLine({ key });

    let waiting = await checkpoints.page(0);
    for (let after = 0; after < size;) {
      const page = await rows.page(after, size);
      let text = '';
      for (const { sequence, previousHash, hash, sealedHash, canonical } of page) {
        text += writeExportLine({ event: { sequence, previousHash, hash, sealedHash, canonical } });
        while (waiting[0] && waiting[0].size <= sequence) {
          const [due, ...rest] = waiting;
          text += writeExportLine({ checkpoint: due?.note ?? '' });
          waiting = rest.length > 0 ? rest : await checkpoints.page(due?.size ?? size);
        }
      }
      yield text;
      after = page.at(-1)?.sequence ?? size;
    }
    // What is signed and not there any more is exported as it is: the verification tells of it.
    for (const { note, size: signed } of waiting)
      if (signed <= size) yield writeExportLine({ checkpoint: note });
  };
export type LedgerFile = ReturnType<typeof createLedgerFile>;

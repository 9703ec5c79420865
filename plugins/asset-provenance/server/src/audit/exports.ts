import path from 'node:path';
import type { LedgerExportStanding } from '../../../shared';
import type { LedgerConfig, LedgerExportConfig } from '../config-ledger';
import type { Kernel } from '../kernel';
import type { Network } from '../network/service';
import type { Checkpoints } from './checkpoints';
import { ledgerExports } from './content-types/ledger-export';
import { createBucketExport } from './export-bucket';
import { createFolderExport } from './export-folder';
import { checkpointName } from './export-names';
import type { Keys } from './keys';

export type ExportedCheckpoint = { size: number; subject: string; note: string };

/** A place outside the database that things are added to and never taken from. */
export type Exporter = {
  /** Does nothing when the same text is there; @throws Error when another one is. */
  put: (origin: string, name: string, text: string) => Promise<void>;
  /** Checkpoints of one ledger, the smallest first. */
  list: (origin: string) => AsyncIterable<ExportedCheckpoint>;
};

type Dependencies = { checkpoints: Checkpoints; keys: Keys; folder: string; network: Network };

/** Brings checkpoints and public keys out of the reach of whoever holds the database. */
export const createExports = (
  { strapi, store, log }: Kernel,
  config: LedgerConfig,
  { checkpoints, keys, folder, network }: Dependencies
) => {
  const pathOf = (given: string | null | undefined): string =>
    given ? path.resolve(strapi.dirs.app.root, given) : path.join(folder, 'checkpoints');
  const exporterOf = (given: LedgerExportConfig): Exporter =>
    given.adapter === 'folder'
      ? createFolderExport(pathOf(given.path))
      : createBucketExport(given, network);
  const exporters = Object.entries(config.exports)
    .filter(([, { isEnabled }]) => isEnabled)
    .map(([exportId, each]) => ({ exportId, exporter: exporterOf(each) }));

  const standingOf = async (exportId: string) =>
    (await store.findOne(ledgerExports, { exportId })) ??
    (await store.insert(ledgerExports, { exportId, size: 0 }));

  const putKeys = async (exporter: Exporter, origin: string): Promise<void> => {
    for (const [ordinal, { key, change }] of (await keys.history()).entries()) {
      const id = key.split('+')[1] ?? '';
      const number = String(ordinal).padStart(4, '0');
      await exporter.put(origin, `key-${number}-${id}.txt`, `${key}\n`);
      if (change) await exporter.put(origin, `key-${number}-${id}-change.txt`, change);
    }
  };

  const runOne = async (exportId: string, exporter: Exporter): Promise<void> => {
    const standing = await standingOf(exportId);
    const newest = await checkpoints.newest();
    if (standing.problem === null && (newest?.size ?? 0) <= standing.size) return;
    const { origin } = await keys.vouched();
    if (origin === null) return;
    const note = (patch: Partial<typeof standing>) =>
      store.compareAndSet(ledgerExports, { documentId: standing.documentId }, patch);
    try {
      let { size } = standing;
      for (;;) {
        const page = await checkpoints.page(size);
        if (page.length > 0) await putKeys(exporter, origin);
        for (const row of page) await exporter.put(origin, checkpointName(row), row.note);
        const last = page.at(-1);
        if (!last) break;
        size = last.size;
        await note({ size, exportedAt: new Date().toISOString(), problem: null });
      }
      if (standing.problem !== null && size === standing.size) await note({ problem: null });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      log.error(`Checkpoints of the ledger do not reach "${exportId}": ${problem}`);
      await note({ problem });
    }
  };

  return {
    /** Whatever is not there yet; what fails is tried again the next time. */
    run: async (): Promise<void> => {
      for (const { exportId, exporter } of exporters) await runOne(exportId, exporter);
    },

    standings: async (): Promise<LedgerExportStanding[]> =>
      Promise.all(
        exporters.map(async ({ exportId }) => {
          const row = await store.findOne(ledgerExports, { exportId });
          return {
            exportId,
            size: row?.size ?? 0,
            at: row?.exportedAt ?? null,
            problem: row?.problem ?? null,
          };
        })
      ),

    /** Of each place, in the order of their sizes. */
    lists: (origin: string): AsyncIterable<ExportedCheckpoint>[] =>
      exporters.map(({ exporter }) => exporter.list(origin)),
  };
};
export type Exports = ReturnType<typeof createExports>;

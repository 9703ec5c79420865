import { PLUGIN_ID, systemActor } from '../../../shared';
import type { Kernel } from '../kernel';
import type { IdLists } from './id-lists';
import type { SearchEngine } from './search-engines';

type Dependencies = {
  engine: SearchEngine;
  lists: IdLists;
  index: (where: Record<string, unknown>) => Promise<void>;
  /** Of the tokens; with another one all are made again. */
  version: string;
};
/** What is remembered of the last repair; `upTo` is when it began. */
type Standing = { version: string; upTo: string };

const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'search_index' };

/**
 * Brings the index in step with the files, wherever they came from: changes that were made while the
 * plugin was switched off, imports past every lifecycle, a table that was dropped.
 */
export const createSearchRepair = (
  { strapi, transact, serialise, log }: Kernel,
  { engine, lists, index, version }: Dependencies
) => {
  const indexAll = (ids: number[]): Promise<void> => index({ id: { $in: ids } });

  return async (signal: AbortSignal): Promise<void> => {
    const begun = new Date();
    const known = (await strapi.store.get(KEY)) as Standing | null;
    const isOutdated = known?.version !== version;
    if (isOutdated) {
      await transact(systemActor, async (tx) => {
        await serialise(tx, 'library-search');
        await engine.drop(tx.trx);
        await engine.create(tx.trx);
      });
    }
    const mended = await lists.mend(
      engine.ids(),
      { add: indexAll, remove: ({ trx }, ids) => engine.remove(trx, ids) },
      signal
    );
    if (mended > 0) log.info(`The search index of the library is in step again: ${mended} files.`);
    if (known && !isOutdated) await lists.changedSince(new Date(known.upTo), indexAll, signal);
    await strapi.store.set({ ...KEY, value: { version, upTo: begun.toISOString() } });
  };
};

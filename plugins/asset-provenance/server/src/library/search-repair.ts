import { setImmediate as others } from 'node:timers/promises';
import { PLUGIN_ID, systemActor } from '../../../shared';
import type { Kernel } from '../kernel';
import type { SearchEngine } from './search-engines';

type Dependencies = {
  engine: SearchEngine;
  index: (where: Record<string, unknown>) => Promise<void>;
  /** Of the tokens; with another one all are made again. */
  version: string;
};
/** What is remembered of the last repair; `upTo` is when it began. */
type Standing = { version: string; upTo: string };
type IdList = { table: string; column: string };

const KEY = { type: 'plugin', name: PLUGIN_ID, key: 'search_index' };
const FILES: IdList = { table: 'files', column: 'id' };
/** Ids that are compared at once, and files that are read and written in one transaction. */
const WINDOW = 5000;
const PAGE = 250;

/**
 * Brings the index in step with the files, wherever they came from: changes that were made while the
 * plugin was switched off, imports past every lifecycle, a table that was dropped.
 */
export const createSearchRepair = (
  { strapi, transact, serialise, log }: Kernel,
  { engine, index, version }: Dependencies
) => {
  const from = ({ table }: IdList) => strapi.db.getConnection(table);

  const idsAfter = async (list: IdList, after: number, upTo: number | null): Promise<number[]> => {
    const query = from(list).where(list.column, '>', after).orderBy(list.column).limit(WINDOW);
    if (upTo !== null) query.where(list.column, '<=', upTo);
    return (await query.pluck(list.column)) as number[];
  };

  /** Equal for two lists of the same ids, and as good as never otherwise. */
  const figuresOf = async (list: IdList): Promise<string> => {
    const [row] = (await from(list)
      .count({ count: list.column })
      .min({ min: list.column })
      .max({ max: list.column })
      .sum({ sum: list.column })) as unknown as Record<string, number | string | null>[];
    return [row?.count, row?.min, row?.max, row?.sum].map(String).join(' ');
  };

  const indexAll = async (ids: number[], signal: AbortSignal): Promise<void> => {
    for (let at = 0; at < ids.length; at += PAGE) {
      signal.throwIfAborted();
      await index({ id: { $in: ids.slice(at, at + PAGE) } });
      // SQLite answers at once, so that without a break nothing else would run until the end.
      await others();
    }
  };

  /** Adds files that are not in the index and drops what is no file any more. */
  const compareIds = async (signal: AbortSignal): Promise<number> => {
    let repaired = 0;
    let after = 0;
    for (;;) {
      const files = await idsAfter(FILES, after, null);
      const last = files.length === WINDOW ? (files.at(-1) ?? null) : null;
      // Between two ids there may be more leftovers than a window holds: then this stretch again.
      const indexed = await idsAfter(engine.ids(), after, last);
      const upTo = indexed.length === WINDOW ? (indexed.at(-1) ?? null) : last;
      const here = new Set(files.filter((id) => upTo === null || id <= upTo));
      const known = new Set(indexed);
      const missing = [...here].filter((id) => !known.has(id));
      const leftover = indexed.filter((id) => !here.has(id));
      if (leftover.length > 0)
        await transact(systemActor, ({ trx }) => engine.remove(trx, leftover));
      await indexAll(missing, signal);
      repaired += missing.length + leftover.length;
      if (upTo === null) return repaired;
      after = upTo;
    }
  };

  /** Files that were changed since the last repair began, perhaps without us. */
  const indexChangedSince = async (moment: Date, signal: AbortSignal): Promise<void> => {
    let after = 0;
    for (;;) {
      const ids = (await from(FILES)
        .where(
          'updated_at',
          '>=',
          strapi.db.dialect.client === 'sqlite' ? moment.getTime() : moment
        )
        .where('id', '>', after)
        .orderBy('id')
        .limit(WINDOW)
        .pluck('id')) as number[];
      await indexAll(ids, signal);
      if (ids.length < WINDOW) return;
      after = ids.at(-1) ?? after;
    }
  };

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
    if ((await figuresOf(FILES)) !== (await figuresOf(engine.ids()))) {
      const repaired = await compareIds(signal);
      log.info(`The search index of the library is in step again: ${repaired} files.`);
    }
    if (known && !isOutdated) await indexChangedSince(new Date(known.upTo), signal);
    await strapi.store.set({ ...KEY, value: { version, upTo: begun.toISOString() } });
  };
};

import { setImmediate as others } from 'node:timers/promises';
import { systemActor } from '../../../shared';
import type { Kernel, Transaction } from '../kernel';

/** A table with one row for each file; `column` holds the numeric ids of the files. */
export type IdList = { table: string; column: string };

type Mending = {
  /** Rows for files that have none. */
  add: (fileIds: number[]) => Promise<void>;
  /** Rows of files that are gone. */
  remove: (tx: Transaction, fileIds: number[]) => Promise<void>;
};

const FILES: IdList = { table: 'files', column: 'id' };
/** Ids that are compared at once, and files that are read and written in one transaction. */
const WINDOW = 5000;
const PAGE = 250;

/** Keeps lists with one row for each file in step with the files, wherever those came from. */
export const createIdLists = ({ strapi, transact }: Kernel) => {
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

  /** Does a work for all of these files, a page of them at a time. */
  const inPages = async (
    ids: number[],
    work: (page: number[]) => Promise<void>,
    signal: AbortSignal
  ): Promise<void> => {
    for (let at = 0; at < ids.length; at += PAGE) {
      signal.throwIfAborted();
      await work(ids.slice(at, at + PAGE));
      // SQLite answers at once, so that without a break nothing else would run until the end.
      await others();
    }
  };

  return {
    inPages,

    /** Ids of files that were changed since a moment, with a work for each page of them. */
    changedSince: async (
      moment: Date,
      work: (page: number[]) => Promise<void>,
      signal: AbortSignal
    ): Promise<void> => {
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
        await inPages(ids, work, signal);
        if (ids.length < WINDOW) return;
        after = ids.at(-1) ?? after;
      }
    },

    /** @returns how many rows were missing or left over. */
    mend: async (list: IdList, { add, remove }: Mending, signal: AbortSignal): Promise<number> => {
      if ((await figuresOf(FILES)) === (await figuresOf(list))) return 0;
      let mended = 0;
      let after = 0;
      for (;;) {
        const files = await idsAfter(FILES, after, null);
        const last = files.length === WINDOW ? (files.at(-1) ?? null) : null;
        // Between two ids there may be more leftovers than a window holds: then this stretch again.
        const listed = await idsAfter(list, after, last);
        const upTo = listed.length === WINDOW ? (listed.at(-1) ?? null) : last;
        const here = new Set(files.filter((id) => upTo === null || id <= upTo));
        const known = new Set(listed);
        const missing = [...here].filter((id) => !known.has(id));
        const leftover = listed.filter((id) => !here.has(id));
        if (leftover.length > 0) await transact(systemActor, (tx) => remove(tx, leftover));
        await inPages(missing, add, signal);
        mended += missing.length + leftover.length;
        if (upTo === null) return mended;
        after = upTo;
      }
    },
  };
};
export type IdLists = ReturnType<typeof createIdLists>;

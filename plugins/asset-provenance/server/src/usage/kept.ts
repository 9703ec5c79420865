import type { UID } from '@strapi/strapi';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { fileUsages } from './content-types/file-usage';

export type KeptRow = RowOf<typeof fileUsages>;
/** One row of the table as the entry says it. */
export type Usage = Pick<
  KeptRow,
  'fileDocumentId' | 'entryUid' | 'entryDocumentId' | 'locale' | 'field' | 'isPublished'
>;
export type Difference = { missing: Usage[]; surplus: KeptRow[] };

const keyOf = (usage: Usage): string =>
  JSON.stringify([
    usage.fileDocumentId,
    usage.entryDocumentId,
    usage.locale,
    usage.field,
    // SQLite has no booleans of its own.
    Boolean(usage.isPublished),
  ]);

/** What must be added to and removed from the kept rows, so that they say what the entries say. */
export const differenceOf = (kept: KeptRow[], actual: Usage[]): Difference => {
  const missing = new Map(actual.map((usage) => [keyOf(usage), usage]));
  const surplus = kept.filter((row) => !missing.delete(keyOf(row)));
  return { missing: [...missing.values()], surplus };
};

/** The table of kept usages. */
export const createKept = ({ strapi, store }: Kernel) => {
  const query = () => strapi.db.query(fileUsages.uid as UID.ContentType);

  return {
    find: (options: Parameters<typeof store.find<typeof fileUsages>>[1]) =>
      store.find(fileUsages, options),
    count: (where: Record<string, unknown>) => store.count(fileUsages, where),

    ofEntries: (entryUid: string, documentIds: string[]): Promise<KeptRow[]> =>
      store.find(fileUsages, { where: { entryUid, entryDocumentId: { $in: documentIds } } }),

    /** Two statements at most; none where nothing differs. */
    apply: async (_tx: Transaction, { missing, surplus }: Difference): Promise<void> => {
      if (surplus.length > 0)
        await query().deleteMany({ where: { id: { $in: surplus.map(({ id }) => id) } } });
      if (missing.length > 0) await query().createMany({ data: missing });
    },

    remove: async (_tx: Transaction, where: Record<string, unknown>): Promise<number> => {
      const { count } = await query().deleteMany({ where });
      return Number(count);
    },
  };
};
export type Kept = ReturnType<typeof createKept>;

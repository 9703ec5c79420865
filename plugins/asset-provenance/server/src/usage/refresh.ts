import type { Kernel, Transaction } from '../kernel';
import type { EntryMedia, RowMedia } from './entry-media';
import { differenceOf } from './kept';
import type { Difference, Kept, Usage } from './kept';
import type { Models } from './models';

export type Refreshed = {
  found: RowMedia[];
  before: Usage[];
  after: Usage[];
  added: number;
  removed: number;
};

type Dependencies = { models: Models; entryMedia: EntryMedia; kept: Kept };

/** Keeps the table of usages saying what the entries say. */
export const createRefresh = (
  { serialise }: Kernel,
  { models, entryMedia, kept }: Dependencies
) => {
  const usageOf =
    (uid: string) =>
    ({ file, field, row }: RowMedia): Usage => ({
      fileDocumentId: file.documentId,
      entryUid: uid,
      entryDocumentId: row.documentId,
      locale: row.locale,
      field,
      isPublished: !models.hasDrafts(uid) || row.publishedAt !== null,
    });

  /** Difference between the kept rows of entries of one type and what these show now. */
  const compare = async (
    uid: string,
    documentIds: string[]
  ): Promise<{ found: RowMedia[]; before: Usage[]; after: Usage[]; difference: Difference }> => {
    const found = await entryMedia.ofRows(uid, { documentId: { $in: documentIds } });
    const before = await kept.ofEntries(uid, documentIds);
    const after = found.map(usageOf(uid));
    return { found, before, after, difference: differenceOf(before, after) };
  };

  return {
    compare,

    /**
     * Writes what changed in the rows of one entry, in all its languages, draft and published.
     * @returns what the entry shows now, each file with its row and field, and what was kept before.
     */
    refresh: async (tx: Transaction, uid: string, documentId: string): Promise<Refreshed> => {
      // Two who write different languages of one entry would each miss what the other has kept.
      await serialise(tx, `usage ${uid}/${documentId}`);
      const { difference, ...shown } = await compare(uid, [documentId]);
      await kept.apply(tx, difference);
      const { missing, surplus } = difference;
      return { ...shown, added: missing.length, removed: surplus.length };
    },
  };
};
export type Refresh = ReturnType<typeof createRefresh>;

import type { UID } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { Kernel } from '../kernel';
import { fileUsages } from './content-types/file-usage';
import type { Kept } from './kept';
import type { Models } from './models';
import type { Refresh } from './refresh';

/** Entries that were looked at; usages that were found missing, and kept ones that were no more. */
export type RebuildReport = { entries: number; added: number; removed: number };

type Dependencies = { models: Models; kept: Kept; refresh: Refresh };

/** Documents in one step. */
const PAGE = 50;

/**
 * Compares the kept usages with what every entry shows, and writes the differences. Each page only
 * looks; an entry that differs is then refreshed alone, with the lock of its writers, so that a site
 * at work is neither blocked nor misread.
 */
export const createRebuild = (
  { strapi, transact }: Kernel,
  { models, kept, refresh }: Dependencies
) => {
  /** The next values of a column, each once, in the order of the database. */
  const nextOf = async (
    uid: string,
    column: string,
    where: { last: string } & Record<string, string>
  ): Promise<string[]> => {
    const { last, ...fixed } = where;
    const rows = (await strapi.db
      .getConnection(strapi.db.metadata.get(uid).tableName)
      .distinct(column)
      .where(fixed)
      .andWhere(column, '>', last)
      .orderBy(column)
      .limit(PAGE)) as Record<string, string>[];
    return rows.map((row) => row[column] ?? '');
  };

  const entriesAfter = (uid: string, last: string) => nextOf(uid, 'document_id', { last });

  const keptAfter = (uid: string, last: string) =>
    nextOf(fileUsages.uid, 'entry_document_id', { entry_uid: uid, last });

  const refreshEach = async (
    uid: string,
    documentIds: Iterable<string>,
    report: RebuildReport
  ): Promise<void> => {
    for (const documentId of documentIds) {
      const { added, removed } = await transact(systemActor, (tx) =>
        refresh.refresh(tx, uid, documentId)
      );
      report.added += added;
      report.removed += removed;
    }
  };

  const differingAmong = async (uid: string, documentIds: string[]): Promise<Set<string>> => {
    const { difference } = await refresh.compare(uid, documentIds);
    return new Set(
      [...difference.missing, ...difference.surplus].map(({ entryDocumentId }) => entryDocumentId)
    );
  };

  /** Kept although the entry is gone. */
  const goneAmong = async (uid: string, documentIds: string[]): Promise<string[]> => {
    const rows = await strapi.db
      .query(uid as UID.ContentType)
      .findMany({ where: { documentId: { $in: documentIds } }, select: ['documentId'] });
    const standing = new Set(rows.map(({ documentId }) => documentId));
    return documentIds.filter((documentId) => !standing.has(documentId));
  };

  /** Calls `look` with page after page of ids. @returns how many there were. */
  const inPages = async (
    next: (last: string) => Promise<string[]>,
    look: (ids: string[]) => Promise<void>,
    signal: AbortSignal | undefined
  ): Promise<number> => {
    let total = 0;
    for (let ids = await next(''); ids.length > 0; ids = await next(ids.at(-1) ?? '')) {
      signal?.throwIfAborted();
      await look(ids);
      total += ids.length;
    }
    return total;
  };

  /** @throws the reason of `signal` when it is told to stop; a new call begins again. */
  return async (signal?: AbortSignal): Promise<RebuildReport> => {
    const report: RebuildReport = { entries: 0, added: 0, removed: 0 };
    const uids = models.mediaTypes();
    for (const uid of uids) {
      report.entries += await inPages(
        (last) => entriesAfter(uid, last),
        async (ids) => refreshEach(uid, await differingAmong(uid, ids), report),
        signal
      );
      await inPages(
        (last) => keptAfter(uid, last),
        async (ids) => refreshEach(uid, await goneAmong(uid, ids), report),
        signal
      );
    }
    report.removed += await transact(systemActor, (tx) =>
      kept.remove(tx, { entryUid: { $notIn: uids } })
    );
    return report;
  };
};
export type Rebuild = ReturnType<typeof createRebuild>;

import type { UID } from '@strapi/strapi';
import type { FoundPlacement } from '../../../shared';
import type { Kernel } from '../kernel';
import { fileUsages } from './content-types/file-usage';
import type { Kept, KeptRow } from './kept';
import type { Models } from './models';
import type { Titles } from './titles';

export type PlacedEntry = { uid: string; documentId: string };
type EntryOfFile = Pick<KeptRow, 'fileDocumentId' | 'entryUid' | 'entryDocumentId'>;

/** Most rows that are read of one file; a logo may be on every page of a site. */
const MOST = 1000;

/** Draft and published version of the same field are one placement, whatever shows in it. */
const merge = (rows: KeptRow[]): KeptRow[] => {
  const merged = new Map<string, KeptRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.entryUid, row.entryDocumentId, row.locale, row.field]);
    if (!merged.has(key) || row.isPublished) merged.set(key, row);
  }
  return [...merged.values()];
};

/** Where files are shown, by the kept rows; takes part in the transaction around it. */
export const createPlacements = (
  { strapi }: Kernel,
  { models, titles, kept }: { models: Models; titles: Titles; kept: Kept }
) => {
  return {
    /** Published entries that show each of the files, each entry once whatever its languages. */
    publishedEntriesOf: async (fileDocumentIds: string[]): Promise<Map<string, PlacedEntry[]>> => {
      const entries = new Map<string, PlacedEntry[]>(fileDocumentIds.map((id) => [id, []]));
      if (fileDocumentIds.length === 0) return entries;
      const rows = (await strapi.db
        .queryBuilder(fileUsages.uid as UID.ContentType)
        .select(['fileDocumentId', 'entryUid', 'entryDocumentId'])
        .where({ fileDocumentId: { $in: fileDocumentIds }, isPublished: true })
        .groupBy(['file_document_id', 'entry_uid', 'entry_document_id'])
        .execute()) as EntryOfFile[];
      for (const { fileDocumentId, entryUid, entryDocumentId } of rows)
        entries.get(fileDocumentId)?.push({ uid: entryUid, documentId: entryDocumentId });
      return entries;
    },

    /** Which of the files an entry shows, a draft too. */
    placedAmong: async (fileDocumentIds: string[]): Promise<Set<string>> => {
      if (fileDocumentIds.length === 0) return new Set();
      const rows = (await strapi.db
        .queryBuilder(fileUsages.uid as UID.ContentType)
        .select(['fileDocumentId'])
        .where({ fileDocumentId: { $in: fileDocumentIds } })
        .groupBy(['file_document_id'])
        .execute()) as Pick<KeptRow, 'fileDocumentId'>[];
      return new Set(rows.map(({ fileDocumentId }) => fileDocumentId));
    },

    /** Entries that show one of the files, published ones first, with their titles of now. */
    placementsOf: async (fileDocumentIds: string[]): Promise<FoundPlacement[]> => {
      if (fileDocumentIds.length === 0) return [];
      const rows = await kept.find({
        where: { fileDocumentId: { $in: fileDocumentIds } },
        orderBy: [{ isPublished: 'desc' }, { id: 'asc' }],
        limit: MOST * fileDocumentIds.length,
      });
      // A content type may be gone from the site while its rows wait for the next rebuild.
      const placed = merge(rows.filter(({ entryUid }) => models.isContentType(entryUid)));
      const titlesByUid = new Map<string, Awaited<ReturnType<Titles['titlesOf']>>>();
      for (const uid of new Set(placed.map(({ entryUid }) => entryUid))) {
        const here = placed.filter(({ entryUid }) => entryUid === uid);
        const documentIds = [...new Set(here.map(({ entryDocumentId }) => entryDocumentId))];
        titlesByUid.set(uid, await titles.titlesOf(uid, documentIds));
      }
      return placed.map(({ entryUid, entryDocumentId, locale, field, isPublished }) => ({
        uid: entryUid,
        documentId: entryDocumentId,
        title: titlesByUid.get(entryUid)?.({ documentId: entryDocumentId, locale }) ?? null,
        locale,
        field,
        isPublished: Boolean(isPublished),
      }));
    },
  };
};
export type Placements = ReturnType<typeof createPlacements>;

import type { UID } from '@strapi/strapi';
import type { FoundPlacement, Verdict } from '../../../shared';
import type { OutputRow } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Usage } from '../usage/service';

type Version = { documentId: string; locale?: string | null };

const keyOf = ({ documentId, locale }: Version): string => `${documentId} ${locale ?? ''}`;

/** Entries that show an output now and were published while a verdict stood. */
export const createPublishedSince = ({ strapi }: Kernel, { usage }: { usage: Usage }) => {
  /** Those of these entries of one type that went live since a moment, by their keys. */
  const liveSince = async (
    uid: string,
    documentIds: string[],
    since: string
  ): Promise<Set<string>> => {
    // Without draft & publish every change goes live at once.
    const column = usage.hasDrafts(uid) ? 'publishedAt' : 'updatedAt';
    const { attributes } = strapi.db.metadata.get(uid);
    const rows = (await strapi.db.query(uid as UID.ContentType).findMany({
      where: { documentId: { $in: documentIds }, [column]: { $gte: since } },
      select: ['documentId', 'locale'].filter((name) => name in attributes),
    })) as Version[];
    return new Set(rows.map(keyOf));
  };

  return async (
    { fileDocumentId }: OutputRow,
    { verdict, givenAt }: Verdict
  ): Promise<FoundPlacement[]> => {
    if (!fileDocumentId || verdict !== 'approved') return [];
    const placements = (await usage.placementsOf([fileDocumentId])).filter(
      ({ isPublished }) => isPublished
    );
    const live = new Map<string, Set<string>>();
    for (const uid of new Set(placements.map((placement) => placement.uid))) {
      const here = placements.filter((placement) => placement.uid === uid);
      const documentIds = [...new Set(here.map(({ documentId }) => documentId))];
      live.set(uid, await liveSince(uid, documentIds, givenAt));
    }
    return placements.filter((placement) => live.get(placement.uid)?.has(keyOf(placement)));
  };
};
export type PublishedSince = ReturnType<typeof createPublishedSince>;

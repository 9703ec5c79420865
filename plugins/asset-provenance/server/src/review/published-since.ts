import type { UID } from '@strapi/strapi';
import type { FoundPlacement, Verdict } from '../../../shared';
import type { OutputRow } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import type { Usage } from '../usage/service';

/** Entries that show an output now and were published while a verdict stood. */
export const createPublishedSince = (
  { strapi }: Kernel,
  { media, usage }: { media: Media; usage: Usage }
) => {
  const wasPublishedSince = async (
    { uid, documentId, locale }: FoundPlacement,
    since: string
  ): Promise<boolean> => {
    const { options } = strapi.contentType(uid as UID.ContentType);
    // Without draft & publish every change goes live at once.
    const column = options?.draftAndPublish ? 'publishedAt' : 'updatedAt';
    const found = await strapi.db.query(uid as UID.ContentType).count({
      where: { documentId, [column]: { $gte: since }, ...(locale && { locale }) },
    });
    return found > 0;
  };

  return async (
    { fileDocumentId }: OutputRow,
    { verdict, givenAt }: Verdict
  ): Promise<FoundPlacement[]> => {
    const file = fileDocumentId ? await media.file(fileDocumentId) : null;
    if (!file || verdict !== 'approved') return [];
    const since: FoundPlacement[] = [];
    for (const placement of await usage.placementsOf(file))
      if (placement.isPublished && (await wasPublishedSince(placement, givenAt)))
        since.push(placement);
    return since;
  };
};
export type PublishedSince = ReturnType<typeof createPublishedSince>;

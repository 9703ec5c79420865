import type { UID } from '@strapi/strapi';
import type { OutsidePlacement } from '../../../shared';
import type { Kernel, RowOf } from '../kernel';
import { outsidePlacements } from './content-types/outside-placement';

type Row = RowOf<typeof outsidePlacements>;

/** Most placements that are read at once. */
const MOST = 1000;

export const toOutsidePlacement = (row: Row): OutsidePlacement => ({
  placementId: row.documentId,
  fileDocumentId: row.fileDocumentId,
  channel: row.channel,
  url: row.url,
  placedOn: row.placedOn ?? row.recordedAt.slice(0, 10),
  aiDeclaration: row.aiDeclaration,
  note: row.note,
  recordedBy: { type: row.recordedByType, id: row.recordedById, name: row.recordedByName },
  recordedAt: row.recordedAt,
  ended:
    row.endedAt === null
      ? null
      : { by: row.endedByName ?? '', at: row.endedAt, reason: row.endedReason ?? '' },
});

/** Reading uses that no entry here shows; takes part in the transaction around it. */
export const createOutside = ({ strapi, store }: Kernel) => ({
  byId: (placementId: string): Promise<Row | null> =>
    store.findOne(outsidePlacements, { documentId: placementId }),

  /** Newest first, ended ones too. */
  outsidePlacementsOf: async (fileDocumentIds: string[]): Promise<OutsidePlacement[]> => {
    if (fileDocumentIds.length === 0) return [];
    const rows = await store.find(outsidePlacements, {
      where: { fileDocumentId: { $in: fileDocumentIds } },
      orderBy: { id: 'desc' },
      limit: MOST,
    });
    return rows.map(toOutsidePlacement);
  },

  /** Standing placements of a file on a channel. */
  standingOn: (fileDocumentId: string, channel: string): Promise<Row[]> =>
    store.find(outsidePlacements, { where: { fileDocumentId, channel, endedAt: null } }),

  /** How many placements of each file stand. */
  outsideCountOf: async (fileDocumentIds: string[]): Promise<Map<string, number>> => {
    const counts = new Map<string, number>(fileDocumentIds.map((id) => [id, 0]));
    if (fileDocumentIds.length === 0) return counts;
    const rows = (await strapi.db
      .queryBuilder(outsidePlacements.uid as UID.ContentType)
      .select(['fileDocumentId'])
      .where({ fileDocumentId: { $in: fileDocumentIds }, endedAt: null })
      .execute()) as Pick<Row, 'fileDocumentId'>[];
    for (const { fileDocumentId } of rows)
      counts.set(fileDocumentId, (counts.get(fileDocumentId) ?? 0) + 1);
    return counts;
  },
});
export type Outside = ReturnType<typeof createOutside>;

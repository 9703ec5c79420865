import type { UID } from '@strapi/strapi';
import type { ApprovedAsset } from '../../../shared';
import type { Kernel, NewRow, RowOf, Transaction } from '../kernel';
import type { Media } from '../media/service';
import { approvedAssets } from './content-types/approved-asset';

export type AssetRow = RowOf<typeof approvedAssets>;

/** Reading and moving approved assets. */
export const createAssetRows = ({ store, strapi }: Kernel, { media }: { media: Media }) => {
  const ofOutputs = (outputIds: string[]): Promise<AssetRow[]> =>
    outputIds.length
      ? store.find(approvedAssets, {
          where: { outputId: { $in: outputIds } },
          limit: outputIds.length,
        })
      : Promise.resolve([]);

  return {
    ofOutputs,

    byId: (assetId: string): Promise<AssetRow | null> =>
      store.findOne(approvedAssets, { documentId: assetId }),

    ofOutput: async (outputId: string): Promise<AssetRow | null> =>
      (await ofOutputs([outputId]))[0] ?? null,

    /**
     * Changes an asset in the transaction that holds its lock, or that of its task.
     * @throws when somebody else changed it, which a held lock makes impossible.
     */
    change: async (
      _tx: Transaction,
      asset: AssetRow,
      patch: NewRow<typeof approvedAssets>
    ): Promise<AssetRow> => {
      const next = { ...patch, version: asset.version + 1 };
      const isMine = await store.compareAndSet(
        approvedAssets,
        { documentId: asset.documentId, version: asset.version },
        next
      );
      if (!isMine) throw new Error(`Approved asset ${asset.documentId} changed outside its lock.`);
      return { ...asset, ...next };
    },

    /** Locks assets in the order of their ids, the one order for all, so that nobody waits in a circle. */
    lockOfOutputs: async (_tx: Transaction, outputIds: string[]): Promise<void> => {
      if (outputIds.length === 0) return;
      await strapi.db
        .queryBuilder(approvedAssets.uid as UID.ContentType)
        .where({ outputId: { $in: outputIds } })
        .select('id')
        .orderBy({ id: 'asc' })
        .forUpdate()
        .execute();
    },

    /** Assets as others see them, with their files in one query. `today` applies the dates. */
    present: async (rows: AssetRow[], today: string): Promise<ApprovedAsset[]> => {
      const files = await media.files(rows.map(({ fileDocumentId }) => fileDocumentId));
      const fileOf = new Map(files.map((file) => [file.documentId, file]));
      return rows.map((row) => {
        const file = fileOf.get(row.fileDocumentId);
        const isOver = row.state === 'active' && row.validUntil !== null && row.validUntil < today;
        return {
          assetId: row.documentId,
          outputId: row.outputId,
          taskId: row.taskId,
          state: isOver ? 'expired' : row.state,
          fileDocumentId: row.fileDocumentId,
          url: file?.url ?? null,
          thumbnailUrl: file ? media.thumbnailOf(file) : null,
          mime: file?.mime ?? null,
          kind: row.kind,
          purpose: row.purpose,
          channel: row.channel,
          brand: row.brand,
          series: row.series,
          subject: row.subject,
          owner: { type: row.ownerType, id: row.ownerId, name: row.ownerName },
          reviewer: { type: row.reviewerType, id: row.reviewerId, name: row.reviewerName },
          parameterSummary: row.parameterSummary,
          storedSha256: row.storedSha256,
          limits: row.limits,
          alternativeText: row.alternativeText,
          approvedAt: row.approvedAt,
        };
      });
    },
  };
};
export type AssetRows = ReturnType<typeof createAssetRows>;

import type { UID } from '@strapi/strapi';
import { systemActor } from '../../../shared';
import type { ApprovedAsset, ReuseLimits } from '../../../shared';
import type { Kernel, NewRow, RowOf, Transaction } from '../kernel';
import type { FileProvenance, Media } from '../media/service';
import { approvedAssets } from './content-types/approved-asset';

export type AssetRow = RowOf<typeof approvedAssets>;

const JUDGED = [
  'documentId',
  'outputId',
  'state',
  'limits',
  'reviewerName',
  'approvedAt',
  'endedAt',
  'endedByName',
] satisfies (keyof AssetRow)[];
/** What says whether an asset may be shown somewhere. */
export type JudgedAsset = Pick<AssetRow, (typeof JUDGED)[number]>;

type Ended = { by: string; at: string; reason: string };

/** A last day that is over counts before the end is written down, shortly after midnight. */
const overReason = (validUntil: string): string =>
  `The last day, ${validUntil}, is over. 有效期已于 ${validUntil} 结束。`;

/** What ends an asset, as columns. */
export const endOf = (
  tx: Transaction,
  reason: string
): Pick<NewRow<typeof approvedAssets>, 'endedAt' | 'endedByName' | 'endedReason'> => ({
  endedAt: tx.at.toISOString(),
  endedByName: tx.actor.name,
  endedReason: reason,
});

export const endByExpiry = (tx: Transaction, validUntil: string) =>
  endOf(tx, overReason(validUntil));

/** What the limits say, for the columns of the file. */
export const provenanceOfLimits = (limits: ReuseLimits): FileProvenance => ({
  usableFrom: limits.validFrom,
  usableUntil: limits.validUntil,
  channels: limits.channels,
  isPublic: limits.isPublicUseAllowed,
});

/** An asset that has not ended. */
export const notEnded = {
  endedAt: null,
  endedByName: null,
  endedReason: null,
  endedByVerdictId: null,
  supersededByAssetId: null,
};

const endedOf = (row: AssetRow, isOver: boolean): Ended | null => {
  if (row.endedAt)
    return { by: row.endedByName ?? '', at: row.endedAt, reason: row.endedReason ?? '' };
  return isOver && row.validUntil
    ? { by: systemActor.name, at: row.validUntil, reason: overReason(row.validUntil) }
    : null;
};

/** Reading and moving approved assets. */
export const createAssetRows = ({ store, strapi }: Kernel, { media }: { media: Media }) => {
  const ofOutputs = (outputIds: string[]): Promise<AssetRow[]> =>
    outputIds.length
      ? store.find(approvedAssets, {
          where: { outputId: { $in: outputIds } },
          limit: outputIds.length,
        })
      : Promise.resolve([]);

  /** Locks are taken in the order of ids, the one order for all, so that nobody waits in a circle. */
  const judged = async (
    where: Record<string, unknown>,
    lock: Transaction | null
  ): Promise<JudgedAsset[]> => {
    const found = strapi.db
      .queryBuilder(approvedAssets.uid as UID.ContentType)
      .where(where)
      .select([...JUDGED])
      .orderBy({ id: 'asc' });
    return (await (lock ? found.forUpdate() : found).execute()) as JudgedAsset[];
  };

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

    /** Holds assets until the transaction ends. */
    lockOfOutputs: async (tx: Transaction, outputIds: string[]): Promise<void> => {
      if (outputIds.length > 0) await judged({ outputId: { $in: outputIds } }, tx);
    },

    /** Assets on files. `lock` holds them until it ends. */
    ofFiles: async (fileIds: string[], lock: Transaction | null): Promise<JudgedAsset[]> =>
      fileIds.length > 0 ? judged({ fileDocumentId: { $in: fileIds } }, lock) : [],

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
          alternativeTexts: row.alternativeTexts ?? {},
          approvedAt: row.approvedAt,
          ended: endedOf(row, isOver),
          supersededByAssetId: row.supersededByAssetId,
        };
      });
    },
  };
};
export type AssetRows = ReturnType<typeof createAssetRows>;

import { limitsHashOf } from '../evidence';
import type { Generation } from '../generation/service';
import type { Transaction } from '../kernel';
import { endByExpiry, endOf } from './asset-rows';
import type { AssetRow, AssetRows } from './asset-rows';

/**
 * How approved assets begin and end: each change of the row with its event. The callers hold the lock
 * of the task and move the output themselves, where it has to move.
 */
export const createAssetLife = ({
  generation,
  rows,
}: {
  generation: Generation;
  rows: AssetRows;
}) => {
  const about = (asset: AssetRow) => ({
    aggregateType: 'asset' as const,
    aggregateId: asset.documentId,
    aggregateVersion: asset.version,
    taskId: asset.taskId,
  });

  return {
    emitApproved: (tx: Transaction, asset: AssetRow): Promise<void> =>
      tx.emit({
        type: 'asset.approved',
        ...about(asset),
        data: {
          outputId: asset.outputId,
          verdictId: asset.verdictId,
          storedSha256: asset.storedSha256,
          validUntil: asset.validUntil,
          channels: asset.limits.channels,
          limitsHash: limitsHashOf(asset.limits),
        },
      }),

    /** @param verdictId of the verdict that ends it; null: a person did, or the file is gone. */
    revoke: async (
      tx: Transaction,
      asset: AssetRow,
      reason: string,
      verdictId: string | null = null
    ): Promise<void> => {
      const revoked = await rows.change(tx, asset, {
        state: 'revoked',
        ...endOf(tx, reason),
        endedByVerdictId: verdictId,
      });
      await tx.emit({
        type: 'asset.revoked',
        ...about(revoked),
        note: reason,
        data: { outputId: revoked.outputId },
      });
    },

    supersede: async (
      tx: Transaction,
      asset: AssetRow,
      byAssetId: string,
      reason: string
    ): Promise<void> => {
      const superseded = await rows.change(tx, asset, {
        state: 'superseded',
        ...endOf(tx, reason),
        supersededByAssetId: byAssetId,
      });
      await tx.emit({
        type: 'asset.superseded',
        ...about(superseded),
        note: reason,
        data: { outputId: superseded.outputId, byAssetId },
      });
    },

    markChanged: async (tx: Transaction, asset: AssetRow, after: string | null): Promise<void> => {
      const changed = await rows.change(tx, asset, {
        state: 'changed',
        ...endOf(tx, 'The file holds other bytes than the approved ones. 文件内容与通过时不同。'),
      });
      await tx.emit({
        type: 'asset.changed',
        ...about(changed),
        data: {
          outputId: changed.outputId,
          before: changed.storedSha256,
          after: after ?? 'unknown',
        },
      });
    },

    /** The last day is over: with its output and file. */
    expire: async (tx: Transaction, asset: AssetRow, validUntil: string): Promise<void> => {
      const expired = await rows.change(tx, asset, {
        state: 'expired',
        ...endByExpiry(tx, validUntil),
      });
      const output = await generation.outputRow(asset.outputId);
      if (output?.approvalStatus === 'approved')
        await generation.setApproval(tx, output, 'expired');
      await tx.emit({
        type: 'asset.expired',
        ...about(expired),
        data: { outputId: expired.outputId, validUntil },
      });
    },
  };
};
export type AssetLife = ReturnType<typeof createAssetLife>;

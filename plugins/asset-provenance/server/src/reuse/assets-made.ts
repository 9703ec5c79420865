import type { Launched, SpendColumn } from '../costs/service';
import type { Kernel } from '../kernel';
import { approvedAssets } from './content-types/approved-asset';

type AssetsRow = Record<SpendColumn, string> & { approvedAssets: string | number };

/**
 * Approved assets made of tasks that are alike in these columns. An asset that expired or was revoked
 * later was made all the same; one whose approval another verdict took back was not.
 */
export const createAssetsMade =
  ({ strapi, store }: Kernel) =>
  async ({ tasks }: Launched, columns: readonly SpendColumn[]) => {
    const found = (await strapi.db.connection
      .from(tasks.as('launched'))
      .join(`${store.tableOf(approvedAssets)} as asset`, 'asset.task_id', 'launched.task_id')
      .whereNull('asset.ended_by_verdict_id')
      .select(columns.map((column) => `launched.${column}`))
      .count({ approvedAssets: '*' })
      .groupBy(columns.map((column) => `launched.${column}`))) as AssetsRow[];
    return found.map((row) => ({ ...row, approvedAssets: Number(row.approvedAssets) }));
  };

import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import { siteDay } from '../kernel';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import { createAssetEffects } from './asset-effects';
import { createAssetRows } from './asset-rows';
import { createAssets } from './assets';
import { approvedAssets } from './content-types/approved-asset';
import { rightsRecords } from './content-types/rights-record';
import { createItems } from './items';
import { createJudge } from './judge';
import { createRights } from './rights';

export type { AssetRow } from './asset-rows';

export { usability } from './usability';
export type { Standing, Usability } from './usability';

export const tables = [approvedAssets, rightsRecords];

type Dependencies = { generation: Generation; media: Media; config: PluginConfig };

/** Approved assets, their limits, rights records, and what stands against using a file. */
export const createReuse = (kernel: Kernel, { generation, media, config }: Dependencies) => {
  const todayOf = (moment: Date) => siteDay(moment, config.siteTimeZone);
  const rows = createAssetRows(kernel, { media });
  const judge = createJudge({ generation, rows, config });
  const { onEvent, revoke } = createAssetEffects(kernel, { generation, media, rows });
  const assets = createAssets(kernel, { generation, rows, revokeRow: revoke, todayOf });
  const rights = createRights(kernel, { media, todayOf });
  const items = createItems({ media, judge, todayOf });

  return {
    /** Subscribed after the ledger: makes assets of verdicts, follows files that change or go. */
    effects: { onEvent },

    assets: {
      list: assets.list,
      revoke: assets.revoke,
      byId: rows.byId,
      ofOutput: rows.ofOutput,
      present: assets.presentOne,
    },
    rights: { list: rights.list, record: rights.record },
    rightsRecords: rights.byIds,
    authoriseReferences: rights.authorise,
    /** What stands against using files. */
    judge,
    ...items,
    /** The day in the site's time zone. */
    todayOf,
  };
};
export type Reuse = ReturnType<typeof createReuse>;

import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import { createAssetEffects } from './asset-effects';
import { createAssetRows } from './asset-rows';
import { createAssets } from './assets';
import { approvedAssets } from './content-types/approved-asset';
import { rightsRecords } from './content-types/rights-record';
import { createEntries } from './entries';
import { createEntryMedia } from './entry-media';
import { createGate } from './gate';
import { createJudge } from './judge';
import { createLibrary } from './library';
import { createPlacements } from './placements';
import { createRemovalGuard } from './removal';
import { createRights } from './rights';
import { siteDay } from './site-day';

export type { AssetRow } from './asset-rows';
export type { ReadableEntry } from './entries';
export { siteDay } from './site-day';
export { usability } from './usability';
export type { Standing, Usability } from './usability';

export const tables = [approvedAssets, rightsRecords];

type Dependencies = { generation: Generation; media: Media; config: PluginConfig };

/** Approved assets, their limits, rights records, the library and the publish gate. */
export const createReuse = (kernel: Kernel, { generation, media, config }: Dependencies) => {
  const todayOf = (moment: Date) => siteDay(moment, config.siteTimeZone);
  const rows = createAssetRows(kernel, { media });
  const entryMedia = createEntryMedia(kernel.strapi);
  const judge = createJudge({ generation, rows, config });
  const placements = createPlacements(kernel);
  const { onEvent, revoke } = createAssetEffects(kernel, { generation, media, rows });
  const assets = createAssets(kernel, { generation, rows, revokeRow: revoke, todayOf });
  const rights = createRights(kernel, { media, todayOf });
  const library = createLibrary({ generation, media, judge, todayOf });
  const entries = createEntries(kernel, { media, entryMedia, judge, library, placements, todayOf });
  const gate = createGate(kernel, { entryMedia, judge, placements, todayOf });

  return {
    /** Subscribed after the ledger: makes assets of verdicts, follows files that change or go. */
    effects: { onEvent },

    /** Once, when all plugins and the application have registered. */
    installGate: () => {
      gate.install();
      media.guardRemoval(createRemovalGuard({ judge, placements }));
      media.afterAttachment(gate.checkAttachment);
    },

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
    library: { list: library.list, itemsOf: library.itemsOf },
    entries,
    /** Entries that show a file, found now. */
    placementsOf: placements.of,
    /** Files in rows of entries: fields, components, dynamic zones. */
    mediaOfRows: entryMedia.ofRows,
    /** The day in the site's time zone. */
    todayOf,
  };
};
export type Reuse = ReturnType<typeof createReuse>;

import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import type { Kernel } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import { createAround } from './around';
import { fileUsages } from './content-types/file-usage';
import { outsidePlacements } from './content-types/outside-placement';
import { createEntryMedia } from './entry-media';
import { createKept } from './kept';
import { createModels } from './models';
import { createOfFile } from './of-file';
import { createOutside } from './outside';
import { createPlacements } from './placements';
import { createPublications } from './publications';
import { createRebuild } from './rebuild';
import { createRecording } from './recording';
import { createRefresh } from './refresh';
import { createTitles } from './titles';
import { createUpkeep } from './upkeep';

export { fileUsages as usagesTable } from './content-types/file-usage';
export type { FoundMedia, RowMedia } from './entry-media';
export type { PlacedEntry } from './placements';
export type { RebuildReport } from './rebuild';

export { personalRows } from './personal';

export const tables = [fileUsages, outsidePlacements];

type Dependencies = {
  media: Media;
  dispatch: Dispatch;
  config: PluginConfig;
  /** Reuse limits belong to a room above. */
  maximumPlacementsOf: (file: MediaFile) => Promise<number | null>;
};

/** Where files are used: in entries, found and kept by us, and outside, recorded by people. */
export const createUsage = (
  kernel: Kernel,
  { media, dispatch, config, maximumPlacementsOf }: Dependencies
) => {
  const models = createModels(kernel.strapi);
  const titles = createTitles(kernel, models);
  const around = createAround(kernel, { models, titles });
  const entryMedia = createEntryMedia(kernel, { models, media });
  const kept = createKept(kernel);
  const refresh = createRefresh(kernel, { models, entryMedia, kept });
  const follow = createPublications(refresh);
  const placements = createPlacements(kernel, { models, titles, kept });
  const outside = createOutside(kernel);
  const recording = createRecording(kernel, { outside, media, config });
  const rebuild = createRebuild(kernel, { models, kept, refresh });
  const upkeep = createUpkeep(kernel, {
    dispatch,
    media,
    models,
    kept,
    around,
    follow,
    rebuild,
  });

  return {
    /** Subscribed after the ledger: follows files that go. */
    effects: { onEvent: upkeep.onEvent },
    install: upkeep.install,

    /** Files in rows of entries, as they are stored now. */
    mediaOfRows: entryMedia.ofRows,
    canHoldMedia: models.canHoldMedia,
    hasDrafts: models.hasDrafts,
    /** To be called after every write of an entry, in its transaction. */
    follow,
    rebuild: upkeep.rebuild,

    ...placements,
    outsideCountOf: outside.outsideCountOf,
    outsidePlacementsOf: outside.outsidePlacementsOf,
    ofFile: createOfFile({ media, placements, outside, maximumPlacementsOf }),
    record: recording.record,
    end: recording.end,

    /** Entries that hold rows of an entry or a component. */
    entriesAround: around,
    titleOf: titles.titleOf,
  };
};
export type Usage = ReturnType<typeof createUsage>;

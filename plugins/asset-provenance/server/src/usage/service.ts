import type { Kernel } from '../kernel';
import { createEntryMedia } from './entry-media';
import { createPlacements } from './placements';

export type { FoundMedia } from './entry-media';

/** Where files are shown. */
export const createUsage = (kernel: Kernel) => {
  const entryMedia = createEntryMedia(kernel.strapi);
  const placements = createPlacements(kernel);

  return {
    /** Files in rows of entries. */
    mediaOfRows: entryMedia.ofRows,
    canHoldMedia: (uid: string): boolean => entryMedia.populateOf(uid) !== null,
    /** Entries that show a file, found now. */
    placementsOf: placements.of,
    entriesAround: placements.entriesAround,
    titleOf: placements.titleOf,
  };
};
export type Usage = ReturnType<typeof createUsage>;

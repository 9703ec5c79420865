import type { FileUsage } from '../../../shared';
import { notFound } from '../kernel';
import type { Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import type { Outside } from './outside';
import type { Placements } from './placements';

type Dependencies = {
  media: Pick<Media, 'file'>;
  placements: Placements;
  outside: Outside;
  /** Reuse limits belong to a room above. */
  maximumPlacementsOf: (file: MediaFile) => Promise<number | null>;
};

/**
 * Everywhere that one file is used.
 * @throws Refusal 404 for unknown files.
 */
export const createOfFile =
  ({ media, placements, outside, maximumPlacementsOf }: Dependencies) =>
  async (request: Request): Promise<FileUsage> => {
    const fileDocumentId = request.params.fileDocumentId ?? '';
    const file = await media.file(fileDocumentId);
    if (!file) throw notFound('file', 'fileDocumentId');
    const published = await placements.publishedEntriesOf([fileDocumentId]);
    const standing = await outside.outsideCountOf([fileDocumentId]);
    return {
      fileDocumentId,
      entries: await placements.placementsOf([fileDocumentId]),
      outsidePlacements: await outside.outsidePlacementsOf([fileDocumentId]),
      placementCount:
        (published.get(fileDocumentId)?.length ?? 0) + (standing.get(fileDocumentId) ?? 0),
      maximumPlacements: await maximumPlacementsOf(file),
    };
  };

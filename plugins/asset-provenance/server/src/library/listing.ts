import { librarySchema } from '../../../shared';
import type { LibraryItem, LibraryQuery, Page } from '../../../shared';
import type { Generation, Reader } from '../generation/service';
import { decodeCursor, parse, toPage } from '../kernel';
import type { Request } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';

type Dependencies = {
  generation: Generation;
  media: Media;
  reuse: Reuse;
};
type Where = Record<string, unknown>;

/** Files of the media library with what is on record about them. */
export const createListing = ({ generation, media, reuse }: Dependencies) => {
  const statusWhere = (status: LibraryQuery['status'], today: string): Where => {
    const isOver = { provenanceStatus: 'approved', provenanceUsableUntil: { $lt: today } };
    switch (status) {
      case undefined:
        return {};
      case 'untracked':
        return { $or: [{ provenanceStatus: 'untracked' }, { provenanceStatus: null }] };
      case 'expired':
        return { $or: [{ provenanceStatus: 'expired' }, isOver] };
      case 'approved':
        return {
          provenanceStatus: 'approved',
          $or: [{ provenanceUsableUntil: null }, { provenanceUsableUntil: { $gte: today } }],
        };
      default:
        return { provenanceStatus: status };
    }
  };

  const originWhere = (origin: LibraryQuery['origin']): Where => {
    if (origin === 'unknown')
      return { $or: [{ provenanceOrigin: 'unknown' }, { provenanceOrigin: null }] };
    return origin ? { provenanceOrigin: origin } : {};
  };

  const textWhere = (text: string | undefined, reader: Reader): Where =>
    text
      ? {
          $or: [
            { name: { $containsi: text } },
            { alternativeText: { $containsi: text } },
            { provenanceTaskId: { $in: generation.taskIdsWithText(text, reader) } },
          ],
        }
      : {};

  return {
    /** Newest first. */
    list: async (request: Request): Promise<Page<LibraryItem>> => {
      const query = parse(librarySchema, request.query);
      const before = decodeCursor(query.cursor);
      const reader = await generation.readerOf(request);
      const files = await media.findFiles(
        {
          $and: [
            statusWhere(query.status, reuse.todayOf(new Date())),
            originWhere(query.origin),
            textWhere(query.q, reader),
            query.purpose ? { provenancePurpose: query.purpose } : {},
            query.kind ? { mime: { $startsWith: `${query.kind}/` } } : {},
            before === null ? {} : { id: { $lt: before } },
          ],
        },
        { limit: query.limit + 1 }
      );
      const { results, nextCursor } = toPage(files, query.limit);
      return { results: await reuse.itemsOf(results), nextCursor };
    },
  };
};

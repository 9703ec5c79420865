import { librarySchema } from '../../../shared';
import type { LibraryItem, LibraryQuery, Page } from '../../../shared';
import type { Generation, Reader } from '../generation/service';
import { decodeCursor, parse, toPage } from '../kernel';
import type { Request } from '../kernel';
import type { Media, MediaFile } from '../media/service';
import type { Judge, Judged } from './judge';

type Dependencies = {
  generation: Generation;
  media: Media;
  judge: Judge;
  todayOf: (moment: Date) => string;
};
type Where = Record<string, unknown>;

/** Strapi keeps sizes in thousands of bytes, rounded. */
const bytesOf = (file: MediaFile): number | null =>
  file.size === null ? null : Math.round(file.size * 1000);

/** Files of the media library with what is on record about them. */
export const createLibrary = ({ generation, media, judge, todayOf }: Dependencies) => {
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

  const toItem = ({ file, origin, status, output, task, asset }: Judged): LibraryItem => ({
    fileDocumentId: file.documentId,
    fileId: file.id,
    name: file.name,
    url: file.url,
    thumbnailUrl: media.thumbnailOf(file),
    mime: file.mime,
    width: file.width ?? output?.width ?? null,
    height: file.height ?? output?.height ?? null,
    bytes: output?.bytes ?? bytesOf(file),
    approvalStatus: status,
    origin,
    taskId: task?.documentId ?? null,
    outputId: output?.documentId ?? null,
    assetId: asset?.documentId ?? null,
    purpose: task?.purpose ?? null,
    channel: task?.channel ?? null,
    subject: task?.subject ?? null,
    series: task?.series ?? null,
    brand: task?.brand ?? null,
    owner: task?.ownerName ?? null,
    parameterSummary: task?.parameterSummary ?? null,
    limits: asset?.limits ?? null,
    createdAt: file.createdAt,
  });

  const itemsOf = async (files: MediaFile[]): Promise<LibraryItem[]> =>
    (
      await judge.judge(
        files.map((file) => ({ file, field: '' })),
        todayOf(new Date())
      )
    ).map(toItem);

  return {
    toItem,
    itemsOf,

    /** Newest first. */
    list: async (request: Request): Promise<Page<LibraryItem>> => {
      const query = parse(librarySchema, request.query);
      const before = decodeCursor(query.cursor);
      const reader = await generation.readerOf(request);
      const files = await media.findFiles(
        {
          $and: [
            statusWhere(query.status, todayOf(new Date())),
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
      return { results: await itemsOf(results), nextCursor };
    },
  };
};
export type Library = ReturnType<typeof createLibrary>;

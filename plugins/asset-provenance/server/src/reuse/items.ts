import type { LibraryItem } from '../../../shared';
import type { Media, MediaFile } from '../media/service';
import type { Judge, Judged } from './judge';

type Dependencies = { media: Media; judge: Judge; todayOf: (moment: Date) => string };

/** Strapi keeps sizes in thousands of bytes, rounded. */
const bytesOf = (file: MediaFile): number | null =>
  file.size === null ? null : Math.round(file.size * 1000);

/** Files as people see them, with what is on record about them. */
export const createItems = ({ media, judge, todayOf }: Dependencies) => {
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
    modelId: task?.modelId ?? null,
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

  return { toItem, itemsOf };
};
export type Items = ReturnType<typeof createItems>;

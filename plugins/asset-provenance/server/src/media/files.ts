import type { Core } from '@strapi/strapi';
import type { ApprovalStatus, Origin } from '../../../shared';
import type { Transaction } from '../kernel';

export const FILE_UID = 'plugin::upload.file';

/** A file of the media library, with our columns. `size` is in kilobytes. */
export type MediaFile = {
  id: number;
  documentId: string;
  name: string;
  hash: string;
  ext: string | null;
  mime: string;
  size: number | null;
  width: number | null;
  height: number | null;
  url: string;
  formats: Record<string, { url: string; hash: string; width: number; height: number }> | null;
  alternativeText: string | null;
  /** Of its folder, by numbers: `/1/4`; `/` at the top. */
  folderPath: string | null;
  createdAt: string;
  provenanceStatus: ApprovalStatus | null;
  provenanceOrigin: Origin | null;
};

const SHOWN = ['id', 'documentId', 'name', 'hash', 'provenanceOrigin', 'provenanceStatus'] as const;
/** What is read of a file to say where it is shown and whether it may be. */
export type ShownFile = Pick<MediaFile, (typeof SHOWN)[number]>;

/** Databases take some ten thousand values in one statement. */
const MOST_VALUES = 5000;

/** Reading files, and writing what is ours on them. */
export const createFiles = (strapi: Core.Strapi) => {
  const query = () => strapi.db.query(FILE_UID);
  const sign = (files: unknown[]) =>
    Promise.all(
      files.map((file) => strapi.plugin('upload').service('file').signFileUrls(file))
    ) as Promise<MediaFile[]>;

  const findFiles = async (
    where: Record<string, unknown>,
    { limit, orderBy = { id: 'desc' } }: { limit: number; orderBy?: Record<string, 'asc' | 'desc'> }
  ) => sign(await query().findMany({ where, limit, orderBy }));

  const updateFiles = async (
    where: Record<string, unknown>,
    data: Record<string, unknown>
  ): Promise<number> => {
    const { count } = await query().updateMany({ where, data });
    return Number(count);
  };

  return {
    findFiles,
    updateFiles,

    file: async (documentId: string): Promise<MediaFile | null> =>
      (await findFiles({ documentId }, { limit: 1 }))[0] ?? null,

    files: async (documentIds: string[]): Promise<MediaFile[]> =>
      documentIds.length
        ? findFiles({ documentId: { $in: documentIds } }, { limit: documentIds.length })
        : [],

    /** Files that are known by their numeric ids or by their hashes, without what fills rows. */
    shownFiles: async (ids: number[], hashes: string[]): Promise<ShownFile[]> => {
      const files: ShownFile[] = [];
      for (const [column, values] of Object.entries({ id: ids, hash: hashes }))
        for (let start = 0; start < values.length; start += MOST_VALUES)
          files.push(
            ...((await query().findMany({
              where: { [column]: { $in: values.slice(start, start + MOST_VALUES) } },
              select: [...SHOWN],
            })) as ShownFile[])
          );
      return [...new Map(files.map((file) => [file.id, file])).values()];
    },

    fileByHash: async (hash: string): Promise<MediaFile | null> =>
      (await findFiles({ hash }, { limit: 1 }))[0] ?? null,

    setAlternativeText: async (
      _tx: Transaction,
      documentId: string,
      alternativeText: string
    ): Promise<void> => {
      await updateFiles({ documentId }, { alternativeText });
    },

    /** Smallest picture that shows it; null for videos, which have none. */
    thumbnailOf: (file: MediaFile): string | null =>
      file.formats?.thumbnail?.url ?? (file.mime.startsWith('image/') ? file.url : null),
  };
};
export type Files = ReturnType<typeof createFiles>;

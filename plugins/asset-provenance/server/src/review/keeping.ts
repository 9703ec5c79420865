import type { OutputRow } from '../generation/service';
import { invalid } from '../kernel';
import type { Transaction } from '../kernel';
import type { Media } from '../media/service';

/** Where the file of an output is kept, and what it holds now. */
export const createKeeping = ({ media }: { media: Media }) => {
  const fileOf = (output: OutputRow) =>
    output.fileDocumentId ? media.file(output.fileDocumentId) : Promise.resolve(null);

  return {
    /** What the file holds now: *Replace* and *Crop* keep its id and change its bytes. */
    currentSha256: async (output: OutputRow): Promise<string | null> => {
      const file = await fileOf(output);
      return file ? media.originalSha256(file) : null;
    },

    folderOf: async (output: OutputRow): Promise<{ id: number | null; path: string }> => {
      const file = await fileOf(output);
      return file ? media.placeOf(file) : { id: null, path: '/' };
    },

    /**
     * Moves the file where a reviewer wants it; null: it stays where it is.
     * @returns folder and name of the file, `/Generated/Product hero/bag.png`; null when it is gone.
     * @throws Refusal 400 that names `folderId` when there is no such folder.
     */
    keep: async (
      tx: Transaction,
      output: OutputRow,
      folderId: number | null
    ): Promise<string | null> => {
      const file = await fileOf(output);
      if (!file) return null;
      const wanted = folderId === null ? null : await media.folderById(folderId);
      if (folderId !== null && !wanted)
        throw invalid([
          {
            path: 'folderId',
            message: 'is not a folder of the media library',
            zh: '不是媒体库中的文件夹',
          },
        ]);
      if (folderId !== null) await media.moveToFolder(tx, file, folderId);
      const { path } = wanted ?? (await media.placeOf(file));
      return `${path === '/' ? '' : path}/${file.name}`;
    },
  };
};
export type Keeping = ReturnType<typeof createKeeping>;

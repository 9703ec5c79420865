import type { Core, UID } from '@strapi/strapi';
import type { Transaction } from '../kernel';
import { FILE_UID } from './files';

const FOLDER_UID = 'plugin::upload.folder';

/** A folder of the media library; `path` is made of names, `/Generated/Product hero`. */
export type Place = { id: number | null; path: string };

type FolderRow = { id: number; name: string; path: string };
type LinkedAttribute = {
  joinTable: { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } };
};

/** The folder and every folder above it, by Strapi's path of numbers: `/1/4` → `/1`, `/1/4`. */
const pathsDownTo = (path: string): string[] => {
  const parts = path.split('/').filter(Boolean);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
};

/** Where files are kept, and moving them. */
export const createPlaces = (strapi: Core.Strapi) => {
  const folders = () => strapi.db.query(FOLDER_UID);

  const placeAt = async (folderPath: string | null): Promise<Place> => {
    const paths = pathsDownTo(folderPath ?? '/');
    if (paths.length === 0) return { id: null, path: '/' };
    const rows = (await folders().findMany({ where: { path: { $in: paths } } })) as FolderRow[];
    const rowOf = new Map(rows.map((row) => [row.path, row]));
    return {
      id: rowOf.get(paths.at(-1) ?? '')?.id ?? null,
      path: paths.map((path) => `/${rowOf.get(path)?.name ?? '?'}`).join(''),
    };
  };

  return {
    /** The folder of a file. */
    placeOf: (file: { folderPath: string | null }): Promise<Place> => placeAt(file.folderPath),

    /** A folder by its numeric id; null: there is none. */
    folderById: async (id: number): Promise<Place | null> => {
      const folder = (await folders().findOne({ where: { id } })) as FolderRow | null;
      return folder && placeAt(folder.path);
    },

    /**
     * Puts a file into a folder, as moving in bulk does: rows only, nothing of the storage changes.
     * @throws when there is no such folder.
     */
    moveToFolder: async (_tx: Transaction, file: { id: number }, folderId: number) => {
      const folder = (await folders().findOne({ where: { id: folderId } })) as FolderRow | null;
      if (!folder) throw new Error(`There is no folder ${folderId} in the media library.`);
      const { joinTable } = strapi.db.metadata.get(FILE_UID).attributes
        .folder as unknown as LinkedAttribute;
      const links = () => strapi.db.queryBuilder(joinTable.name as UID.ContentType);
      const fileColumn = joinTable.joinColumn.name;
      await links()
        .delete()
        .where({ [fileColumn]: file.id })
        .execute();
      await links()
        .insert({ [fileColumn]: file.id, [joinTable.inverseJoinColumn.name]: folderId })
        .execute();
      await strapi.db
        .query(FILE_UID)
        .updateMany({ where: { id: file.id }, data: { folderPath: folder.path } });
    },
  };
};

import type { Core } from '@strapi/strapi';

const FOLDER_UID = 'plugin::upload.folder';
const ROOT_NAME = 'Generated';

/** Finds or makes `Generated / <name>` in the media library; one at a time in this process. */
export const createFolders = (strapi: Core.Strapi) => {
  let queue: Promise<unknown> = Promise.resolve();

  const findOrCreate = async (name: string, parent: number | null): Promise<number> => {
    const found = await strapi.db.query(FOLDER_UID).findOne({ where: { name, parent } });
    if (found) return found.id as number;
    const made = (await strapi.plugin('upload').service('folder').create({ name, parent })) as {
      id: number;
    };
    return made.id;
  };

  return {
    /** @returns numeric id of the folder, as the upload service wants it. */
    folderFor: (name: string): Promise<number> => {
      const result = queue.then(async () =>
        findOrCreate(name, await findOrCreate(ROOT_NAME, null))
      );
      queue = result.catch(() => undefined);
      return result;
    },
  };
};

import type { Core } from '@strapi/strapi';
import { WORK_TABLE } from './dispatch/service';
import { roomsOf } from './rooms';
import { tables } from './tables';
import { keepTables } from './upgrade-safety';

export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const { settings, dispatch, generation, media } = roomsOf(strapi);
  await keepTables(strapi, [WORK_TABLE, ...tables.map(({ tableName }) => tableName)]);
  await settings.registerPermissions();
  await generation.rebuildProjection();
  await media.trackUnknownFiles();
  await media.sweep();
  dispatch.startWithServer();
};

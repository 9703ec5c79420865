import type { Core } from '@strapi/strapi';
import { WORK_TABLE } from './dispatch/service';
import { createPageIndexes } from './media/service';
import { roomsOf } from './rooms';
import { tables } from './tables';
import { keepTables } from './upgrade-safety';

export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const rooms = roomsOf(strapi);
  const { audit, settings, dispatch, generation, media } = rooms;
  await keepTables(strapi, [WORK_TABLE, ...tables.map(({ tableName }) => tableName)]);
  await audit.ledger.install();
  await settings.registerPermissions();
  await settings.keepPermissions();
  // Last among the middlewares, so that its transaction holds none of the application's own work.
  rooms.gate.install();
  await createPageIndexes(strapi);
  await rooms.library.install();
  await rooms.usage.install();
  await generation.references.fill();
  await rooms.review.fillQueue();
  await media.sweep();
  dispatch.startWithServer();
};

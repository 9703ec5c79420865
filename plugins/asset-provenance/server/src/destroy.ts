import type { Core } from '@strapi/strapi';
import { roomsOf } from './rooms';

/** Lets running work end before the database goes. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const { dispatch, callbacks, media, providers, network } = roomsOf(strapi);
  await Promise.all([dispatch.drain(), callbacks.drain()]);
  await media.close();
  await providers.close();
  await network.close();
};

import type { Core } from '@strapi/strapi';
import { roomsOf } from './rooms';

/** Lets running work end before the database goes. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const { dispatch, providers } = roomsOf(strapi);
  await dispatch.drain();
  await providers.close();
};

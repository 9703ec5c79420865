import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared';
import { createAudit } from './audit/service';
import type { PluginConfig } from './config';
import { createDispatch } from './dispatch/service';
import { createGeneration } from './generation/service';
import { createKernel } from './kernel';
import { createMedia } from './media/service';
import { createProviders } from './providers/service';
import { createSettings } from './settings/service';

/** Builds the house from the ground up: each room gets the ones below it, and nothing else. */
const buildRooms = (strapi: Core.Strapi) => {
  const config = strapi.config.get<PluginConfig>(`plugin::${PLUGIN_ID}`);
  const kernel = createKernel(strapi);
  const dispatch = createDispatch(kernel, config.dispatch);
  const audit = createAudit(kernel);
  const providers = createProviders(kernel, config);
  const media = createMedia(kernel);
  const generation = createGeneration({
    kernel,
    config,
    dispatch,
    providers,
    media,
    audit,
    authoriseReferences: async () => undefined,
  });
  const settings = createSettings({ kernel, config, dispatch, providers });
  kernel.subscribe(audit.append);
  return { config, kernel, dispatch, audit, providers, media, generation, settings };
};
export type Rooms = ReturnType<typeof buildRooms>;

const houses = new WeakMap<Core.Strapi, Rooms>();

/** The rooms of this Strapi, built once. */
export const roomsOf = (strapi: Core.Strapi): Rooms => {
  const built = houses.get(strapi) ?? buildRooms(strapi);
  houses.set(strapi, built);
  return built;
};

import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared';
import { createAudit } from './audit/service';
import type { PluginConfig } from './config';
import { createDispatch } from './dispatch/service';
import { createFollowUp } from './follow-up/service';
import { createGeneration } from './generation/service';
import { createKernel } from './kernel';
import { createMedia } from './media/service';
import { createProviders } from './providers/service';
import { createReuse } from './reuse/service';
import { createReview } from './review/service';
import { createSettings } from './settings/service';
import { createTrace } from './trace/service';

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
    // Asked at launch only, when the room above stands.
    authoriseReferences: (references) => reuse.authoriseReferences(references),
  });
  const reuse = createReuse(kernel, { generation, media, config });
  const review = createReview(kernel, {
    generation,
    media,
    config,
    rightsRecords: reuse.rightsRecords,
  });
  const followUp = createFollowUp(kernel, { generation, reuse });
  const trace = createTrace({
    kernel,
    audit,
    generation,
    media,
    review,
    reuse,
    notesOf: async (things) => (await Promise.all(things.map(followUp.notesFor))).flat(),
  });
  const settings = createSettings({ kernel, audit, config, dispatch, providers });

  // The fixed order of effects: the ledger first, then what follows from the event.
  kernel.subscribe(audit.append, reuse.effects.onEvent);
  return {
    config,
    kernel,
    dispatch,
    audit,
    providers,
    media,
    generation,
    reuse,
    review,
    followUp,
    trace,
    settings,
  };
};
export type Rooms = ReturnType<typeof buildRooms>;

const houses = new WeakMap<Core.Strapi, Rooms>();

/** The rooms of this Strapi, built once. */
export const roomsOf = (strapi: Core.Strapi): Rooms => {
  const built = houses.get(strapi) ?? buildRooms(strapi);
  houses.set(strapi, built);
  return built;
};

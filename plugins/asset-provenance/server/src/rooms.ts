import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared';
import { createAudit } from './audit/service';
import { createBatches } from './batches/service';
import { createCallbacks } from './callbacks/service';
import { readConfig } from './config';
import { createCosts } from './costs/service';
import { createDispatch } from './dispatch/service';
import { createFollowUp } from './follow-up/service';
import { createGate } from './gate/service';
import { createGeneration } from './generation/service';
import { createHandOver } from './hand-over/service';
import { createInsights } from './insights/service';
import { createKeeping } from './keeping/service';
import { createKernel } from './kernel';
import { createLibrary } from './library/service';
import { createMedia } from './media/service';
import { createNetwork } from './network/service';
import type { Network } from './network/service';
import { personalRows } from './personal';
import { createNotices } from './notices/service';
import { createPresets } from './presets/service';
import { createProviders } from './providers/service';
import { createReuse } from './reuse/service';
import { createReview } from './review/service';
import { createSettings } from './settings/service';
import { createTrace } from './trace/service';
import { createUsage } from './usage/service';

const STORAGE_TIMEOUT_MS = 60_000;

/** The storage of the media library is the operator's own choice, so that it may be private. */
const readFrom = async (network: Network, url: string) => {
  const { status, body } = await network
    .client([new URL(url).origin])
    .open(url, { headersFor: () => ({}), signal: AbortSignal.timeout(STORAGE_TIMEOUT_MS) });
  if (status === 200) return body;
  body.destroy();
  throw new Error(`The storage of the media library answered ${status}.`);
};

/** Builds the house from the ground up: each room gets the ones below it, and nothing else. */
const buildRooms = (strapi: Core.Strapi) => {
  const config = readConfig(strapi.config.get(`plugin::${PLUGIN_ID}`));
  const kernel = createKernel(strapi);
  const dispatch = createDispatch(kernel, config.dispatch);
  const network = createNetwork();
  const audit = createAudit(kernel, { config: config.ledger, dispatch, network });
  const costs = createCosts(kernel, config);
  const providers = createProviders(kernel, network, config);
  const media = createMedia(kernel, config.marks, (url) => readFrom(network, url));
  const generation = createGeneration({
    kernel,
    config,
    costs,
    dispatch,
    providers,
    media,
    audit,
    // Asked at launch only, when the room above stands.
    authoriseReferences: (references) => reuse.authoriseReferences(references),
    countCallbacks: (taskIds) => callbacks.counts(taskIds),
    presets: {
      nameFor: (actor, preset) => presets.nameFor(actor, preset),
      contentOf: (preset) => presets.contentOf(preset),
    },
  });
  const presets = createPresets(kernel, { generation, providers });
  const usage = createUsage(kernel, {
    media,
    dispatch,
    config,
    // Asked by people only, when the room above stands.
    maximumPlacementsOf: async (file) => {
      const output = await media.outputOf(file);
      const asset = output && (await reuse.assets.ofOutput(output.outputId));
      return asset?.limits.maximumPlacements ?? null;
    },
  });
  const reuse = createReuse(kernel, {
    generation,
    media,
    usage,
    dispatch,
    config,
    // Asked when something happens only, when the room beside stands.
    verdictsOf: (outputId) => review.verdictsOf(outputId),
    latestVerdicts: (outputIds) => review.latestVerdictsOf(outputIds),
  });
  const review = createReview(kernel, {
    generation,
    media,
    usage,
    config,
    rightsRecords: reuse.rightsRecords,
    templatesFor: (purpose) => reuse.licenceTemplates.forPurpose(purpose),
  });
  const gate = createGate(kernel, { config, dispatch, media, usage, reuse });
  const library = createLibrary(kernel, {
    config,
    dispatch,
    generation,
    media,
    usage,
    reuse,
  });
  const callbacks = createCallbacks({ kernel, config, dispatch, network, providers, generation });
  const batches = createBatches({ kernel, config, providers, generation });
  const followUp = createFollowUp(kernel, { generation, reuse, gate });
  const insights = createInsights({ config, costs, providers, generation, reuse });
  const handOver = createHandOver(kernel, { media, generation, reuse, followUp, presets });
  const keeping = createKeeping({
    kernel,
    config,
    dispatch,
    audit,
    generation,
    media,
    reuse,
    usage,
    personal: personalRows,
    forget: {
      answers: [callbacks.forgetAnswers],
      words: [review.forgetTask, reuse.forgetTask, callbacks.forgetTask],
    },
  });
  const trace = createTrace({
    kernel,
    config,
    audit,
    dispatch,
    generation,
    media,
    library,
    review,
    reuse,
    usage,
    notesOf: followUp.notesOf,
    keepingOf: keeping.keepingOf,
  });
  const notices = createNotices({
    kernel,
    config,
    dispatch,
    network,
    generation,
    review,
    reuse,
    dueNotes: followUp.dueNotes,
  });
  const settings = createSettings({
    kernel,
    audit,
    config,
    dispatch,
    providers,
    duplicates: generation.duplicates,
    unknownAddresses: callbacks.countUnknown,
    noticeWebhooks: notices.webhooks,
  });

  audit.ledger.watch(...generation.witnesses, ...reuse.witnesses, ...review.witnesses);
  // The fixed order of effects: the ledger first, then what follows from the event.
  kernel.subscribe(
    audit.append,
    usage.effects.onEvent,
    reuse.effects.onEvent,
    library.effects.onEvent,
    trace.effects.onEvent,
    callbacks.effects.onEvent,
    notices.effects.onEvent
  );
  return {
    config,
    kernel,
    network,
    dispatch,
    audit,
    costs,
    providers,
    media,
    generation,
    presets,
    usage,
    reuse,
    review,
    gate,
    library,
    batches,
    callbacks,
    followUp,
    insights,
    handOver,
    keeping,
    trace,
    notices,
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

import type { PluginConfig } from '../config';
import type { Dispatch } from '../dispatch/service';
import { nextSiteDay } from '../kernel';
import type { Kernel } from '../kernel';
import type { Media } from '../media/service';
import type { Reuse } from '../reuse/service';
import type { Usage } from '../usage/service';
import { gateOverrides } from './content-types/gate-override';
import { createDestinations } from './destinations';
import { createEntries } from './entries';
import { createLanguages } from './languages';
import { createOverdue } from './overdue';
import { createOverrides } from './overrides';
import { createPublishGate } from './publish-gate';
import { createStatuses } from './statuses';
import { createTakingDown } from './taking-down';

export type { ReadableEntry } from './entries';

export { personalRows } from './personal';

export const tables = [gateOverrides];

type Dependencies = {
  config: PluginConfig;
  dispatch: Dispatch;
  media: Media;
  usage: Usage;
  reuse: Reuse;
};

/** The publish gate, and what it would say of an entry. */
export const createGate = (
  kernel: Kernel,
  { config, dispatch, media, usage, reuse }: Dependencies
) => {
  const languages = createLanguages(kernel);
  const destinations = createDestinations(kernel, config);
  const overrides = createOverrides(kernel);
  const { sharesMedia } = languages;
  const publishGate = createPublishGate(kernel, {
    usage,
    reuse,
    destinations,
    overrides,
    sharesMedia,
  });
  const entries = createEntries(kernel, {
    media,
    usage,
    reuse,
    languages,
    destinations,
    overrides,
  });
  const statuses = createStatuses({ media, usage, reuse, destinations, entries });
  const overdue = createOverdue(kernel, {
    config,
    media,
    usage,
    reuse,
    destinations,
    entries,
    overrides,
  });
  const { takeDownAll } = createTakingDown(kernel, { config, reuse, overdue });

  /** At every start, and shortly after midnight at the site. */
  dispatch.recur('gate.take-down', async (signal) => {
    const next = nextSiteDay(new Date(), config.siteTimeZone);
    await takeDownAll(signal);
    return next;
  });

  return {
    /** Once, before any other plugin adds middlewares: see `installAround`. */
    installAround: publishGate.installAround,
    /** Once, when all plugins and the application have registered. */
    install: () => {
      destinations.warnOfUnknown();
      publishGate.install();
      media.afterAttachment(publishGate.checkAttachment);
    },
    readable: entries.readable,
    provenanceOf: entries.provenanceOf,
    override: entries.override,
    statusesOfEntries: statuses.ofEntries,
    standingsOfFiles: statuses.ofFiles,
    overdue: overdue.list,
    /** Published entries that show what may not be shown any more. */
    countOverdue: overdue.count,
  };
};
export type Gate = ReturnType<typeof createGate>;

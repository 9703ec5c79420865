import type { Catalog, Counts } from '../../../shared';
import { specificationsOf } from '../config';
import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import { handle, notFound } from '../kernel';
import type { AdminUser } from '../kernel';
import type { Providers } from '../providers/service';
import type { Settings } from './service';

type Ports = {
  settings: Settings;
  config: PluginConfig;
  providers: Providers;
  generation: Generation;
  /** Figures of rooms that this one does not know. */
  waitingReviews: (user: AdminUser) => Promise<number>;
  dueRechecks: () => Promise<number>;
  overdueEntries: () => Promise<number>;
  unreadNotices: (userId: string) => Promise<number>;
};

const HIDDEN = { en: 'Shown to those who launch', zh: '仅对可发起任务的角色显示' };
const withoutPrices = (listed: Catalog['providers']): Catalog['providers'] =>
  listed.map((provider) => ({
    ...provider,
    models: provider.models.map((model) => ({ ...model, priceHint: HIDDEN })),
  }));

export const settingsController = ({
  settings,
  config,
  providers,
  generation,
  waitingReviews,
  dueRechecks,
  overdueEntries,
  unreadNotices,
}: Ports) => ({
  catalog: handle(async (request): Promise<Catalog> => ({
    purposes: config.purposes,
    channels: config.channels,
    specifications: specificationsOf(config),
    providers:
      request.can('task.launch') || request.can('cost.manage')
        ? providers.list()
        : withoutPrices(providers.list()),
    siteTimeZone: config.siteTimeZone,
    duplicateWindowMinutes: config.duplicateWindowMinutes,
    hasOutboundCallbacks: Boolean(config.callbacks.signingSecret),
    accountingCurrency: config.costs.currency,
    finalWithoutDraft: config.costs.finalWithoutDraft,
  })),
  counts: handle(async (request): Promise<Counts> => ({
    liveTasks: request.can('task.read')
      ? await generation.countLive(await generation.readerOf(request))
      : null,
    waitingReviews: request.can('review.decide') ? await waitingReviews(request.user) : null,
    dueRechecks: request.can('follow-up.write') ? await dueRechecks() : null,
    overdueEntries: request.can('trace.read') ? await overdueEntries() : null,
    unreadNotices: await unreadNotices(request.user.documentId),
  })),
  status: handle(async () => settings.status()),
  testConnection: handle(async ({ params }) => {
    const result = await providers.testConnection(params.providerId ?? '');
    if (!result) throw notFound('provider', 'providerId');
    return result;
  }),
  prepareRoles: handle(async ({ actor }) => settings.prepareRoles(actor)),
});

import type {
  ConnectionTest,
  ModelCapabilities,
  ProviderInfo,
  ProviderStanding,
} from '../../../shared';
import { ELSEWHERE, elsewhere, priceUnits } from '../../../shared';
import type { PluginConfig, ProviderConfig } from '../config';
import { modelOf } from '../config-costs';
import type { Kernel } from '../kernel';
import type { Network } from '../network/service';
import { cleanMessage } from './answers';
import type { Adapter, AdapterDefinition } from './contract';
import { createProviderHttp } from './http';
import { baseModels, modelsOf } from './models';
import { remoteDefinitions } from './registry';
import { sandboxDefinition } from './sandbox/adapter';
import { sandboxJobs } from './sandbox/content-types/sandbox-job';

export { cleanMessage, retryAfterOf } from './answers';
export { ProviderError, ResultExpired, failure } from './contract';
export { remoteDefinitions } from './registry';
export type {
  Adapter,
  CallbackReading,
  EffectiveFacts,
  InboundCallback,
  JobHandle,
  LookUpAnswer,
  PollAnswer,
  ResolvedReference,
  Result,
  SubmitAnswer,
  SubmitRequest,
  Success,
} from './contract';

export const tables = [sandboxJobs];

/** One entry of the configuration, and the adapter if everything that it needs is there. */
type Configured = {
  definition: AdapterDefinition;
  config: ProviderConfig;
  name: string;
  baseUrl: string | null;
  missing: ProviderStanding['missing'];
  adapter: Adapter | null;
};

/** Seconds. `poll` is between two polls where the provider gives no advice. */
export type Limits = { concurrency: number; submit: number; result: number; poll: number };

const isGiven = (value: string | null | undefined): value is string => Boolean(value?.trim());
const orNull = (value: string | null | undefined) => (isGiven(value) ? value.trim() : null);

/** Prices of a model, the way they are configured. */
const pricesOf = (config: ProviderConfig, modelId: string) =>
  Object.entries(config.prices)
    .filter(([key, price]) => modelOf(key, price) === modelId)
    .map(([, price]) => price);

const priceHintOf = (
  config: ProviderConfig,
  modelId: string,
  accounting: string
): ModelCapabilities['priceHint'] => {
  const prices = pricesOf(config, modelId);
  const [least] = prices.toSorted((a, b) => Number(a.amount) / a.per - Number(b.amount) / b.per);
  if (!least) return { en: 'Price not configured', zh: '未配置价格' };
  if (prices.every(({ amount }) => Number(amount) === 0)) return { en: 'Free', zh: '免费' };
  const { amount, currency = accounting, unit, per } = least;
  const { en, zh } = priceUnits[unit];
  const many = per === 1 ? '' : `${per} `;
  const isOne = prices.length === 1;
  return {
    en: `${isOne ? '' : 'from '}${amount} ${currency} / ${many}${en.toLowerCase()}`,
    zh: `${amount} ${currency}${isOne ? '' : ' 起'} / ${many}${zh}`,
  };
};

/**
 * The providers that this installation may use.
 * @throws an Error that names the entry of the configuration which makes no sense.
 */
export const createProviders = (kernel: Kernel, network: Network, config: PluginConfig) => {
  const sandbox = sandboxDefinition(kernel);
  const definitions = [sandbox, ...remoteDefinitions];

  const configure = (id: string, entry: ProviderConfig): Configured => {
    const definition = definitions.find((each) => each.id === entry.adapter);
    if (!definition) {
      const names = definitions.map((each) => each.id).join(', ');
      throw new Error(
        `providers.${id}.adapter: there is no "${entry.adapter}"; there are ${names}.`
      );
    }
    if (entry.preset && !definition.presets.includes(entry.preset)) {
      throw new Error(
        `providers.${id}.preset: "${entry.preset}" is not one of ${definition.presets.join(', ') || 'none'}.`
      );
    }
    const baseUrl = orNull(entry.baseUrl)?.replace(/\/+$/, '') ?? definition.defaultBaseUrl;
    const apiKey = orNull(entry.apiKey);
    const secretKey = orNull(entry.secretKey);
    const missing: ProviderStanding['missing'] = [
      ...(baseUrl ? [] : (['baseUrl'] as const)),
      ...definition.needs.filter((name) => !{ apiKey, secretKey }[name]),
    ];
    const models = modelsOf(definition, entry, id);
    const webhookSecret = orNull(entry.webhookSecret);
    const adapter =
      baseUrl && missing.length === 0
        ? definition.create({
            providerId: id,
            baseUrl,
            apiKey,
            secretKey,
            webhookSecret,
            preset: entry.preset ?? null,
            options: entry.options,
            baseModelOf: baseModels(entry),
            models: models.map((model) => ({
              ...model,
              priceHint: priceHintOf(entry, model.id, config.costs.currency),
            })),
            http: createProviderHttp({
              network,
              baseUrl,
              allowedHosts: entry.allowedHosts,
              secrets: [apiKey, secretKey, webhookSecret].filter((value) => value !== null),
              authorise: () => definition.authorise({ apiKey, secretKey }),
            }),
          })
        : null;
    return {
      definition,
      config: entry,
      name: entry.name ?? definition.name,
      baseUrl,
      missing,
      adapter,
    };
  };

  const configured = new Map(
    Object.entries(config.providers)
      .filter(([, { isEnabled }]) => isEnabled)
      .map(([id, entry]) => [id, configure(id, entry)])
  );

  const adapter = (providerId: string): Adapter | null =>
    configured.get(providerId)?.adapter ?? null;

  /** Where this provider is to report; null: nobody outside can reach this server. */
  const callbackBaseOf = (providerId: string): string | null =>
    orNull(configured.get(providerId)?.config.callbackBaseUrl) ?? orNull(config.callbacks.baseUrl);

  return {
    adapter,
    callbackBaseOf,
    nameOf: (providerId: string): string =>
      providerId === ELSEWHERE ? elsewhere.en : (configured.get(providerId)?.name ?? providerId),
    model: (providerId: string, modelId: string): ModelCapabilities | null =>
      adapter(providerId)?.models.find(({ id }) => id === modelId) ?? null,

    /** Those that can be used now. */
    list: (): ProviderInfo[] =>
      [...configured].flatMap(([id, { name, adapter: ready }]) =>
        ready ? [{ id, name, models: ready.models, cancel: ready.cancelAbility }] : []
      ),

    /** What is set up and what is missing; never a key. */
    standings: (): ProviderStanding[] =>
      [...configured].map(
        ([id, { definition, name, baseUrl, missing, adapter: ready, config: entry }]) => ({
          id,
          name,
          adapter: definition.id,
          baseUrl: definition.id === sandbox.id ? null : baseUrl,
          isConfigured: ready !== null,
          missing,
          models: (ready?.models ?? []).map((model) => ({
            id: model.id,
            name: model.name,
            kind: model.kind,
            hasPrice: pricesOf(entry, model.id).length > 0,
          })),
          callbacks: !ready?.readCallback
            ? 'not_supported'
            : callbackBaseOf(id)
              ? 'on'
              : 'no_address',
          concurrency: entry.concurrency,
        })
      ),

    /** Costs nothing. null: there is no such provider, or it lacks what it needs. */
    testConnection: async (providerId: string): Promise<ConnectionTest | null> => {
      const ready = adapter(providerId);
      if (!ready) return null;
      return ready.testConnection().catch((error: unknown) => {
        const why = cleanMessage(error instanceof Error ? error.message : String(error));
        return {
          isOk: false,
          en: `The provider was not reached. Check baseUrl, the name service, the proxy and the firewall of this server. (${why})`,
          zh: `无法连接服务商。请检查 baseUrl、域名解析、代理与服务器防火墙。（${why}）`,
        };
      });
    },

    limitsOf: (providerId: string): Limits => {
      const known = configured.get(providerId);
      if (!known) return { concurrency: 1, submit: 60, result: 600, poll: 5 };
      const { definition, config: entry } = known;
      return {
        concurrency: entry.concurrency,
        submit: entry.deadlines.submitSeconds ?? definition.deadlines.submit,
        result: entry.deadlines.resultSeconds ?? definition.deadlines.result,
        poll: entry.pollSeconds,
      };
    },

    close: () => sandbox.close(),
  };
};
export type Providers = ReturnType<typeof createProviders>;

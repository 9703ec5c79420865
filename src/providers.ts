import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** A provider is on as soon as its key or address stands in the environment. */
const when = (isSet: boolean, provider: Record<string, unknown>) => ({
  ...provider,
  isEnabled: isSet,
});

type Providers = Record<string, Record<string, unknown>>;

/** Price lists by provider, as JSON: `{ "replicate": { "acme/bags": { "amount": "0.003", … } } }`. */
const withPrices = (providers: Providers, prices: Providers): Providers => ({
  ...providers,
  ...Object.fromEntries(
    Object.entries(prices).map(([id, list]) => [id, { ...providers[id], prices: list }])
  ),
});

/** The providers of this instance, each by its environment variables (docs/operators.md). */
export const providersFrom = (env: Env) =>
  withPrices(configuredFrom(env), env.json('PROVIDER_PRICES', {}));

const configuredFrom = (env: Env) => {
  const pollSeconds = env.float('PROVIDER_POLL_SECONDS', 5);
  const allowedHosts = env.array('PROVIDER_ALLOWED_HOSTS', []);
  const deadlines = {
    ...(env('PROVIDER_SUBMIT_SECONDS') && { submitSeconds: env.int('PROVIDER_SUBMIT_SECONDS') }),
    ...(env('PROVIDER_RESULT_SECONDS') && { resultSeconds: env.int('PROVIDER_RESULT_SECONDS') }),
  };
  const concurrency = env.int('PROVIDER_CONCURRENCY', 4);
  const common = { pollSeconds, allowedHosts, deadlines, concurrency };

  return {
    openai: when(Boolean(env('OPENAI_API_KEY')), {
      ...common,
      adapter: 'openai-images',
      apiKey: env('OPENAI_API_KEY'),
      baseUrl: env('OPENAI_BASE_URL'),
    }),
    gateway: when(Boolean(env('GATEWAY_BASE_URL')), {
      ...common,
      adapter: 'openai-compatible',
      preset: env('GATEWAY_PRESET', 'new-api'),
      apiKey: env('GATEWAY_API_KEY'),
      baseUrl: env('GATEWAY_BASE_URL'),
      webhookSecret: env('GATEWAY_WEBHOOK_SECRET'),
      // As JSON: which models this gateway has, and where it differs from its preset.
      models: env('GATEWAY_MODELS') ? env.json('GATEWAY_MODELS') : undefined,
      options: env('GATEWAY_OPTIONS') ? env.json('GATEWAY_OPTIONS') : {},
    }),
    replicate: when(Boolean(env('REPLICATE_API_TOKEN')), {
      ...common,
      adapter: 'replicate',
      apiKey: env('REPLICATE_API_TOKEN'),
      baseUrl: env('REPLICATE_BASE_URL'),
    }),
    fal: when(Boolean(env('FAL_KEY')), {
      ...common,
      adapter: 'fal',
      apiKey: env('FAL_KEY'),
      baseUrl: env('FAL_BASE_URL'),
      options: env('FAL_JWKS_URL') ? { jwksUrl: env('FAL_JWKS_URL') } : {},
    }),
    ark: when(Boolean(env('ARK_API_KEY')), {
      ...common,
      adapter: 'volcengine-ark',
      apiKey: env('ARK_API_KEY'),
      baseUrl: env('ARK_BASE_URL'),
    }),
    dashscope: when(Boolean(env('DASHSCOPE_API_KEY')), {
      ...common,
      adapter: 'dashscope',
      apiKey: env('DASHSCOPE_API_KEY'),
      baseUrl: env('DASHSCOPE_BASE_URL'),
    }),
    kling: when(Boolean(env('KLING_ACCESS_KEY')), {
      ...common,
      adapter: 'kling',
      apiKey: env('KLING_ACCESS_KEY'),
      secretKey: env('KLING_SECRET_KEY'),
      baseUrl: env('KLING_BASE_URL'),
      webhookSecret: env('KLING_WEBHOOK_SECRET'),
    }),
    comfyui: when(Boolean(env('COMFYUI_BASE_URL')), {
      ...common,
      adapter: 'comfyui',
      baseUrl: env('COMFYUI_BASE_URL'),
      apiKey: env('COMFYUI_API_KEY'),
      options: env('COMFYUI_CHECKPOINT') ? { checkpoint: env('COMFYUI_CHECKPOINT') } : {},
    }),
  };
};

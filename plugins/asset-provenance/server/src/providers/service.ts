import type { ProviderInfo, ModelCapabilities } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Kernel } from '../kernel';
import type { Adapter } from './contract';
import { createSandbox } from './sandbox/adapter';
import { sandboxJobs } from './sandbox/content-types/sandbox-job';

export { ProviderError, ResultExpired, failure } from './contract';
export type {
  Adapter,
  LookupAnswer,
  PollAnswer,
  ResolvedReference,
  Result,
  SubmitAnswer,
  SubmitRequest,
} from './contract';

export const tables = [sandboxJobs];

/** The providers that this installation may use. */
export const createProviders = (kernel: Kernel, config: PluginConfig) => {
  const sandbox = createSandbox(kernel);
  const known: Adapter[] = [sandbox];
  const enabled = new Map(
    known
      .filter(({ id }) => config.providers[id]?.isEnabled)
      .map((adapter) => [adapter.id, adapter])
  );

  const adapter = (providerId: string): Adapter | null => enabled.get(providerId) ?? null;

  return {
    adapter,
    model: (providerId: string, modelId: string): ModelCapabilities | null =>
      adapter(providerId)?.models.find(({ id }) => id === modelId) ?? null,
    list: (): ProviderInfo[] =>
      [...enabled.values()].map(({ id, name, models }) => ({
        id,
        name,
        isConfigured: true,
        models,
      })),
    limitsOf: (providerId: string) =>
      config.providers[providerId] ?? { concurrency: 1, deadlineSeconds: 600 },
    close: () => sandbox.close(),
  };
};
export type Providers = ReturnType<typeof createProviders>;

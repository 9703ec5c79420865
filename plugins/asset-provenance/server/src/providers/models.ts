import type { ModelCapabilities } from '../../../shared';
import type { ModelConfig, ProviderConfig } from '../config';
import { NotSent } from '../network/service';
import type { Connection } from './connection';
import type { AdapterDefinition } from './contract';
import { own } from './read-values';

const byId = (models: readonly ModelCapabilities[], id: string) =>
  models.find((model) => model.id === id);

const fromListed = (
  known: readonly ModelCapabilities[],
  listed: Record<string, ModelConfig>,
  providerId: string
): ModelCapabilities[] =>
  Object.entries(listed).map(([id, { like, ...changes }]) => {
    const base = byId(known, like ?? id);
    if (!base) {
      const names = known.map((model) => model.id).join(', ');
      throw new Error(
        `providers.${providerId}.models.${id}: there is no model "${like ?? id}" to start from; set "like" to one of ${names}.`
      );
    }
    const given = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined)
    ) as Partial<ModelCapabilities>;
    return { ...base, name: given.name ?? (like ? id : base.name), ...given, id };
  });

/**
 * The models of one configured provider: all that the adapter knows, or those that are listed, each
 * with the changes that the configuration makes; and whatever its options bring. A model that the
 * adapter does not know says which one it is `like`.
 * @throws an Error that names the entry which leads nowhere.
 */
export const modelsOf = (
  definition: Pick<AdapterDefinition, 'models' | 'ownModels'>,
  { models: listed, options }: Pick<ProviderConfig, 'models' | 'options'>,
  providerId: string
): ModelCapabilities[] => {
  const brought = definition.ownModels?.(options, providerId) ?? [];
  const known = [...definition.models, ...brought];
  if (!listed) return known;
  return [
    ...fromListed(known, listed, providerId),
    ...brought.filter(({ id }) => !Object.hasOwn(listed, id)),
  ];
};

/** The model that each configured one is `like`. */
export const baseModels =
  ({ models: listed }: Pick<ProviderConfig, 'models'>): Connection['baseModelOf'] =>
  (modelId) =>
    own(listed ?? {}, modelId)?.like ?? modelId;

/**
 * A model of a connection.
 * @throws NotSent when it is no longer configured.
 */
export const modelOf = (
  { models, providerId }: Pick<Connection, 'models' | 'providerId'>,
  modelId: string
): ModelCapabilities => {
  const model = byId(models, modelId);
  if (model) return model;
  throw new NotSent(`The model "${modelId}" is no longer configured at "${providerId}".`);
};

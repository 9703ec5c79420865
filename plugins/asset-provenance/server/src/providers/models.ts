import type { ModelCapabilities } from '../../../shared';
import type { ModelConfig } from '../config';

const byId = (models: readonly ModelCapabilities[], id: string) =>
  models.find((model) => model.id === id);

/**
 * The models of one configured provider: all that the adapter knows, or those that are listed, each
 * with the changes that the configuration makes. A model that the adapter does not know says which
 * one it is `like`.
 * @throws an Error that names the entry which leads nowhere.
 */
export const modelsOf = (
  known: readonly ModelCapabilities[],
  listed: Record<string, ModelConfig> | undefined,
  providerId: string
): ModelCapabilities[] => {
  if (!listed) return [...known];
  return Object.entries(listed).map(([id, { like, ...changes }]) => {
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
};

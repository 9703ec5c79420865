import { readManifests } from '../../c2pa-wasm';
import { ASSERTION } from './manifest';

type Manifest = { assertions?: { label?: string }[]; ingredients?: unknown[] };
type Store = { active_manifest?: string; manifests?: Record<string, Manifest> };

/**
 * Whether a file has content credentials that must not be lost. Ours alone are replaced by the next
 * ones; all others are kept, as those of what the marked file was made from.
 */
export const hasOthersCredentials = async (bytes: Buffer, mime: string): Promise<boolean> => {
  const found = await readManifests(bytes, mime);
  if (!found) return false;
  const { active_manifest: id, manifests = {} } = JSON.parse(found) as Store;
  const active = id ? manifests[id] : undefined;
  if (!active) return false;
  const isOurs = (active.assertions ?? []).some(({ label }) => label === ASSERTION);
  return !isOurs || (active.ingredients ?? []).length > 0;
};

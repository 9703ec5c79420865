import type { Kind } from '../../../shared/vocabulary';
import type { LaunchForm, ModelRef } from './form';

const PREFIX = 'asset-provenance.launch';
const REMEMBERED = 6;

export const readStored = (storage: Storage, key: string): unknown => {
  try {
    return JSON.parse(storage.getItem(`${PREFIX}.${key}`) ?? 'null');
  } catch {
    return null;
  }
};

/** Private windows and full storages refuse; the form works without. */
export const writeStored = (storage: Storage, key: string, value: unknown) => {
  try {
    if (value === null) storage.removeItem(`${PREFIX}.${key}`);
    else storage.setItem(`${PREFIX}.${key}`, JSON.stringify(value));
  } catch {
    // Nothing is lost that was not lost already.
  }
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A form of an earlier build may lack what this one has: then it is not taken. */
const isForm = (value: unknown, like: LaunchForm): value is LaunchForm =>
  isRecord(value) &&
  Object.keys(like).every((key) => key in value) &&
  isRecord(value.image) &&
  isRecord(value.video) &&
  Array.isArray(value.references);

/** What was typed and not launched yet, in this window; one for each starting point. */
export const savedDraft = (start: string, like: LaunchForm): LaunchForm | null => {
  const value = readStored(sessionStorage, `draft.${start}`);
  return isForm(value, like) ? value : null;
};
export const saveDraft = (start: string, form: LaunchForm | null) =>
  writeStored(sessionStorage, `draft.${start}`, form);

const isModelRef = (value: unknown): value is ModelRef =>
  isRecord(value) && typeof value.providerId === 'string' && typeof value.modelId === 'string';

/** Models in the order of their last use. */
export const lastUsedModels = (): ModelRef[] => {
  const value = readStored(localStorage, 'models');
  return Array.isArray(value) ? value.filter(isModelRef) : [];
};
export const rememberModel = (used: ModelRef) => {
  const rest = lastUsedModels().filter(
    ({ providerId, modelId }) => providerId !== used.providerId || modelId !== used.modelId
  );
  writeStored(localStorage, 'models', [used, ...rest].slice(0, REMEMBERED));
};

const kinds: readonly Kind[] = ['image', 'video'];
/** Image or video, whichever was launched last. */
export const lastKind = (): Kind | null => {
  const value = readStored(localStorage, 'kind');
  return kinds.find((kind) => kind === value) ?? null;
};
export const rememberKind = (kind: Kind) => writeStored(localStorage, 'kind', kind);

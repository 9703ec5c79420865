import type { LaunchInput } from '../../../shared/tasks';
import { isRecord, readStored, writeStored } from '../launch/storage';

/** A launch without what makes it one: prompt and key. */
export type CommonLaunch = Omit<LaunchInput, 'parameters' | 'idempotencyKey'> & {
  parameters: Record<string, unknown>;
};
/** What all rows have in common, and the query of the form that it came from. */
export type Common = { launch: CommonLaunch; search: string };

export type ChosenFile = { name: string; base64: string };
export type BatchDraft = {
  name: string;
  table: string;
  /** Stands in for `table`, which is kept until it is taken away again. */
  file: ChosenFile | null;
  repeatReason: string;
  /** Of a launch whose answer never came: sent again with the next one, so that nothing is launched twice. */
  idempotencyKey: string | null;
};

export const emptyDraft: BatchDraft = {
  name: '',
  table: '',
  file: null,
  repeatReason: '',
  idempotencyKey: null,
};

const isCommon = (value: unknown): value is Common =>
  isRecord(value) &&
  typeof value.search === 'string' &&
  isRecord(value.launch) &&
  isRecord(value.launch.parameters);

export const savedCommon = (): Common | null => {
  const value = readStored(sessionStorage, 'batch.common');
  return isCommon(value) ? value : null;
};
export const saveCommon = (request: LaunchInput, search: string) => {
  const { idempotencyKey: _key, parameters, ...launch } = request;
  const { prompt: _prompt, ...common } = parameters;
  writeStored(sessionStorage, 'batch.common', {
    launch: { ...launch, parameters: common },
    search,
  } satisfies Common);
};

const isDraft = (value: unknown): value is BatchDraft =>
  isRecord(value) && Object.keys(emptyDraft).every((key) => key in value);

/** What was pasted and not launched yet, in this window. */
export const savedDraft = (): BatchDraft => {
  const value = readStored(sessionStorage, 'batch.draft');
  return isDraft(value) ? value : emptyDraft;
};
export const saveDraft = (draft: BatchDraft) =>
  writeStored(sessionStorage, 'batch.draft', draft === emptyDraft ? null : draft);

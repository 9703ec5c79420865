import type { LaunchInput } from '../../../shared/tasks';
import { isParameterField, worded } from '../ui/parameterRows';
import type { ParameterField, ParameterWords } from '../ui/parameterRows';

type Sent = LaunchInput['parameters'];

/** A parameter that another model got otherwise; null: it does not get it at all. */
export type Switched = { field: ParameterField; before: unknown; after: unknown };

const isSame = (before: unknown, after: unknown) =>
  JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

/** What would be sent otherwise with the newly chosen model. */
export const switchedParameters = (before: Sent, after: Sent): Switched[] => {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter(isParameterField)
    .filter((field) => field !== 'kind' && !isSame(was.get(field), is.get(field)))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }));
};

/** *1024x1024 → 1280x720*; what is not there has no words. */
export const switchedWords = (
  { field, before, after }: Switched,
  words: ParameterWords
): { label: string; before: string | null; after: string | null } => ({
  label: words.t(`parameter.${field}`),
  before: worded(field, before, words),
  after: worded(field, after, words),
});

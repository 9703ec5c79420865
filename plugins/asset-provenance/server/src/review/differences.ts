import { canonicalText } from '../kernel';

export type Difference = { field: string; before: string; after: string };

/** Private: shown only to those who may read prompts. */
const PROMPTS = ['prompt', 'negativePrompt', 'revisedPrompt'];

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? canonicalText(value) : String(value);
};

/** Fields of two sets of parameters that differ, in the order of the second. */
export const differencesBetween = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  { withPrompts }: { withPrompts: boolean }
): Difference[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .filter((field) => withPrompts || !PROMPTS.includes(field))
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((difference) => difference.before !== difference.after);

import type { EffectiveParameters } from '../../../shared/parameters';
import type { ReviewCase } from '../../../shared/review';
import { isParameterField, parameterRows, worded } from '../ui/parameterRows';
import type { ParameterField, ParameterWords } from '../ui/parameterRows';

export type CaseParameter = {
  field: string;
  label: string;
  value: string | null;
  /** What it was in the task that this one came from; undefined where nothing changed. */
  before: string | null | undefined;
  /** What it is in siblings that differ. */
  siblings: { outputId: string; value: string | null }[];
  isLong: boolean;
};

/** Differences travel as text; lists and truths are read back so that they can be worded. */
const readBack = (field: ParameterField, text: string): unknown => {
  if (text === '') return null;
  if (field === 'audio') return text === 'true';
  if (field !== 'references' && field !== 'extras') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

type Source = {
  effective: EffectiveParameters | null;
  differences: ReviewCase['differences'];
  siblingDifferences: ReviewCase['siblingDifferences'];
  words: ParameterWords;
};

const LONG: readonly string[] = ['prompt', 'negativePrompt', 'revisedPrompt', 'extras'];

/** The parameters of a case in reading order, each with what it was before where it changed. */
export const caseParameters = ({
  effective,
  differences,
  siblingDifferences,
  words,
}: Source): CaseParameter[] => {
  const beforeOf = (field: string) => differences.find((one) => one.field === field);
  const said = (field: string, text: string) =>
    isParameterField(field) ? worded(field, readBack(field, text), words) : text || null;

  const siblingsOf = (field: string) =>
    siblingDifferences
      .filter((one) => one.field === field)
      .map(({ outputId, there }) => ({ outputId, value: said(field, there) }));

  const shown = parameterRows({ requested: null, effective, words }).map((row): CaseParameter => {
    const change = beforeOf(row.field);
    return {
      field: row.field,
      label: row.label,
      value: row.effective,
      before: change && said(row.field, change.before),
      siblings: siblingsOf(row.field),
      isLong: row.isLong,
    };
  });
  const missing = differences
    .filter(({ field }) => isParameterField(field) && !shown.some((row) => row.field === field))
    .map(({ field, before, after }): CaseParameter => ({
      field,
      label: isParameterField(field) ? words.t(`parameter.${field}`) : field,
      value: said(field, after),
      before: said(field, before),
      siblings: siblingsOf(field),
      isLong: LONG.includes(field),
    }));
  return [...shown, ...missing];
};

import type { EffectiveParameters, Parameters } from '../../../shared/parameters';
import { cameraMotions, inputTypes, kinds, qualities } from '../../../shared/vocabulary';
import type { MessageKey } from '../i18n';

/** In reading order. */
export const PARAMETER_FIELDS = [
  'kind',
  'inputType',
  'prompt',
  'negativePrompt',
  'revisedPrompt',
  'references',
  'aspectRatio',
  'size',
  'quality',
  'resolution',
  'durationSeconds',
  'frameRate',
  'cameraMotion',
  'audio',
  'count',
  'seed',
  'modelVersion',
  'extras',
] as const;
export type ParameterField = (typeof PARAMETER_FIELDS)[number];
export const isParameterField = (field: string): field is ParameterField =>
  PARAMETER_FIELDS.some((one) => one === field);

/** Fields that hold sentences: shown over the whole width and unfolded on demand. */
const LONG_FIELDS: readonly ParameterField[] = [
  'prompt',
  'negativePrompt',
  'revisedPrompt',
  'extras',
];
/** Known only after the provider answered. */
const EFFECTIVE_ONLY: readonly ParameterField[] = ['revisedPrompt', 'modelVersion'];

const terms = {
  kind: kinds,
  inputType: inputTypes,
  quality: qualities,
  cameraMotion: cameraMotions,
};

export type ParameterWords = {
  t: (key: MessageKey, values?: Record<string, string | number>) => string;
  termOf: (terms: Record<string, { en: string; zh: string }>, key: string) => string;
  number: (value: number) => string;
  duration: (seconds: number) => string;
};

export type ParameterRow = {
  field: ParameterField;
  label: string;
  requested: string | null;
  effective: string | null;
  isLong: boolean;
  differs: boolean;
};

/** A value as a person reads it; null where there is none. */
export const worded = (
  field: ParameterField,
  value: unknown,
  words: ParameterWords
): string | null => {
  if (value === null || value === undefined || value === '') return null;
  switch (field) {
    case 'kind':
    case 'inputType':
    case 'quality':
    case 'cameraMotion':
      return words.termOf(terms[field], String(value));
    case 'references':
      return words.t('parameter.references.count', {
        count: Array.isArray(value) ? value.length : 0,
      });
    case 'durationSeconds':
      return words.duration(Number(value));
    case 'frameRate':
      return words.t('unit.frames', { value: Number(value) });
    case 'audio':
      return words.t(value ? 'common.yes' : 'common.no');
    case 'count':
      return words.number(Number(value));
    case 'extras': {
      const entries = Object.entries(value);
      return entries.length > 0
        ? entries.map(([key, one]) => `${key}: ${String(one)}`).join('\n')
        : null;
    }
    default:
      return String(value);
  }
};

type Source = {
  requested: Parameters | null;
  effective: EffectiveParameters | null;
  words: ParameterWords;
};

/** One row per parameter that has a value, in reading order. */
export const parameterRows = ({ requested, effective, words }: Source): ParameterRow[] => {
  // A union by kind: the table asks for fields that only one kind has.
  const asked = (requested ?? {}) as Partial<Record<ParameterField, unknown>>;
  const used = (effective ?? {}) as Partial<Record<ParameterField, unknown>>;
  return PARAMETER_FIELDS.map((field) => {
    const isSeedLeftOpen = field === 'seed' && requested !== null && asked.seed === null;
    const requestedWords = isSeedLeftOpen
      ? words.t('parameter.chosen-by-provider')
      : worded(field, asked[field], words);
    const effectiveWords = worded(field, used[field], words);
    const canDiffer = !EFFECTIVE_ONLY.includes(field) && !isSeedLeftOpen;
    return {
      field,
      label: words.t(`parameter.${field}`),
      requested: requestedWords,
      effective: effectiveWords,
      isLong: LONG_FIELDS.includes(field),
      differs:
        canDiffer &&
        requestedWords !== null &&
        effectiveWords !== null &&
        requestedWords !== effectiveWords,
    };
  }).filter((row) => row.requested !== null || row.effective !== null);
};

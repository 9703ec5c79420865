import type { Adjustment, FieldProblem, ModelCapabilities, Parameters } from '../../../shared';

type Extras = Parameters['extras'];
type Offered = ModelCapabilities['extras'];

const listOf = (values: string[], otherwise: string) => values.join(', ') || otherwise;

/**
 * Extras that no model of this kind has, or whose value none of them offers. Which of the models is
 * meant is not known here: what only another model has is named by `droppedExtras`.
 */
export const extrasProblems = (
  models: readonly ModelCapabilities[],
  { kind, extras }: Parameters
): FieldProblem[] => {
  const ofKind = models.filter((model) => model.kind === kind).map((model) => model.extras);
  const known = [...new Set(ofKind.flatMap((offered) => Object.keys(offered)))];
  return Object.entries(extras).flatMap(([key, value]): FieldProblem[] => {
    const path = `extras.${key}`;
    if (!known.includes(key)) {
      return [
        {
          path,
          message: `is not known; there are ${listOf(known, 'none')}`,
          zh: `未知参数；可用：${listOf(known, '无')}`,
        },
      ];
    }
    const offers = ofKind.flatMap((offered) => (offered[key] ? [offered[key].values] : []));
    const values = [...new Set(offers.flatMap((each) => each ?? []))];
    if (offers.includes(null) || values.includes(String(value))) return [];
    const choices = values.join(', ');
    return [{ path, message: `must be one of ${choices}`, zh: `可选：${choices}` }];
  });
};

/** Extras that this model does not have, although another one of the same provider does. */
export const droppedExtras = (offered: Offered, extras: Extras): Adjustment[] =>
  Object.keys(extras)
    .filter((key) => !offered[key])
    .map((key) => ({
      field: `extras.${key}`,
      en: `"${key}" is dropped: this model does not have it.`,
      zh: `该模型没有参数“${key}”，将被忽略。`,
    }));

/** A choice as text; null where nobody chose or the model does not have it. */
export const choiceOf = (offered: Offered, extras: Extras, key: string): string | null =>
  offered[key] && extras[key] !== undefined ? String(extras[key]) : null;

/** A yes or no, given as such or as text. */
export const flagOf = (
  offered: Offered,
  extras: Extras,
  key: string,
  otherwise: boolean
): boolean => {
  const choice = choiceOf(offered, extras, key);
  return choice === null ? otherwise : choice === 'true';
};

const SEEDS = 2_147_483_648;

/** A seed for providers that take 31 bits of it. */
export const seedOf31Bits = (seed: number): number => seed % SEEDS;

/** Said where the seed that was asked for is too large for such a provider. */
export const seedAdjustment = (seed: number | null): Adjustment[] =>
  seed === null || seed < SEEDS
    ? []
    : [
        {
          field: 'seed',
          en: `The seed is sent as ${seedOf31Bits(seed)}: the provider takes at most ${SEEDS - 1}.`,
          zh: `随机种子将以 ${seedOf31Bits(seed)} 提交：服务商最大支持 ${SEEDS - 1}。`,
        },
      ];

import type { Adjustment, FieldProblem, ModelCapabilities, Parameters } from '../../../shared';
import { own } from './read-values';

type Extras = Parameters['extras'];
type Offered = ModelCapabilities['extras'];

/** Extras that this model does not have, or whose value it does not offer. */
export const extrasProblems = (offered: Offered, extras: Extras): FieldProblem[] =>
  Object.entries(extras).flatMap(([key, value]): FieldProblem[] => {
    const path = `extras.${key}`;
    const extra = own(offered, key);
    if (!extra) {
      const known = Object.keys(offered).join(', ');
      return [
        {
          path,
          message: `is not an extra of this model; it has ${known || 'none'}`,
          zh: `该模型没有此参数；可用：${known || '无'}`,
        },
      ];
    }
    if (!extra.values || extra.values.includes(String(value))) return [];
    const choices = extra.values.join(', ');
    return [{ path, message: `must be one of ${choices}`, zh: `可选：${choices}` }];
  });

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

import { pricedFactsOf } from './pricing';
import type { TaskRow } from './transitions';
import type { ValidLaunch } from './validate';

export type Launched = { task: TaskRow; isRepeat: boolean };
/** A launch that may be recorded, and what makes two of them the same. */
export type PreparedLaunch = ValidLaunch & { parametersHash: string; presetName: string | null };
/** What it would pay for. */
export const pricedOf = ({ request, parameters }: ValidLaunch) => ({
  facts: pricedFactsOf(request, parameters),
  outputs: parameters.count,
});

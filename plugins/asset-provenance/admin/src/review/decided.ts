import { VERDICTS } from '../../../shared/vocabulary';
import type { VerdictKind } from '../../../shared/vocabulary';

/** What was decided a moment ago; travels in the history to the screen that follows. */
export type Decided = { outputId: string; title: string; verdict: VerdictKind };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const decidedOf = (state: unknown): Decided | null => {
  const decided = isRecord(state) && isRecord(state.decided) ? state.decided : null;
  const verdict = VERDICTS.find((one) => one === decided?.verdict);
  return decided && verdict && typeof decided.outputId === 'string'
    ? { outputId: decided.outputId, title: String(decided.title), verdict }
    : null;
};

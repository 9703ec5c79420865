import { VERDICTS } from '../../../shared/vocabulary';
import type { VerdictKind } from '../../../shared/vocabulary';

/** What was decided a moment ago; travels in the history to the screen that follows. */
export type Decided = { outputId: string; title: string; verdict: VerdictKind };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The browser keeps a page's history through a reload, but what was just decided is old news then. */
export const withDecided = (decided: Decided) => ({ decided, loadedAt: performance.timeOrigin });

export const decidedOf = (state: unknown): Decided | null => {
  if (!isRecord(state) || state.loadedAt !== performance.timeOrigin) return null;
  const decided = isRecord(state.decided) ? state.decided : null;
  const verdict = VERDICTS.find((one) => one === decided?.verdict);
  return decided && verdict && typeof decided.outputId === 'string'
    ? { outputId: decided.outputId, title: String(decided.title), verdict }
    : null;
};

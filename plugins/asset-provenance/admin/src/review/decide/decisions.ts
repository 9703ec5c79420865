import { useSyncExternalStore } from 'react';
import type { FoundPlacement } from '../../../../shared/usage';
import type { VerdictKind } from '../../../../shared/vocabulary';

/** One verdict that was given in this sitting. */
export type Decided = {
  taskId: string;
  outputId: string;
  verdictId: string;
  title: string;
  verdict: VerdictKind;
};
/** What was taken back, and where it was published in between. */
export type TakenBack = { titles: string[]; publishedMeanwhile: FoundPlacement[] };

type Sitting = {
  /** Last ones first; what was decided together is taken back together. */
  decisions: readonly (readonly Decided[])[];
  takenBack: TakenBack | null;
  /** How many outputs were decided since the page was loaded. */
  count: number;
  /** When the last ones were given; milliseconds. */
  decidedAt: number;
};

let sitting: Sitting = { decisions: [], takenBack: null, count: 0, decidedAt: 0 };
const listeners = new Set<() => void>();
const change = (next: Sitting) => {
  sitting = next;
  listeners.forEach((tell) => tell());
};

/** What this reviewer decided since the page was loaded; it outlives the screens and ends with the window. */
export const decisions = {
  push: (decided: readonly Decided[]) =>
    change({
      decisions: [decided, ...sitting.decisions],
      takenBack: null,
      count: sitting.count + decided.length,
      decidedAt: Date.now(),
    }),
  /** Takes these off: they are undone, or cannot be. */
  drop: (group: readonly Decided[], takenBack: TakenBack | null) =>
    change({
      decisions: sitting.decisions.filter((one) => one !== group),
      takenBack,
      count: sitting.count - (takenBack?.titles.length ?? 0),
      // What came before is not news; the key still takes it back.
      decidedAt: 0,
    }),
  hideTakenBack: () => change({ ...sitting, takenBack: null }),
};

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

export const useDecisions = () => {
  const {
    decisions: all,
    takenBack,
    count,
    decidedAt,
  } = useSyncExternalStore(subscribe, () => sitting);
  return { last: all[0] ?? null, takenBack, count, decidedAt };
};

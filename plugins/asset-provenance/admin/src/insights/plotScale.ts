export const HEIGHT = 240;
export const EDGE = { top: 12, right: 24, bottom: 28, left: 88 };
export const INNER_HEIGHT = HEIGHT - EDGE.top - EDGE.bottom;
/** Room that the name of a day takes. */
const NAME = 72;

const STEPS = [1, 2, 5, 10];
/** Lines across the plot, the one at nothing not counted. */
const MOST_LINES = 4;

/** Round amounts from nothing to the first that lies at or above the largest value. */
export const linesFor = (largest: number): number[] => {
  if (largest <= 0) return [0];
  const least = largest / MOST_LINES;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, (STEPS.find((one) => one * power >= least) ?? 10) * power);
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
};

/** Which of many get their name below: as many as there is room for, evenly, the first always. */
const namedAmong = (count: number, room: number): number[] => {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
};

/** Where things lie in a plot of this width. */
export const plotOf = (values: number[], width: number) => {
  const lines = linesFor(Math.max(0, ...values));
  const top = lines.at(-1) || 1;
  const inner = Math.max(0, width - EDGE.left - EDGE.right);
  const slot = inner / Math.max(1, values.length);
  return {
    lines,
    slot,
    right: EDGE.left + inner,
    named: namedAmong(values.length, inner / NAME),
    x: (index: number): number => EDGE.left + index * slot,
    y: (value: number): number => EDGE.top + INNER_HEIGHT * (1 - value / top),
  };
};
export type Plot = ReturnType<typeof plotOf>;

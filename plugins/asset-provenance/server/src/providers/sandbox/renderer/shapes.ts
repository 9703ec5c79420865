import { num } from '../../../lettering';

/** Pixels from the top left corner. */
export type Point = readonly [x: number, y: number];

export type Fill =
  | { type: 'solid'; color: string }
  /** From top to bottom of the shape. */
  | { type: 'vertical'; from: string; to: string }
  /** From a lit spot up left to the rim. */
  | { type: 'radial'; from: string; to: string; fade?: boolean };

export type Shape = {
  points: readonly Point[];
  closed: boolean;
  /** Through the points with a curve, or straight from one to the next. */
  smooth: boolean;
  fill: Fill | null;
  stroke: { color: string; width: number; dash?: readonly [number, number] } | null;
  opacity: number;
  /** Structure is drawn in every stage; texture is what a finished picture has and a sketch has not. */
  layer: 'structure' | 'texture';
};

export type Scene = {
  background: readonly [top: string, bottom: string];
  shapes: readonly Shape[];
};

export const filled = (
  points: readonly Point[],
  fill: Fill,
  smooth = true,
  opacity = 1
): Shape => ({
  points,
  closed: true,
  smooth,
  fill,
  stroke: null,
  opacity,
  layer: 'structure',
});

export const line = (
  points: readonly Point[],
  color: string,
  width: number,
  opacity = 1
): Shape => ({
  points,
  closed: false,
  smooth: true,
  fill: null,
  stroke: { color, width },
  opacity,
  layer: 'texture',
});

export const asTexture = (shape: Shape): Shape => ({ ...shape, layer: 'texture' });

export const solid = (color: string): Fill => ({ type: 'solid', color });

/** An arc of an ellipse from one angle to another (radians, clockwise from the right). */
export const arc = (
  cx: number,
  cy: number,
  r: number,
  from: number,
  to: number,
  steps = 24
): Point[] =>
  Array.from({ length: steps + 1 }, (_, at) => {
    const angle = from + ((to - from) * at) / steps;
    return [cx + Math.cos(angle) * r, cy + Math.sin(angle) * r] as const;
  });

export const circle = (cx: number, cy: number, r: number): Point[] =>
  arc(cx, cy, r, 0, Math.PI * 2, 24).slice(0, -1);

export const ring = (
  cx: number,
  cy: number,
  r: number,
  color: string,
  width: number,
  opacity = 1
): Shape => ({
  ...line(circle(cx, cy, r), color, width, opacity),
  closed: true,
});

const straight = (points: readonly Point[]): string =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('');

/** Catmull-Rom through the points, as cubic curves. */
const curved = (points: readonly Point[], closed: boolean): string => {
  const count = points.length;
  const pointAt = (at: number): Point => {
    const wrapped = closed ? (at + count) % count : Math.min(Math.max(at, 0), count - 1);
    return points[wrapped] ?? [0, 0];
  };
  const [startX, startY] = pointAt(0);
  let path = `M${num(startX)} ${num(startY)}`;
  for (let at = 0; at < (closed ? count : count - 1); at += 1) {
    const [before, from, to, after] = [
      pointAt(at - 1),
      pointAt(at),
      pointAt(at + 1),
      pointAt(at + 2),
    ];
    path += `C${num(from[0] + (to[0] - before[0]) / 6)} ${num(from[1] + (to[1] - before[1]) / 6)} `;
    path += `${num(to[0] - (after[0] - from[0]) / 6)} ${num(to[1] - (after[1] - from[1]) / 6)} `;
    path += `${num(to[0])} ${num(to[1])}`;
  }
  return path;
};

/** SVG path data of a shape's outline. */
export const outline = (shape: Pick<Shape, 'points' | 'closed' | 'smooth'>): string => {
  const data = shape.smooth ? curved(shape.points, shape.closed) : straight(shape.points);
  return shape.closed ? `${data}Z` : data;
};

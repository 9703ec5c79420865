import { mix, toneAt } from '../palette';
import {
  arc,
  asTexture,
  circle,
  filled,
  line,
  ring,
  solid,
  type Fill,
  type Point,
  type Shape,
} from '../shapes';
import type { Canvas, Composition } from './composition';

const LAYERS = 6;
const SAMPLES = 22;

const crest = ({ width, height, layout }: Canvas, baseline: number, amplitude: number): Point[] => {
  const waves = [1, 2.3, 4.1].map((frequency, at) => ({
    frequency: frequency * layout.range(0.7, 1.3),
    phase: layout.range(0, Math.PI * 2),
    height: amplitude / (at + 1),
  }));
  return Array.from({ length: SAMPLES + 1 }, (_, at) => {
    const along = at / SAMPLES;
    const lift = waves.reduce(
      (sum, wave) => sum + Math.sin(along * Math.PI * wave.frequency + wave.phase) * wave.height,
      0
    );
    return [(along * 1.08 - 0.04) * width, baseline + lift * height] as const;
  });
};

const lower = (points: readonly Point[], by: number): Point[] =>
  points.map(([x, y]) => [x, y + by] as const);

/** Layered hills under a low sun. */
export const dunes: Composition = (canvas) => {
  const { width, height, unit, palette, theme, layout, detail } = canvas;
  const [top, bottom] = palette.background;
  const horizon = height * theme.range(0.36, 0.46);
  const sun = {
    x: width * layout.range(0.22, 0.62),
    y: horizon * layout.range(0.62, 0.95),
    r: unit * theme.range(13, 19),
  };
  const accent = toneAt(palette, theme.range(0.25, 0.45));

  const sky: Shape[] = [
    asTexture(
      filled(
        circle(sun.x, sun.y, sun.r * 2.6),
        { type: 'radial', from: mix(top, '#ffffff', 0.6), to: bottom, fade: true },
        true,
        0.8
      )
    ),
    filled(circle(sun.x, sun.y, sun.r), {
      type: 'vertical',
      from: mix(accent, '#ffffff', 0.25),
      to: accent,
    }),
    ...Array.from({ length: Math.round(2 + detail * 5) }, (_, at) =>
      ring(
        sun.x,
        sun.y,
        sun.r * (1.25 + at * 0.22),
        mix(top, '#ffffff', 0.5),
        unit * 0.16,
        0.5 - at * 0.05
      )
    ),
  ];

  const hills = Array.from({ length: LAYERS }, (_, at): Shape[] => {
    const depth = at / (LAYERS - 1);
    const baseline = horizon + (height - horizon) * (0.05 + depth * 0.74);
    const edge = crest(canvas, baseline, 0.028 + depth * 0.035);
    const tone = toneAt(palette, 0.12 + depth * 0.88);
    // Straight down to the corners; a curve through them would bulge.
    const body: Point[] = [
      ...densify(edge),
      [width * 1.04, height * 1.1],
      [-width * 0.04, height * 1.1],
    ];
    const slope: Fill = {
      type: 'vertical',
      from: mix(tone, top, 0.3),
      to: mix(tone, palette.ink, 0.12),
    };
    const folds = Math.round(detail * (4 + depth * 6));
    return [
      filled(body, slope, false),
      line(edge, mix(tone, '#ffffff', 0.45), unit * 0.28, 0.7),
      ...Array.from({ length: folds }, (__, fold) =>
        line(
          lower(edge, unit * (1.3 + fold * 1.35)),
          mix(tone, '#ffffff', 0.5),
          unit * 0.12,
          0.32 - fold * 0.025
        )
      ),
    ];
  }).flat();

  const birds = layout.fork('birds');
  const flock = Array.from({ length: Math.round(detail * 7) }, (): Shape[] => {
    const [x, y, size] = [
      width * birds.range(0.1, 0.9),
      horizon * birds.range(0.15, 0.7),
      unit * birds.range(0.8, 1.5),
    ];
    return [
      line(arc(x - size, y, size, Math.PI * 1.15, Math.PI * 1.9, 6), palette.ink, unit * 0.2, 0.6),
      line(
        arc(x + size * 0.85, y, size, Math.PI * 1.1, Math.PI * 1.85, 6),
        palette.ink,
        unit * 0.2,
        0.6
      ),
    ];
  }).flat();

  const grains = layout.fork('grains');
  const dust = Array.from({ length: Math.round(detail * 60) }, () =>
    asTexture(
      filled(
        circle(
          width * grains.next(),
          height * grains.range(0.02, 0.98),
          unit * grains.range(0.08, 0.3)
        ),
        solid('#ffffff'),
        true,
        grains.range(0.2, 0.55)
      )
    )
  );
  return { background: [top, bottom], shapes: [...sky, ...flock, ...hills, ...dust] };
};

/** Straight steps short enough to look like the curve that `line` draws along the same crest. */
const densify = (points: readonly Point[]): Point[] =>
  points.flatMap((from, at): Point[] => {
    const [before, to, after] = [points[at - 1] ?? from, points[at + 1], points[at + 2]];
    if (!to) return [from];
    const end = after ?? to;
    return [0, 0.25, 0.5, 0.75].map((t) => {
      const blend = (axis: 0 | 1): number =>
        0.5 *
        (2 * from[axis] +
          (to[axis] - before[axis]) * t +
          (2 * before[axis] - 5 * from[axis] + 4 * to[axis] - end[axis]) * t * t +
          (3 * from[axis] - before[axis] - 3 * to[axis] + end[axis]) * t * t * t);
      return [blend(0), blend(1)] as const;
    });
  });

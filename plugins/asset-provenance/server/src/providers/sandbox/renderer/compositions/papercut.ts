import { mix, toneAt } from '../palette';
import { asTexture, filled, line, solid, type Point, type Shape } from '../shapes';
import type { Prng } from '../prng';
import type { Composition } from './composition';

type Wobble = readonly { frequency: number; phase: number; depth: number }[];

const wobbleOf = (prng: Prng): Wobble =>
  [2, 3, 5].map((frequency, at) => ({
    frequency,
    phase: prng.range(0, Math.PI * 2),
    depth: prng.range(0.06, 0.15) / (at * 0.6 + 1),
  }));

const POINTS = 40;

const coast = (x: number, y: number, r: number, wobble: Wobble, twist: number): Point[] =>
  Array.from({ length: POINTS }, (_, at) => {
    const angle = (at / POINTS) * Math.PI * 2;
    const reach = wobble.reduce(
      (sum, wave) => sum + Math.sin(angle * wave.frequency + wave.phase + twist) * wave.depth,
      1
    );
    return [x + Math.cos(angle) * r * reach * 1.15, y + Math.sin(angle) * r * reach] as const;
  });

const moved = (points: readonly Point[], by: number): Point[] =>
  points.map(([x, y]) => [x + by * 0.5, y + by] as const);

/** Sheets of cut paper stacked into islands, like the contours of a map. */
export const papercut: Composition = ({ width, height, unit, palette, theme, layout, detail }) => {
  const [top, bottom] = palette.background;
  const rings = theme.int(6, 8);
  const islands = [
    { x: layout.range(0.24, 0.42), y: layout.range(0.26, 0.42), r: layout.range(58, 68), deep: 0 },
    {
      x: layout.range(0.74, 0.92),
      y: layout.range(0.48, 0.7),
      r: layout.range(40, 50),
      deep: 0.15,
    },
    { x: layout.range(0.2, 0.5), y: layout.range(0.88, 1.02), r: layout.range(30, 38), deep: 0.3 },
  ];
  const descending = theme.chance(0.5);

  const sheets = Array.from({ length: rings }, (_, step) =>
    islands.flatMap((island, at): Shape[] => {
      const wobble = wobbleOf(layout.fork(`coast ${at}`));
      const share = step / (rings - 1);
      const r = unit * island.r * (1 - share * 0.86);
      const depth = descending ? share : 1 - share;
      const tone = toneAt(palette, Math.min(1, island.deep * 0.4 + depth));
      const edge = coast(width * island.x, height * island.y, r, wobble, step * 0.16);
      const shade: Shape[] = [0.5, 1, 1.6, 2.3].map((drop) =>
        asTexture(filled(moved(edge, unit * drop * 0.62), solid(palette.ink), true, 0.075))
      );
      return [
        ...shade,
        filled(edge, {
          type: 'vertical',
          from: mix(tone, '#ffffff', 0.14),
          to: mix(tone, palette.ink, 0.06),
        }),
      ];
    })
  ).flat();

  const grid = layout.fork('survey');
  const marks = Array.from({ length: Math.round(detail * 26) }, (): Shape => {
    const [x, y, arm] = [width * grid.next(), height * grid.next(), unit * grid.range(0.5, 0.9)];
    const cross: Point[] = [
      [x - arm, y],
      [x + arm, y],
      [x, y],
      [x, y - arm],
      [x, y + arm],
    ];
    return { ...line(cross, '#ffffff', unit * 0.18, 0.65), smooth: false };
  });
  const trail = layout.fork('trail');
  const path: Point[] = Array.from({ length: 9 }, (_, at) => [
    width * (at / 8) * 1.1 - width * 0.05,
    height * (0.55 + Math.sin(at * 0.9 + trail.range(0, 1)) * 0.16),
  ]);
  const dashed = { color: '#ffffff', width: unit * 0.32, dash: [unit * 1.1, unit * 0.9] } as const;
  const dashes: Shape[] =
    detail < 0.4 ? [] : [{ ...line(path, dashed.color, dashed.width, 0.75), stroke: dashed }];
  return { background: [mix(top, bottom, 0.2), bottom], shapes: [...sheets, ...dashes, ...marks] };
};

import { mix } from '../palette';
import { arc, asTexture, circle, filled, solid, type Point, type Shape } from '../shapes';
import type { Composition } from './composition';

type Cell = {
  x: number;
  y: number;
  side: number;
  front: string;
  back: string;
  turn: number;
  detail: number;
};

const corners = ({ x, y, side }: Cell): Point[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

/** The corner that a motif grows from, and the angle at which its quarter turn starts. */
const pivot = (cell: Cell): { at: Point; start: number } => ({
  at: corners(cell)[cell.turn % 4] ?? [cell.x, cell.y],
  start: ((cell.turn % 4) * Math.PI) / 2,
});

const wedge = (cell: Cell, r: number, color: string): Shape => {
  const { at, start } = pivot(cell);
  return filled([at, ...arc(at[0], at[1], r, start, start + Math.PI / 2)], solid(color), false);
};

const motifs: readonly ((cell: Cell) => Shape[])[] = [
  (cell) => [wedge(cell, cell.side, cell.front)],
  (cell) =>
    [0.98, 0.72, 0.46, 0.2].map((share, at) =>
      wedge(cell, cell.side * share, at % 2 === 0 ? cell.front : cell.back)
    ),
  (cell) => [
    filled(
      circle(cell.x + cell.side / 2, cell.y + cell.side / 2, cell.side * 0.36),
      solid(cell.front)
    ),
    filled(
      circle(cell.x + cell.side / 2, cell.y + cell.side / 2, cell.side * 0.14),
      solid(cell.back)
    ),
  ],
  (cell) => {
    const { at, start } = pivot(cell);
    const far = corners(cell)[(cell.turn + 2) % 4] ?? at;
    const leaf = [
      ...arc(at[0], at[1], cell.side, start, start + Math.PI / 2),
      ...arc(far[0], far[1], cell.side, start + Math.PI, start + Math.PI * 1.5),
    ];
    return [filled(leaf, solid(cell.front), false)];
  },
  (cell) => {
    const half = cell.turn % 2 === 0;
    const centre: Point = half
      ? [cell.x, cell.y + cell.side / 2]
      : [cell.x + cell.side / 2, cell.y];
    const start = half ? -Math.PI / 2 : 0;
    return [
      filled(
        arc(centre[0], centre[1], cell.side / 2, start, start + Math.PI),
        solid(cell.front),
        false
      ),
    ];
  },
  (cell) =>
    Array.from({ length: 4 }, (_, at) => {
      const [from, to] = [(at * 2 + 0.5) / 8, (at * 2 + 1.5) / 8];
      const bar: Point[] =
        cell.turn % 2 === 0
          ? [
              [cell.x, cell.y + cell.side * from],
              [cell.x + cell.side, cell.y + cell.side * from],
              [cell.x + cell.side, cell.y + cell.side * to],
              [cell.x, cell.y + cell.side * to],
            ]
          : [
              [cell.x + cell.side * from, cell.y],
              [cell.x + cell.side * to, cell.y],
              [cell.x + cell.side * to, cell.y + cell.side],
              [cell.x + cell.side * from, cell.y + cell.side],
            ];
      return filled(bar, solid(cell.front), false);
    }),
  (cell) => {
    const per = Math.round(3 + cell.detail * 2);
    return Array.from({ length: per * per }, (_, at) => {
      const [x, y] = [(at % per) + 0.5, Math.floor(at / per) + 0.5];
      return filled(
        circle(
          cell.x + (x / per) * cell.side,
          cell.y + (y / per) * cell.side,
          (cell.side / per) * 0.22
        ),
        solid(cell.front)
      );
    });
  },
];

/** A quilt of quarter circles, leaves, bars and dots. */
export const tiles: Composition = ({ width, height, palette, theme, layout, detail, unit }) => {
  const side = Math.min(width, height) / theme.pick([3, 3.5, 4]);
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const [startX, startY] = [(width - columns * side) / 2, (height - rows * side) / 2];
  const colours = [...palette.tones, palette.background[0]];

  const shapes = Array.from({ length: columns * rows }, (_, at): Shape[] => {
    const prng = layout.fork(`cell ${at}`);
    const back = prng.int(0, colours.length - 1);
    const front = (back + prng.int(2, colours.length - 2)) % colours.length;
    const cell: Cell = {
      x: startX + (at % columns) * side,
      y: startY + Math.floor(at / columns) * side,
      side,
      back: colours[back] ?? palette.ink,
      front: colours[front] ?? palette.ink,
      turn: prng.int(0, 3),
      detail,
    };
    const ground = filled(
      corners(cell),
      {
        type: 'vertical',
        from: mix(cell.back, '#ffffff', 0.07),
        to: mix(cell.back, palette.ink, 0.05),
      },
      false
    );
    return [ground, ...prng.pick(motifs)(cell)];
  }).flat();

  const speck = layout.fork('speck');
  const flecks = Array.from({ length: Math.round(detail * 90) }, () =>
    asTexture(
      filled(
        circle(width * speck.next(), height * speck.next(), unit * speck.range(0.06, 0.2)),
        solid(speck.chance(0.5) ? '#ffffff' : palette.ink),
        true,
        0.5
      )
    )
  );
  return { background: palette.background, shapes: [...shapes, ...flecks] };
};

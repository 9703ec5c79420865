import { mix, toneAt } from '../palette';
import { asTexture, circle, filled, line, solid, type Point, type Shape } from '../shapes';
import type { Composition } from './composition';

const SAMPLES = 26;
const STRANDS = 16;

/** A band of strands that flows across the picture, widening and twisting. */
export const ribbons: Composition = ({ width, height, unit, palette, theme, layout, detail }) => {
  const [top, bottom] = palette.background;
  const bands = [
    {
      centre: layout.range(0.34, 0.46),
      phase: layout.range(0, 6.28),
      spread: theme.range(0.2, 0.27),
      sway: 0.13,
      turns: theme.range(1.2, 2.4),
      from: 0.05,
      to: 1,
    },
    {
      centre: layout.range(0.72, 0.84),
      phase: layout.range(0, 6.28),
      spread: theme.range(0.12, 0.18),
      sway: 0.1,
      turns: theme.range(1.2, 2.6),
      from: 0.95,
      to: 0.2,
    },
  ];
  const strand = (band: (typeof bands)[number], offset: number): Point[] =>
    Array.from({ length: SAMPLES + 1 }, (_, at) => {
      const along = at / SAMPLES;
      const twist = Math.sin(along * Math.PI * band.turns + band.phase);
      const middle = band.centre + Math.sin(along * Math.PI * 2.1 + band.phase * 1.3) * band.sway;
      const reach = band.spread * (0.32 + 0.68 * twist * twist) * (twist < 0 ? -1 : 1);
      const lean = offset + Math.sin(along * 5 + offset * 2 + band.phase) * 0.1;
      return [width * (along * 1.1 - 0.05), height * (middle + lean * reach)] as const;
    });

  const glow = {
    x: width * layout.range(0.55, 0.8),
    y: height * layout.range(0.16, 0.3),
    r: unit * theme.range(11, 16),
  };
  const moon: Shape[] = [
    filled(circle(glow.x, glow.y, glow.r), {
      type: 'radial',
      from: mix(top, '#ffffff', 0.7),
      to: mix(toneAt(palette, 0.3), top, 0.25),
    }),
  ];
  const flow = [...bands].reverse().flatMap((band): Shape[] => {
    const lines = Array.from({ length: STRANDS + 1 }, (_, at) =>
      strand(band, (at / STRANDS) * 2 - 1)
    );
    return lines.slice(0, -1).flatMap((edge, at): Shape[] => {
      const share = at / (STRANDS - 1);
      const tone = toneAt(palette, band.from + (band.to - band.from) * share);
      const next = lines[at + 1] ?? edge;
      const body: Point[] = [...edge, ...[...next].reverse()];
      const fine = Math.round(detail * 3);
      return [
        {
          ...filled(body, { type: 'vertical', from: mix(tone, '#ffffff', 0.2), to: tone }, true),
          closed: true,
        },
        line(edge, mix(tone, '#ffffff', 0.6), unit * 0.17, 0.75),
        ...Array.from({ length: fine }, (_, inner) =>
          line(
            edge.map(
              ([x, y], step) =>
                [x, y + (((next[step]?.[1] ?? y) - y) * (inner + 1)) / (fine + 1)] as const
            ),
            inner % 2 === 0 ? mix(tone, palette.ink, 0.35) : '#ffffff',
            unit * 0.08,
            0.35
          )
        ),
      ];
    });
  });
  const sparks = layout.fork('sparks');
  const motes = Array.from({ length: Math.round(detail * 46) }, () =>
    asTexture(
      filled(
        circle(width * sparks.next(), height * sparks.next(), unit * sparks.range(0.1, 0.42)),
        solid(sparks.chance(0.6) ? '#ffffff' : palette.ink),
        true,
        0.55
      )
    )
  );
  return { background: [top, bottom], shapes: [...moon, ...flow, ...motes] };
};

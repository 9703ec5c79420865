import { mix, toneAt } from '../palette';
import { arc, asTexture, circle, filled, line, ring, solid, type Shape } from '../shapes';
import type { Composition } from './composition';

/** Overlapping lit spheres with thin orbits and a field of dots. */
export const orbs: Composition = ({ width, height, unit, palette, theme, layout, detail }) => {
  const [top, bottom] = palette.background;
  const count = theme.int(7, 9);
  const spheres = Array.from({ length: count }, (_, at) => {
    // Along a loose diagonal, large to small, so that the group reads as one gesture.
    const along = at / (count - 1);
    const drift = layout.range(-0.16, 0.16);
    return {
      x: width * (0.16 + along * 0.7 + drift * 0.5),
      y: height * (0.26 + Math.sin(along * Math.PI * 1.4 + theme.range(0, 0.4)) * 0.22 + drift),
      r: unit * (at === 2 ? layout.range(22, 27) : layout.range(5, 16)),
      tone: (at * 2 + 1 + theme.int(0, 1)) % palette.tones.length,
    };
  });
  const hero = spheres[2] ?? { x: width / 2, y: height / 2, r: unit * 25, tone: 2 };

  const orbits = Array.from({ length: Math.round(2 + detail * 7) }, (_, at) =>
    ring(
      hero.x,
      hero.y,
      hero.r * (1.14 + at * 0.2),
      mix(palette.ink, bottom, 0.25),
      unit * 0.15,
      0.5 - at * 0.04
    )
  );
  const bodies = [...spheres]
    .sort((a, b) => b.r - a.r)
    .flatMap((sphere): Shape[] => {
      const tone = palette.tones[sphere.tone] ?? palette.ink;
      const shade: Shape[] = [0.07, 0.13, 0.2].map((offset) =>
        asTexture(
          filled(
            circle(
              sphere.x + sphere.r * offset,
              sphere.y + sphere.r * offset * 1.4,
              sphere.r * 1.01
            ),
            solid(palette.ink),
            true,
            0.06
          )
        )
      );
      return [
        ...shade,
        filled(circle(sphere.x, sphere.y, sphere.r), {
          type: 'radial',
          from: mix(tone, '#ffffff', 0.55),
          to: mix(tone, palette.ink, 0.25),
        }),
        line(
          arc(sphere.x, sphere.y, sphere.r * 0.82, Math.PI * 1.05, Math.PI * 1.45, 10),
          '#ffffff',
          unit * 0.35,
          0.55
        ),
      ];
    });

  const columns = Math.round(5 + detail * 7);
  const field = layout.fork('field');
  const [fieldX, fieldY] = [width * field.range(0.55, 0.7), height * field.range(0.45, 0.6)];
  const dots = Array.from({ length: columns * columns }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const size = unit * (0.18 + 0.42 * Math.abs(Math.sin((column + row) * 0.35)));
    return asTexture(
      filled(
        circle(fieldX + column * unit * 2.2, fieldY + row * unit * 2.2, size),
        solid(palette.ink),
        true,
        0.55
      )
    );
  });
  const sweep = Array.from({ length: Math.round(3 + detail * 9) }, (_, at) =>
    line(
      arc(
        width * 0.5,
        height * 1.35,
        height * 0.55 + at * unit * 1.7,
        Math.PI * 1.08,
        Math.PI * 1.92,
        30
      ),
      toneAt(palette, 0.35 + at * 0.05),
      unit * 0.3,
      0.5
    )
  );
  return { background: [top, bottom], shapes: [...sweep, ...orbits, ...dots, ...bodies] };
};

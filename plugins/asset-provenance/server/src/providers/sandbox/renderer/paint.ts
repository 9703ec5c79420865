import { mix } from './palette';
import { createPrng, type Prng } from './prng';
import { outline, type Fill, type Point, type Scene, type Shape } from './shapes';
import { num } from '../../../lettering';

export type Paper = {
  width: number;
  height: number;
  unit: number;
  ink: string;
  /** 0 to 1, as in a canvas. */
  detail: number;
};

const document = (paper: Paper, defs: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${paper.width}" height="${paper.height}" viewBox="0 0 ${paper.width} ${paper.height}"><defs>${defs}</defs>${body}</svg>`;

// Never `opacity`: it makes librsvg composite every path on a layer of its own (19 s for a large draft, not 0.7 s).
const strokeAttributes = (stroke: Shape['stroke'], opacity: string): string => {
  if (!stroke) return '';
  const dash = stroke.dash ? ` stroke-dasharray="${stroke.dash.map(num).join(' ')}"` : '';
  return ` stroke="${stroke.color}" stroke-width="${num(stroke.width)}" stroke-linecap="round" stroke-linejoin="round" stroke-opacity="${opacity}"${dash}`;
};

const gradient = (id: string, fill: Exclude<Fill, { type: 'solid' }>): string => {
  const end = fill.type === 'radial' && fill.fade ? ' stop-opacity="0"' : '';
  const stops = `<stop offset="0" stop-color="${fill.from}"/><stop offset="1" stop-color="${fill.to}"${end}/>`;
  if (fill.type === 'vertical')
    return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops}</linearGradient>`;
  const lit = fill.fade ? 'cx=".5" cy=".5" r=".5"' : 'cx=".36" cy=".3" r=".78"';
  return `<radialGradient id="${id}" ${lit}>${stops}</radialGradient>`;
};

/** The finished picture: full colour, gradients, every layer. */
export const paintFinal = (scene: Scene, paper: Paper): string => {
  const defs: string[] = [
    gradient('ground', { type: 'vertical', from: scene.background[0], to: scene.background[1] }),
  ];
  const body = scene.shapes.map((shape, at) => {
    let fill = 'none';
    if (shape.fill?.type === 'solid') fill = shape.fill.color;
    else if (shape.fill) {
      defs.push(gradient(`g${at}`, shape.fill));
      fill = `url(#g${at})`;
    }
    const opacity = num(Math.min(Math.max(shape.opacity, 0), 1));
    return `<path d="${outline(shape)}" fill="${fill}" fill-opacity="${opacity}"${strokeAttributes(shape.stroke, opacity)}/>`;
  });
  return document(
    paper,
    defs.join(''),
    `<rect width="100%" height="100%" fill="url(#ground)"/>${body.join('')}`
  );
};

const averageOf = (fill: Fill): string =>
  fill.type === 'solid' ? fill.color : mix(fill.from, fill.to, 0.5);

const wobbled = (points: readonly Point[], by: number, prng: Prng): Point[] =>
  points.map(([x, y]) => [x + prng.range(-by, by), y + prng.range(-by, by)] as const);

const PAPER = '#f6f2e9';

/** Thirds and diagonals in blue pencil: what a designer rules before drawing. */
const construction = ({ width, height, unit }: Paper): string => {
  const rule = (x1: number, y1: number, x2: number, y2: number): string =>
    `M${num(x1)} ${num(y1)}L${num(x2)} ${num(y2)}`;
  const lines = [
    rule(width / 3, 0, width / 3, height),
    rule((width * 2) / 3, 0, (width * 2) / 3, height),
    rule(0, height / 3, width, height / 3),
    rule(0, (height * 2) / 3, width, (height * 2) / 3),
    rule(0, 0, width, height),
    rule(width, 0, 0, height),
  ].join('');
  return `<path d="${lines}" fill="none" stroke="#3f78b5" stroke-width="${num(Math.max(unit * 0.16, 0.6))}" stroke-dasharray="${num(unit * 1.6)} ${num(unit)}" stroke-opacity=".5"/>`;
};

/** The same structure as a sketch: thin washes that miss their outlines, wobbly ink, construction lines. */
export const paintDraft = (scene: Scene, paper: Paper): string => {
  const structure = scene.shapes.filter((shape) => shape.layer === 'structure');
  const passes = paper.detail < 0.5 ? [0.35] : [0.35, 0.6];
  const hand = createPrng(`hand ${paper.width}x${paper.height} ${structure.length}`);
  const slip = paper.unit * 0.7;
  const ground = mix(PAPER, scene.background[1], 0.18);
  const strokes = structure.map((shape) => {
    const wash = shape.fill ? mix(averageOf(shape.fill), PAPER, 0.42) : 'none';
    const pens = passes.map((sway, pass) => {
      const path = outline({
        ...shape,
        points: wobbled(shape.points, paper.unit * sway * 0.55, hand),
      });
      return `<path d="${path}" fill="none" stroke="${paper.ink}" stroke-width="${num(Math.max(paper.unit * (pass === 0 ? 0.28 : 0.14), 0.5))}" stroke-linejoin="round" stroke-opacity="${pass === 0 ? 0.75 : 0.45}"/>`;
    });
    const offset = `transform="translate(${num(hand.range(-slip, slip))} ${num(hand.range(0, slip))})"`;
    return `<path d="${outline(shape)}" fill="${wash}" fill-opacity=".82" ${offset}/>${pens.join('')}`;
  });
  const notes =
    paper.detail < 1
      ? []
      : scene.shapes
          .filter((shape) => shape.layer === 'texture' && shape.stroke)
          .map(
            (shape) =>
              `<path d="${outline(shape)}" fill="none" stroke="${paper.ink}" stroke-width="${num(Math.max(paper.unit * 0.08, 0.4))}" stroke-opacity=".3"/>`
          );
  const body = [...strokes, ...notes, construction(paper)].join('');
  return document(paper, '', `<rect width="100%" height="100%" fill="${ground}"/>${body}`);
};

import type { OverlayOptions } from 'sharp';

import { fitLine, num } from '../../../lettering';
import type { FontLibrary, Typeface } from '../../../lettering';
import {
  captionTexts,
  layoutCaption,
  SANDBOX_NOTICE,
  type Box,
  type CaptionLayout,
  type PlacedText,
} from './layout';
import { insetLabel, layoutInsets, type Inset } from './insets';
import { mix, type Palette } from './palette';
import type { SandboxRenderRequest } from './request';

const PAPER = '#fcfaf5';
const INK = '#17171a';

/** What lies over the scene and never moves: the caption card and the references. */
export type Overlay = { svg: Buffer; pictures: OverlayOptions[] };

const rect = (box: Box, radius: number, attributes: string): string =>
  `<rect x="${num(box.x)}" y="${num(box.y)}" width="${num(box.width)}" height="${num(box.height)}" rx="${num(radius)}" ${attributes}/>`;

const grown = (box: Box, by: number, down: number): Box => ({
  x: box.x - by,
  y: box.y - by + down,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
});

/** Stacked faint rectangles: a soft shadow without the cost of a blur filter. */
const shadow = (box: Box, radius: number, reach: number): string =>
  [1, 0.66, 0.33]
    .map((share) =>
      rect(
        grown(box, reach * share, reach * 0.5),
        radius + reach * share,
        'fill="#000" fill-opacity=".07"'
      )
    )
    .join('');

const set = (face: Typeface, text: PlacedText, color: string): string =>
  `<path d="${face.trace(text.text, text.x, text.baseline, text.size, text.weight)}" fill="${color}"/>`;

const drawCard = (
  layout: CaptionLayout,
  face: Typeface,
  palette: Palette,
  stage: 'draft' | 'final'
): string => {
  const { card, chip, texts, padding } = layout;
  const radius = padding * 0.35;
  const chipRadius = chip.height / 2;
  const accent = mix(palette.tones[2], palette.tones[3], 0.3);
  const line = Math.max(1, chip.height * 0.07);
  const label =
    stage === 'final'
      ? rect(chip, chipRadius, `fill="${INK}"`) + set(face, chip.text, PAPER)
      : rect(
          chip,
          chipRadius,
          `fill="none" stroke="${INK}" stroke-width="${num(line)}" stroke-dasharray="${num(line * 3)} ${num(line * 2)}"`
        ) + set(face, chip.text, INK);
  const edge = Math.max(2, padding * 0.22);
  const paper: Box = { ...card, x: card.x + edge, width: card.width - edge };
  return [
    shadow(card, radius, padding * 0.5),
    rect(card, radius, `fill="${accent}"`),
    rect(paper, radius, `fill="${PAPER}"`),
    rect({ ...paper, width: radius * 2 }, 0, `fill="${PAPER}"`),
    ...texts.map((text) => set(face, text, INK)),
    label,
  ].join('');
};

const drawInset = (inset: Inset, face: Typeface): string => {
  const { frame, label, labelSize, placeholder } = inset;
  const border = Math.max(2, frame.width * 0.03);
  const text = fitLine(label, face.measure(600), (frame.width - 2 * border) / labelSize);
  const width = face.measure(600)(text) * labelSize;
  const caption: PlacedText = {
    text,
    x: frame.x + (frame.width - width) / 2,
    baseline: frame.y + frame.height - labelSize * 0.62,
    size: labelSize,
    weight: 600,
  };
  const parts = [
    shadow(frame, border, border),
    rect(frame, border * 0.6, `fill="${PAPER}"`),
    set(face, caption, INK),
  ];
  if (!inset.picture) {
    const blank: Box = {
      x: frame.x + border,
      y: frame.y + border,
      width: frame.width - 2 * border,
      height: frame.height - labelSize * 1.5 - 2 * border,
    };
    const size = Math.min(
      labelSize,
      (blank.width * 0.9) / Math.max(face.measure(400)(placeholder), 1)
    );
    const centre = blank.x + (blank.width - face.measure(400)(placeholder) * size) / 2;
    parts.push(
      rect(blank, 0, 'fill="#e5e1d8"'),
      set(
        face,
        {
          text: placeholder,
          x: centre,
          baseline: blank.y + blank.height / 2 + size * 0.36,
          size,
          weight: 400,
        },
        '#55524b'
      )
    );
  }
  return parts.join('');
};

/**
 * Prompts and every other text reach the SVG as outlines only, so nothing in them can be markup.
 * @throws {UnrenderableRequestError} where a reference cannot be read.
 */
export const drawOverlay = async (
  request: SandboxRenderRequest,
  palette: Palette,
  fonts: FontLibrary
): Promise<Overlay> => {
  const texts = captionTexts(request);
  const characters = [
    texts.headline,
    texts.avoid ?? '',
    texts.stage,
    ...texts.facts,
    SANDBOX_NOTICE,
    ...request.references.map((reference) => insetLabel(reference) + reference.sha256.slice(0, 8)),
    '… +0123456789',
  ].join('');
  const face = await fonts.load(characters);
  const layout = layoutCaption(request, face);
  const insets = await layoutInsets(request.references, request, layout.card);
  const body =
    insets.map((inset) => drawInset(inset, face)).join('') +
    drawCard(layout, face, palette, request.stage);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${request.width}" height="${request.height}">${body}</svg>`;
  const pictures = insets.flatMap(({ picture }): OverlayOptions[] =>
    picture ? [{ input: picture.pixels, left: picture.box.x, top: picture.box.y }] : []
  );
  return { svg: Buffer.from(svg), pictures };
};

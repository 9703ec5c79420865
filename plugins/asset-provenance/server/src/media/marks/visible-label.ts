import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { LabelCorner } from '../../../../shared';
import { cleanText, createFontLibrary, num, wrapText } from '../../lettering';
import { formatOf } from './embed';
import { CannotMark } from './problem';

export type LabelLook = { text: string; corner: LabelCorner };

/**
 * Size of the font, as a share of the shortest side: the letters themselves, two thirds of it in
 * Latin, are then no lower than the 5 % that GB 45438 asks for.
 */
const FONT_SHARE = 0.08;
/** Of the font size. */
const PADDING = 0.35;
const MARGIN = 0.5;
const LINE = 1.25;
const BASELINE = 0.95;
const MOST_LINES = 4;
const WEIGHT = 600;
const RADIUS = 0.25;

/** As good as the eye can tell: the picture is encoded once more, and only for the label. */
const encoders: Record<string, (picture: Sharp) => Sharp> = {
  jpeg: (picture) => picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp({ quality: 95 }),
  gif: (picture) => picture.gif(),
  avif: (picture) => picture.avif({ quality: 80 }),
};

const fonts = createFontLibrary();

type Drawing = { svg: Buffer; width: number; height: number; left: number; top: number };

const draw = async (
  { text, corner }: LabelLook,
  width: number,
  height: number
): Promise<Drawing> => {
  const size = Math.min(width, height) * FONT_SHARE;
  const typeface = await fonts.load(text);
  const measure = typeface.measure(WEIGHT);
  const room = width / size - 2 * (PADDING + MARGIN);
  const { lines, truncated } = wrapText(cleanText(text), measure, room, MOST_LINES);
  if (truncated || lines.length === 0)
    throw new CannotMark('label_too_long', `"${text}" has no room on ${width}×${height} pixels.`);
  const boxWidth = Math.min(
    width,
    Math.ceil((Math.max(...lines.map(measure)) + 2 * PADDING) * size)
  );
  const boxHeight = Math.min(height, Math.ceil((lines.length * LINE + 2 * PADDING) * size));
  const letters = lines
    .map((line, index) =>
      typeface.trace(line, PADDING * size, (PADDING + index * LINE + BASELINE) * size, size, WEIGHT)
    )
    .join('');
  const [horizontal, vertical] = [Math.round(MARGIN * size), Math.round(MARGIN * size)];
  return {
    svg: Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${boxWidth}" height="${boxHeight}">` +
        `<rect width="100%" height="100%" rx="${num(RADIUS * size)}" fill="#000" fill-opacity="0.6"/>` +
        `<path d="${letters}" fill="#fff"/></svg>`
    ),
    width: boxWidth,
    height: boxHeight,
    left: corner.endsWith('left') ? horizontal : Math.max(0, width - boxWidth - horizontal),
    top: corner.startsWith('top') ? vertical : Math.max(0, height - boxHeight - vertical),
  };
};

/**
 * Draws the label on a picture, on every frame of one that moves, in the format that it has.
 * @throws CannotMark for videos, for other files, and where the text has no room.
 */
export const withVisibleLabel = async (bytes: Buffer, look: LabelLook): Promise<Buffer> => {
  const format = formatOf(bytes);
  if (format?.name === 'mp4')
    throw new CannotMark('not_for_videos', 'The label is drawn on pictures only.');
  const encode = format && encoders[format.name];
  if (!encode)
    throw new CannotMark('unsupported_format', 'No label is drawn on files of this format.');
  const source = sharp(bytes, { animated: true });
  const { autoOrient, pages = 1, pageHeight } = await source.metadata();
  const height = pageHeight ?? autoOrient.height;
  const { svg, left, top } = await draw(look, autoOrient.width, height);
  const frames = Array.from({ length: pages }, (_, page) => ({
    input: svg,
    left,
    top: top + page * height,
  }));
  return encode(source.autoOrient().composite(frames).keepXmp().keepIccProfile()).toBuffer();
};

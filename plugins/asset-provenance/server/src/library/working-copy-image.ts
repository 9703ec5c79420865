import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { pixelsOf } from '../../../shared';
import type { Bilingual, Specification } from '../../../shared';

/** A picture in a specification; `bytes` null: the file meets it as it is. */
export type Rendered = {
  data: Buffer | null;
  width: number;
  height: number;
  notes: Bilingual[];
};

type ImageFormat = 'png' | 'jpeg' | 'webp';

/** Ratios that differ by less are the same: the trimming of an edge is not seen. */
const SAME_RATIO = 0.01;
/** Tried one after the other until the file is small enough; null: the best that there is. */
const QUALITIES = {
  png: [null, 90, 60, 30],
  jpeg: [90, 78, 66, 54, 42],
  webp: [90, 78, 66, 54, 42],
};
/** Fewer colours take long to choose well. */
const PALETTE_EFFORT = 3;

const notes = {
  ratio: (wanted: string): Bilingual => ({
    en: `Another ratio than ${wanted}: scaled to fit inside, nothing cut off and nothing added.`,
    zh: `比例与 ${wanted} 不同：已等比缩放至规格内，未裁切也未补边。`,
  }),
  small: (wanted: string): Bilingual => ({
    en: `Smaller than ${wanted}: not enlarged.`,
    zh: `小于 ${wanted}：未放大。`,
  }),
  heavy: (most: number): Bilingual => ({
    en: `Larger than the limit of ${most} bytes, at the lowest quality too.`,
    zh: `在最低质量下仍超过 ${most} 字节上限。`,
  }),
  still: { en: 'Of an animation, the first frame only.', zh: '动图仅取首帧。' },
};

const isSameRatio = (width: number, height: number, wanted: number): boolean =>
  Math.abs(width / height - wanted) <= wanted * SAME_RATIO;

/** Marks in XMP go along: an AI label that was there is there. EXIF does not: it may hold prompts. */
const pipeline = (path: string) => sharp(path).autoOrient().keepXmp();

const encoded = (picture: Sharp, format: ImageFormat, quality: number | null) => {
  if (format === 'png')
    return quality === null
      ? picture.png({ compressionLevel: 9 })
      : picture.png({ compressionLevel: 9, palette: true, quality, effort: PALETTE_EFFORT });
  return format === 'jpeg'
    ? picture.flatten({ background: '#ffffff' }).jpeg({ quality: quality ?? 90, mozjpeg: true })
    : picture.webp({ quality: quality ?? 90 });
};

/** Lowers the quality until the file is small enough, or as far as it goes. */
const within = async (picture: Sharp, format: ImageFormat, maxBytes: number) => {
  const qualities = QUALITIES[format];
  for (const quality of qualities) {
    const made = await encoded(picture.clone(), format, quality).toBuffer({
      resolveWithObject: true,
    });
    if (made.data.length <= maxBytes || quality === qualities.at(-1)) return made;
  }
  throw new Error('There are no qualities to try.');
};

/**
 * Makes a picture fit a specification as a careful designer would: never enlarged, never distorted,
 * cut only by a sliver, no bars; what could not be met is said.
 * @param bytes size of the file at `path`.
 * @throws an Error when the picture cannot be read.
 */
export const renderImage = async (
  path: string,
  bytes: number,
  { size, format, maxBytes }: Specification
): Promise<Rendered> => {
  const [wantedWidth, wantedHeight] = pixelsOf(size);
  const source = await sharp(path).metadata();
  const { width, height } = source.autoOrient;
  const isRatio = isSameRatio(width, height, wantedWidth / wantedHeight);
  const isLargeEnough = width >= wantedWidth && height >= wantedHeight;
  const isTurned = (source.orientation ?? 1) !== 1;
  const said = [
    ...(isRatio ? [] : [notes.ratio(size)]),
    ...(isRatio && !isLargeEnough ? [notes.small(size)] : []),
    ...((source.pages ?? 1) > 1 ? [notes.still] : []),
  ];
  const isExact = width === wantedWidth && height === wantedHeight;
  if (isExact && !isTurned && source.format === format && bytes <= maxBytes)
    return { data: null, width, height, notes: said };

  const picture = pipeline(path).resize({
    width: wantedWidth,
    height: wantedHeight,
    fit: isRatio && isLargeEnough ? 'cover' : 'inside',
    withoutEnlargement: true,
  });
  const { data, info } = await within(picture, format === 'mp4' ? 'png' : format, maxBytes);
  return {
    data,
    width: info.width,
    height: info.height,
    notes: data.length > maxBytes ? [...said, notes.heavy(maxBytes)] : said,
  };
};

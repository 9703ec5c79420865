import sharp from 'sharp';
import { isRaster } from '../../media/service';

/** Changes whenever the same picture would give another hash. */
export const HASH_VERSION = 1;
export const HASH_BITS = 256;
const WORDS = HASH_BITS / 32;

/** Side of the square of brightness that a picture is reduced to, in pixels. */
const SIDE = 256;
/** Side of the grid that is sampled from it, and of the block of low frequencies that is kept. */
const GRID = 64;
const KEPT = 16;
/** Samples a cell, along each side. */
const SAMPLES = 4;
/** A decoded picture may be this large; more is refused before it is decoded. */
const MOST_PIXELS = 100_000_000;
const DECODE_SECONDS = 20;

/** 256 bits in eight words. */
export type PerceptualHash = Uint32Array;

/** Brightness of a picture, `SIDE` × `SIDE`, whatever its proportions. */
type Brightness = Uint8Array;

/** What was cut off a picture at each edge, as a share of the whole. */
type Cut = { left: number; top: number; right: number; bottom: number };

const UNCUT: Cut = { left: 0, top: 0, right: 0, bottom: 0 };

/** Cuts that a copy may have suffered: a little all around, at one edge, or at one corner. */
const CUTS: Cut[] = [
  UNCUT,
  ...[0.015, 0.03].map((cut) => ({ left: cut, top: cut, right: cut, bottom: cut })),
  ...(
    [
      ['left'],
      ['top'],
      ['right'],
      ['bottom'],
      ['left', 'top'],
      ['top', 'right'],
      ['right', 'bottom'],
      ['bottom', 'left'],
    ] as const
  ).map((edges) => ({ ...UNCUT, ...Object.fromEntries(edges.map((edge) => [edge, 0.03])) })),
];

/** Cosines of the frequencies that are kept; the constant one says nothing of a picture. */
const COSINES = Array.from({ length: KEPT }, (_, frequency) =>
  Float64Array.from({ length: GRID }, (_, at) =>
    Math.cos((Math.PI / (2 * GRID)) * (frequency + 1) * (2 * at + 1))
  )
);

const brightnessOf = async (picture: string | Buffer): Promise<Brightness> => {
  if (!(await isRaster(picture))) throw new Error('It is no picture of a kind that is decoded.');
  return sharp(picture, { limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .timeout({ seconds: DECODE_SECONDS })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
};

/** The cell that each sample of one side belongs to. */
const CELLS = Int32Array.from({ length: GRID * SAMPLES }, (_, index) =>
  Math.floor(index / SAMPLES)
);

/** Where the samples of a grid lie in what is left of a picture; beyond its edge, on the edge. */
const positions = (before: number, after: number): Int32Array =>
  Int32Array.from({ length: GRID * SAMPLES }, (_, index) => {
    const inWhole = (index + 0.5) / (GRID * SAMPLES);
    const inRest = (inWhole - before) / (1 - before - after);
    return Math.min(SIDE - 1, Math.max(0, Math.floor(inRest * SIDE)));
  });

/** The grid of the whole picture, as it would be if what was cut off went on like the edge. */
const gridOf = (brightness: Brightness, { left, top, right, bottom }: Cut): Float64Array => {
  const columns = positions(left, right);
  const rows = positions(top, bottom);
  const grid = new Float64Array(GRID * GRID);
  for (let y = 0; y < rows.length; y += 1) {
    const from = (rows[y] as number) * SIDE;
    const line = (CELLS[y] as number) * GRID;
    for (let x = 0; x < columns.length; x += 1) {
      const cell = line + (CELLS[x] as number);
      grid[cell] = (grid[cell] as number) + (brightness[from + (columns[x] as number)] as number);
    }
  }
  return grid;
};

/** One dimension of the cosine transform of `lines` lines of `GRID` values each. */
const transformed = (values: Float64Array, lines: number): Float64Array => {
  const result = new Float64Array(KEPT * lines);
  COSINES.forEach((cosines, frequency) => {
    for (let line = 0; line < lines; line += 1) {
      let sum = 0;
      for (let at = 0; at < GRID; at += 1)
        sum += (cosines[at] as number) * (values[line * GRID + at] as number);
      result[frequency * lines + line] = sum;
    }
  });
  return result;
};

/** One bit for each low frequency: whether it is stronger than the median of all. */
const hashOf = (grid: Float64Array): PerceptualHash => {
  const frequencies = transformed(transformed(grid, GRID), KEPT);
  const median = frequencies.slice().sort()[HASH_BITS / 2] as number;
  const words = new Uint32Array(WORDS);
  frequencies.forEach((strength, bit) => {
    if (strength > median) words[bit >>> 5] = (words[bit >>> 5] ?? 0) | (1 << (bit & 31));
  });
  return words;
};

/**
 * What a picture looks like, the same after scaling, compression and small changes of colour.
 * @param picture path or bytes of a raster image; of an animation, its first frame.
 * @throws Error where it is of another kind, cannot be read, is too large or takes too long.
 */
export const perceptualHashOf = async (picture: string | Buffer): Promise<PerceptualHash> =>
  hashOf(gridOf(await brightnessOf(picture), UNCUT));

/**
 * What the whole may have looked like that this picture is a copy of: as it is, and as if up to
 * three per cent had been cut off, which alone changes a hash beyond recognition.
 */
export const perceptualHashesOfWhole = async (
  picture: string | Buffer
): Promise<PerceptualHash[]> => {
  const brightness = await brightnessOf(picture);
  return CUTS.map((cut) => hashOf(gridOf(brightness, cut)));
};

export const toHex = (hash: PerceptualHash): string =>
  [...hash].map((word) => word.toString(16).padStart(8, '0')).join('');

export const fromHex = (hex: string): PerceptualHash =>
  Uint32Array.from({ length: WORDS }, (_, word) =>
    Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16)
  );

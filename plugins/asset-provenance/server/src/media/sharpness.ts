import sharp from 'sharp';
import { isRaster } from './raster';

/** Pictures are looked at in this size, so that the measure does not depend on theirs, in pixels. */
const SIDE = 640;
/** A picture is cut into this many tiles each way: a sharp subject may stand before a plain ground. */
const TILES = 8;
/** Takes out the grain of pictures with few colours, which looks like detail; standard deviation in pixels. */
const SMOOTHING = 1;

/** `sharpness` is the variance of the Laplacian in the sharpest part, of grey values 0 to 255. */
export type Quality = { width: number; height: number; sharpness: number };

type Grey = { pixels: Buffer; width: number; height: number };

const sharpestTile = ({ pixels, width, height }: Grey): number => {
  const count = new Float64Array(TILES * TILES);
  const sum = new Float64Array(TILES * TILES);
  const squares = new Float64Array(TILES * TILES);
  const at = (index: number): number => pixels[index] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    const row = Math.floor((y * TILES) / height) * TILES;
    for (let x = 1; x < width - 1; x += 1) {
      const index = y * width + x;
      const value =
        at(index - 1) + at(index + 1) + at(index - width) + at(index + width) - 4 * at(index);
      const tile = row + Math.floor((x * TILES) / width);
      count[tile] = (count[tile] ?? 0) + 1;
      sum[tile] = (sum[tile] ?? 0) + value;
      squares[tile] = (squares[tile] ?? 0) + value * value;
    }
  }
  let most = 0;
  for (let tile = 0; tile < count.length; tile += 1) {
    const total = count[tile] ?? 0;
    if (total === 0) continue;
    const variance = (squares[tile] ?? 0) / total - ((sum[tile] ?? 0) / total) ** 2;
    most = Math.max(most, variance);
  }
  return most;
};

/**
 * Size and sharpness of a picture.
 * @throws an Error when it is no picture that can be read.
 */
export const qualityOf = async (path: string): Promise<Quality> => {
  if (!(await isRaster(path))) throw new Error('The file is no picture of pixels.');
  const { width, height, orientation } = await sharp(path).metadata();
  if (!width || !height) throw new Error('The picture has no size.');
  // Such pictures lie on their side in the file.
  const isTurned = orientation !== undefined && orientation >= 5;
  const { data, info } = await sharp(path)
    .flatten({ background: '#ffffff' })
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .blur(SMOOTHING)
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    sharpness: sharpestTile({ pixels: data, width: info.width, height: info.height }),
  };
};

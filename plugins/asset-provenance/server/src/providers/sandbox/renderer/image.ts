import sharp, { type Sharp } from 'sharp';

import type { FontLibrary } from '../../../lettering';
import { drawOverlay } from './overlay';
import type { RenderedMedia, SandboxImageRequest } from './request';
import { paintScene } from './scene';

const LOSSY_QUALITY = { low: 62, medium: 80, high: 92 } as const;

const encode = (picture: Sharp, { format, quality }: SandboxImageRequest): Sharp => {
  if (format === 'jpeg') return picture.jpeg({ quality: LOSSY_QUALITY[quality] });
  if (format === 'webp') return picture.webp({ quality: LOSSY_QUALITY[quality], effort: 3 });
  return picture.png({ compressionLevel: 6 });
};

/** @throws {UnrenderableRequestError} where a reference cannot be read. */
export const renderImage = async (
  request: SandboxImageRequest,
  fonts: FontLibrary
): Promise<RenderedMedia> => {
  const scene = paintScene(request, request.width, request.height);
  const overlay = await drawOverlay(request, scene.palette, fonts);
  const picture = sharp(Buffer.from(scene.svg))
    .composite([{ input: overlay.svg, left: 0, top: 0 }, ...overlay.pictures])
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  const { data, info } = await encode(picture, request).toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    mime: `image/${request.format}`,
    width: info.width,
    height: info.height,
    durationSeconds: null,
  };
};

import { createH264MP4Encoder } from 'h264-mp4-encoder';
import sharp, { type Sharp } from 'sharp';

import { cameraAt, halved, SCENE_SCALE } from './camera';
import type { FontLibrary } from '../../../lettering';
import { frameCountOf } from './limits';
import { setMp4FrameRate } from './mp4-clock';
import { listMp4KeyFrames } from './mp4-key-frames';
import { zeroMp4Times } from './mp4-times';
import { drawOverlay, type Overlay } from './overlay';
import { blendPlane, samplePlane, toYuv, type Plane, type YuvOverlay } from './planes';
import type { RenderedMedia, SandboxVideoRequest } from './request';
import { paintScene } from './scene';

const WHITE = 235;
const NEUTRAL = 128;

const even = (value: number): number => Math.round(value / 2) * 2;

const rasterise = async (picture: Sharp, width: number, height: number): Promise<YuvOverlay> => {
  const { data } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return toYuv(data, width, height);
};

const rasteriseOverlay = (overlay: Overlay, width: number, height: number): Promise<YuvOverlay> =>
  rasterise(sharp(overlay.svg).composite(overlay.pictures), width, height);

/** A line along the lower edge: tells a static shot from a stuck player. */
const drawProgress = (y: Plane, u: Plane, v: Plane, share: number): void => {
  const thickness = Math.max(2, even(y.height * 0.008));
  const fill = (plane: Plane, rows: number, value: number): void => {
    const length = Math.round(plane.width * share);
    for (let row = plane.height - rows; row < plane.height; row += 1) {
      plane.data.fill(value, row * plane.width, row * plane.width + length);
    }
  };
  fill(y, thickness, WHITE);
  fill(u, thickness / 2, NEUTRAL);
  fill(v, thickness / 2, NEUTRAL);
};

/** @throws {UnrenderableRequestError} where a reference cannot be read. */
export const renderVideo = async (
  request: SandboxVideoRequest,
  fonts: FontLibrary
): Promise<RenderedMedia> => {
  const { width, height, frameRate, durationSeconds, cameraMotion } = request;
  const stageSize = { width: even(width * SCENE_SCALE), height: even(height * SCENE_SCALE) };
  const painted = paintScene(request, stageSize.width, stageSize.height);
  const overlay = await drawOverlay(request, painted.palette, fonts);
  const [scene, caption] = await Promise.all([
    rasterise(sharp(Buffer.from(painted.svg)), stageSize.width, stageSize.height),
    rasteriseOverlay(overlay, width, height),
  ]);

  const encoder = await createH264MP4Encoder();
  try {
    encoder.width = width;
    encoder.height = height;
    encoder.frameRate = frameRate;
    encoder.speed = 10;
    encoder.quantizationParameter = request.stage === 'draft' ? 30 : 25;
    encoder.groupOfPictures = frameRate;
    encoder.outputFilename = 'sandbox.mp4';
    encoder.initialize();

    const frame = new Uint8Array((width * height * 3) / 2);
    const [full, quarter] = [width * height, (width * height) / 4];
    const y: Plane = { data: frame.subarray(0, full), width, height };
    const u: Plane = {
      data: frame.subarray(full, full + quarter),
      width: width / 2,
      height: height / 2,
    };
    const v: Plane = { data: frame.subarray(full + quarter), width: width / 2, height: height / 2 };
    const frames = frameCountOf(durationSeconds, frameRate);
    for (let at = 0; at < frames; at += 1) {
      const map = cameraAt(cameraMotion, frames === 1 ? 0 : at / (frames - 1), request, stageSize);
      samplePlane(scene.y, y, map);
      samplePlane(scene.u, u, halved(map));
      samplePlane(scene.v, v, halved(map));
      blendPlane(y, caption.y, caption.alpha);
      blendPlane(u, caption.u, caption.chromaAlpha);
      blendPlane(v, caption.v, caption.chromaAlpha);
      drawProgress(y, u, v, (at + 1) / frames);
      encoder.addFrameYuv(frame);
    }
    encoder.finalize();
    const file = encoder.FS.readFile(encoder.outputFilename);
    // The encoder's file system lives as long as the worker.
    encoder.FS.unlink(encoder.outputFilename);
    const bytes = listMp4KeyFrames(setMp4FrameRate(zeroMp4Times(file), frameRate, frames));
    return { bytes, mime: 'video/mp4', width, height, durationSeconds };
  } finally {
    encoder.delete();
  }
};

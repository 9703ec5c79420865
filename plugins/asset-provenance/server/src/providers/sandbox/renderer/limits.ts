import type { SandboxRenderRequest } from './request';

const IMAGE_MAX = 4096;
const IMAGE_MIN = 64;
const VIDEO_LONG_SIDE = 1920;
const VIDEO_SHORT_SIDE = 1080;
const VIDEO_SECONDS = 30;
const VIDEO_FRAME_RATE = 30;

/** The request cannot be rendered as it stands; `field` says which part of it is to blame. */
export class UnrenderableRequestError extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.name = 'UnrenderableRequestError';
    this.field = field;
  }
}

const refuse = (field: string, rule: string, value: number): never => {
  throw new UnrenderableRequestError(field, `${field} must be ${rule}; got ${value}`);
};

const wholeBetween = (field: string, value: number, from: number, to: number): void => {
  if (!Number.isInteger(value) || value < from || value > to) {
    refuse(field, `a whole number from ${from} to ${to}`, value);
  }
};

/** Frames of a video: duration (s) × frame rate (1/s), which must come out whole. */
export const frameCountOf = (durationSeconds: number, frameRate: number): number =>
  Math.round(durationSeconds * frameRate);

/**
 * Refuses what would take unreasonable time or memory.
 * @throws {UnrenderableRequestError} naming the first field that is out of bounds.
 */
export const assertRenderable = (request: SandboxRenderRequest): void => {
  if (!Number.isFinite(request.seed)) refuse('seed', 'a finite number', request.seed);
  if (request.kind === 'image') {
    wholeBetween('width', request.width, IMAGE_MIN, IMAGE_MAX);
    wholeBetween('height', request.height, IMAGE_MIN, IMAGE_MAX);
    return;
  }
  const { width, height, durationSeconds, frameRate } = request;
  wholeBetween('width', width, IMAGE_MIN, VIDEO_LONG_SIDE);
  wholeBetween('height', height, IMAGE_MIN, VIDEO_LONG_SIDE);
  // 1920×1080 bounds either orientation: 9:16 is as good a video as 16:9.
  if (Math.min(width, height) > VIDEO_SHORT_SIDE) {
    const shorter = width < height ? 'width' : 'height';
    refuse(
      shorter,
      `at most ${VIDEO_SHORT_SIDE} when it is the shorter side`,
      Math.min(width, height)
    );
  }
  if (width % 2 !== 0) refuse('width', 'even', width);
  if (height % 2 !== 0) refuse('height', 'even', height);
  wholeBetween('frameRate', frameRate, 1, VIDEO_FRAME_RATE);
  if (!(durationSeconds > 0 && durationSeconds <= VIDEO_SECONDS)) {
    refuse('durationSeconds', `above 0 and at most ${VIDEO_SECONDS}`, durationSeconds);
  }
  const frames = durationSeconds * frameRate;
  if (Math.abs(frames - Math.round(frames)) > 1e-6) {
    refuse(
      'durationSeconds',
      `a whole number of frames at ${frameRate} frames per second`,
      durationSeconds
    );
  }
};

import { boxVersion, mp4Boxes, type Mp4Box } from './mp4-boxes';

const TICKS_PER_FRAME = 1000;

/** Timescale and duration follow the two times of movie and media headers. */
const setScaleAndDuration = (
  view: DataView,
  box: Mp4Box,
  timescale: number,
  duration: number
): void => {
  if (boxVersion(view, box) === 1) {
    view.setUint32(box.start + 20, timescale);
    view.setBigUint64(box.start + 24, BigInt(duration));
  } else {
    view.setUint32(box.start + 12, timescale);
    view.setUint32(box.start + 16, duration);
  }
};

/** A track header counts in the movie's timescale and has no own: track id and a reserved word come first. */
const setTrackDuration = (view: DataView, box: Mp4Box, duration: number): void => {
  if (boxVersion(view, box) === 1) view.setBigUint64(box.start + 28, BigInt(duration));
  else view.setUint32(box.start + 20, duration);
};

const setSampleDurations = (view: DataView, box: Mp4Box): void => {
  const entries = view.getUint32(box.start + 4);
  for (let entry = 0; entry < entries; entry += 1)
    view.setUint32(box.start + 12 + entry * 8, TICKS_PER_FRAME);
};

/**
 * A copy of a video-only MP4 file in which every frame lasts exactly 1 / `frameRate` seconds. The
 * encoder counts in 1/90000 s and rounds down, so that 7 or 29 frames per second come out short.
 * @throws {Error} where the box structure is damaged.
 */
export const setMp4FrameRate = (
  file: Uint8Array,
  frameRate: number,
  frames: number
): Uint8Array => {
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  const [timescale, duration] = [frameRate * TICKS_PER_FRAME, frames * TICKS_PER_FRAME];
  for (const box of mp4Boxes(view)) {
    if (box.type === 'mvhd' || box.type === 'mdhd')
      setScaleAndDuration(view, box, timescale, duration);
    else if (box.type === 'tkhd') setTrackDuration(view, box, duration);
    else if (box.type === 'stts') setSampleDurations(view, box);
  }
  return copy;
};

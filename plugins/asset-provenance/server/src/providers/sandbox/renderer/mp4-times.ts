import { boxVersion, mp4Boxes } from './mp4-boxes';

const STAMPED = new Set(['mvhd', 'tkhd', 'mdhd']);
const FULL_BOX_HEADER = 4;

/**
 * A copy of an MP4 file with creation and modification times of movie, track and media headers
 * (version 0: 32 bits each, version 1: 64 bits each) set to zero. The encoder stamps the wall clock
 * there, the only part of its output that differs from run to run.
 * @throws {Error} where the box structure is damaged, or no such header exists.
 */
export const zeroMp4Times = (file: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  const stamped = mp4Boxes(view).filter((box) => STAMPED.has(box.type));
  if (stamped.length === 0) throw new Error('MP4 file has no movie header');
  for (const box of stamped) {
    const times = box.start + FULL_BOX_HEADER;
    copy.fill(0, times, times + (boxVersion(view, box) === 1 ? 16 : 8));
  }
  return copy;
};

import { mp4Boxes, type Mp4Box } from './mp4-boxes';

const INSTANT_REFRESH = 5;
const BOX_HEADER = 8;

const boxOf = (boxes: readonly Mp4Box[], type: string): Mp4Box => {
  const box = boxes.find((each) => each.type === type);
  if (!box) throw new Error(`MP4 file has no '${type}' box`);
  return box;
};

/** A sample is a row of NAL units, each behind its length in 32 bits. */
const isKeyFrame = (view: DataView, start: number, end: number): boolean => {
  for (let at = start; at + 4 < end; at += 4 + view.getUint32(at)) {
    if ((view.getUint8(at + 4) & 0x1f) === INSTANT_REFRESH) return true;
  }
  return false;
};

/** Where each frame's bytes begin: frames lie one after the other within a chunk. */
const frameOffsets = (
  view: DataView,
  boxes: readonly Mp4Box[],
  sizes: readonly number[]
): number[] => {
  const [runs, chunks] = [boxOf(boxes, 'stsc'), boxOf(boxes, 'stco')];
  // Run by run: the first chunk (from 1) that holds so many frames, up to the next run.
  const runCount = view.getUint32(runs.start + 4);
  const run = (at: number) => ({
    first: view.getUint32(runs.start + 8 + at * 12),
    frames: view.getUint32(runs.start + 12 + at * 12),
  });
  const offsets: number[] = [];
  let current = 0;
  for (let chunk = 1; chunk <= view.getUint32(chunks.start + 4); chunk += 1) {
    while (current + 1 < runCount && run(current + 1).first <= chunk) current += 1;
    let at = view.getUint32(chunks.start + 4 + chunk * 4);
    for (let frame = 0; frame < run(current).frames && offsets.length < sizes.length; frame += 1) {
      const size = sizes[offsets.length] ?? 0;
      offsets.push(at);
      at += size;
    }
  }
  return offsets;
};

/** Numbers, from 1, of the frames that decode without an earlier one. */
const keyFramesOf = (view: DataView, boxes: readonly Mp4Box[]): number[] => {
  const table = boxOf(boxes, 'stsz');
  const common = view.getUint32(table.start + 4);
  const sizes = Array.from({ length: view.getUint32(table.start + 8) }, (_, frame) =>
    common === 0 ? view.getUint32(table.start + 12 + frame * 4) : common
  );
  return frameOffsets(view, boxes, sizes).flatMap((at, frame) =>
    isKeyFrame(view, at, at + (sizes[frame] ?? 0)) ? [frame + 1] : []
  );
};

/**
 * A copy of an MP4 file with one H.264 track that says which of its frames are key frames. The
 * encoder leaves the list out, which means "all of them": players and thumbnailers that seek then
 * start at a frame that cannot be decoded.
 * @throws {Error} where the file is damaged, or laid out otherwise than the encoder does.
 */
export const listMp4KeyFrames = (file: Uint8Array): Uint8Array => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const boxes = mp4Boxes(view);
  const table = boxOf(boxes, 'stbl');
  if (boxes.some((box) => box.type === 'stss')) return Uint8Array.from(file);
  // Frames lie before the tables, so that no offset moves when the tables grow.
  if (boxOf(boxes, 'mdat').start > table.start)
    throw new Error('MP4 file has its tables before its frames');

  const keyFrames = keyFramesOf(view, boxes);
  const list = new Uint8Array(BOX_HEADER + 8 + keyFrames.length * 4);
  const listView = new DataView(list.buffer);
  listView.setUint32(0, list.length);
  list.set(new TextEncoder().encode('stss'), 4);
  listView.setUint32(12, keyFrames.length);
  keyFrames.forEach((frame, at) => listView.setUint32(16 + at * 4, frame));

  const grown = new Uint8Array(file.length + list.length);
  grown.set(file.subarray(0, table.end));
  grown.set(list, table.end);
  grown.set(file.subarray(table.end), table.end + list.length);
  const grownView = new DataView(grown.buffer);
  for (const holder of boxes.filter(({ start, end }) => start <= table.start && end >= table.end)) {
    const size = holder.start - BOX_HEADER;
    grownView.setUint32(size, grownView.getUint32(size) + list.length);
  }
  return grown;
};

/** A box of an ISO base media file: its four-letter type and where its content starts and ends. */
export type Mp4Box = { type: string; start: number; end: number };

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const HEADER = 8;
const LARGE_HEADER = 16;

/**
 * Every box from `from` to `to`, those inside movie, track and media containers included.
 * @throws {Error} where a box does not fit into what holds it.
 */
export const mp4Boxes = (view: DataView, from = 0, to = view.byteLength): Mp4Box[] => {
  const boxes: Mp4Box[] = [];
  let at = from;
  while (at < to) {
    if (to - at < HEADER) throw new Error(`MP4 box at ${at} is cut short`);
    const declared = view.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    if (declared === 1 && to - at < LARGE_HEADER)
      throw new Error(`MP4 box '${type}' at ${at} is cut short`);
    const header = declared === 1 ? LARGE_HEADER : HEADER;
    // 0 means: up to the end of what holds it.
    const size =
      declared === 0 ? to - at : declared === 1 ? Number(view.getBigUint64(at + HEADER)) : declared;
    if (size < header || at + size > to)
      throw new Error(`MP4 box '${type}' at ${at} has an impossible size`);
    boxes.push({ type, start: at + header, end: at + size });
    if (CONTAINERS.has(type)) boxes.push(...mp4Boxes(view, at + header, at + size));
    at += size;
  }
  return boxes;
};

/** 1 where times and durations in this full box take 64 bits, else 0. */
export const boxVersion = (view: DataView, box: Mp4Box): 0 | 1 =>
  view.getUint8(box.start) === 1 ? 1 : 0;

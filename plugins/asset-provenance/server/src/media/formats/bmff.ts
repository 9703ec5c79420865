import { u32 } from './bytes';

/** A box of an ISO base media file. `at`: where its header begins; `start` to `end`: its content. */
export type Box = { type: string; at: number; start: number; end: number };

const HEADER = 8;
const LARGE_HEADER = 16;
/** Most boxes that are read on one level. */
const MOST = 10_000;

const boxAt = (bytes: Buffer, at: number, to: number): Box | null => {
  let length = bytes.readUInt32BE(at);
  let header = HEADER;
  if (length === 1) {
    if (at + LARGE_HEADER > to) return null;
    length = Number(bytes.readBigUInt64BE(at + HEADER));
    header = LARGE_HEADER;
  }
  // 0 means: up to the end of what holds it.
  if (length === 0) length = to - at;
  if (length < header || at + length > to) return null;
  const type = bytes.toString('latin1', at + 4, at + HEADER);
  return { type, at, start: at + header, end: at + length };
};

/** The boxes of one level, as far as they can be read. */
export const boxesIn = (bytes: Buffer, from: number, to: number): Box[] => {
  const boxes: Box[] = [];
  for (let at = from; at + HEADER <= to && boxes.length < MOST;) {
    const found = boxAt(bytes, at, to);
    if (!found) break;
    boxes.push(found);
    at = found.end;
  }
  return boxes;
};

/** The same; null where they do not fill what holds them exactly. */
export const allBoxesIn = (bytes: Buffer, from: number, to: number): Box[] | null => {
  const boxes = boxesIn(bytes, from, to);
  return (boxes.at(-1)?.end ?? from) === to ? boxes : null;
};

/** As large as the box that was there, so that nothing behind it moves, and empty. */
export const emptied = (bytes: Buffer, { at, start, end }: Box): Buffer[] => {
  const header = Buffer.from(bytes.subarray(at, start));
  header.write('free', 4, 'latin1');
  return [header, Buffer.alloc(end - start)];
};

export const box = (type: string, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + HEADER), Buffer.from(type, 'latin1'), content]);
};

/** A box that begins with its version and flags. */
export const fullBox = (type: string, version: number, flags: number, ...parts: Buffer[]): Buffer =>
  box(type, u32(version * 0x1000000 + flags), ...parts);

/** `meta` is a full box by the standard, and a bare one by QuickTime: four bytes more or less. */
export const insideMeta = (bytes: Buffer, { start, end }: Box): Box[] => {
  const bare = boxesIn(bytes, start, end);
  return bare.some(({ type }) => type === 'keys' || type === 'hdlr')
    ? bare
    : boxesIn(bytes, start + 4, end);
};

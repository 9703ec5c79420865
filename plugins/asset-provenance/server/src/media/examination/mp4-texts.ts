import type { Text } from './png-texts';

type Box = { type: string; start: number; end: number };

/** Most boxes that are read on one level. */
const MOST = 10_000;

const boxesIn = (bytes: Buffer, from: number, to: number): Box[] => {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to && boxes.length < MOST;) {
    let length = bytes.readUInt32BE(at);
    let head = 8;
    if (length === 1 && at + 16 <= to) {
      length = Number(bytes.readBigUInt64BE(at + 8));
      head = 16;
    }
    if (length === 0) length = to - at;
    if (length < head || at + length > to) break;
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      start: at + head,
      end: at + length,
    });
    at += length;
  }
  return boxes;
};

/** `meta` is a full box by the standard, and a bare one by QuickTime: four bytes more or less. */
const insideMeta = (bytes: Buffer, { start, end }: Box): Box[] => {
  const bare = boxesIn(bytes, start, end);
  return bare.some(({ type }) => type === 'keys') ? bare : boxesIn(bytes, start + 4, end);
};

const keysOf = (bytes: Buffer, { start, end }: Box): string[] =>
  boxesIn(bytes, start + 8, end).map((key) => bytes.toString('utf8', key.start, key.end));

const valueOf = (bytes: Buffer, item: Box): string => {
  const data = boxesIn(bytes, item.start, item.end).find(({ type }) => type === 'data');
  return data && data.start + 8 <= data.end ? bytes.toString('utf8', data.start + 8, data.end) : '';
};

const textsOfMeta = (bytes: Buffer, meta: Box): Text[] => {
  const inside = insideMeta(bytes, meta);
  const keys = inside.find(({ type }) => type === 'keys');
  const list = inside.find(({ type }) => type === 'ilst');
  if (!keys || !list) return [];
  const names = keysOf(bytes, keys);
  return boxesIn(bytes, list.start, list.end).flatMap((item) => {
    const keyword = names[bytes.readUInt32BE(item.start - 4) - 1];
    return keyword ? [{ keyword, text: valueOf(bytes, item) }] : [];
  });
};

/** Texts under `moov.udta.meta` and `moov.meta` (`keys` and `ilst`); empty for other files. */
export const mp4Texts = (bytes: Buffer): Text[] => {
  const [first] = boxesIn(bytes, 0, Math.min(bytes.length, 4096));
  const isMp4 = bytes.toString('latin1', 4, 8) === 'ftyp';
  if (!isMp4 && first?.type !== 'moov') return [];
  const moov = boxesIn(bytes, 0, bytes.length).find(({ type }) => type === 'moov');
  if (!moov) return [];
  const inMoov = boxesIn(bytes, moov.start, moov.end);
  const udta = inMoov.find(({ type }) => type === 'udta');
  return [...inMoov, ...(udta ? boxesIn(bytes, udta.start, udta.end) : [])]
    .filter(({ type }) => type === 'meta')
    .flatMap((meta) => textsOfMeta(bytes, meta));
};

import { boxesIn, insideMeta } from './bmff';
import type { Box } from './bmff';
import type { Text } from './png';

const keysOf = (bytes: Buffer, { start, end }: Box): string[] =>
  boxesIn(bytes, start + 8, end).map((key) => bytes.toString('utf8', key.start, key.end));

const valueOf = (bytes: Buffer, item: Box): string => {
  const data = boxesIn(bytes, item.start, item.end).find(({ type }) => type === 'data');
  return data && data.start + 8 <= data.end ? bytes.toString('utf8', data.start + 8, data.end) : '';
};

/** The texts of one `meta` box, by the names in its `keys`. */
export const textsOfMeta = (bytes: Buffer, meta: Box): Text[] => {
  const inside = insideMeta(bytes, meta);
  const keys = inside.find(({ type }) => type === 'keys');
  const list = inside.find(({ type }) => type === 'ilst');
  if (!keys || !list) return [];
  const names = keysOf(bytes, keys);
  return boxesIn(bytes, list.start, list.end).flatMap((item) => {
    const keyword = names[bytes.readUInt32BE(item.at + 4) - 1];
    return keyword ? [{ keyword, text: valueOf(bytes, item) }] : [];
  });
};

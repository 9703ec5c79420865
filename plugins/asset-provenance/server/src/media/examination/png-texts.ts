import { inflateSync } from 'node:zlib';

/** Texts of metadata by their keywords, as a file holds them. */
export type Text = { keyword: string; text: string };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Most bytes that one packed text may become. */
const LONGEST = 8_000_000;
/** Most texts that are read of one file. */
const MOST = 200;

const unpack = (packed: Buffer): string => {
  try {
    return inflateSync(packed, { maxOutputLength: LONGEST }).toString('utf8');
  } catch {
    return '';
  }
};

/** `keyword \0 rest`. */
const split = (data: Buffer): [keyword: string, rest: Buffer] => {
  const end = data.indexOf(0);
  return end < 0
    ? ['', Buffer.alloc(0)]
    : [data.toString('latin1', 0, end), data.subarray(end + 1)];
};

const international = (data: Buffer): Text => {
  const [keyword, rest] = split(data);
  const isPacked = rest[0] === 1;
  const [, afterLanguage] = split(rest.subarray(2));
  const [, text] = split(afterLanguage);
  return { keyword, text: isPacked ? unpack(text) : text.toString('utf8') };
};

const textOf = (type: string, data: Buffer): Text | null => {
  if (type === 'iTXt') return international(data);
  if (type !== 'tEXt' && type !== 'zTXt') return null;
  const [keyword, rest] = split(data);
  // Tools write UTF-8 here, although the format says Latin-1.
  return {
    keyword,
    text: type === 'tEXt' ? rest.toString('utf8') : unpack(rest.subarray(1)),
  };
};

/** The texts of a PNG; empty for other files, and as far as a broken one can be read. */
export const pngTexts = (bytes: Buffer): Text[] => {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return [];
  const texts: Text[] = [];
  for (let at = 8; at + 12 <= bytes.length && texts.length < MOST;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) break;
    const text = textOf(type, bytes.subarray(at + 8, at + 8 + length));
    if (text?.keyword) texts.push(text);
    at += 12 + length;
  }
  return texts;
};

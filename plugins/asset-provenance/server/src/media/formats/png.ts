import { inflateSync } from 'node:zlib';
import { crc32 } from '../../evidence';
import { u32 } from './bytes';

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const XMP_KEYWORD = 'XML:com.adobe.xmp';

/** A chunk of a PNG. `at` to `next`: all of it, with length and checksum. */
export type Chunk = { type: string; at: number; data: Buffer; next: number };

/** Length, type and checksum. */
const FRAME = 12;
/** Most chunks that are read of one file. */
const MOST = 50_000;
/** Most bytes that one packed text may become. */
const LONGEST = 8_000_000;

/** Chunks in their order, as far as they can be read; none of other files. */
export const pngChunks = (bytes: Buffer): Chunk[] => {
  const chunks: Chunk[] = [];
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return chunks;
  for (let at = PNG_SIGNATURE.length; at + FRAME <= bytes.length && chunks.length < MOST;) {
    const length = bytes.readUInt32BE(at);
    const next = at + FRAME + length;
    if (next > bytes.length) break;
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, at, data: bytes.subarray(at + 8, at + 8 + length), next });
    at = next;
  }
  return chunks;
};

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};

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

/** Texts of metadata by their keywords, as a file holds them. */
export type Text = { keyword: string; text: string };

const international = (data: Buffer): Text => {
  const [keyword, rest] = split(data);
  const isPacked = rest[0] === 1;
  const [, afterLanguage] = split(rest.subarray(2));
  const [, text] = split(afterLanguage);
  return { keyword, text: isPacked ? unpack(text) : text.toString('utf8') };
};

/** What a chunk of text says; null for other chunks. */
export const textOf = ({ type, data }: Chunk): Text | null => {
  if (type === 'iTXt') return international(data);
  if (type !== 'tEXt' && type !== 'zTXt') return null;
  const [keyword, rest] = split(data);
  // Tools write UTF-8 here, although the format says Latin-1.
  return { keyword, text: type === 'tEXt' ? rest.toString('utf8') : unpack(rest.subarray(1)) };
};

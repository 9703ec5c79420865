import { readFile } from 'node:fs/promises';
import ExifReader from 'exifreader';
import type { Finding } from '../../../../shared';
import { c2paMarks } from './c2pa';
import { commentMarks, keyedMarks } from './generators';
import { mp4Texts } from './mp4-texts';
import { pngTexts } from './png-texts';
import { packetIn, xmpMarks } from './xmp-marks';

const XMP_KEYWORD = 'XML:com.adobe.xmp';
/** Fields in which tools leave their notes. */
const COMMENT_FIELDS = ['UserComment', 'ImageDescription', 'Make', 'Model'];

/** UTF-16 with either end first: half of its bytes are zero in ordinary text. */
const fromUtf16 = (bytes: Buffer): string => {
  const even = bytes.filter((byte, at) => at % 2 === 0 && byte === 0).length;
  const odd = bytes.filter((byte, at) => at % 2 === 1 && byte === 0).length;
  const isBigEndian = even >= odd;
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (isBigEndian ? Buffer.from(whole).swap16() : whole).toString('utf16le');
};

/** A comment begins with eight bytes that name its alphabet. */
const commentText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  if (value.every((each) => typeof each === 'string')) return value.join(' ');
  const bytes = Buffer.from(value.filter((each): each is number => typeof each === 'number'));
  const alphabet = bytes.toString('latin1', 0, 8).replace(/\0/g, '');
  if (alphabet === 'UNICODE') return fromUtf16(bytes.subarray(8));
  return (alphabet === 'ASCII' || alphabet === '' ? bytes.subarray(8) : bytes).toString('utf8');
};

type Embedded = { packet: string | null; comments: string[] };

/** XMP and EXIF of pictures; nothing of files that no reader knows. */
const embeddedIn = (bytes: Buffer): Embedded => {
  try {
    const { exif, xmp } = ExifReader.load(bytes, { expanded: true, includeUnknown: false });
    const fields = new Map(Object.entries(exif ?? {}));
    const raw: unknown = xmp?._raw;
    return {
      packet: typeof raw === 'string' ? raw : null,
      comments: COMMENT_FIELDS.map((name) => commentText(fields.get(name)?.value)).filter(Boolean),
    };
  } catch {
    return { packet: null, comments: [] };
  }
};

/** The same mark in two places says one thing; the fuller statement stays. */
const distinct = (findings: Finding[]): Finding[] => {
  const kept = new Map<string, Finding>();
  for (const each of findings) {
    const known = kept.get(each.mark);
    if (!known || (!known.tool && each.tool)) kept.set(each.mark, each);
  }
  return [...kept.values()];
};

const mimeOf = async (bytes: Buffer): Promise<string | null> => {
  // file-type is published as an ES module only.
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(bytes.subarray(0, 4100)))?.mime ?? null;
};

/** Reads every mark of one file. Prompts that stand beside them are never taken out. */
const examineBytes = async (bytes: Buffer): Promise<Finding[]> => {
  const mime = await mimeOf(bytes);
  if (!mime) return [];
  const isMedia = mime.startsWith('image/') || mime.startsWith('video/');
  const texts = isMedia ? [...pngTexts(bytes), ...mp4Texts(bytes)] : [];
  const { packet, comments } = isMedia ? embeddedIn(bytes) : { packet: null, comments: [] };
  const xmp =
    packet ??
    texts.find(({ keyword }) => keyword === XMP_KEYWORD)?.text ??
    (isMedia ? packetIn(bytes) : null);
  return distinct([
    ...(await c2paMarks(bytes, mime)),
    ...(xmp ? xmpMarks(xmp) : []),
    ...keyedMarks(texts),
    ...comments.flatMap(commentMarks),
  ]);
};

export const examineFile = async (path: string): Promise<Finding[]> =>
  examineBytes(await readFile(path));

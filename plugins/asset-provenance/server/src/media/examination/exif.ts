import ExifReader from 'exifreader';

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

/** `orientation`: 1 to 8, as EXIF counts how a picture is to be turned; 1: not at all. */
type Embedded = { packet: string | null; comments: string[]; orientation: number };

/** XMP and EXIF of pictures; nothing of files that no reader knows. */
export const embeddedIn = (bytes: Buffer): Embedded => {
  try {
    const { exif, xmp } = ExifReader.load(bytes, { expanded: true, includeUnknown: false });
    const fields = new Map(Object.entries(exif ?? {}));
    const raw: unknown = xmp?._raw;
    return {
      packet: typeof raw === 'string' ? raw : null,
      comments: COMMENT_FIELDS.map((name) => commentText(fields.get(name)?.value)).filter(Boolean),
      orientation: Number(fields.get('Orientation')?.value ?? 1),
    };
  } catch {
    return { packet: null, comments: [], orientation: 1 };
  }
};

import { u32le } from '../../formats/bytes';
import { malformed } from '../problem';
import type { Carrier } from './carrier';

const HEADER = 12;
const XMP_FLAG = 0x04;
const EXIF_FLAG = 0x08;
const ALPHA_FLAG = 0x10;
/** Most chunks that are read of one file. */
const MOST = 50_000;

type Chunk = { id: string; data: Buffer };

export const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, HEADER) === 'WEBP';

const chunksOf = (bytes: Buffer): { chunks: Chunk[]; end: number } => {
  const end = 8 + bytes.readUInt32LE(4);
  if (bytes.length < HEADER || end > bytes.length)
    throw malformed('The WebP is shorter than it says.');
  const chunks: Chunk[] = [];
  let at = HEADER;
  while (at + 8 <= end && chunks.length < MOST) {
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length;
    if (next > end) throw malformed(`The WebP chunk at ${at} has an impossible length.`);
    chunks.push({
      id: bytes.toString('latin1', at, at + 4),
      data: bytes.subarray(at + 8, next),
    });
    at = next + (length & 1);
  }
  if (at < end) throw malformed('The WebP has bytes that belong to no chunk.');
  return { chunks, end };
};

/** The header of an extended file for a simple one, whose size stands in the picture itself. */
const extendedHeader = (chunks: Chunk[]): Buffer => {
  const picture = chunks.find(({ id }) => id === 'VP8 ' || id === 'VP8L');
  if (!picture || picture.data.length < 10) throw malformed('The WebP has no picture.');
  const { id, data } = picture;
  const header = Buffer.alloc(10);
  if (id === 'VP8 ') {
    header.writeUIntLE((data.readUInt16LE(6) & 0x3fff) - 1, 4, 3);
    header.writeUIntLE((data.readUInt16LE(8) & 0x3fff) - 1, 7, 3);
  } else {
    const bits = data.readUInt32LE(1);
    header[0] = (bits >>> 28) & 1 ? ALPHA_FLAG : 0;
    header.writeUIntLE(bits & 0x3fff, 4, 3);
    header.writeUIntLE((bits >>> 14) & 0x3fff, 7, 3);
  }
  return header;
};

/** Chunks without which the picture looks otherwise, or the credentials break. */
const NEEDED = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP', 'XMP ', 'C2PA'];

const written = ({ id, data }: Chunk): Buffer[] => [
  Buffer.from(id, 'latin1'),
  u32le(data.length),
  data,
  Buffer.alloc(data.length & 1),
];

export const openWebp = (bytes: Buffer): Carrier => {
  const { chunks, end } = chunksOf(bytes);
  const known = chunks.find(({ id }) => id === 'VP8X')?.data;
  if (known && known.length < 10) throw malformed('The header of the WebP is too short.');
  const header = Buffer.from(known ?? extendedHeader(chunks));
  const withFlags = (change: (flags: number) => number): Chunk => {
    const data = Buffer.from(header);
    data[0] = change(data[0] ?? 0);
    return { id: 'VP8X', data };
  };
  const whole = (all: Chunk[]): Buffer[] => {
    const pieces = all.flatMap(written);
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    return [
      Buffer.from('RIFF', 'latin1'),
      u32le(length + 4),
      Buffer.from('WEBP', 'latin1'),
      ...pieces,
      bytes.subarray(end),
    ];
  };
  return {
    packet: chunks.find(({ id }) => id === 'XMP ')?.data ?? null,
    withPacket: (packet) =>
      whole([
        withFlags((flags) => flags | XMP_FLAG),
        ...chunks.filter(({ id }) => id !== 'VP8X' && id !== 'XMP '),
        { id: 'XMP ', data: packet },
      ]),
    withoutNotes: (exif) => {
      const isPlain = ({ id, data }: Chunk): boolean =>
        id === 'EXIF' && exif?.equals(data) === true;
      const notes = chunks.filter((each) => !NEEDED.includes(each.id) && !isPlain(each));
      if (notes.length === 0) return null;
      const kept = chunks.filter((each) => each.id !== 'VP8X' && !notes.includes(each));
      const plain =
        exif && notes.some(({ id }) => id === 'EXIF') ? [{ id: 'EXIF', data: exif }] : [];
      const rest = [...kept, ...plain];
      const hasExif = rest.some(({ id }) => id === 'EXIF');
      return whole([
        withFlags((flags) => (hasExif ? flags | EXIF_FLAG : flags & ~EXIF_FLAG)),
        ...rest,
      ]);
    },
  };
};

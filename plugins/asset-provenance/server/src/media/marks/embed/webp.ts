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

const chunksIn = (bytes: Buffer, from: number, end: number): Chunk[] => {
  const chunks: Chunk[] = [];
  let at = from;
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
  return chunks;
};

const chunksOf = (bytes: Buffer): { chunks: Chunk[]; end: number } => {
  const end = 8 + bytes.readUInt32LE(4);
  if (bytes.length < HEADER || end > bytes.length)
    throw malformed('The WebP is shorter than it says.');
  return { chunks: chunksIn(bytes, HEADER, end), end };
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
const NEEDED = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP', 'C2PA'];
const OF_A_FRAME = ['VP8 ', 'VP8L', 'ALPH'];
const FRAME_HEADER = 16;

const written = ({ id, data }: Chunk): Buffer[] => [
  Buffer.from(id, 'latin1'),
  u32le(data.length),
  data,
  Buffer.alloc(data.length & 1),
];

/** A frame of an animation holds chunks in turn. */
const bareFrame = (chunk: Chunk): Chunk => {
  if (chunk.id !== 'ANMF' || chunk.data.length < FRAME_HEADER) return chunk;
  const { data } = chunk;
  const inside = chunksIn(data, FRAME_HEADER, data.length);
  if (inside.every(({ id }) => OF_A_FRAME.includes(id))) return chunk;
  const kept = inside.filter(({ id }) => OF_A_FRAME.includes(id)).flatMap(written);
  return { ...chunk, data: Buffer.concat([data.subarray(0, FRAME_HEADER), ...kept]) };
};

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
    ];
  };
  return {
    packet: chunks.find(({ id }) => id === 'XMP ')?.data ?? null,
    withPacket: (packet) => [
      ...whole([
        withFlags((flags) => flags | XMP_FLAG),
        ...chunks.filter(({ id }) => id !== 'VP8X' && id !== 'XMP '),
        { id: 'XMP ', data: packet },
      ]),
      bytes.subarray(end),
    ],
    bare: (exif) => {
      const isSimple = !known && chunks.every(({ id }) => NEEDED.includes(id));
      if (isSimple) return [bytes.subarray(0, end)];
      const hasExif = exif !== null && chunks.some(({ id }) => id === 'EXIF');
      const shown = chunks.filter(({ id }) => id !== 'VP8X' && NEEDED.includes(id)).map(bareFrame);
      return whole([
        withFlags((flags) => (flags & ~(XMP_FLAG | EXIF_FLAG)) | (hasExif ? EXIF_FLAG : 0)),
        ...shown,
        ...(hasExif ? [{ id: 'EXIF', data: exif }] : []),
      ]);
    },
  };
};

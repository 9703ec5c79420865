import { malformed } from '../problem';
import type { Carrier } from './carrier';

const EXTENSION = 0x21;
const APPLICATION = 0xff;
const CONTROL = 0xf9;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const NAME = Buffer.concat([
  Buffer.from([EXTENSION, APPLICATION, 11]),
  Buffer.from('XMP DataXMP', 'latin1'),
]);
/**
 * Readers that take the packet for sub-blocks jump by the values of its letters; wherever they land
 * in this run, it leads them to the end.
 */
const RUN_OUT = Buffer.from([1, ...Array.from({ length: 256 }, (_, n) => 255 - n), 0]);
/** Most blocks that are read of one file. */
const MOST = 200_000;

const colours = (flags: number): number => (flags & 0x80 ? 3 * (2 << (flags & 7)) : 0);

/** Where the sub-blocks that begin at `at` end. */
const afterSubBlocks = (bytes: Buffer, from: number): number => {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) throw malformed('The GIF ends within a block.');
    at += 1 + length;
    if (length === 0) return at;
  }
};

/** Applications without which the picture looks otherwise, or the credentials break. */
const NEEDED = ['NETSCAPE2.0', 'ANIMEXTS1.0', 'ICCRGBG1012', 'C2PA_GIF\u0001\0\0'];

/** Of extensions: how a frame is shown, and those applications. */
const isShown = (bytes: Buffer, at: number): boolean =>
  bytes[at + 1] === CONTROL ||
  (bytes[at + 1] === APPLICATION && NEEDED.includes(bytes.toString('latin1', at + 3, at + 14)));

type Span = { from: number; to: number };

/** Where the packets and what is not shown stand, packets too, and where the file ends. */
const walk = (bytes: Buffer): { packets: Span[]; notes: Span[]; trailer: number } => {
  const packets: Span[] = [];
  const notes: Span[] = [];
  let at = 13 + colours(bytes[10] ?? 0);
  for (let count = 0; count < MOST; count += 1) {
    const kind = bytes[at];
    // Decoders do without the last byte.
    if (kind === TRAILER || kind === undefined) return { packets, notes, trailer: at };
    let next = at + 1;
    if (kind === EXTENSION) {
      next = afterSubBlocks(bytes, at + 2);
      if (bytes.subarray(at, at + NAME.length).equals(NAME)) packets.push({ from: at, to: next });
      if (!isShown(bytes, at)) notes.push({ from: at, to: next });
    } else if (kind === IMAGE) {
      next = afterSubBlocks(bytes, at + 11 + colours(bytes[at + 9] ?? 0));
    } else if (kind !== 0) throw malformed(`The GIF has no block at ${at}.`);
    at = next;
  }
  throw malformed('The GIF has too many blocks.');
};

/** What stands between `from` and `to`, without these. */
const between = (bytes: Buffer, { from, to }: Span, without: Span[]): Buffer[] => {
  const kept: Buffer[] = [];
  let at = from;
  for (const each of without) {
    kept.push(bytes.subarray(at, each.from));
    at = each.to;
  }
  return [...kept, bytes.subarray(at, to)];
};

export const isGif = (bytes: Buffer): boolean => /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6));

export const openGif = (bytes: Buffer): Carrier => {
  const { packets, notes, trailer } = walk(bytes);
  const [found] = packets;
  return {
    packet: found ? bytes.subarray(found.from + NAME.length, found.to - RUN_OUT.length) : null,
    withPacket: (packet) => {
      const header = Buffer.from(bytes.subarray(0, 6));
      // Extensions came with the second version of the format.
      header.write('89a', 3, 'latin1');
      const kept = between(bytes, { from: header.length, to: trailer }, packets);
      return [header, ...kept, NAME, packet, RUN_OUT, bytes.subarray(trailer)];
    },
    bare: () => [...between(bytes, { from: 0, to: trailer }, notes), Buffer.from([TRAILER])],
  };
};

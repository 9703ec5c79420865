import { u16 } from '../../formats/bytes';
import { CannotMark, malformed } from '../problem';
import type { Carrier } from './carrier';

const SIGNATURE = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const EXIF = Buffer.from('Exif\0\0', 'latin1');
/** Most bytes of a segment, with the two that say its length. */
const LONGEST_SEGMENT = 65_535;
/** Most segments before the picture. */
const MOST = 10_000;

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP11 = 0xeb;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const RESTART_0 = 0xd0;
const RESTART_7 = 0xd7;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

type Segment = { marker: number; whole: Buffer; data: Buffer };

/** Segments before the picture, and where the picture begins. */
const segmentsOf = (bytes: Buffer): { segments: Segment[]; rest: number } => {
  const segments: Segment[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && segments.length < MOST) {
    if (bytes[at] !== 0xff) throw malformed(`There is no JPEG marker at ${at}.`);
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else {
      if (marker === START_OF_SCAN || marker === END_OF_IMAGE) return { segments, rest: at };
      const next = at + 2 + bytes.readUInt16BE(at + 2);
      if (next < at + 4 || next > bytes.length)
        throw malformed(`The JPEG segment at ${at} has an impossible length.`);
      const whole = bytes.subarray(at, next);
      segments.push({ marker, whole, data: whole.subarray(4) });
      at = next;
    }
  }
  throw malformed('The JPEG ends before its picture begins.');
};

const begins = (data: Buffer, signature: Buffer): boolean =>
  data.subarray(0, signature.length).equals(signature);
const isXmp = ({ marker, data }: Segment): boolean => marker === APP1 && begins(data, SIGNATURE);
/** These two stand first in their formats. */
const comesBefore = ({ marker, data }: Segment): boolean =>
  marker === APP0 || (marker === APP1 && begins(data, EXIF));

/** Segments of applications without which the picture looks otherwise, or the credentials break. */
const NEEDED: Record<number, Buffer> = {
  [APP0]: Buffer.from('JFIF\0', 'latin1'),
  [APP2]: Buffer.from('ICC_PROFILE\0', 'latin1'),
  [APP11]: Buffer.from('JP', 'latin1'),
  [APP14]: Buffer.from('Adobe', 'latin1'),
};
const isExif = ({ marker, data }: Segment): boolean => marker === APP1 && begins(data, EXIF);
const isShown = ({ marker, data }: Segment): boolean => {
  const signature = NEEDED[marker];
  if (signature) return begins(data, signature);
  return marker !== COMMENT && (marker < APP0 || marker > APP15);
};
const segment = (marker: number, ...data: Buffer[]): Buffer => {
  const content = Buffer.concat(data);
  return Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content]);
};

/** Where the data of a scan end: at a marker that does not belong to them. */
const endOfScan = (bytes: Buffer, from: number): number => {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    const isData = next === 0 || next === 0xff || (next >= RESTART_0 && next <= RESTART_7);
    if (!isData) return at;
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2);
  }
  return bytes.length;
};

/** The scans with what stands between them and is needed, up to the end of the picture. */
const scansOf = (bytes: Buffer, from: number): Buffer[] => {
  const parts: Buffer[] = [];
  let at = from;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== END_OF_IMAGE) {
    const marker = bytes[at + 1] ?? 0;
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (next > bytes.length) break;
    const whole = bytes.subarray(at, next);
    if (isShown({ marker, whole, data: whole.subarray(4) })) parts.push(whole);
    at = marker === START_OF_SCAN ? endOfScan(bytes, next) : next;
    if (at > next) parts.push(bytes.subarray(next, at));
  }
  // Decoders show what is broken as far as they can: it stays.
  const isEnd = bytes[at] === 0xff && bytes[at + 1] === END_OF_IMAGE;
  return [...parts, bytes.subarray(at, isEnd ? at + 2 : undefined)];
};

export const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

/** A part that does not fit into one segment stands apart, under a name that the packet keeps. */
export const openJpeg = (bytes: Buffer): Carrier => {
  const { segments, rest } = segmentsOf(bytes);
  const others = segments.filter((segment) => !isXmp(segment));
  const found = segments.find(isXmp);
  return {
    packet: found ? found.data.subarray(SIGNATURE.length) : null,
    withPacket: (packet) => {
      const length = packet.length + SIGNATURE.length + 2;
      if (length > LONGEST_SEGMENT)
        throw new CannotMark(
          'packet_too_large',
          `The packet has ${packet.length} bytes; a JPEG takes ${LONGEST_SEGMENT - SIGNATURE.length - 2}.`
        );
      let first = others.findIndex((segment) => !comesBefore(segment));
      if (first < 0) first = others.length;
      return [
        bytes.subarray(0, 2),
        ...others.slice(0, first).map(({ whole }) => whole),
        Buffer.from([0xff, APP1]),
        u16(length),
        SIGNATURE,
        packet,
        ...others.slice(first).map(({ whole }) => whole),
        bytes.subarray(rest),
      ];
    },
    bare: (exif) => {
      const shown = segments.filter(isShown);
      const behind = shown.findIndex(({ marker }) => marker !== APP0);
      const first = behind < 0 ? shown.length : behind;
      const plain = exif && segments.some(isExif) ? [segment(APP1, EXIF, exif)] : [];
      return [
        bytes.subarray(0, 2),
        ...shown.slice(0, first).map(({ whole }) => whole),
        ...plain,
        ...shown.slice(first).map(({ whole }) => whole),
        ...scansOf(bytes, rest),
      ];
    },
  };
};

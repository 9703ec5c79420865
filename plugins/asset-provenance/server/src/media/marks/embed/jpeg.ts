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

const COLOURS = Buffer.from('ICC_PROFILE\0', 'latin1');
/** Segments of applications without which the picture looks otherwise, or the credentials break. */
const isNeeded = (segment: Segment): boolean => {
  const { marker, data } = segment;
  if (marker === APP1) return isXmp(segment);
  if (marker === APP2) return begins(data, COLOURS);
  return [APP0, APP11, APP14].includes(marker);
};
const isNote = (segment: Segment): boolean =>
  segment.marker === COMMENT ||
  (segment.marker >= APP0 && segment.marker <= APP15 && !isNeeded(segment));
const isExif = ({ marker, data }: Segment): boolean => marker === APP1 && begins(data, EXIF);
const segment = (marker: number, ...data: Buffer[]): Buffer => {
  const content = Buffer.concat(data);
  return Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content]);
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
    withoutNotes: (exif) => {
      const plain = exif && segment(APP1, EXIF, exif);
      const notes = segments.filter((each) => isNote(each) && !plain?.equals(each.whole));
      if (notes.length === 0) return null;
      const isKept = (each: Segment): boolean => !notes.includes(each);
      return [
        bytes.subarray(0, 2),
        ...(notes.some(isExif) && plain ? [plain] : []),
        ...segments.filter(isKept).map(({ whole }) => whole),
        bytes.subarray(rest),
      ];
    },
  };
};

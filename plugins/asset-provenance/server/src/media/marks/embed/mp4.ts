import { box, emptied } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { u32 } from '../../formats/bytes';
import { malformed } from '../problem';
import type { Carrier } from './carrier';
import { bareMp4 } from './mp4-bare';
import { isOfId, topBoxes } from './top-boxes';

const XMP_ID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
const LARGEST_SIZE = 0xffffffff;
const PICTURE_BRAND = /^(avif|avis|heic|heix|mif1|msf1)$/;

const brandOf = (bytes: Buffer): string | null =>
  bytes.toString('latin1', 4, 8) === 'ftyp' ? bytes.toString('latin1', 8, 12) : null;

export const isMp4 = (bytes: Buffer): boolean => {
  const brand = brandOf(bytes);
  return brand !== null && !PICTURE_BRAND.test(brand);
};

const isXmp = (bytes: Buffer, box: Box): boolean => isOfId(bytes, box, XMP_ID);

/** The last box may say “up to the end”; with something behind it, it must say its size. */
const withOwnSize = (bytes: Buffer, { at, end }: Box): Buffer[] => {
  const whole = bytes.subarray(at, end);
  if (whole.readUInt32BE(0) !== 0) return [whole];
  if (whole.length > LARGEST_SIZE) throw malformed('The last box is too large to say its size.');
  return [u32(whole.length), whole.subarray(4)];
};

/** At the end of the file, where it moves nothing; before the index of fragments, which must be last. */
export const openMp4 = (bytes: Buffer): Carrier => {
  const boxes = topBoxes(bytes);
  const found = boxes.find((each) => isXmp(bytes, each));
  const index = boxes.at(-1)?.type === 'mfra' ? boxes.at(-1) : undefined;
  const end = index ? [bytes.subarray(index.at, index.end)] : [];
  let kept = boxes.filter((each) => each !== index);
  while (kept.at(-1) && isXmp(bytes, kept.at(-1) as Box)) kept = kept.slice(0, -1);
  return {
    packet: found ? bytes.subarray(found.start + XMP_ID.length, found.end) : null,
    withPacket: (packet) => [
      ...kept.flatMap((each) =>
        isXmp(bytes, each) ? emptied(bytes, each) : withOwnSize(bytes, each)
      ),
      box('uuid', XMP_ID, packet),
      ...end,
    ],
    bare: () => [
      bareMp4(Buffer.concat([...kept.map((each) => bytes.subarray(each.at, each.end)), ...end])),
    ],
  };
};

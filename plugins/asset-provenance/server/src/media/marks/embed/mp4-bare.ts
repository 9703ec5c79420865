import { boxesIn } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { malformed } from '../problem';
import { isLabelAlone } from './mp4-label';
import { C2PA_ID, emptyBoxes, isOfId, topBoxes } from './top-boxes';

/** How a picture of 360° is shown. */
const SPHERICAL_ID = Buffer.from('ffcc8263f8554a938814587a02521fdd', 'hex');

/** Boxes without which the file is not shown as it was; a list says what stays within. */
type Kept = { [type: string]: true | Kept };
const SAMPLES: Kept = { vmhd: true, smhd: true, hmhd: true, nmhd: true, sthd: true, gmhd: true };
const KEPT: Kept = {
  ...{ ftyp: true, styp: true, mdat: true, moof: true, mfra: true, sidx: true, ssix: true },
  moov: {
    ...{ mvhd: true, mvex: true, iods: true },
    trak: {
      ...{ tkhd: true, edts: true, tref: true, tapt: true },
      mdia: {
        ...{ mdhd: true, hdlr: true, elng: true },
        minf: { ...SAMPLES, hdlr: true, dinf: true, stbl: true },
      },
    },
  },
};

const isNeeded = (bytes: Buffer, box: Box): boolean =>
  [C2PA_ID, SPHERICAL_ID].some((id) => isOfId(bytes, box, id));

const isEmpty = (bytes: Buffer, { type, start, end }: Box): boolean =>
  type === 'free' && bytes.subarray(start, end).every((byte) => byte === 0);

/** Boxes that are not among those that stay, at any depth. */
const others = (bytes: Buffer, boxes: Box[], kept: Kept): Box[] =>
  boxes.flatMap((box) => {
    const within = kept[box.type];
    if (within === true || isNeeded(bytes, box) || isLabelAlone(bytes, box)) return [];
    if (within) return others(bytes, boxesIn(bytes, box.start, box.end), within);
    return isEmpty(bytes, box) ? [] : [box];
  });

/**
 * Nothing in the file moves: what does not stay is emptied where it stands. A label of GB 45438 stays
 * where it stands alone.
 */
export const bareMp4 = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  const top = topBoxes(copy);
  if (!top.some(({ type }) => type === 'moov')) throw malformed('The video has no head.');
  emptyBoxes(copy, others(copy, top, KEPT));
  return copy;
};

import { u16, u32 } from '../../formats/bytes';

const HEADER = Buffer.concat([Buffer.from('MM\0*', 'latin1'), u32(8)]);
const ORIENTATION = 0x0112;
const SHORT = 3;

/** EXIF that says nothing. */
export const emptyTiff = Buffer.concat([HEADER, u16(0), u32(0)]);

/**
 * EXIF that says nothing but how a picture is to be turned.
 * @param orientation 1 to 8; 1: it stands upright already.
 * @returns null where nothing need be said.
 */
export const plainExif = (orientation: number): Buffer | null =>
  Number.isInteger(orientation) && orientation > 1 && orientation <= 8
    ? Buffer.concat([
        HEADER,
        u16(1),
        ...[u16(ORIENTATION), u16(SHORT), u32(1), u16(orientation), u16(0)],
        u32(0),
      ])
    : null;

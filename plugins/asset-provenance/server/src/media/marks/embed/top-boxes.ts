import { boxesIn } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { malformed } from '../problem';

export const C2PA_ID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');

/** Boxes of type `uuid` say by their first bytes whose they are. */
export const isOfId = (bytes: Buffer, { type, start, end }: Box, id: Buffer): boolean =>
  type === 'uuid' &&
  end - start >= id.length &&
  bytes.subarray(start, start + id.length).equals(id);

/** @throws CannotMark where the boxes of the file do not fill it. */
export const topBoxes = (bytes: Buffer): Box[] => {
  const boxes = boxesIn(bytes, 0, bytes.length);
  if ((boxes.at(-1)?.end ?? 0) !== bytes.length)
    throw malformed('The boxes of the file do not fill it.');
  return boxes;
};

/** Boxes in which something is shown, or said of where it is. */
const SHOWN = ['mdat', 'moov', 'moof', 'meta'];

/**
 * The file without what stands behind its boxes, which players pass over.
 * @throws CannotMark where the last box was cut off: what is behind the others may be shown.
 */
export const withoutTail = (bytes: Buffer): Buffer => {
  const end = boxesIn(bytes, 0, bytes.length).at(-1)?.end ?? 0;
  const type = bytes.toString('latin1', end + 4, end + 8);
  if (SHOWN.includes(type)) throw malformed('The last box of the file was cut off.');
  return bytes.subarray(0, end);
};

/** Whether samples lie in fragments, whose places nothing here moves. */
export const isFragmented = (bytes: Buffer): boolean =>
  boxesIn(bytes, 0, bytes.length).some(({ type }) => type === 'moof');

/** Empties boxes in place, so that nothing else moves. */
export const emptyBoxes = (bytes: Buffer, boxes: Box[]): void => {
  for (const { at, start, end } of boxes) {
    bytes.write('free', at + 4, 'latin1');
    bytes.fill(0, start, end);
  }
};

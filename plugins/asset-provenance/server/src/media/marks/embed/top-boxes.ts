import { allBoxesIn, boxesIn } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { malformed } from '../problem';

/** @throws CannotMark where the boxes of the file do not fill it. */
export const topBoxes = (bytes: Buffer): Box[] => {
  const boxes = allBoxesIn(bytes, 0, bytes.length);
  if (!boxes) throw malformed('The boxes of the file do not fill it.');
  return boxes;
};

/** Whether samples lie in fragments, whose places nothing here moves. */
export const isFragmented = (bytes: Buffer): boolean =>
  boxesIn(bytes, 0, bytes.length).some(({ type }) => type === 'moof');

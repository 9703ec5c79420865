import { boxesIn, emptied } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { isLabelAlone, videoLabelOf, withVideoLabel } from './mp4-label';
import { topBoxes } from './top-boxes';

const C2PA_ID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');

const isCredentials = (bytes: Buffer, { start }: Box): boolean =>
  bytes.subarray(start, start + C2PA_ID.length).equals(C2PA_ID);

/** Boxes for texts and for what applications add: of the file, of its head, of its tracks. */
const notesOf = (bytes: Buffer): Box[] => {
  const isText = ({ type }: Box): boolean => type === 'udta' || type === 'meta';
  const isOfApplication = (each: Box): boolean =>
    each.type === 'uuid' && !isCredentials(bytes, each);
  const top = topBoxes(bytes);
  const within = (boxes: Box[], kind: string): Box[] =>
    boxes
      .filter(({ type }) => type === kind)
      .flatMap(({ start, end }) => boxesIn(bytes, start, end));
  const head = within(top, 'moov');
  return [
    ...[...top, ...head].filter((each) => isText(each) || isOfApplication(each)),
    // Of a track, an application's box says how a picture of 360° is shown.
    ...within(head, 'trak').filter(isText),
  ];
};

/**
 * Nothing in the file moves: boxes are emptied where they stand. The label of GB 45438 stays.
 * @param kept boxes that stand there for something else.
 * @throws CannotMark where a label cannot be written anew.
 */
export const mp4WithoutNotes = (bytes: Buffer, kept: Box[]): Buffer[] | null => {
  const notes = notesOf(bytes).filter(
    (note) => !isLabelAlone(bytes, note) && !kept.some(({ at }) => at === note.at)
  );
  if (notes.length === 0) return null;
  const label = notes.some(({ type }) => type !== 'uuid') ? videoLabelOf(bytes) : null;
  const copy = Buffer.from(bytes);
  for (const note of notes) Buffer.concat(emptied(bytes, note)).copy(copy, note.at);
  return label !== null && videoLabelOf(copy) === null ? withVideoLabel(copy, label) : [copy];
};

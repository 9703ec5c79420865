import type { Box } from '../../formats/bmff';
import { u32 } from '../../formats/bytes';
import { malformed } from '../problem';
import type { Item } from './avif';
import { emptyTiff } from './exif';
import { extentsOf } from './item-locations';
import type { Location } from './item-locations';
import { C2PA_ID, emptyBoxes, isOfId } from './top-boxes';

type Known = { boxes: Box[]; parts: Box[]; items: Item[]; locations: Location[] };

const NO_EXIF = Buffer.concat([u32(0), emptyTiff]);
/** Items that say something; the others are pictures, or put together from some. */
const TEXTS = ['Exif', 'mime', 'uri '];
const KEPT_BOXES = ['ftyp', 'meta', 'mdat'];
const KEPT_PARTS = ['hdlr', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'idat', 'dinf', 'grpl'];

/**
 * Items that say something are emptied where they stand, and so are boxes that are not needed. How a
 * picture is turned stands outside EXIF here.
 * @throws CannotMark where such an item lies within a picture.
 */
export const bareAvif = (bytes: Buffer, { boxes, parts, items, locations }: Known): Buffer => {
  const copy = Buffer.from(bytes);
  const placesOf = ({ id }: Item): Buffer[] => {
    const location = locations.find((each) => each.id === id);
    return location ? extentsOf(copy, parts, location) : [];
  };
  const pictures = items.filter(({ kind }) => !TEXTS.includes(kind)).flatMap(placesOf);
  const holdsPicture = (place: Buffer): boolean =>
    pictures.some(
      ({ byteOffset, length }) =>
        place.byteOffset < byteOffset + length && byteOffset < place.byteOffset + place.length
    );
  for (const item of items) {
    if (!TEXTS.includes(item.kind)) continue;
    const places = placesOf(item);
    if (places.some(holdsPicture)) throw malformed('A text of the AVIF lies within its picture.');
    for (const place of places) place.fill(item.isXmp ? 0x20 : 0);
    const [first] = places;
    if (item.kind === 'Exif' && first && first.length >= NO_EXIF.length) NO_EXIF.copy(first);
  }
  emptyBoxes(copy, [
    ...boxes.filter(
      (each) =>
        !KEPT_BOXES.includes(each.type) &&
        !isOfId(bytes, each, C2PA_ID) &&
        !holdsPicture(copy.subarray(each.start, each.end))
    ),
    ...parts.filter(({ type }) => !KEPT_PARTS.includes(type)),
  ]);
  return copy;
};

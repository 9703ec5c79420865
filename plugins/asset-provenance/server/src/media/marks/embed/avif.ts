import { allBoxesIn, box, boxesIn, fullBox } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { u16 } from '../../formats/bytes';
import { malformed } from '../problem';
import type { Carrier } from './carrier';
import { bareAvif } from './avif-bare';
import { extentsOf, readLocations, writeLocations } from './item-locations';
import type { Location } from './item-locations';
import { topBoxes } from './top-boxes';

const XMP_TYPE = 'application/rdf+xml';
const LARGEST_ID = 0xffff;

export const isAvif = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 4, 8) === 'ftyp' && /^avi[fs]$/.test(bytes.toString('latin1', 8, 12));

export type Item = { id: number; kind: string; isXmp: boolean };

const itemsOf = (bytes: Buffer, iinf: Box): Item[] => {
  const first = iinf.start + (bytes[iinf.start] === 0 ? 6 : 8);
  return boxesIn(bytes, first, iinf.end).flatMap(({ type, start, end }) => {
    const version = bytes[start];
    if (type !== 'infe' || (version !== 2 && version !== 3)) return [];
    const id = version === 2 ? bytes.readUInt16BE(start + 4) : bytes.readUInt32BE(start + 4);
    const at = start + (version === 2 ? 8 : 10);
    const kind = bytes.toString('latin1', at, at + 4);
    const [, contentType] = bytes.toString('latin1', at + 4, end).split('\0');
    const isXmp = kind === 'mime' && contentType === XMP_TYPE;
    return [{ id, kind, isXmp }];
  });
};

/** The head of a picture, with what is known of its parts. */
const headOf = (bytes: Buffer) => {
  const boxes = topBoxes(bytes);
  const meta = boxes.find(({ type }) => type === 'meta');
  const parts = meta && allBoxesIn(bytes, meta.start + 4, meta.end);
  const part = (type: string): Box | undefined => parts?.find((each) => each.type === type);
  const [pitm, iinf, iloc] = [part('pitm'), part('iinf'), part('iloc')];
  if (!meta || !parts || !pitm || !iinf || !iloc)
    throw malformed('The head of the AVIF lacks a part.');
  // The places of a sequence's samples stand apart.
  if (boxes.some(({ type }) => type === 'moov')) throw malformed('The AVIF is a sequence.');
  const primary =
    bytes[pitm.start] === 0
      ? bytes.readUInt16BE(pitm.start + 4)
      : bytes.readUInt32BE(pitm.start + 4);
  return { boxes, meta, parts, iinf, iloc, iref: part('iref'), primary };
};
type Head = ReturnType<typeof headOf>;

const replaceIn = (bytes: Buffer, head: Head, changed: Map<Box, Buffer>, added: Buffer[]): Buffer =>
  box(
    'meta',
    bytes.subarray(head.meta.start, head.meta.start + 4),
    ...head.parts.map((part) => changed.get(part) ?? bytes.subarray(part.at, part.end)),
    ...added
  );

/** One more item of the type that packets have. */
const withItem = (bytes: Buffer, { start, end }: Box, id: number, count: number): Buffer => {
  const version = bytes[start] === 0 ? 0 : 1;
  const counted = Buffer.alloc(version === 0 ? 2 : 4);
  counted.writeUIntBE(count, 0, counted.length);
  const entry = fullBox(
    'infe',
    2,
    1,
    u16(id),
    u16(0),
    Buffer.from(`mime\0${XMP_TYPE}\0`, 'latin1')
  );
  return box(
    'iinf',
    bytes.subarray(start, start + 4),
    counted,
    bytes.subarray(start + 4 + counted.length, end),
    entry
  );
};

/** The packet describes the picture. */
const withReference = (
  bytes: Buffer,
  iref: Box | undefined,
  id: number,
  primary: number
): Buffer => {
  const isWide = iref !== undefined && bytes[iref.start] === 1;
  const number = (value: number): Buffer => {
    const written = Buffer.alloc(isWide ? 4 : 2);
    written.writeUIntBE(value, 0, written.length);
    return written;
  };
  const described = box('cdsc', number(id), u16(1), number(primary));
  return iref
    ? box('iref', bytes.subarray(iref.start, iref.end), described)
    : fullBox('iref', 0, 0, described);
};

/** Spaces where the former packet stood: nobody who looks through the bytes finds two. */
const blanked = (bytes: Buffer, parts: Box[], former: Location | undefined): Buffer => {
  const copy = Buffer.from(bytes);
  for (const each of former ? extentsOf(copy, parts, former) : []) each.fill(0x20);
  return copy;
};

/** Where the file ends without a last box that holds nothing but the former packet. */
const endWithout = (former: Location | undefined, boxes: Box[]): number => {
  const last = boxes.at(-1);
  const extent = former?.method === 0 ? former.extents[0] : undefined;
  const isAlone = extent?.offset === last?.start && (extent?.length ?? 0) === length(last);
  return isAlone && last?.type === 'mdat' ? last.at : (last?.end ?? 0);
};
const length = (each: Box | undefined): number => (each ? each.end - each.start : 0);

/**
 * The packet stands behind everything else in an `mdat` of its own. All places are written anew as
 * plain ones: a writer of content credentials shifts those that are split into base and rest twice.
 */
export const openAvif = (bytes: Buffer): Carrier => {
  const head = headOf(bytes);
  const items = itemsOf(bytes, head.iinf);
  const locations = readLocations(bytes, head.iloc);
  const known = items.find(({ isXmp }) => isXmp);
  const former = locations.find(({ id }) => id === known?.id);
  const places = former && extentsOf(bytes, head.parts, former);

  const packet = places && Buffer.concat(places);

  return {
    packet: packet?.some((byte) => byte !== 0x20) ? packet : null,
    withPacket: (packet) => {
      const id = known?.id ?? Math.max(head.primary, ...items.map((each) => each.id)) + 1;
      if (id > LARGEST_ID) throw malformed('The AVIF has no number left for an item.');
      const changed = new Map<Box, Buffer>();
      const added: Buffer[] = [];
      if (!known) {
        changed.set(head.iinf, withItem(bytes, head.iinf, id, items.length + 1));
        const reference = withReference(bytes, head.iref, id, head.primary);
        if (head.iref) changed.set(head.iref, reference);
        else added.push(reference);
      }
      const end = endWithout(former, head.boxes);
      const others = locations.filter((each) => each.id !== id);
      const behind = (by: number): Location[] => [
        ...others.map((each) => ({
          ...each,
          extents: each.extents.map((extent) =>
            each.method === 0 && extent.offset >= head.meta.end
              ? { ...extent, offset: extent.offset + by }
              : extent
          ),
        })),
        { id, method: 0, extents: [{ index: 0, offset: end + by + 8, length: packet.length }] },
      ];
      const rest = blanked(bytes, head.parts, former);
      const metaWith = (by: number): Buffer =>
        replaceIn(rest, head, new Map(changed).set(head.iloc, writeLocations(behind(by))), added);
      // Its length does not depend on the places that it says.
      const by = metaWith(0).length - (head.meta.end - head.meta.at);
      const last = head.boxes.at(-1);
      if (last && bytes.readUInt32BE(last.at) === 0)
        rest.writeUInt32BE(last.end - last.at, last.at);
      return [
        bytes.subarray(0, head.meta.at),
        metaWith(by),
        rest.subarray(head.meta.end, end),
        box('mdat', packet),
      ];
    },
    bare: () => [bareAvif(bytes, { ...head, items, locations })],
  };
};

import { fullBox } from '../../formats/bmff';
import type { Box } from '../../formats/bmff';
import { u16, u32 } from '../../formats/bytes';
import { malformed } from '../problem';

/** Where an item lies. Method 0: in the file; 1: in `idat`; 2: in another item. */
export type Location = {
  id: number;
  method: number;
  extents: { index: number; offset: number; length: number }[];
};

const MOST_ITEMS = 10_000;
const LARGEST = 0xffffffff;

/** @throws CannotMark where the box ends before what it announces, or names another file. */
export const readLocations = (bytes: Buffer, { start, end }: Box): Location[] => {
  let at = start + 4;
  const read = (size: number): number => {
    if (size === 0) return 0;
    if (at + size > end) throw malformed('The box iloc is cut short.');
    const value = size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const version = bytes[start] ?? 0;
  if (version > 2) throw malformed(`The box iloc has version ${version}.`);
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  if ([offsetSize, lengthSize, baseSize, indexSize].some((size) => ![0, 4, 8].includes(size)))
    throw malformed('The box iloc has numbers of an impossible size.');
  const wide = version === 2 ? 4 : 2;
  const count = read(wide);
  if (count > MOST_ITEMS) throw malformed('The AVIF has too many items.');
  return Array.from({ length: count }, () => {
    const id = read(wide);
    const method = version === 0 ? 0 : read(2) & 15;
    if (read(2) !== 0) throw malformed('The AVIF refers to another file.');
    const base = read(baseSize);
    const extents = read(2);
    if (extents > MOST_ITEMS) throw malformed('An item of the AVIF has too many parts.');
    return {
      id,
      method,
      extents: Array.from({ length: extents }, () => ({
        index: read(indexSize),
        offset: base + read(offsetSize),
        length: read(lengthSize),
      })),
    };
  });
};

const isWide = (locations: Location[]): boolean =>
  locations.some(({ id }) => id > 0xffff) ||
  locations.some(({ extents }) =>
    extents.some(({ offset, length }) => offset > LARGEST || length > LARGEST)
  );

/** A box with plain places: offset and length of each part, nothing to be added. */
export const writeLocations = (locations: Location[]): Buffer => {
  if (isWide(locations)) throw malformed('The AVIF is too large.');
  const hasMethods = locations.some(({ method }) => method !== 0);
  const hasIndexes = locations.some(({ method }) => method === 2);
  return fullBox(
    'iloc',
    hasMethods ? 1 : 0,
    0,
    u16(0x4400 + (hasIndexes ? 4 : 0)),
    u16(locations.length),
    ...locations.flatMap(({ id, method, extents }) => [
      u16(id),
      ...(hasMethods ? [u16(method)] : []),
      u16(0),
      u16(extents.length),
      ...extents.flatMap(({ index, offset, length }) => [
        ...(hasIndexes ? [u32(index)] : []),
        u32(offset),
        u32(length),
      ]),
    ])
  );
};

/** The bytes of an item, part by part. */
export const extentsOf = (bytes: Buffer, parts: Box[], { method, extents }: Location): Buffer[] => {
  const data = parts.find(({ type }) => type === 'idat');
  const from = method === 0 ? 0 : data?.start;
  const to = method === 0 ? bytes.length : (data?.end ?? 0);
  if (from === undefined || method > 1) throw malformed('The packet lies at an unknown place.');
  return extents.map(({ offset, length }) => {
    if (from + offset + length > to) throw malformed('The packet lies outside the file.');
    return bytes.subarray(from + offset, from + offset + length);
  });
};

import { malformed } from './problem';

/** An element of EBML, the format of WebM. `at`: where it begins; `start` to `end`: its content. */
type Element = { id: number; at: number; start: number; end: number; isOpen: boolean };

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const VOID = 0xec;
/** Elements with others in them, in which texts may stand beside what is needed. */
const LISTS = new Map([
  [0x1549a966, 'info'],
  [0x1654ae6b, 'tracks'],
  [0xae, 'track'],
]);
const TEXTS = new Set([
  ...[0x1254c367, 0x1941a469, 0x1043a770], // Tags, attachments, chapters.
  ...[0x7ba9, 0x7384, 0x3e8384, 0x3e83bb], // Title and names of files.
  ...[0x536e, 0x258688, 0x3a9697], // Names of tracks and codecs, settings of encoders.
  ...[0xbf], // Check sums over what is changed.
]);
/** Most elements that are looked at. */
const MOST = 200_000;

export const isWebm = (bytes: Buffer): boolean =>
  bytes.length > 4 && bytes.readUInt32BE(0) === EBML;

/** A number whose first byte says how long it is; null: it does not end. */
const numberAt = (bytes: Buffer, at: number, keepsMarker: boolean) => {
  const first = bytes[at];
  if (first === undefined || first === 0) return null;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return null;
  let value = keepsMarker ? first : first & (0xff >> length);
  let isUnknown = (first & (0xff >> length)) === 0xff >> length;
  for (let n = 1; n < length; n += 1) {
    const byte = bytes[at + n] ?? 0;
    value = value * 256 + byte;
    isUnknown = isUnknown && byte === 0xff;
  }
  return { value, length, isUnknown };
};

const elementAt = (bytes: Buffer, at: number, to: number): Element | null => {
  const id = numberAt(bytes, at, true);
  const size = id && numberAt(bytes, at + id.length, false);
  if (!id || !size) return null;
  const start = at + id.length + size.length;
  const end = size.isUnknown ? to : start + size.value;
  return end > to ? null : { id: id.value, at, start, end, isOpen: size.isUnknown };
};

/** Zeroes of the same length, which readers pass over. */
const empty = (bytes: Buffer, { at, end }: Element): void => {
  const length = end - at;
  bytes.fill(0, at, end);
  bytes[at] = VOID;
  if (length < 9) bytes[at + 1] = 0x80 | (length - 2);
  else {
    bytes[at + 1] = 0x01;
    bytes.writeUIntBE(length - 9, at + 3, 6);
  }
};

/**
 * A WebM without its tags, attachments, chapters and titles; nothing in it moves.
 * @returns null where there is nothing of that kind.
 * @throws CannotMark when it is not built as its format says.
 */
export const withoutWebmTexts = (bytes: Buffer): Buffer | null => {
  const copy = Buffer.from(bytes);
  let count = 0;
  const walk = (from: number, to: number): number => {
    let at = from;
    while (at < to) {
      const element = elementAt(copy, at, to);
      count += 1;
      if (!element || count > MOST) throw malformed(`The WebM has no element at ${at}.`);
      const { id, start, end, isOpen } = element;
      if (TEXTS.has(id) || id === VOID) empty(copy, element);
      else if (LISTS.has(id) || id === SEGMENT) walk(start, end);
      // What is recorded as it is made does not say how long a cluster is: its blocks follow.
      at = id === CLUSTER && isOpen ? start : end;
    }
    return at;
  };
  walk(0, copy.length);
  return copy.equals(bytes) ? null : copy;
};

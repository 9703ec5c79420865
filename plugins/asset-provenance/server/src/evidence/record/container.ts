import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Entry } from 'yauzl';
import type { ReadEntry, ReadZip } from './read-zip';

/**
 * A record is written in one way only: nothing packed, no times, no comments, no gaps, so that every
 * byte of the zip is accounted for and none can be changed unseen (.ZIP File Format, APPNOTE 6.3).
 */
const SIGNATURES = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
};
const VERSION_NEEDED = 20;
/** Unix, 6.3. */
const MADE_BY = (3 << 8) | 63;
const UTF8 = 0x800;
/** Checksum and sizes follow the content: it was written while it came. */
const STREAMED = 0x8;
/** The earliest day that a zip knows: when it was made stands in the manifest. */
export const NO_TIME = new Date(1980, 0, 1);
const NO_DAY = 0x21;
/** A plain file, readable by all: `-rw-rw-r--`. */
const ATTRIBUTES = (0o100664 << 16) >>> 0;

type Placed = { name: Buffer; crc32: number; bytes: number; offset: number; isStreamed: boolean };

/** Fields of two and of four bytes, little-endian. */
const packed = (...fields: [size: 2 | 4, value: number][]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) {
    buffer.writeUIntLE(value, at, size);
    at += size;
  }
  return buffer;
};

const flagsOf = ({ isStreamed }: Placed): number => (isStreamed ? UTF8 | STREAMED : UTF8);

const localOf = (entry: Placed): Buffer => {
  const known = entry.isStreamed ? { crc32: 0, bytes: 0 } : entry;
  return Buffer.concat([
    packed(
      [4, SIGNATURES.local],
      [2, VERSION_NEEDED],
      [2, flagsOf(entry)],
      [2, 0],
      [2, 0],
      [2, NO_DAY],
      [4, known.crc32],
      [4, known.bytes],
      [4, known.bytes],
      [2, entry.name.length],
      [2, 0]
    ),
    entry.name,
  ]);
};

const descriptorOf = ({ isStreamed, crc32, bytes }: Placed): Buffer =>
  isStreamed
    ? packed([4, SIGNATURES.descriptor], [4, crc32], [4, bytes], [4, bytes])
    : Buffer.alloc(0);

const centralOf = (entry: Placed): Buffer =>
  Buffer.concat([
    packed(
      [4, SIGNATURES.central],
      [2, MADE_BY],
      [2, VERSION_NEEDED],
      [2, flagsOf(entry)],
      [2, 0],
      [2, 0],
      [2, NO_DAY],
      [4, entry.crc32],
      [4, entry.bytes],
      [4, entry.bytes],
      [2, entry.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, ATTRIBUTES],
      [4, entry.offset]
    ),
    entry.name,
  ]);

const endOf = (entries: number, start: number, bytes: number): Buffer =>
  packed(
    [4, SIGNATURES.end],
    [2, 0],
    [2, 0],
    [2, entries],
    [2, entries],
    [4, bytes],
    [4, start],
    [2, 0]
  );

/** Reads on, comparing; remembers where it first differed. */
const createComparison = (handle: FileHandle) => {
  let at = 0;
  let fault: number | null = null;
  return {
    get at() {
      return at;
    },
    get fault() {
      return fault;
    },
    skip: (bytes: number): void => void (at += bytes),
    expect: async (wanted: Buffer): Promise<void> => {
      const found = Buffer.alloc(wanted.length);
      const { bytesRead } = await handle.read(found, 0, wanted.length, at);
      if (fault === null && (bytesRead !== wanted.length || !found.equals(wanted)))
        fault =
          at +
          Math.max(
            0,
            found.findIndex((byte, index) => byte !== wanted[index])
          );
      at += wanted.length;
    },
  };
};

const placedOf = (entry: Entry, { crc32, bytes }: ReadEntry, offset: number): Placed => ({
  name: Buffer.from(entry.fileName),
  crc32,
  bytes,
  offset,
  isStreamed: (entry.generalPurposeBitFlag & STREAMED) !== 0,
});

/** @returns the first byte of the file that is not as a record is written; null: all are. */
export const containerFault = async (
  path: string,
  { entries, directory, bytes }: ReadZip
): Promise<number | null> => {
  const handle = await open(path, 'r');
  try {
    const compare = createComparison(handle);
    const placed: Placed[] = [];
    for (const [index, entry] of directory.entries()) {
      const read = entries[index];
      if (!read) continue;
      const each = placedOf(entry, read, compare.at);
      placed.push(each);
      await compare.expect(localOf(each));
      compare.skip(each.bytes);
      await compare.expect(descriptorOf(each));
    }
    const start = compare.at;
    for (const each of placed) await compare.expect(centralOf(each));
    await compare.expect(endOf(placed.length, start, compare.at - start));
    return compare.fault ?? (compare.at === bytes ? null : compare.at);
  } finally {
    await handle.close();
  }
};

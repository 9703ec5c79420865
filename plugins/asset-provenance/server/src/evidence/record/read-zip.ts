import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { crc32 } from '../crc32';
import { Unreadable } from './findings';
import {
  HARMLESS,
  LARGEST_ZIP,
  LONGEST_NAME,
  MOST_COMPRESSED,
  MOST_ENTRIES,
  isKept,
  largestOf,
} from './limits';

/** An entry as it was read to its end. */
export type ReadEntry = {
  name: string;
  bytes: number;
  sha256: string;
  crc32: number;
  /** Size or checksum are not those that the zip states, or it could not be unpacked. */
  isDamaged: boolean;
  /** null for what is only hashed, and for what is damaged. */
  content: Buffer | null;
};

const STORED = 0;
const DEFLATED = 8;

/** Folders one below the other, of plain names: the same on every system. */
const PLAIN_NAME = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/;

const assertSafe = (entry: Entry, seen: Set<string>): void => {
  const name = entry.fileName;
  if (name.length > LONGEST_NAME || !PLAIN_NAME.test(name))
    throw new Unreadable('unsafe_name', name);
  const known = name.toLowerCase();
  if (seen.has(known)) throw new Unreadable('duplicate_name', name);
  seen.add(known);
};

const assertBounded = (entry: Entry): void => {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted() || ![STORED, DEFLATED].includes(compressionMethod))
    throw new Unreadable('not_plain', name);
  if (uncompressedSize > largestOf(name)) throw new Unreadable('too_large', name);
  if (uncompressedSize > HARMLESS && uncompressedSize > compressedSize * MOST_COMPRESSED)
    throw new Unreadable('too_compressed', name);
};

/** All that the directory states is judged before anything is unpacked. */
const directoryOf = async (zip: ZipFile): Promise<Entry[]> => {
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable('too_many_entries');
  const seen = new Set<string>();
  const entries: Entry[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    assertSafe(entry, seen);
    assertBounded(entry);
    total += entry.uncompressedSize;
    if (total > LARGEST_ZIP) throw new Unreadable('too_large');
    entries.push(entry);
  }
  return entries;
};

/** Never reads beyond the size that the directory states, which was judged before. */
const readEntry = async (zip: ZipFile, entry: Entry): Promise<ReadEntry> => {
  const hash = createHash('sha256');
  const kept: Buffer[] | null = isKept(entry.fileName) ? [] : null;
  let checksum = 0;
  let bytes = 0;
  let isWhole = true;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const part = chunk as Buffer;
      hash.update(part);
      checksum = crc32(part, checksum);
      bytes += part.length;
      kept?.push(part);
    }
  } catch {
    isWhole = false;
  }
  const isDamaged = !isWhole || bytes !== entry.uncompressedSize || checksum !== entry.crc32;
  return {
    name: entry.fileName,
    bytes,
    sha256: hash.digest('hex'),
    crc32: checksum,
    isDamaged,
    content: kept && isWhole ? Buffer.concat(kept) : null,
  };
};

/** As the reader words what is wrong with a name. */
const UNSAFE = /absolute path|invalid relative path|invalid characters in fileName/;

/** The reader says no more than a sentence of what was wrong. */
const asUnreadable = (error: unknown): unknown => {
  if (error instanceof Unreadable || isOfSystem(error)) return error;
  return new Unreadable(UNSAFE.test(String(error)) ? 'unsafe_name' : 'no_zip');
};

/** A file that is not there, or not ours to read. */
const isOfSystem = (error: unknown): boolean =>
  /^E[A-Z]+$/.test(String((error as NodeJS.ErrnoException).code ?? ''));

/** Of the first entry, or of the end of a zip without entries. */
const BEGINNINGS = ['PK\x03\x04', 'PK\x05\x06'];

/** A zip may begin anywhere in a file, as those do that unpack themselves; ours begin where they begin. */
const assertBegins = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (!BEGINNINGS.includes(buffer.toString('latin1', 0, bytesRead)))
      throw new Unreadable('no_zip');
  } finally {
    await file.close();
  }
};

/** The directory, and each entry read once; memory holds the small ones only. */
export type ReadZip = { entries: ReadEntry[]; directory: Entry[]; bytes: number };

/**
 * @throws Unreadable for what is no zip, for hostile and for boundless ones.
 * @throws Error of the system when the file cannot be opened.
 */
export const readZip = async (path: string): Promise<ReadZip> => {
  const { size } = await stat(path);
  if (size > LARGEST_ZIP) throw new Unreadable('too_large');
  await assertBegins(path);
  try {
    const zip = await openPromise(path, { autoClose: false, strictFileNames: true });
    try {
      const directory = await directoryOf(zip);
      const entries: ReadEntry[] = [];
      for (const entry of directory) entries.push(await readEntry(zip, entry));
      return { entries, directory, bytes: size };
    } finally {
      zip.close();
    }
  } catch (error) {
    throw asUnreadable(error);
  }
};

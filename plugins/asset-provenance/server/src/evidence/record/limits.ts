import { FILES_FOLDER, recordEntries } from '../../../../shared';

const MB = 1_048_576;

/** In bytes: largest zip, largest file in it, and all its files together. What is made here is never larger. */
export const LARGEST_ZIP = 768 * MB;
export const LARGEST_FILE = 256 * MB;
export const LARGEST_FILES = 512 * MB;
export const MOST_ENTRIES = 64;
export const LONGEST_NAME = 200;

/** What is read as a whole, and how large it may be at most. */
const LARGEST_TEXTS: Record<string, number> = {
  [recordEntries.manifest]: MB,
  [recordEntries.signature]: 8192,
  [recordEntries.record]: 8 * MB,
  [recordEntries.proofs]: 16 * MB,
  [recordEntries.checkpoint]: 8192,
  [recordEntries.keys]: MB,
};
const LARGEST_OTHER_TEXT = 64 * MB;

/** Entries that go through memory whole; others are hashed as they come. */
export const isKept = (name: string): boolean => Object.hasOwn(LARGEST_TEXTS, name);

/** In bytes. */
export const largestOf = (name: string): number =>
  name.startsWith(FILES_FOLDER) ? LARGEST_FILE : (LARGEST_TEXTS[name] ?? LARGEST_OTHER_TEXT);

/** Ours are not packed at all; what others packed again never shrinks so far. */
export const MOST_COMPRESSED = 100;
/** Below this even the most hostile entry is no burden, in bytes. */
export const HARMLESS = MB;

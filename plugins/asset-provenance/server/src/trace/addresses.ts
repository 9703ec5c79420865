/** Most names that one address is tried by: each costs a question to the database. */
const MOST_NAMES = 8;
/** Parameters of one address that are looked into, and addresses within addresses. */
const MOST_PARAMETERS = 4;
const DEEPEST = 2;

const WRAPPING = /^[\s<"'(]+|[\s>"')]+$/g;
/** What pages put before an extension for screens with more pixels: `bag@2x.png`. */
const DENSITY = /@\d(?:\.\d+)?x$/i;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A database may refuse what is no text. */
const isName = (name: string): boolean => /[\p{L}\p{N}]/u.test(name) && !/\p{Cc}/u.test(name);

const isAddress = (text: string): boolean => /\/|\.\w{2,5}$/.test(text);

/** What an image proxy was asked for stands in a parameter: `/_next/image?url=%2Fuploads%2Fbag.png`. */
const addressesWithin = (address: string): string[] =>
  [...new URLSearchParams(/\?([^#]*)/.exec(address)?.[1] ?? '').values()]
    .filter(isAddress)
    .slice(0, MOST_PARAMETERS);

/** The address and those within it, the outermost first. */
const unfolded = (address: string, depth = 0): string[] => [
  address,
  ...(depth < DEEPEST
    ? addressesWithin(address).flatMap((within) => unfolded(within, depth + 1))
    : []),
];

/** Last segment of an address, without query, fragment and escapes; slashes may be escaped too, twice. */
const lastSegmentOf = (address: string): string => {
  const path = decoded(decoded(address.split(/[?#]/)[0] ?? '')).replace(/[?#].*$/s, '');
  const segment = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return segment.replace(/;.*$/s, '');
};

/** `bag@2x.png.webp` → `bag@2x.png`, `bag@2x`, `bag`: converters put their extension behind the file's. */
const stemsOf = (name: string): string[] => {
  const stems = [name.replace(/(?<=.)\.[^.]*$/s, '')];
  if (/.\.\w{2,5}$/.test(stems[0] ?? '')) stems.push((stems[0] ?? '').replace(/\.\w+$/, ''));
  return stems.flatMap((stem) => [stem, stem.replace(DENSITY, '')]);
};

/**
 * Names under which the file may be stored that an address leads to, the likeliest first; a few at most.
 * @param address with whatever stands before and after, also that of an image proxy.
 */
export const storageNamesIn = (address: string): string[] => {
  const bare = address.replace(WRAPPING, '');
  if (!/[/.]/.test(bare)) return [];
  const names = unfolded(bare).map(lastSegmentOf).flatMap(stemsOf);
  return [...new Set(names)].filter(isName).slice(0, MOST_NAMES);
};

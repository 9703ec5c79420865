const NAMED: Record<string, string> = { amp: '&', sol: '/', period: '.', lowbar: '_', colon: ':' };

const ofCode = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';

const withoutEntities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi,
    (entity, hex, decimal, name) => {
      if (hex) return ofCode(parseInt(hex as string, 16));
      if (decimal) return ofCode(Number(decimal));
      return NAMED[(name as string).toLowerCase()] ?? entity;
    }
  );

/** In Markdown a backslash before punctuation stands for the punctuation. */
const withoutEscapes = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

const withoutPercents = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What an address of a stored file is made of; the quotes, brackets and spaces around it are not. */
const RUN = /[\w.~%:@+/-]+/g;
const IS_ROOTED = /^\/|:\/\//;
const HAS_EXTENSION = /\.\w+$/;

/** `</div>` is no address. */
const isClosingTag = (text: string, run: string, index: number): boolean =>
  text[index - 1] === '<' && /^\/[a-z][\w-]*$/i.test(run);

/** `hash.ext` → `hash`; a name without extension stays whole. */
const stem = (fileName: string): string => {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(0, dot) : fileName;
};

/**
 * What the storage calls the file at an address: the last part of its path, without extension,
 * query and fragment. null where there is none.
 */
export const storedNameOf = (address: string): string | null => {
  // An address may be carried whole in a part of another one: `/image/%2Fuploads%2Fbag.jpg`.
  const path = withoutPercents(address.split(/[?#]/, 1)[0] ?? '').replace(/[._~-]+$/, '');
  return stem(path.slice(path.lastIndexOf('/') + 1)) || null;
};

/**
 * Names of everything in a text that reads like the address of a stored file: Markdown images and
 * links in every form, HTML attributes, bare addresses, with or without host, query and escapes.
 * Linear in the length of the text.
 */
export const storedNamesIn = (text: string): Set<string> => {
  const names = new Set<string>();
  const plain = withoutEscapes(withoutEntities(text));
  for (const { 0: run, index } of plain.matchAll(RUN)) {
    const address = withoutPercents(run);
    if (!address.includes('/') || isClosingTag(plain, run, index)) continue;
    if (!IS_ROOTED.test(address) && !HAS_EXTENSION.test(address)) continue;
    const name = storedNameOf(run);
    if (name) names.add(name);
  }
  return names;
};

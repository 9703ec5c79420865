import { storedNameOf } from './addresses';

/** Names of stored files that one top-level block shows or links to. */
export type BlockNames = { index: number; names: Set<string> };

const ADDRESS_KEYS = new Set(['url', 'previewUrl', 'src', 'href']);

const nameAt = (key: string, value: string): string | null => {
  if (key === 'hash') return value;
  return ADDRESS_KEYS.has(key) ? storedNameOf(value) : null;
};

/**
 * An image holds a copy of the file, taken when it was inserted and without its id. Every hash and
 * address in it counts: which of them a site shows is not known here. A loop, for values may be
 * nested deeper than the call stack.
 */
const namesIn = (block: unknown): Set<string> => {
  const names = new Set<string>();
  const waiting: unknown[] = [block];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') waiting.push(inner);
      else {
        const name = nameAt(key, inner);
        if (name) names.add(name);
      }
    }
  }
  return names;
};

/** Finds images and links in a value of Strapi's blocks editor, wherever they are nested. */
export const storedNamesInBlocks = (blocks: unknown): BlockNames[] =>
  (Array.isArray(blocks) ? blocks : []).flatMap((block, index) => {
    const names = namesIn(block);
    return names.size > 0 ? [{ index, names }] : [];
  });

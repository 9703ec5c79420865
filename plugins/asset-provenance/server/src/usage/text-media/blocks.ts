import { storedNameOf } from './addresses';

type Node = Record<string, unknown>;

/** Names of stored files that one top-level block shows or links to. */
export type BlockNames = { index: number; names: Set<string> };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Deeper than any editor nests; a hostile depth must not end the process. */
const MAX_DEPTH = 100;

const collect = (node: unknown, names: Set<string>, depth = 0): void => {
  if (!isNode(node) || depth > MAX_DEPTH) return;
  const { image, url, children } = node;
  // An image holds a copy of the file, taken when it was inserted and without its id.
  if (isNode(image)) {
    if (typeof image.hash === 'string' && image.hash) names.add(image.hash);
    else collect({ url: image.url }, names, depth + 1);
  }
  if (typeof url === 'string') {
    const name = storedNameOf(url);
    if (name) names.add(name);
  }
  if (Array.isArray(children)) for (const child of children) collect(child, names, depth + 1);
};

/** Finds images and links in a value of Strapi's blocks editor, nested wherever they are. */
export const storedNamesInBlocks = (blocks: unknown): BlockNames[] =>
  (Array.isArray(blocks) ? blocks : []).flatMap((block, index) => {
    const names = new Set<string>();
    collect(block, names);
    return names.size > 0 ? [{ index, names }] : [];
  });

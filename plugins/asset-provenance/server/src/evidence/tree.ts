import { isSha256, packedSha256, sha256 } from './hash';

/**
 * The Merkle tree of RFC 9162 §2.1 over SHA-256. Hashes are texts in lower-case hexadecimal; those
 * that come from outside must have been seen by `isSha256`.
 */
export const EMPTY_ROOT = sha256('');

export const leafHash = (entry: string): string => sha256(`\0${entry}`);

const pair = Buffer.alloc(65);
pair[0] = 1;

const pairOf = (left: string, right: string, encoding: 'hex' | 'latin1'): Buffer => {
  pair.write(left, 1, encoding);
  pair.write(right, 33, encoding);
  return pair;
};

export const nodeHash = (left: string, right: string): string => sha256(pairOf(left, right, 'hex'));

/** A complete subtree of 2^level leaves; `position` counts those of its level from 0. */
export type OnNode = (level: number, position: number, hash: string) => void;

/** The roots of the complete subtrees on the right edge: all that growing a tree needs. */
export type Tree = {
  readonly size: number;
  append: (leaf: string) => void;
  root: () => string;
};

const toHex = (packed: string): string => Buffer.from(packed, 'latin1').toString('hex');

/** @param onNode is told of every complete subtree from level 1 up, when its last leaf comes. */
export const createTree = (onNode?: OnNode): Tree => {
  /** Leaves in hexadecimal; above them packed, one character a byte, which takes half the time. */
  const edge: string[] = [];
  let size = 0;
  const edgeAt = (level: number): string => {
    const node = edge[level] as string;
    return level === 0 ? node : toHex(node);
  };

  return {
    get size() {
      return size;
    },
    append: (leaf) => {
      let node = leaf;
      let level = 0;
      let position = size;
      while (position % 2 === 1) {
        node = packedSha256(pairOf(edge[level] as string, node, level === 0 ? 'hex' : 'latin1'));
        level += 1;
        position = (position - 1) / 2;
        onNode?.(level, position, toHex(node));
      }
      edge[level] = node;
      size += 1;
    },
    root: () => {
      let root: string | null = null;
      let rest = size;
      for (let level = 0; rest > 0; level += 1) {
        if (rest % 2 === 1) {
          const subtree = edgeAt(level);
          root = root === null ? subtree : nodeHash(subtree, root);
        }
        rest = Math.floor(rest / 2);
      }
      return root ?? EMPTY_ROOT;
    },
  };
};

/** Gives the root of a complete subtree. */
export type NodeSource = (level: number, position: number) => Promise<string>;

/** The largest power of two below `n`, with its exponent; `n` is at least 2. */
const splitOf = (n: number): { k: number; level: number } => {
  let k = 1;
  let level = 0;
  while (k * 2 < n) {
    k *= 2;
    level += 1;
  }
  return { k, level };
};

/** Root over the leaves from `start` to before `end`; `start` must be a place where a subtree begins. */
export const rootOf = async (nodes: NodeSource, start: number, end: number): Promise<string> => {
  const count = end - start;
  if (count === 0) return EMPTY_ROOT;
  if (count === 1) return nodes(0, start);
  const { k, level } = splitOf(count);
  if (k * 2 === count) return nodes(level + 1, start / count);
  return nodeHash(await nodes(level, start / k), await rootOf(nodes, start + k, end));
};

const pathIn = async (
  nodes: NodeSource,
  index: number,
  start: number,
  end: number
): Promise<string[]> => {
  if (end - start <= 1) return [];
  const middle = start + splitOf(end - start).k;
  return index < middle
    ? [...(await pathIn(nodes, index, start, middle)), await rootOf(nodes, middle, end)]
    : [...(await pathIn(nodes, index, middle, end)), await rootOf(nodes, start, middle)];
};

/** RFC 9162 §2.1.3.1. @param index of the leaf, from 0. */
export const inclusionProof = (nodes: NodeSource, index: number, size: number): Promise<string[]> =>
  pathIn(nodes, index, 0, size);

const subproof = async (
  nodes: NodeSource,
  from: number,
  start: number,
  end: number,
  isWhole: boolean
): Promise<string[]> => {
  if (from === end) return isWhole ? [] : [await rootOf(nodes, start, end)];
  const middle = start + splitOf(end - start).k;
  return from <= middle
    ? [...(await subproof(nodes, from, start, middle, isWhole)), await rootOf(nodes, middle, end)]
    : [...(await subproof(nodes, from, middle, end, false)), await rootOf(nodes, start, middle)];
};

/** RFC 9162 §2.1.4.1, for 0 < from <= to. */
export const consistencyProof = (nodes: NodeSource, from: number, to: number): Promise<string[]> =>
  from === to ? Promise.resolve([]) : subproof(nodes, from, 0, to, true);

const half = (n: number) => Math.floor(n / 2);
const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;

/** RFC 9162 §2.1.3.2. @param index of the leaf, from 0. */
export const verifyInclusion = ({
  index,
  size,
  leaf,
  proof,
  root,
}: {
  index: number;
  size: number;
  leaf: string;
  proof: readonly string[];
  root: string;
}): boolean => {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (![leaf, root, ...proof].every(isSha256)) return false;
  let position = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash);
      while (position % 2 === 0 && position !== 0) {
        position = half(position);
        last = half(last);
      }
    } else hash = nodeHash(hash, sibling);
    position = half(position);
    last = half(last);
  }
  return last === 0 && hash === root;
};

type Sized = { size: number; root: string };

/** RFC 9162 §2.1.4.2. Everything follows an empty ledger. */
export const verifyConsistency = (from: Sized, to: Sized, proof: readonly string[]): boolean => {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (![from.root, to.root, ...proof].every(isSha256)) return false;
  if (from.size === to.size) return proof.length === 0 && from.root === to.root;
  if (from.size === 0) return proof.length === 0 && from.root === EMPTY_ROOT;
  let position = from.size - 1;
  let last = to.size - 1;
  while (position % 2 === 1) {
    position = half(position);
    last = half(last);
  }
  // Where the earlier tree is complete, its root is the first node and is left out of the proof.
  const path = position === 0 ? [from.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return false;
  let earlier = first;
  let later = first;
  for (const node of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      earlier = nodeHash(node, earlier);
      later = nodeHash(node, later);
      while (position % 2 === 0 && position !== 0) {
        position = half(position);
        last = half(last);
      }
    } else later = nodeHash(later, node);
    position = half(position);
    last = half(last);
  }
  return last === 0 && earlier === from.root && later === to.root;
};

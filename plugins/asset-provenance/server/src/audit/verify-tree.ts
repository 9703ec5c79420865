import type { Findings, OnNode } from '../evidence';
import { KEPT_LEVELS } from './stored-tree';
import type { StoredTree } from './stored-tree';

/** Compares the kept nodes of the tree with those that a verification computes. */
export const createTreeCheck = (tree: StoredTree, findings: Findings) => {
  const computed = new Map<number, { from: number; hashes: string[] }>();

  const onNode: OnNode = (level, position, hash) => {
    if (!KEPT_LEVELS.includes(level)) return;
    const run = computed.get(level) ?? { from: position, hashes: [] };
    run.hashes.push(hash);
    computed.set(level, run);
  };

  return {
    onNode,

    /** Looks up what was computed since the last time. */
    flush: async (): Promise<void> => {
      for (const [level, { from, hashes }] of computed) {
        for (const { position, hash } of await tree.kept(level, from, hashes.length)) {
          const expected = hashes[position - from] ?? null;
          if (hash === expected) continue;
          findings.add({
            kind: 'tree_altered',
            sequence: position * 2 ** level + 1,
            untilSequence: (position + 1) * 2 ** level,
            subject: `level ${level}, position ${position}`,
            expected,
            found: hash,
          });
        }
      }
      computed.clear();
    },
  };
};

import fc from 'fast-check';
import {
  EMPTY_ROOT,
  consistencyProof,
  createTree,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  sha256,
  verifyConsistency,
  verifyInclusion,
} from '../../../plugins/asset-provenance/server/src/evidence';

/** The entries and roots that Certificate Transparency tests with (RFC 6962, unchanged in RFC 9162). */
const ENTRIES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leafOf = (entry: Buffer) => sha256(Buffer.concat([Buffer.from([0]), entry]));
const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => leafHash(String(index)));
const treeOf = (leaves: string[]) => {
  const tree = createTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree;
};

/** Complete subtrees, computed in the plainest way. */
const nodesOver = (leaves: string[]) => {
  const node = async (level: number, position: number): Promise<string> =>
    level === 0
      ? (leaves[position] as string)
      : nodeHash(await node(level - 1, position * 2), await node(level - 1, position * 2 + 1));
  return node;
};

const sized = (leaves: string[], size: number) => ({
  size,
  root: treeOf(leaves.slice(0, size)).root(),
});

describe('the Merkle tree', () => {
  it('has the roots of the published vectors, grown or computed at once', async () => {
    const leaves = ENTRIES.map(leafOf);
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(treeOf([]).root()).toBe(EMPTY_ROOT);
    const tree = createTree();
    for (const [index, leaf] of leaves.entries()) {
      tree.append(leaf);
      expect(tree.root()).toBe(ROOTS[index]);
      expect(await rootOf(nodesOver(leaves), 0, index + 1)).toBe(ROOTS[index]);
    }
  });

  it('has the proofs of the published vectors', async () => {
    const nodes = nodesOver(ENTRIES.map(leafOf));
    expect(await inclusionProof(nodes, 0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(await inclusionProof(nodes, 1, 5)).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
    expect(await consistencyProof(nodes, 1, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(await consistencyProof(nodes, 6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('tells of each complete subtree once, with its root', async () => {
    const leaves = leavesOf(21);
    const told = new Map<string, string>();
    const tree = createTree((level, position, hash) => told.set(`${level}/${position}`, hash));
    for (const leaf of leaves) tree.append(leaf);
    const nodes = nodesOver(leaves);
    const expected = new Map<string, string>();
    for (const level of [1, 2, 3, 4])
      for (let position = 0; (position + 1) * 2 ** level <= 21; position += 1)
        expected.set(`${level}/${position}`, await nodes(level, position));
    expect(told).toEqual(expected);
  });

  it('proves that each leaf is in it, and of no other leaf, place, size or root', async () => {
    const leaves = leavesOf(300);
    const nodes = nodesOver(leaves);
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 300 })
          .chain((size) =>
            fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat(size - 1), fc.nat())
          ),
        async ([size, index, other, at]) => {
          const { root } = sized(leaves, size);
          const proof = await inclusionProof(nodes, index, size);
          const claim = { index, size, leaf: leaves[index] as string, proof, root };
          expect(verifyInclusion(claim)).toBe(true);
          if (other !== index) {
            expect(verifyInclusion({ ...claim, leaf: leaves[other] as string })).toBe(false);
            expect(verifyInclusion({ ...claim, index: other })).toBe(false);
          }
          expect(verifyInclusion({ ...claim, root: leafHash('x') })).toBe(false);
          expect(verifyInclusion({ ...claim, index: size })).toBe(false);
          expect(verifyInclusion({ ...claim, proof: [...proof, leafHash('x')] })).toBe(false);
          if (proof.length > 0) {
            const place = at % proof.length;
            expect(verifyInclusion({ ...claim, proof: proof.toSpliced(place, 1) })).toBe(false);
            expect(verifyInclusion({ ...claim, proof: proof.with(place, leafHash('x')) })).toBe(
              false
            );
            expect(verifyInclusion({ ...claim, proof: proof.with(place, 'no hash') })).toBe(false);
          }
        }
      ),
      { numRuns: 200 }
    );
  });

  it('proves that a later state begins with an earlier one, and with no other', async () => {
    const leaves = leavesOf(300);
    const nodes = nodesOver(leaves);
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 300 })
          .chain((to) => fc.tuple(fc.integer({ min: 1, max: to }), fc.constant(to), fc.nat())),
        async ([from, to, at]) => {
          const [earlier, later] = [sized(leaves, from), sized(leaves, to)];
          const proof = await consistencyProof(nodes, from, to);
          expect(verifyConsistency(earlier, later, proof)).toBe(true);
          const forged = leafHash('x');
          expect(verifyConsistency({ ...earlier, root: forged }, later, proof)).toBe(false);
          expect(verifyConsistency(earlier, { ...later, root: forged }, proof)).toBe(false);
          expect(verifyConsistency(earlier, later, [...proof, forged])).toBe(false);
          if (from < to) {
            expect(verifyConsistency(later, earlier, proof)).toBe(false);
            const place = at % proof.length;
            expect(verifyConsistency(earlier, later, proof.with(place, forged))).toBe(false);
            expect(verifyConsistency(earlier, later, proof.toSpliced(place, 1))).toBe(false);
          }
        }
      ),
      { numRuns: 200 }
    );
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import wabt from 'wabt';
import { createNearest } from '../../plugins/asset-provenance/server/src/trace/looks/nearest';
import {
  fromHex,
  perceptualHashOf,
  perceptualHashesOfWhole,
  toHex,
} from '../../plugins/asset-provenance/server/src/trace/looks/perceptual-hash';
import type { PerceptualHash } from '../../plugins/asset-provenance/server/src/trace/looks/perceptual-hash';
import { SCAN_BINARY } from '../../plugins/asset-provenance/server/src/trace/looks/scan';
import { createTurns } from '../../plugins/asset-provenance/server/src/trace/looks/turns';
import { picture } from '../support/pictures';

jest.setTimeout(240_000);

/** Of 256 bits, as the trace has them. */
const ALIKE = 32;
const POSSIBLE = 56;
const WIDTH = 600;
const HEIGHT = 450;

/** Bits that differ, counted as plainly as possible. */
const distance = (one: PerceptualHash, other: PerceptualHash): number => {
  let bits = 0;
  for (let at = 0; at < one.length; at += 1)
    for (let left = (one[at] as number) ^ (other[at] as number); left !== 0; left >>>= 1)
      bits += left & 1;
  return bits;
};

const nearestTo = (hash: PerceptualHash, candidates: PerceptualHash[]) =>
  Math.min(...candidates.map((candidate) => distance(hash, candidate)));

const cut = (left: number, top: number, right: number, bottom: number) => (bytes: Buffer) =>
  sharp(bytes)
    .extract({
      left: Math.floor(WIDTH * left),
      top: Math.floor(HEIGHT * top),
      width: Math.floor(WIDTH * (1 - left - right)),
      height: Math.floor(HEIGHT * (1 - top - bottom)),
    })
    .jpeg({ quality: 60 })
    .toBuffer();

const copies: [name: string, copy: (bytes: Buffer) => Promise<Buffer>][] = [
  ['the same pixels in another format', (bytes) => sharp(bytes).webp().toBuffer()],
  ['saved again at quality 30', (bytes) => sharp(bytes).jpeg({ quality: 30 }).toBuffer()],
  [
    'resized to 30 %',
    (bytes) =>
      sharp(bytes)
        .resize(Math.round(WIDTH * 0.3))
        .png()
        .toBuffer(),
  ],
  ['in grey', (bytes) => sharp(bytes).greyscale().png().toBuffer()],
  ['a little lighter', (bytes) => sharp(bytes).modulate({ brightness: 1.15 }).png().toBuffer()],
  ['cut by 3 % all around', cut(0.03, 0.03, 0.03, 0.03)],
  ['cut by 3 % at the left', cut(0.03, 0, 0, 0)],
  ['cut by 3 % at the top', cut(0, 0.03, 0, 0)],
  ['cut by 3 % at a corner', cut(0, 0, 0.03, 0.03)],
  ['cut unevenly', cut(0.02, 0, 0, 0.01)],
];

describe('a perceptual hash', () => {
  const originals: Buffer[] = [];
  const hashes: PerceptualHash[] = [];
  beforeAll(async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const bytes = await picture(seed, WIDTH, HEIGHT);
      originals.push(bytes);
      hashes.push(await perceptualHashOf(bytes));
    }
  });

  it.each(copies)('knows a copy: %s', async (_name, copy) => {
    for (const [index, original] of originals.entries()) {
      const candidates = await perceptualHashesOfWhole(await copy(original));
      expect(nearestTo(hashes[index] as PerceptualHash, candidates)).toBeLessThanOrEqual(ALIKE);
    }
  });

  it('takes none of 1,000 other pictures for one of them', async () => {
    const nearest: number[] = [];
    for (let seed = 1001; seed <= 2000; seed += 1) {
      const candidates = await perceptualHashesOfWhole(await picture(seed, 160, 120));
      nearest.push(Math.min(...hashes.map((hash) => nearestTo(hash, candidates))));
    }
    expect(nearest.filter((each) => each <= POSSIBLE)).toEqual([]);
  });

  it('refuses what is no picture', async () => {
    await expect(perceptualHashOf(Buffer.from('<svg><!-- not one -->'))).rejects.toThrow();
    const truncated = (originals[0] as Buffer).subarray(0, 400);
    await expect(perceptualHashOf(truncated)).rejects.toThrow();
  });

  it('is taken of pixels only: a drawing is not even begun, whatever it calls itself', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>';
    for (const head of ['', '<?xml version="1.0"?>', '\ufeff', 'GIF', '   '])
      await expect(perceptualHashOf(Buffer.from(head + drawing))).rejects.toThrow(/no picture/);
    await expect(perceptualHashOf(Buffer.from('%PDF-1.7'))).rejects.toThrow(/no picture/);
    const plain = sharp(originals[0] as Buffer).resize(64);
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)
      await expect(
        perceptualHashOf(await plain.clone().toFormat(format).toBuffer())
      ).resolves.toHaveLength(8);
  });
});

describe('turns', () => {
  it('let so many act at a time, in the order in which they came, also past one that fails', async () => {
    const inTurn = createTurns(2);
    let going = 0;
    let most = 0;
    const begun: number[] = [];
    const acts = Array.from({ length: 7 }, (_, index) =>
      inTurn(async () => {
        begun.push(index);
        most = Math.max(most, (going += 1));
        await new Promise((done) => setTimeout(done, 5));
        going -= 1;
        if (index === 1) throw new Error('It cannot be read.');
      }).catch(() => undefined)
    );
    await Promise.all(acts);
    expect([most, begun]).toEqual([2, [0, 1, 2, 3, 4, 5, 6]]);
  });
});

const anyHash = fc.array(fc.nat(0xffffffff), { minLength: 8, maxLength: 8 });

describe('the nearest hashes', () => {
  it('are those that a plain comparison finds, nearest first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyHash, { maxLength: 60 }),
        fc.array(anyHash, { minLength: 1, maxLength: 3 }),
        fc.nat(256),
        async (stored, asked, limit) => {
          const nearest = createNearest();
          stored.forEach((hash, id) => nearest.add(id, Uint32Array.from(hash)));
          const questions = asked.map((hash) => Uint32Array.from(hash));
          const expected = stored
            .map((hash, id) => ({ id, distance: nearestTo(Uint32Array.from(hash), questions) }))
            .filter((each) => each.distance <= limit);
          const answer = await nearest.within(questions, limit);
          expect([...answer].sort((one, other) => one.id - other.id)).toEqual(expected);
          const distances = answer.map((each) => each.distance);
          expect(distances).toEqual([...distances].sort((one, other) => one - other));
        }
      )
    );
  });

  it('are all found where everything looks the same, in as many as take several scans', async () => {
    const nearest = createNearest();
    const same = Uint32Array.from({ length: 8 }, (_, at) => at * 0x1234567);
    const count = 20_000;
    for (let id = 0; id < count; id += 1) nearest.add(id, same);
    nearest.add(
      count,
      Uint32Array.from(same, (word) => ~word)
    );
    const answer = await nearest.within([same], POSSIBLE);
    expect(answer).toHaveLength(count);
    expect(new Set(answer.map(({ id }) => id)).size).toBe(count);
  });

  it('are compared by what the source of the comparison says', async () => {
    const folder = '../../plugins/asset-provenance/server/src/trace/looks';
    const source = readFileSync(path.join(__dirname, folder, 'scan.wat'), 'utf8');
    const { buffer } = (await wabt()).parseWat('scan.wat', source).toBinary({});
    expect(Buffer.from(buffer).toString('base64')).toBe(SCAN_BINARY);
  });

  it('stand in a text and come back', () => {
    fc.assert(
      fc.property(anyHash, (hash) => {
        const words = Uint32Array.from(hash);
        expect(toHex(words)).toMatch(/^[0-9a-f]{64}$/);
        expect(fromHex(toHex(words))).toEqual(words);
      })
    );
  });
});

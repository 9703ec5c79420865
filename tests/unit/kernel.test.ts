import fc from 'fast-check';
import { backoff } from '../../plugins/asset-provenance/server/src/kernel/backoff';
import { canonicalText, sha256 } from '../../plugins/asset-provenance/server/src/kernel/hash';
import {
  decodeCursor,
  encodeCursor,
} from '../../plugins/asset-provenance/server/src/kernel/keyset';
import {
  findSecret,
  secretRefusal,
} from '../../plugins/asset-provenance/server/src/kernel/secrets';

const keys: Record<string, string> = {
  openai: 'sk-proj-Ab3dEf6hIj9kLmNoPqRsTuVwXyZ0123456789',
  replicate: `r8_${'a1B2'.repeat(9)}`,
  fal: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0:0123456789abcdef0123456789abcdef',
  aws: 'AKIAIOSFODNN7EXAMPLE',
  google: `AIza${'Sy0a-'.repeat(7)}`,
  github: `ghp_${'x9Y8'.repeat(9)}`,
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N',
  bearer: 'Authorization: Bearer abcdefghijklmnopqrstuvwxyz123456',
};

describe('keys in free text', () => {
  it.each(Object.entries(keys))(
    'finds a key of %s anywhere, and does not repeat it',
    (_name, key) => {
      const found = findSecret({ parameters: { prompt: `a bag\n${key} on a table` } });
      expect(found?.path).toBe('parameters.prompt');
      const refusal = secretRefusal(found ?? { path: '', detector: '' });
      expect(JSON.stringify([refusal.message, refusal.details])).not.toContain(key);
    }
  );

  it('finds a key whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom(...Object.values(keys)),
        (before, after, key) => {
          expect(findSecret([`${before} ${key} ${after}`])).not.toBeNull();
        }
      )
    );
  });

  it.each([
    'A sketch of a risk-taking skier',
    'sk-8 skateboard shoes, style 2026',
    '商品主图：帆布包，白底',
    'task key is canvas-bag-2026',
  ])('lets through: %s', (text) => expect(findSecret(text)).toBeNull());
});

describe('small things that others stand on', () => {
  it('gives one text for one value, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(sha256(canonicalText(reversed))).toBe(sha256(canonicalText(value)));
      })
    );
  });

  it('reads its own cursors and refuses others', () => {
    fc.assert(fc.property(fc.nat(), (id) => expect(decodeCursor(encodeCursor(id))).toBe(id)));
    expect(() => decodeCursor('nonsense')).toThrow('cursor');
  });

  it('waits longer after each attempt, within bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const wait = backoff(attempt, { baseMs: 100, maxMs: 10_000, random: () => random });
          expect(wait).toBeGreaterThanOrEqual(50);
          expect(wait).toBeLessThanOrEqual(10_000);
        }
      )
    );
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  canonicalText,
  crc32,
  verifyRecord,
} from '../../plugins/asset-provenance/server/src/evidence';
import { recordEntries } from '../../plugins/asset-provenance/shared';
import { newSigner } from '../support/ledgers';
import { exportedEntries, exportedZip, repaired, zipEntries } from '../support/record-zips';
import type { Entries } from '../support/record-zips';

jest.setTimeout(120_000);

const SEED = 20_261_129;
const RUNS = 150;

const signer = newSigner();
let folder: string;
let entries: Entries;
let zip: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-mutations-'));
  entries = await exportedEntries(signer);
  zip = await exportedZip(signer);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (bytes: Buffer) => {
  const file = path.join(folder, 'record.zip');
  writeFileSync(file, bytes);
  return verifyRecord(file, { trusted: [signer.verifierKey] });
};

const other = (byte: number, by: number) => (byte + 1 + (by % 255)) % 256;

describe('mutations of an exported record', () => {
  it('are found in every byte of the zip, whatever it is part of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(254), async (place, by) => {
        const at = place % zip.length;
        const changed = Buffer.from(zip);
        changed[at] = other(zip[at] ?? 0, by);
        expect((await verify(changed)).state).not.toBe('intact');
      }),
      { seed: SEED, numRuns: RUNS }
    );
  });

  it('are found in the zip around its entries, byte by byte', async () => {
    const places = new Set(zip.keys());
    let from = 0;
    for (const content of entries.values()) {
      from = zip.indexOf(content, from);
      for (let at = from; at < from + content.length; at += 1) places.delete(at);
      from += content.length;
    }
    expect(places.size).toBeLessThan(2000);
    for (const place of places) {
      const changed = Buffer.from(zip);
      changed[place] = other(zip[place] ?? 0, place * 7);
      if ((await verify(changed)).state === 'intact') throw new Error(`Byte ${place} is free.`);
    }
  });

  it('are found in every entry, also when they are packed rightly: changed, put in, taken out', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.nat(),
        fc.nat(254),
        fc.constantFrom('change', 'insert', 'remove', 'cut'),
        async (which, place, by, how) => {
          const names = [...entries.keys()];
          const name = names[which % names.length] ?? '';
          const content = entries.get(name) as Buffer;
          const at = place % content.length;
          const [before, after] = [content.subarray(0, at), content.subarray(at + 1)];
          const byte = content[at] ?? 0;
          const mutated = {
            change: Buffer.concat([before, Buffer.from([other(byte, by)]), after]),
            insert: Buffer.concat([before, Buffer.from([by, byte]), after]),
            remove: Buffer.concat([before, after]),
            cut: before,
          }[how];
          const report = await verify(await zipEntries(new Map(entries).set(name, mutated)));
          expect(report.state).not.toBe('intact');
          expect(report.findings.length).toBeGreaterThan(0);
        }
      ),
      { seed: SEED, numRuns: RUNS }
    );
  });

  it('are found in what the record says of its events, also by who can sign the manifest anew', async () => {
    const value = JSON.parse((entries.get(recordEntries.record) as Buffer).toString()) as {
      timeline: Record<string, unknown>[];
    };
    const fields = ['at', 'type', 'aggregateType', 'aggregateId', 'hash', 'eventId'];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(value.timeline.length - 1),
        fc.constantFrom(...fields),
        fc.string({ minLength: 1 }),
        async (index, field, text) => {
          const event = value.timeline[index] ?? {};
          fc.pre(event[field] !== text);
          const timeline = value.timeline.with(index, { ...event, [field]: text });
          const content = Buffer.from(canonicalText({ ...value, timeline }));
          const changed = repaired(new Map(entries).set(recordEntries.record, content), signer);
          expect((await verify(await zipEntries(changed))).state).toBe('altered');
        }
      ),
      { seed: SEED, numRuns: 100 }
    );
  });
});

describe('the checksum of a zip', () => {
  it('is that of the standard, in one piece or in several', () => {
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        expect(crc32(second, crc32(first))).toBe(crc32(Buffer.concat([first, second])));
      })
    );
  });
});

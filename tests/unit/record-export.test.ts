import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ZipFile } from 'yazl';
import {
  canonicalText,
  signKeyChange,
  verifyRecord,
} from '../../plugins/asset-provenance/server/src/evidence';
import { recordEntries } from '../../plugins/asset-provenance/shared';
import type {
  FullRecord,
  RecordManifest,
  RecordReport,
} from '../../plugins/asset-provenance/shared';
import { ORIGIN, checkpointOf, newSigner, sealAll, textOf } from '../support/ledgers';
import {
  exportedEntries,
  exportedZip,
  ledgerSize,
  record,
  repaired,
  rootOfLedger,
  signatureOf,
  zipEntries,
} from '../support/record-zips';
import type { Entries } from '../support/record-zips';

const signer = newSigner();
const stranger = newSigner();
let folder: string;
let entries: Entries;
let zip: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-record-'));
  entries = await exportedEntries(signer);
  zip = await exportedZip(signer);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const verify = (bytes: Buffer, trusted = [signer.verifierKey], outside = {}) => {
  const file = path.join(folder, 'record.zip');
  writeFileSync(file, bytes);
  return verifyRecord(file, { trusted, ...outside });
};
const verifyEntries = async (changed: Entries, trusted?: string[]) =>
  verify(await zipEntries(changed), trusted);
const kindsOf = ({ findings }: RecordReport) => findings.map(({ kind }) => kind);

const text = (name: string): string => entries.get(name)?.toString() ?? '';
const withText = (name: string, content: string): Entries =>
  new Map(entries).set(name, Buffer.from(content));
const withRecord = (change: (record: FullRecord) => void): Entries => {
  const changed = JSON.parse(text(recordEntries.record)) as FullRecord;
  change(changed);
  return withText(recordEntries.record, canonicalText(changed));
};

describe('an exported record', () => {
  it('is intact as it was written, and says what was proven', async () => {
    const report = await verify(zip);
    expect(report).toMatchObject({
      state: 'intact',
      findings: [],
      format: { version: 1, variant: 'full' },
      madeBy: 'Edith Editor',
      signature: { state: 'signed', key: signer.verifierKey, isTrusted: true },
      checkpoint: { origin: ORIGIN, size: ledgerSize, root: rootOfLedger() },
      events: { total: record.timeline.length, proven: record.timeline.length, unproven: 0 },
      files: { there: 1 },
    });
    expect(report.compared).toBeGreaterThan(100);
  });

  it('says that the key is the one in the zip, where none was given', async () => {
    expect(await verify(zip, [])).toMatchObject({
      state: 'intact',
      signature: { state: 'signed', isTrusted: false },
    });
  });

  it('is followed from a key that was given to the one that signed, by who vouched', async () => {
    const before = newSigner();
    const change = signKeyChange(
      { origin: ORIGIN, size: 1, time: '2026-11-01T00:00:00.000Z' },
      before,
      signer
    );
    const [key] = JSON.parse(text(recordEntries.keys)) as object[];
    const changed = repaired(
      withText(recordEntries.keys, canonicalText([{ ...key, change }])),
      signer
    );
    expect((await verifyEntries(changed, [before.verifierKey])).state).toBe('intact');
    expect(kindsOf(await verifyEntries(entries, [before.verifierKey]))).toEqual([
      'signature_unvouched',
      'checkpoint_unvouched',
    ]);
  });

  it.each(Object.values(recordEntries).concat('files/original.png' as never))(
    'is altered when %s is',
    async (name) => {
      const content = Buffer.from(entries.get(name) ?? []);
      const at = Math.floor(content.length / 2);
      content[at] = (content[at] ?? 0) ^ 1;
      const report = await verifyEntries(new Map(entries).set(name, content));
      expect(report.state).not.toBe('intact');
      const isSigning = [recordEntries.manifest, recordEntries.signature].some(
        (each) => each === name
      );
      if (!isSigning)
        expect(report.findings).toContainEqual(
          expect.objectContaining({ kind: 'entry_altered', entry: name })
        );
    }
  );

  it('names entries that are missing, and those that nobody listed', async () => {
    const less = new Map(entries);
    less.delete(recordEntries.timeline);
    less.set('extra.txt', Buffer.from('x'));
    expect((await verifyEntries(less)).findings).toMatchObject([
      { kind: 'entry_missing', entry: recordEntries.timeline },
      { kind: 'entry_unlisted', entry: 'extra.txt' },
    ]);
  });

  it('is found altered when manifest and entry are changed together', async () => {
    const changed = withText(recordEntries.timeline, 'nothing happened');
    const kept = new Map(repaired(changed, null)).set(
      recordEntries.signature,
      entries.get(recordEntries.signature) as Buffer
    );
    expect(kindsOf(await verifyEntries(kept))).toEqual(['manifest_altered']);
    for (const trusted of [[signer.verifierKey], []])
      expect(await verifyEntries(repaired(changed, null), trusted)).toMatchObject({
        state: 'altered',
        findings: [{ kind: 'signature_missing', entry: recordEntries.signature }],
      });
    const forged = repaired(changed, stranger);
    expect(kindsOf(await verifyEntries(forged))).toEqual(['signature_unvouched']);
  });

  it('is called unsigned, and never intact, where the manifest says that nobody could sign', async () => {
    const manifest = JSON.parse(text(recordEntries.manifest)) as RecordManifest;
    const leftOut = [{ reason: 'signature', of: null }];
    const unsigned = withText(recordEntries.manifest, canonicalText({ ...manifest, leftOut }));
    for (const trusted of [[signer.verifierKey], []])
      expect(await verifyEntries(repaired(unsigned, null), trusted)).toMatchObject({
        state: 'unsigned',
        findings: [{ kind: 'manifest_unsigned' }],
        signature: { state: 'unsigned', key: null },
      });
    const changed = new Map(unsigned).set(recordEntries.record, Buffer.from('{}'));
    expect((await verifyEntries(repaired(changed, null))).state).toBe('altered');
  });

  it('is held against checkpoints that were kept elsewhere', async () => {
    const other = sealAll(Array.from({ length: ledgerSize }, (_, index) => textOf(index, 3)));
    const outside = [{ note: checkpointOf(other, signer), subject: 'kept.txt' }];
    expect(kindsOf(await verify(zip, [signer.verifierKey], { outside }))).toEqual([
      'checkpoint_contradicted',
    ]);
    const same = [{ note: text(recordEntries.checkpoint), subject: 'kept.txt' }];
    expect(await verify(zip, [signer.verifierKey], { outside: same })).toMatchObject({
      state: 'intact',
      kept: { given: 1, compared: 1 },
    });
    const later = { note: checkpointOf(other.slice(1), signer), subject: 'later.txt' };
    expect(await verify(zip, [signer.verifierKey], { outside: [...same, later] })).toMatchObject({
      state: 'intact',
      kept: { given: 2, compared: 1 },
    });
  });

  it('is not called altered by what somebody forged: that is said of the kept checkpoint', async () => {
    const other = sealAll(Array.from({ length: ledgerSize }, (_, index) => textOf(index, 3)));
    const byUs = checkpointOf(other, signer);
    const forged = byUs.replace('time 2026-11-01', 'time 2026-11-02');
    for (const [note, kind] of [
      [forged, 'kept_checkpoint_forged'],
      ['no checkpoint', 'kept_checkpoint_forged'],
      [checkpointOf(other, stranger), 'kept_checkpoint_unvouched'],
    ])
      expect(
        await verify(zip, [signer.verifierKey], { outside: [{ note, subject: 'kept.txt' }] })
      ).toMatchObject({
        state: 'forged',
        findings: [{ kind, subject: 'kept.txt', entry: null }],
        kept: { given: 1, compared: 0 },
      });
  });

  it('is refused with a checkpoint by another key, or of other events', async () => {
    const other = sealAll(Array.from({ length: ledgerSize }, (_, index) => textOf(index, 3)));
    const byStranger = checkpointOf(other, stranger);
    const forged = repaired(withText(recordEntries.checkpoint, byStranger), signer);
    const kinds = kindsOf(await verifyEntries(forged));
    expect(kinds).toContain('checkpoint_unvouched');
    expect(kinds).toContain('proof_broken');
    const swapped = repaired(
      withText(recordEntries.checkpoint, checkpointOf(other, signer)),
      signer
    );
    expect(new Set(kindsOf(await verifyEntries(swapped)))).toEqual(new Set(['proof_broken']));
  });

  it('is of no use to a program that does not know its version', async () => {
    const manifest = { format: 'asset-provenance-record', version: 2, whatever: true };
    const content = Buffer.from(canonicalText(manifest));
    const newer = new Map(entries)
      .set(recordEntries.manifest, content)
      .set(recordEntries.signature, signatureOf(content, signer));
    expect(await verifyEntries(newer)).toMatchObject({
      state: 'unsupported',
      findings: [{ kind: 'newer_version', expected: '1', found: '2' }],
    });
  });
});

/** Whoever could sign anew still cannot make the events say something else. */
describe('a record that says something else than its events', () => {
  const found = async (changed: Entries, signedBy = signer) =>
    (await verifyEntries(repaired(changed, signedBy), [signedBy.verifierKey])).findings;

  it.each<[string, string, (record: FullRecord) => void]>([
    ['a verdict', 'record_differs', ({ verdicts }) => (verdicts[0]!.verdict = 'rejected')],
    ['its limits', 'record_differs', ({ verdicts }) => (verdicts[0]!.limits!.validUntil = null)],
    ['its place', 'record_differs', ({ verdicts }) => (verdicts[0]!.decisions.storedIn = '/')],
    ['its reviewer', 'person_altered', ({ verdicts }) => (verdicts[0]!.reviewer.name = 'Eve')],
    ['its reason', 'words_altered', ({ verdicts }) => (verdicts[0]!.reason = 'Superb.')],
    ['no verdict', 'record_incomplete', (each) => (each.verdicts = [])],
    [
      'a verdict of nobody',
      'record_unfounded',
      ({ verdicts }) => verdicts.push({ ...verdicts[0]!, verdictId: 'verdict2' }),
    ],
    ['the state of the asset', 'record_differs', ({ asset }) => (asset!.state = 'revoked')],
    ['the reviewer of the asset', 'person_altered', ({ asset }) => (asset!.reviewer.id = 'x')],
    ['the limits of the asset', 'record_differs', ({ asset }) => (asset!.limits.channels = [])],
    ['no asset', 'record_incomplete', (each) => (each.asset = null)],
    ['the bytes', 'record_differs', ({ output }) => (output.storedSha256 = 'b'.repeat(64))],
    ['the status', 'record_differs', ({ output }) => (output.approvalStatus = 'pending')],
    ['the prompt', 'record_differs', ({ task }) => (task.requested!.prompt = 'A fur coat')],
    ['what it shows', 'record_differs', ({ task }) => (task.subject = '皮草')],
    ['the model', 'record_differs', ({ task }) => (task.modelId = 'another')],
    ['the upstream task', 'record_differs', ({ task }) => (task.jobs[0]!.providerTaskId = 'x')],
    ['a day', 'record_differs', ({ notes }) => (notes[0]!.recheckOn = null)],
    [
      'a use outside',
      'record_differs',
      ({ outsidePlacements }) => (outsidePlacements[0]!.aiDeclaration = 'not_declared'),
    ],
    ['an event less', 'timeline_differs', ({ timeline }) => timeline.splice(3, 1)],
    ['who it was', 'person_altered', ({ timeline }) => (timeline[2]!.actor.name = 'Eve')],
    ['their words', 'words_altered', ({ timeline }) => (timeline[4]!.note = 'Nothing')],
    ['the facts', 'record_differs', ({ timeline }) => (timeline[3]!.data.storedSha256 = 'x')],
    ['another file', 'file_differs', ({ files }) => (files[0]!.sha256 = 'c'.repeat(64))],
  ])('tells of %s', async (_what, kind, change) => {
    expect(await found(withRecord(change))).toContainEqual(expect.objectContaining({ kind }));
  });

  it('tells of events that are not those that were sealed', async () => {
    const lines = text(recordEntries.proofs).trimEnd().split('\n');
    const change = (from: string | RegExp, to: string) =>
      found(
        withText(
          recordEntries.proofs,
          `${lines.with(5, (lines[5] ?? '').replace(from, to)).join('\n')}\n`
        )
      );
    const has = (kind: string) => expect.objectContaining({ kind });
    expect(await change('approved', 'rejected')).toContainEqual(has('text_altered'));
    expect(await change(/"sequence":\d+/, '"sequence":1')).toContainEqual(has('seal_altered'));
    expect(await change(/"proof":\["[0-9a-f]{4}/, '"proof":["0000')).toContainEqual(
      has('proof_broken')
    );
    expect(await change(/"salt":"\w+"/, '"salt":"other"')).toContainEqual(has('person_altered'));
    expect(await change(/^.*$/, '{}')).toContainEqual(has('entry_malformed'));
  });

  it('is not brought down by what is no record at all', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const values = ['', 'null', '[]', '{}', '{"output":{}}', deep];
    const full = JSON.parse(text(recordEntries.record)) as FullRecord;
    for (const value of [
      ...values,
      canonicalText({ ...full, timeline: [null] }),
      canonicalText({ ...full, task: { ...full.task, requested: null, jobs: [{}] } }),
      text(recordEntries.record).replace('"data":{', `"data":{"x":${deep},`),
    ])
      expect((await found(withText(recordEntries.record, value))).length).toBeGreaterThan(0);
  });
});

describe('a hostile or broken zip', () => {
  it('is answered in bounds when its entries are endless lists of nothing', async () => {
    const changed = new Map(entries)
      .set(recordEntries.proofs, Buffer.from('{}\n'.repeat(2_000_000)))
      .set(recordEntries.record, Buffer.from(`[${'[],'.repeat(2_000_000)}[]]`));
    const before = process.cpuUsage();
    const report = await verifyEntries(changed);
    const { user } = process.cpuUsage(before);
    expect(report.state).toBe('altered');
    expect(report.findings.length).toBe(100);
    expect(report.events.total).toBeLessThan(10_000);
    expect(user / 1_000_000).toBeLessThan(10);
  });

  const expectUnreadable = async (bytes: Buffer, kind: string) =>
    expect(await verify(bytes)).toMatchObject({ state: 'unreadable', findings: [{ kind }] });

  /** The same length, put in wherever the name stands: as no program that writes zips would. */
  const renamed = (bytes: Buffer, from: string, to: string): Buffer =>
    Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

  const written = async (fill: (file: ZipFile) => void): Promise<Buffer> => {
    const file = new ZipFile();
    fill(file);
    file.end();
    const parts: Buffer[] = [];
    for await (const part of file.outputStream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };

  it.each([
    ['leads out of the zip', '../../rd.json'],
    ['begins at the root', '/cord.json/../'.slice(0, 11)],
    ['has a drive', 'C:/ord.json'],
    ['has backslashes', '..\\..\\d.jso'.slice(0, 11)],
    ['is hidden', '.ecord.json'],
    ['has a line break', 're\nord.json'],
  ])('is not read when a name %s', async (_what, name) => {
    const to = name.padEnd('record.json'.length, 'x').slice(0, 'record.json'.length);
    await expectUnreadable(renamed(zip, 'record.json', to), 'unsafe_name');
  });

  it('is not read with two entries of one name, whatever the case of its letters', async () => {
    for (const name of ['prov.json', 'PROV.json']) {
      const twice = await written((file) => {
        file.addBuffer(Buffer.from('1'), 'prov.json');
        file.addBuffer(Buffer.from('2'), name);
      });
      await expectUnreadable(twice, 'duplicate_name');
    }
  });

  it('is not unpacked when it is a bomb, and takes no time over it', async () => {
    const bomb = await written((file) => {
      file.addBuffer(Buffer.alloc(60_000_000), 'record.html', { compressionLevel: 9 });
    });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().rss;
    const start = process.cpuUsage();
    await expectUnreadable(bomb, 'too_compressed');
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    const huge = await written((file) =>
      file.addBuffer(Buffer.alloc(40_000_000), 'record.json', { compressionLevel: 9 })
    );
    await expectUnreadable(huge, 'too_large');
  });

  it('is not believed about sizes: what unpacks to more than it says is cut off', async () => {
    const packed = await written((file) => {
      for (const [name, content] of entries) file.addBuffer(content, name);
      file.addBuffer(Buffer.alloc(900_000), 'lying.txt');
    });
    const lying = Buffer.from(packed);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(900_000);
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 4))
      lying.writeUInt32LE(9, at);
    expect((await verify(lying)).findings).toContainEqual(
      expect.objectContaining({ kind: 'entry_damaged', entry: 'lying.txt' })
    );
  });

  it('is not read with too many entries', async () => {
    const many = await written((file) => {
      for (let index = 0; index < 20_000; index += 1)
        file.addBuffer(Buffer.alloc(0), `e${index}.txt`, { compress: false });
    });
    await expectUnreadable(many, 'too_many_entries');
  });

  it('is not read when it is cut off anywhere, or is none', async () => {
    for (const length of [0, 1, 4, 100, zip.length / 2, zip.length - 1].map(Math.floor))
      await expectUnreadable(zip.subarray(0, length), 'no_zip');
    await expectUnreadable(Buffer.from('<html>'), 'no_zip');
    const other = await written((file) => file.addBuffer(Buffer.from('x'), 'letter.txt'));
    await expectUnreadable(other, 'no_record');
  });

  it('is told of when a checksum is wrong, in one place or in all', async () => {
    const at = zip.indexOf('PK\x01\x02', 0, 'latin1') + 16;
    const once = Buffer.from(zip);
    once[at] = (zip[at] ?? 0) ^ 1;
    expect(kindsOf(await verify(once))).toContain('entry_damaged');
    const everywhere = Buffer.from(once);
    everywhere.writeUInt32LE(once.readUInt32LE(at), 14);
    expect(kindsOf(await verify(everywhere))).toContain('entry_damaged');
  });

  it('is told of when somebody packed it again, although all of it is there', async () => {
    const again = await written((file) => {
      for (const [name, content] of entries) file.addBuffer(content, name);
    });
    expect(kindsOf(await verify(again))).toEqual(['container_altered']);
  });

  it('is not read when something stands before it or behind it, or its beginning is another', async () => {
    const begun = Buffer.from(zip);
    begun[0] = 0;
    for (const bytes of [
      Buffer.concat([Buffer.from('MZ'), zip]),
      Buffer.concat([Buffer.alloc(100), zip]),
      Buffer.concat([zip, Buffer.from('more')]),
      begun,
    ])
      await expectUnreadable(bytes, 'no_zip');
  });
});

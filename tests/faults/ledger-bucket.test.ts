import { api } from '../../plugins/asset-provenance/shared';
import type { LedgerStanding } from '../../plugins/asset-provenance/shared';
import { startBucket } from '../fakes/s3';
import type { FakeBucket } from '../fakes/s3';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { make, ok } from '../support/story';
import { verified } from '../support/verified';
import { until } from '../support/wait';

jest.setTimeout(240_000);

const SECRET = 'bucket/secret+with/signs=of-all-kinds';
const account = {
  accessKeyId: 'AKIALEDGER',
  secretAccessKey: SECRET,
  region: 'eu-central-1',
  bucket: 'evidence.example',
};

let bucket: FakeBucket;
let server: Server;
let person: Person;

const envWith = (secret: string) => ({
  LEDGER_SEAL_SECONDS: '0.1',
  LEDGER_CHECKPOINT_EVENTS: '3',
  LEDGER_CHECKPOINT_MINUTES: '0.02',
  LEDGER_EXPORT_BUCKET: account.bucket,
  LEDGER_EXPORT_BUCKET_ENDPOINT: bucket.url,
  LEDGER_EXPORT_BUCKET_REGION: account.region,
  LEDGER_EXPORT_BUCKET_PREFIX: 'newsroom/ledger/',
  LEDGER_EXPORT_BUCKET_KEY_ID: account.accessKeyId,
  LEDGER_EXPORT_BUCKET_SECRET: secret,
});

beforeAll(async () => {
  bucket = await startBucket(account);
  server = await startServer({ env: envWith(SECRET) });
  person = await registerFirstAdmin(server.url);
});

afterAll(async () => {
  await server?.dispose();
  await bucket?.close();
});

const standing = async () => ok(await person.api.get<LedgerStanding>(api.ledger), 'Ledger');
const inBucket = async () =>
  (await standing()).exports.find(({ exportId }) => exportId === 'bucket');

const everythingIsOut = () =>
  until(
    async () => {
      const { unsealed, size, checkpoint, exports } = await standing();
      const isSigned = unsealed === 0 && checkpoint?.size === size;
      return isSigned && exports.every((each) => each.size === size && each.problem === null);
    },
    { what: 'every event to be signed and exported' }
  );

const problemLike = (pattern: RegExp) =>
  until(async () => pattern.test((await inBucket())?.problem ?? ''), {
    what: `a problem like ${String(pattern)}`,
  });

const checkpointsInBucket = () =>
  [...bucket.objects].filter(([key]) => key.includes('/checkpoint-')).sort();

it('brings every checkpoint and the key into the bucket, below its prefix', async () => {
  await make(person);
  await everythingIsOut();
  const notes = (await readRows(server, (rows) =>
    rows('ap_ledger_checkpoints').orderBy('size').pluck('note')
  )) as string[];
  expect(checkpointsInBucket().map(([, text]) => text)).toEqual(notes);
  expect(notes.length).toBeGreaterThan(2);
  const keys = [...bucket.objects.keys()];
  expect(keys.every((key) => /^newsroom\/ledger\/asset-provenance-[^/]+\//.test(key))).toBe(true);
  expect(keys.some((key) => key.includes('/key-0000-'))).toBe(true);
});

it('is read when the ledger is verified', async () => {
  const [first] = checkpointsInBucket();
  if (!first) throw new Error('No checkpoint in the bucket.');
  expect(await verified(person)).toMatchObject({ state: 'intact' });
  bucket.objects.set(first[0], first[1].replace('time 2', 'time 1'));
  const { state, findings } = await verified(person);
  expect(state).toBe('forged');
  expect(findings).toEqual([
    expect.objectContaining({
      kind: 'checkpoint_forged',
      subject: `${account.bucket}/${first[0]}`,
    }),
  ]);
  bucket.objects.set(...first);
  expect(await verified(person)).toMatchObject({ state: 'intact' });
});

it('says why it cannot be reached, and goes on when it can', async () => {
  bucket.breakdown = { status: 503, code: 'SlowDown' };
  await make(person);
  await problemLike(/evidence\.example.*503 SlowDown/);
  bucket.breakdown = { status: 403, code: 'AccessDenied' };
  await problemLike(/403 AccessDenied/);
  expect((await standing()).exports.find(({ exportId }) => exportId === 'folder')?.problem).toBe(
    null
  );
  bucket.breakdown = null;
  await everythingIsOut();
  expect(server.logs()).toContain('do not reach "bucket"');
});

it('never writes over an object that is there', async () => {
  const [newest] = checkpointsInBucket().slice(-1);
  if (!newest) throw new Error('No checkpoint in the bucket.');
  await readRows(server, (rows) =>
    rows('ap_ledger_exports').where({ export_id: 'bucket' }).update({ size: 0 })
  );
  bucket.objects.set(newest[0], 'something else');
  await make(person);
  await problemLike(/is there already, with another content/);
  expect(bucket.objects.get(newest[0])).toBe('something else');
  bucket.objects.set(...newest);
  await everythingIsOut();
});

it('is refused with a wrong secret, which stands nowhere', async () => {
  const wrong = 'another-secret-entirely';
  await server.restart({ env: envWith(wrong) });
  await make(person);
  await problemLike(/403 SignatureDoesNotMatch/);
  expect(server.logs()).not.toContain(wrong);
  expect(server.logs()).not.toContain(SECRET);
  expect(JSON.stringify(await standing())).not.toContain(wrong);
});

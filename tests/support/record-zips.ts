import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import {
  actorHash,
  canonicalText,
  createTree,
  inclusionProof,
  launchHashOf,
  limitsHashOf,
  nodeHash,
  saltedHash,
  sha256,
  signManifestNote,
  verdictHashOf,
} from '../../plugins/asset-provenance/server/src/evidence';
import type { SealedEvent, Signer } from '../../plugins/asset-provenance/server/src/evidence';
import {
  fullTexts,
  manifestOf,
} from '../../plugins/asset-provenance/server/src/trace/export/contents';
import { zipOf } from '../../plugins/asset-provenance/server/src/trace/export/zip';
import { recordEntries, reuseLimitsSchema } from '../../plugins/asset-provenance/shared';
import type {
  Actor,
  FullRecord,
  LeftOut,
  Parameters,
  RecordProof,
  TimelineEvent,
} from '../../plugins/asset-provenance/shared';
import { ORIGIN, checkpointOf, keyLine, sealAll, textOf } from './ledgers';

export const editor: Actor = { type: 'admin', id: 'editor1', name: 'Edith Editor' };
export const reviewer: Actor = { type: 'admin', id: 'manager1', name: 'Conrad 管理' };
const BEGIN = Date.parse('2026-11-20T08:00:00.000Z');
const bytes = Buffer.from('the bytes of a picture 图片');
export const pictureHash = createHash('sha256').update(bytes).digest('hex');

const ids = { task: 'task1', job: 'job1', output: 'output1', file: 'file1', verdict: 'verdict1' };
const limits = reuseLimitsSchema.parse({ channels: ['website'], validUntil: '2027-11-20' });
const requested: Parameters = {
  kind: 'image',
  inputType: 'text_to_image',
  prompt: 'A canvas bag 帆布包',
  negativePrompt: null,
  references: [],
  aspectRatio: '1:1',
  seed: 7,
  extras: {},
  size: '512x512',
  quality: 'low',
  count: 1,
};
const launched = {
  providerId: 'sandbox',
  modelId: 'sandbox-image',
  stage: 'final',
  purpose: 'product_hero',
  channel: 'website',
  specification: 'Web',
  brand: null,
  series: null,
  subject: '帆布包',
} as const;

const timeOf = (minute: number) => new Date(BEGIN + minute * 60_000).toISOString();

const verdictFacts = {
  outputId: ids.output,
  taskId: ids.task,
  ordinal: 0,
  verdict: 'approved',
  reasonChips: [],
  storedSha256: pictureHash,
  storedIn: '/Provenance/bag.png',
  isReuseAllowed: true,
  shouldRegenerate: false,
  isPublicUseAllowed: true,
  limits,
  alternativeText: 'A bag.',
  alternativeTexts: null,
  supersedes: null,
  restores: null,
  standingBefore: 'pending',
  givenAt: timeOf(5),
};

type Told = {
  type: string;
  about: [type: string, id: string];
  version?: number;
  actor?: Actor;
  note?: string;
  data: Record<string, unknown>;
};
const story: Told[] = [
  {
    type: 'task.launched',
    about: ['task', ids.task],
    version: 1,
    data: {
      ...{ purpose: launched.purpose, channel: launched.channel, stage: launched.stage },
      ...{ kind: 'image', providerId: launched.providerId, modelId: launched.modelId },
      parametersHash: launchHashOf({ ...launched, parameters: requested }),
      ...{ jobs: 1, outputs: 1, derivation: null, derivedFrom: null, repeatOf: null },
    },
  },
  {
    type: 'job.moved',
    about: ['job', ids.job],
    version: 2,
    data: { from: 'queued', to: 'stored', failureClass: null, providerTaskId: 'upstream-1' },
  },
  {
    type: 'output.moved',
    about: ['output', ids.output],
    version: 3,
    data: {
      ...{ from: 'fetching', to: 'stored', failureClass: null, fileDocumentId: ids.file },
      ...{ receivedSha256: 'a'.repeat(64), storedSha256: pictureHash },
    },
  },
  {
    type: 'output.submitted',
    about: ['output', ids.output],
    version: 4,
    data: { storedSha256: pictureHash },
  },
  {
    type: 'comment.written',
    about: ['comment', 'comment1'],
    actor: reviewer,
    note: '=HYPERLINK("http://example.org")',
    data: { outputId: ids.output, answersId: null, isPinned: false, mentions: [] },
  },
  {
    type: 'verdict.given',
    about: ['verdict', ids.verdict],
    version: 1,
    actor: reviewer,
    note: 'Fits. 合适',
    data: {
      ...{ outputId: ids.output, verdict: 'approved', storedSha256: pictureHash },
      ...{ supersedes: null, restores: null, limits, verdictHash: verdictHashOf(verdictFacts) },
    },
  },
  {
    type: 'asset.approved',
    about: ['asset', 'asset1'],
    version: 1,
    actor: reviewer,
    data: {
      ...{ outputId: ids.output, verdictId: ids.verdict, storedSha256: pictureHash },
      ...{ validUntil: limits.validUntil, channels: limits.channels },
      limitsHash: limitsHashOf(limits),
    },
  },
  {
    type: 'note.written',
    about: ['revision_note', 'note1'],
    data: {
      ...{ targetType: 'asset', targetId: 'asset1', completes: null },
      ...{ outcome: null, recheckOn: '2027-01-01' },
    },
  },
  {
    type: 'placement.recorded',
    about: ['placement', 'placement1'],
    actor: reviewer,
    note: 'On the poster.',
    data: {
      ...{ fileDocumentId: ids.file, channel: 'print' },
      ...{ placedOn: '2026-11-21', aiDeclaration: 'declared' },
    },
  },
];

type Event = TimelineEvent & { text: string; salt: string; noteSalt: string | null };

const eventOf = (
  { type, about: [aggregateType, aggregateId], version = 0, actor = editor, note, data }: Told,
  minute: number
): Event => {
  const salt = `salt${minute}`;
  const noteSalt = note ? `words${minute}` : null;
  const facts = { type, aggregateType, aggregateId };
  const text = canonicalText({
    ...facts,
    aggregateVersion: version || null,
    taskId: ids.task,
    eventId: `event${minute}`,
    at: timeOf(minute),
    actor: {
      type: actor.type,
      hash: actorHash(actor, salt),
      nameHash: saltedHash(salt, actor.name),
    },
    noteHash: note && noteSalt ? saltedHash(noteSalt, note) : null,
    data,
  });
  return {
    ...facts,
    ...{ eventId: `event${minute}`, at: timeOf(minute), actor, note: note ?? null, data },
    ...{ hash: sha256(text), text, salt, noteSalt },
  };
};

const events = story.map(eventOf);

const output: FullRecord['output'] = {
  ...{ outputId: ids.output, taskId: ids.task, jobId: ids.job, ordinal: 0, state: 'stored' },
  ...{ stage: 'final', isChosen: true, adopted: null, approvalStatus: 'approved' },
  ...{ fileDocumentId: ids.file, mime: 'image/png', width: 512, height: 512 },
  ...{ durationSeconds: null, bytes: bytes.length, receivedSha256: 'a'.repeat(64) },
  ...{ storedSha256: pictureHash, marks: null, alternativeText: 'A bag.', alternativeTexts: {} },
  ...{ seed: 7, verdictReason: null, failure: null },
} as FullRecord['output'];

/** As the projection of a real record would be; what no test looks at is left as it may be empty. */
export const record = {
  output,
  task: {
    ...launched,
    ...{ taskId: ids.task, state: 'downloadable', kind: 'image', parameterSummary: 'Final 512' },
    ...{ owner: editor, requested, elsewhere: null, outputsExpected: 1, outputsStored: 1 },
    ...{ failure: null, repeats: 0, repeatOf: null, derivedFrom: null, preset: null, cost: null },
    ...{ launchedAt: timeOf(0), finishedAt: timeOf(2), derivedTasks: [], regenerateReason: null },
    ...{ changedSincePreset: null, spend: null },
    reproducibility: { isExpected: true, en: 'Yes', zh: '是' },
    jobs: [{ jobId: ids.job, ordinal: 0, state: 'stored', providerTaskId: 'upstream-1' }],
  },
  specification: null,
  asset: {
    ...{ assetId: 'asset1', outputId: ids.output, taskId: ids.task, state: 'active' },
    ...{ reviewer, owner: editor, storedSha256: pictureHash, limits, ended: null },
  },
  file: null,
  files: [
    {
      ...{ role: 'original', fileDocumentId: ids.file, name: '帆布包.png', mime: 'image/png' },
      ...{ entry: 'files/original.png', sha256: pictureHash, bytes: bytes.length },
    },
  ],
  marks: [],
  verdicts: [
    {
      ...{ verdictId: ids.verdict, outputId: ids.output, verdict: 'approved' },
      ...{ reason: 'Fits. 合适', reasonChips: [], storedSha256: pictureHash, reviewer },
      decisions: {
        storedIn: '/Provenance/bag.png',
        ...{ isReuseAllowed: true, shouldRegenerate: false, isPublicUseAllowed: true },
      },
      ...{ limits, alternativeText: 'A bag.', alternativeTexts: {}, restores: null },
      ...{ supersedes: null, supersededBy: null, givenAt: timeOf(5) },
    },
  ],
  references: [],
  lineage: [],
  siblings: [],
  placements: [],
  outsidePlacements: [
    {
      ...{ placementId: 'placement1', fileDocumentId: ids.file, channel: 'print', url: null },
      ...{ placedOn: '2026-11-21', aiDeclaration: 'declared', note: 'On the poster.' },
      ...{ recordedBy: reviewer, recordedAt: timeOf(8), ended: null },
    },
  ],
  notes: [
    {
      ...{ noteId: 'note1', reason: 'Asked.', questionSource: 'Mail', approvingOwner: 'Olga' },
      target: { type: 'asset', id: 'asset1', uid: null, locale: null, label: '' },
      ...{ recheckOn: '2027-01-01', writtenBy: editor, writtenAt: timeOf(7), completes: null },
      ...{ outcome: null, responsible: editor.name, completedBy: null, isDue: false },
    },
  ],
  publications: [],
  keeping: {
    ...{ outputId: ids.output, taskId: ids.task, hold: null, taskHold: null, heldWith: [] },
    ...{ removal: null, removed: { raw_answers: null, prompts: null, records: null } },
  },
  timeline: events.map(({ text: _text, salt: _salt, noteSalt: _noteSalt, ...event }) => event),
  checks: [],
} as unknown as FullRecord;

/** Others' events lie between those of the record, as in a living ledger. */
const ledger = sealAll(
  events.flatMap((event, index) => [textOf(index * 3, 40), textOf(index * 3 + 1, 40), event.text])
);

const nodesOver = async (level: number, position: number): Promise<string> =>
  level === 0
    ? (ledger[position] as SealedEvent).sealedHash
    : nodeHash(
        await nodesOver(level - 1, position * 2),
        await nodesOver(level - 1, position * 2 + 1)
      );

export const proofs = (): Promise<(RecordProof & { text: string })[]> =>
  Promise.all(
    events.map(async ({ text, salt, noteSalt, hash }) => {
      const sealed = ledger.find(({ canonical }) => canonical === text) as SealedEvent;
      const { sequence, previousHash, sealedHash } = sealed;
      const proof = await inclusionProof(nodesOver, sequence - 1, ledger.length);
      return { text, salt, noteSalt, hash, seal: { sequence, previousHash, sealedHash, proof } };
    })
  );

export const ledgerSize = ledger.length;
export const rootOfLedger = (): string => {
  const tree = createTree();
  for (const { sealedHash } of ledger) tree.append(sealedHash);
  return tree.root();
};

const bufferOf = async (stream: Readable): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

export type Entries = Map<string, Buffer>;

/** Zips entries as they are, in their order and in the way of our exports. */
export const zipEntries = (entries: Entries): Promise<Buffer> =>
  bufferOf(
    zipOf(
      [...entries].map(([name, content]) => ({ name, content })),
      [],
      () => undefined
    )
  );

/** Somebody's note over a manifest; `null`: nobody signs. */
export const signatureOf = (manifest: Buffer, signer: Signer): Buffer =>
  Buffer.from(
    signManifestNote(
      { origin: ORIGIN, sha256: sha256(manifest), time: timeOf(60), isDevelopment: false },
      signer
    )
  );

/** The manifest brought into line with changed entries, and signed anew by whoever holds a key. */
export const repaired = (entries: Entries, signer: Signer | null): Entries => {
  const content = entries.get(recordEntries.manifest) as Buffer;
  const manifest = JSON.parse(content.toString()) as { entries: { name: string }[] };
  const listed = [...entries].filter(
    ([name]) => name !== recordEntries.manifest && name !== recordEntries.signature
  );
  const after = Buffer.from(
    canonicalText({
      ...manifest,
      entries: listed.map(([name, each]) => ({
        ...{ name, sha256: sha256(each), bytes: each.length },
      })),
    })
  );
  const changed = new Map(entries).set(recordEntries.manifest, after);
  if (signer) changed.set(recordEntries.signature, signatureOf(after, signer));
  else changed.delete(recordEntries.signature);
  return changed;
};

/** Everything of a whole export, as the server puts it together. */
const partsOf = async (signer: Signer) => {
  const key = keyLine(signer);
  const evidence = {
    proofs: await proofs(),
    checkpoint: checkpointOf(ledger, signer),
    keys: 'key' in key ? [key.key] : [],
  };
  const leftOut: LeftOut[] = [];
  const at = timeOf(60);
  const texts = fullTexts(record, evidence, { at, by: editor, language: 'en', leftOut });
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'record-')), 'original.png');
  writeFileSync(file, bytes);
  const carried = [
    {
      entry: 'files/original.png',
      atHand: { path: file, sha256: pictureHash, bytes: bytes.length, isTemporary: false },
    },
  ];
  const manifest = manifestOf(texts, carried, {
    variant: 'full',
    madeAt: at,
    madeBy: { id: editor.id, name: editor.name },
    outputId: ids.output,
    fileDocumentId: ids.file,
    leftOut,
  });
  const signature = {
    name: recordEntries.signature,
    content: signatureOf(manifest.content, signer),
  };
  return { texts: [manifest, signature, ...texts], carried };
};

export const exportedZip = async (signer: Signer): Promise<Buffer> => {
  const { texts, carried } = await partsOf(signer);
  return bufferOf(zipOf(texts, carried, () => undefined));
};

export const exportedEntries = async (signer: Signer): Promise<Entries> =>
  new Map([
    ...(await partsOf(signer)).texts.map(({ name, content }): [string, Buffer] => [name, content]),
    ['files/original.png', bytes],
  ]);

import { generateKeyPairSync } from 'node:crypto';
import {
  FIRST_PREVIOUS_HASH,
  canonicalText,
  createSigner,
  createTree,
  exportHead,
  sealOf,
  sha256,
  signCheckpoint,
  writeExportLine,
} from '../../plugins/asset-provenance/server/src/evidence';
import type {
  ExportKey,
  ExportLine,
  SealedEvent,
  Signer,
} from '../../plugins/asset-provenance/server/src/evidence';

export const ORIGIN = 'asset-provenance/test';
const BEGIN = Date.parse('2026-11-01T00:00:00.000Z');

export const newSigner = (origin = ORIGIN): Signer =>
  createSigner(origin, generateKeyPairSync('ed25519').privateKey);

const timeOf = (sequence: number) => new Date(BEGIN + sequence * 60_000).toISOString();

/** Each thing has three versions, one event each, and its events lie far apart. */
export const textOf = (index: number, things: number, change: object = {}): string =>
  canonicalText({
    type: 'asset.approved',
    aggregateType: 'asset',
    aggregateId: `asset${index % things}`,
    aggregateVersion: Math.floor(index / things) + 1,
    taskId: `task${index % things}`,
    at: timeOf(index + 1),
    actor: { type: 'admin', hash: sha256(`actor ${index}`), nameHash: sha256(`name ${index}`) },
    eventId: `event${index}`,
    noteHash: null,
    data: { outputId: `output${index % things}`, text: '中文 "quoted" \\ 茶' },
    ...change,
  });

export const seal = (
  text: string,
  before: Pick<SealedEvent, 'sequence' | 'sealedHash'> | undefined
): SealedEvent => {
  const entry = {
    sequence: (before?.sequence ?? 0) + 1,
    previousHash: before?.sealedHash ?? FIRST_PREVIOUS_HASH,
    hash: sha256(text),
  };
  return {
    ...entry,
    sealedHash: sealOf(entry),
    canonical: text,
  };
};

export const sealAll = (texts: string[]): SealedEvent[] => {
  const events: SealedEvent[] = [];
  for (const text of texts) events.push(seal(text, events.at(-1)));
  return events;
};

export const checkpointOf = (
  events: SealedEvent[],
  signer: Signer,
  { origin = ORIGIN, time = timeOf(events.length) } = {}
): string => {
  const tree = createTree();
  for (const { sealedHash } of events) tree.append(sealedHash);
  return signCheckpoint({ origin, size: events.length, root: tree.root(), time }, signer, false);
};

export const keyLine = (signer: Signer, more: Partial<ExportKey> = {}): ExportLine => ({
  key: {
    key: signer.verifierKey,
    isDevelopment: false,
    since: 0,
    addedAt: timeOf(0),
    change: null,
    ...more,
  },
});

/** A ledger as it is exported, with a checkpoint after every `every` events and at its end. */
export const exportOf = (events: SealedEvent[], signer: Signer, every = 10): ExportLine[] => [
  { head: exportHead(ORIGIN, events.length, timeOf(events.length)) },
  keyLine(signer),
  ...events.flatMap((event, index): ExportLine[] =>
    (index + 1) % every === 0 || index + 1 === events.length
      ? [{ event }, { checkpoint: checkpointOf(events.slice(0, index + 1), signer) }]
      : [{ event }]
  ),
];

export const fileOf = (lines: ExportLine[]): Buffer[] => [
  Buffer.from(lines.map(writeExportLine).join('')),
];

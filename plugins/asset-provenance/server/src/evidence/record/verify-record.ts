import {
  FILES_FOLDER,
  RECORD_VERSION,
  recordEntries,
  recordFormatSchema,
  recordManifestSchema,
} from '../../../../shared';
import type { RecordManifest, RecordReport } from '../../../../shared';
import type { OutsideCheckpoint } from '../verify-export';
import { claimAll } from './claims-about';
import { claimTimeline, createClaims } from './claims';
import { containerFault } from './container';
import { Unreadable, createRecordFindings } from './findings';
import type { RecordFindings } from './findings';
import { jsonIn } from './json';
import { verifyProofs } from './proofs';
import type { ProvenEvent } from './proofs';
import { claimedRecordSchema, publicRecordFileSchema } from './read-record';
import type { ClaimedRecord } from './read-record';
import { readZip } from './read-zip';
import type { ReadEntry, ReadZip } from './read-zip';
import {
  compareOutside,
  keysIn,
  tellUnsigned,
  verifyCheckpointIn,
  verifySignature,
} from './signatures';

type Trust = {
  /** Verifier keys known from elsewhere; without any, the newest key of the zip is believed. */
  trusted?: readonly string[];
  outside?: readonly OutsideCheckpoint[];
};

type Seen = Omit<RecordReport, 'state' | 'findings' | 'furtherFindings'>;
const nothingOf = ({ outside = [] }: Trust): Seen => ({
  format: null,
  madeAt: null,
  madeBy: null,
  outputId: null,
  fileDocumentId: null,
  signature: { state: 'unsigned', key: null, isTrusted: false, isDevelopment: false },
  checkpoint: null,
  events: { total: 0, proven: 0, unproven: 0 },
  kept: { given: outside.length, compared: 0 },
  compared: 0,
  files: { there: 0, bytes: 0 },
  leftOut: [],
});

/**
 * Holds what a record says against its events.
 * @returns how many statements were compared.
 */
export const compareRecord = (
  record: ClaimedRecord,
  events: readonly ProvenEvent[],
  hashOf: (entry: string) => string | undefined,
  findings: RecordFindings
): number => {
  const claims = createClaims(events, findings);
  claimTimeline(claims, record, findings);
  claimAll(claims, record, hashOf, findings);
  return claims.compared;
};

const compareFull = (
  value: unknown,
  events: readonly ProvenEvent[],
  hashOf: (entry: string) => string | undefined,
  findings: RecordFindings
): number => {
  const malformed = () => {
    findings.add({ kind: 'entry_malformed', entry: recordEntries.record });
    return 0;
  };
  try {
    const record = claimedRecordSchema.safeParse(value);
    return record.success ? compareRecord(record.data, events, hashOf, findings) : malformed();
  } catch (error) {
    // Nested so deeply that no record of ours is.
    if (error instanceof RangeError) return malformed();
    throw error;
  }
};

const comparePublic = (
  value: unknown,
  hashOf: (entry: string) => string | undefined,
  findings: RecordFindings
): number => {
  const record = publicRecordFileSchema.safeParse(value);
  if (!record.success) {
    findings.add({ kind: 'entry_malformed', entry: recordEntries.record });
    return 0;
  }
  for (const { entry, sha256 } of record.data.files)
    if (entry !== null && hashOf(entry) !== sha256)
      findings.add({ kind: 'file_differs', entry, subject: recordEntries.record });
  return 0;
};

/** What is listed is there and as it is listed; what is there is listed. */
const compareEntries = (
  { entries: listed }: RecordManifest,
  read: Map<string, ReadEntry>,
  findings: RecordFindings
): void => {
  const known = new Set<string>([recordEntries.manifest, recordEntries.signature]);
  for (const { name, sha256, bytes } of listed) {
    const entry = read.get(name);
    if (!entry || known.has(name)) {
      findings.add({ kind: entry ? 'manifest_malformed' : 'entry_missing', entry: name });
      continue;
    }
    known.add(name);
    if (entry.sha256 !== sha256 || entry.bytes !== bytes)
      findings.add({ kind: 'entry_altered', entry: name, expected: sha256, found: entry.sha256 });
  }
  for (const name of read.keys())
    if (!known.has(name)) findings.add({ kind: 'entry_unlisted', entry: name });
};

/** @returns null where it is of no version that is known here; it is told of then. */
const manifestIn = (
  entry: ReadEntry,
  signature: RecordReport['signature'],
  findings: RecordFindings
): RecordManifest | null => {
  const value = entry.content && jsonIn(entry.content);
  const format = recordFormatSchema.safeParse(value);
  if (format.success && format.data.version !== RECORD_VERSION) {
    findings.add({
      kind: 'newer_version',
      entry: entry.name,
      expected: String(RECORD_VERSION),
      found: String(format.data.version),
    });
    return null;
  }
  const manifest = recordManifestSchema.safeParse(value);
  // One that is not as it was signed is told of already.
  if (!manifest.success && signature.state !== 'invalid')
    findings.add({ kind: 'manifest_malformed', entry: entry.name });
  return manifest.data ?? null;
};

const verifyZip = async (path: string, trust: Trust, findings: RecordFindings): Promise<Seen> => {
  const { trusted = [], outside = [] } = trust;
  const zip: ReadZip = await readZip(path);
  const read = new Map(zip.entries.map((entry) => [entry.name, entry]));
  const contentOf = (name: string): Buffer | null => read.get(name)?.content ?? null;
  const hashOf = (name: string): string | undefined => read.get(name)?.sha256;

  const manifestEntry = read.get(recordEntries.manifest);
  if (!manifestEntry) throw new Unreadable('no_record');
  for (const { name, isDamaged } of zip.entries)
    if (isDamaged) findings.add({ kind: 'entry_damaged', entry: name });
  const fault = await containerFault(path, zip);
  if (fault !== null) findings.add({ kind: 'container_altered', subject: `byte ${fault}` });

  const keys = keysIn(contentOf(recordEntries.keys), trusted, findings);
  const signature = verifySignature(
    contentOf(recordEntries.signature),
    manifestEntry,
    { keys, isTrusting: trusted.length > 0 },
    findings
  );
  const manifest = manifestIn(manifestEntry, signature, findings);
  if (!manifest) return { ...nothingOf(trust), signature };
  tellUnsigned(manifest, signature, findings);
  compareEntries(manifest, read, findings);

  const checkpoint = verifyCheckpointIn(contentOf(recordEntries.checkpoint), keys, findings);
  const kept = compareOutside(checkpoint, outside, keys, findings);
  const proofs = await verifyProofs(
    contentOf(recordEntries.proofs) ?? Buffer.alloc(0),
    checkpoint,
    findings
  );
  const value = jsonIn(contentOf(recordEntries.record) ?? Buffer.alloc(0));
  const isFull = manifest.variant === 'full';
  const compared = isFull
    ? compareFull(value, proofs.events, hashOf, findings)
    : comparePublic(value, hashOf, findings);
  const files = zip.entries.filter(({ name }) => name.startsWith(FILES_FOLDER));
  return {
    format: { version: manifest.version, variant: manifest.variant },
    madeAt: manifest.madeAt,
    madeBy: manifest.madeBy?.name ?? null,
    outputId: manifest.outputId,
    fileDocumentId: manifest.fileDocumentId,
    signature,
    checkpoint,
    events: {
      total: proofs.total,
      proven: proofs.proven,
      unproven: proofs.total - proofs.proven,
    },
    kept,
    compared,
    files: { there: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    leftOut: manifest.leftOut,
  };
};

/**
 * Verifies an exported asset record without a database, within bounds of memory and time that the
 * file cannot move. What is no such file is answered with findings, too.
 * @throws Error of the system when the file cannot be opened.
 */
export const verifyRecord = async (path: string, trust: Trust = {}): Promise<RecordReport> => {
  const findings = createRecordFindings();
  let seen = nothingOf(trust);
  try {
    seen = await verifyZip(path, trust, findings);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    findings.add({ kind: error.kind, entry: error.entry });
  }
  return { ...seen, ...findings.outcome() };
};

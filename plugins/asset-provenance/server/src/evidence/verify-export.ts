import type { LedgerFileReport } from '../../../shared';
import { readCheckpoint } from './checkpoint';
import { uncoveredIn } from './coverage';
import { EXPORT_FORMAT, formatOf, readExportLine, toLedgerKey } from './export-file';
import type { ExportHead, ExportKey } from './export-file';
import { createFindings } from './findings';
import { vouchedKeys } from './keys';
import { linesOf, LineTooLong } from './lines';
import { createVerifier } from './verify-events';
import type { Verifier } from './verify-events';

/** A checkpoint from elsewhere than the ledger that is verified. */
export type OutsideCheckpoint = { note: string; subject: string };

type Trust = {
  /** Verifier keys known from elsewhere; without any, the newest key of the file is believed. */
  trusted?: readonly string[];
  outside?: readonly OutsideCheckpoint[];
};

/** Ledgers do not change keys more often. */
const MOST_KEYS = 1000;
/** A ledger that somebody damaged has a few; what has more is none, and each takes long to judge. */
const MOST_MALFORMED = 1000;

/** Compares checkpoints from outside as the events that they end with come by. */
const createQueue = (outside: readonly OutsideCheckpoint[]) => {
  const waiting = outside
    .map((each) => ({ ...each, size: readCheckpoint(each.note)?.size ?? 0 }))
    .sort((a, b) => a.size - b.size);
  let next = 0;
  const kept = { given: waiting.length, compared: 0 };
  return {
    kept,
    /** @param size how many events there were so far. */
    take: (verifier: Verifier, size: number): void => {
      for (; next < waiting.length; next += 1) {
        const { note, subject, size: wanted } = waiting[next] as (typeof waiting)[number];
        if (wanted > size) return;
        if (verifier.compare(note, subject)) kept.compared += 1;
      }
    },
  };
};

type Reading = {
  head: ExportHead | null;
  keys: ExportKey[];
  verifier: Verifier | null;
  malformed: number;
  unreadFrom: number | null;
};
type Verified = Omit<LedgerFileReport, 'state' | 'findings' | 'furtherFindings' | 'kept'>;

/** Of what is no ledger that can be read. */
const NOTHING: Verified = {
  isTrusted: false,
  unreadFrom: 1,
  origin: null,
  size: 0,
  root: null,
  unsealed: 0,
  checkpoints: { checked: 0, exported: 0, covered: 0, newest: null },
  erased: { actors: 0, notes: 0 },
  rows: 0,
  keys: [],
};

const keysOf = (keys: ExportKey[], trusted: readonly string[]) => {
  const newest = keys.at(-1)?.key;
  const anchors = trusted.length > 0 ? trusted : newest ? [newest] : [];
  return vouchedKeys(
    anchors,
    keys.flatMap(({ change }) => change ?? [])
  );
};

/**
 * Verifies an exported ledger without a database, in memory that does not grow with it. What is no
 * such file is answered with findings, too.
 */
export const verifyExport = async (
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { trusted = [], outside = [] }: Trust = {}
): Promise<LedgerFileReport> => {
  const findings = createFindings();
  const reading: Reading = {
    head: null,
    keys: [],
    verifier: null,
    malformed: 0,
    unreadFrom: null,
  };
  const queue = createQueue(outside);
  let line = 0;

  const begin = (): Verifier => {
    const { head, keys } = reading;
    const verifier = createVerifier({
      origin: head?.origin ?? null,
      keys: keysOf(keys, trusted),
      findings,
    });
    reading.verifier = verifier;
    return verifier;
  };
  const malformed = (field: string): void => {
    findings.add({ kind: 'malformed', subject: `line ${line}`, field });
    reading.malformed += 1;
    if (reading.malformed >= MOST_MALFORMED) reading.unreadFrom = line + 1;
  };

  /** What does not begin like a ledger of a format that is known is not read. */
  const takeHead = (bytes: Buffer): void => {
    const format = formatOf(bytes);
    const given = format === EXPORT_FORMAT ? readExportLine(bytes) : null;
    if (given && 'head' in given) reading.head = given.head;
    else if (format === null || format === EXPORT_FORMAT) findings.add({ kind: 'no_ledger' });
    else
      findings.add({
        kind: 'newer_version',
        subject: 'line 1',
        field: 'format',
        expected: String(EXPORT_FORMAT),
        found: String(format),
      });
  };

  const take = (bytes: Buffer): void => {
    const given = readExportLine(bytes);
    if (!given) malformed('line');
    else if ('event' in given) {
      const verifier = reading.verifier ?? begin();
      verifier.step(given);
      queue.take(verifier, verifier.sequence);
    } else if ('key' in given && !reading.verifier && reading.keys.length < MOST_KEYS)
      reading.keys.push(given.key);
    else if ('checkpoint' in given)
      (reading.verifier ?? begin()).step({
        checkpoint: given.checkpoint,
        subject: `line ${line}`,
        // The file itself is outside the database.
        isExported: true,
      });
    else malformed('place');
  };

  const read = async (): Promise<void> => {
    for await (const lines of linesOf(chunks))
      for (const bytes of lines) {
        line += 1;
        if (line === 1) takeHead(bytes);
        else take(bytes);
        if (!reading.head || reading.unreadFrom !== null) return;
      }
    if (line === 0) findings.add({ kind: 'no_ledger' });
  };

  try {
    await read();
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    line = error.line;
    if (line === 1) findings.add({ kind: 'no_ledger' });
    else malformed('length');
    reading.unreadFrom = line;
  }

  const { head, keys, unreadFrom } = reading;
  const isTrusted = trusted.length > 0;
  if (!head) return { ...NOTHING, isTrusted, kept: queue.kept, ...findings.outcome() };

  const verifier = reading.verifier ?? begin();
  // What was not read is not missing.
  if (unreadFrom === null) {
    queue.take(verifier, Number.MAX_SAFE_INTEGER);
    if (head.size > verifier.sequence)
      findings.add({
        kind: 'events_truncated',
        sequence: verifier.sequence + 1,
        untilSequence: head.size,
        subject: 'line 1',
      });
  }
  const vouched = new Set(keysOf(keys, trusted).map(({ text }) => text));
  const verified = verifier.end();
  // What is found otherwise says more than that nobody signed it.
  const uncovered =
    verified.state === 'intact' ? uncoveredIn({ ...verified, latest: verifier.latest }) : null;
  if (uncovered) findings.add(uncovered);
  return {
    isTrusted,
    kept: queue.kept,
    unreadFrom,
    origin: head.origin,
    unsealed: 0,
    erased: { actors: 0, notes: 0 },
    rows: 0,
    keys: keys.map((key) => toLedgerKey(key, vouched.has(key.key))),
    ...verified,
    ...findings.outcome(),
  };
};

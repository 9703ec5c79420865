import { z } from 'zod';
import type { LedgerKey } from '../../../shared';
import type { SealedEvent } from './verify-events';

/**
 * The ledger as a file, JSON Lines: a head, the keys, then the events in their order, each checkpoint
 * after the last event that it signs. `"event":` is followed by the very text that was hashed.
 */
export const EXPORT_FORMAT = 1;

const name = z.string().min(1).max(200);
const size = z.number().int().min(0);
const moment = z.string().max(40);

const headSchema = z.object({
  ledger: z.literal('asset-provenance'),
  format: z.literal(EXPORT_FORMAT),
  origin: name,
  /** Events in the file. */
  size,
  exportedAt: moment,
});
const keySchema = z.object({
  key: z.string().min(1).max(400),
  isDevelopment: z.boolean(),
  since: size,
  addedAt: moment,
  /** Signed by the key before it and by this one; null for the first, and where none vouched. */
  change: z.string().max(4096).nullable(),
});
/** Keys of a ledger, in their order. */
export const exportKeysSchema = z.array(keySchema).max(1000);
const checkpointSchema = z.object({ checkpoint: z.string().max(4096) });
/** An event whose stored text is none: it cannot stand in a line as it is. */
const textSchema = z.object({
  sequence: size,
  previousHash: z.string().max(200),
  hash: z.string().max(200),
  sealedHash: z.string().max(200),
  text: z.string(),
});

export type ExportHead = z.infer<typeof headSchema>;
export type ExportKey = z.infer<typeof keySchema>;
export type ExportLine =
  { head: ExportHead } | { key: ExportKey } | { checkpoint: string } | { event: SealedEvent };

const SEQUENCE = /^\{"sequence":(\d{1,15}),/;
const SEQUENCE_BYTES = 30;
/** What stands between the three hashes, which have one length. */
const BETWEEN = ['"previousHash":"', '","hash":"', '","sealedHash":"', '","event":'] as const;
const HASH_LENGTH = 64;
const FIXED = BETWEEN.join('').length + 3 * HASH_LENGTH;
const CLOSING_BRACE = 125;
const ONE_LINE_OBJECT = /^\{[^\r\n]*\}$/;

/** The usual line: what was hashed is cut out as it stands, without parsing it. */
const usualEvent = (line: Buffer): SealedEvent | null => {
  if (line.at(-1) !== CLOSING_BRACE) return null;
  const begin = SEQUENCE.exec(line.toString('latin1', 0, SEQUENCE_BYTES));
  if (!begin) return null;
  const start = begin[0].length;
  const fixed = line.toString('latin1', start, start + FIXED);
  const hashes: string[] = [];
  let at = 0;
  for (const text of BETWEEN) {
    if (!fixed.startsWith(text, at)) return null;
    at += text.length;
    hashes.push(fixed.slice(at, at + HASH_LENGTH));
    at += HASH_LENGTH;
  }
  const [previousHash = '', hash = '', sealedHash = ''] = hashes;
  return {
    sequence: Number(begin[1]),
    previousHash,
    hash,
    sealedHash,
    canonical: line.subarray(start + FIXED, -1),
  };
};

const parsedLine = (line: Buffer): unknown => {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return null;
  }
};

/** @returns null for a line that has no place in such a file. */
export const readExportLine = (line: Buffer): ExportLine | null => {
  const usual = usualEvent(line);
  if (usual) return { event: usual };
  const value = parsedLine(line);
  const checkpoint = checkpointSchema.safeParse(value);
  if (checkpoint.success) return checkpoint.data;
  const key = keySchema.safeParse(value);
  if (key.success) return { key: key.data };
  const head = headSchema.safeParse(value);
  if (head.success) return { head: head.data };
  const event = textSchema.safeParse(value);
  if (!event.success) return null;
  const { text, ...sealed } = event.data;
  return { event: { ...sealed, canonical: text } };
};

const eventLine = ({ canonical, ...event }: SealedEvent): string => {
  const { sequence, previousHash, hash, sealedHash } = event;
  const head = JSON.stringify({ sequence, previousHash, hash, sealedHash });
  const text = canonical.toString();
  return ONE_LINE_OBJECT.test(text)
    ? `${head.slice(0, -1)},"event":${text}}`
    : `${head.slice(0, -1)},"text":${JSON.stringify(text)}}`;
};

/** With its line break. */
export const writeExportLine = (line: ExportLine): string => {
  if ('event' in line) return `${eventLine(line.event)}\n`;
  if ('head' in line) return `${JSON.stringify(line.head)}\n`;
  return `${JSON.stringify('key' in line ? line.key : line)}\n`;
};

export const exportHead = (origin: string, events: number, exportedAt: string): ExportHead => ({
  ledger: 'asset-provenance',
  format: EXPORT_FORMAT,
  origin,
  size: events,
  exportedAt,
});

export const toLedgerKey = (
  { key, isDevelopment, since, addedAt }: ExportKey,
  isVouched: boolean
): LedgerKey => ({ verifierKey: key, isDevelopment, isVouched, since, addedAt });

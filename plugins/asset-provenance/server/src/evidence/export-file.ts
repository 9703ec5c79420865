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
/** Enough to know that it is one of ours, and whether this reader knows its format. */
const formatSchema = z.object({
  ledger: z.literal('asset-provenance'),
  format: z.number().int().min(1),
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

/** What stands before the sequence number, each of the three hashes, and the text. */
const [BEFORE_SEQUENCE, BEFORE_PREVIOUS, BEFORE_HASH, BEFORE_SEAL, BEFORE_TEXT] = [
  '{"sequence":',
  ',"previousHash":"',
  '","hash":"',
  '","sealedHash":"',
  '","event":',
].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer, Buffer, Buffer];
const MOST_DIGITS = 15;
const ZERO = 48;
const NINE = 57;
const HASH_LENGTH = 64;
const CLOSING_BRACE = 125;
const ONE_LINE_OBJECT = /^\{[^\r\n]*\}$/;

/** Byte by byte: for a few bytes, a call of `compare` takes ten times as long. */
const standsAt = (line: Buffer, part: Buffer, at: number): boolean => {
  for (let index = 0; index < part.length; index += 1)
    if (line[at + index] !== part[index]) return false;
  return true;
};

/** @returns where the digits end that begin at `start`. */
const endOfDigits = (line: Buffer, start: number): number => {
  let end = start;
  while ((line[end] ?? 0) >= ZERO && (line[end] ?? 0) <= NINE) end += 1;
  return end;
};

const numberIn = (line: Buffer, start: number, end: number): number => {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + (line[at] ?? 0) - ZERO;
  return number;
};

/** The usual line: what was hashed is cut out as it stands, without parsing it. */
const usualEvent = (line: Buffer): SealedEvent | null => {
  const sequence = BEFORE_SEQUENCE.length;
  const end = endOfDigits(line, sequence);
  const previous = end + BEFORE_PREVIOUS.length;
  const hash = previous + HASH_LENGTH + BEFORE_HASH.length;
  const seal = hash + HASH_LENGTH + BEFORE_SEAL.length;
  const text = seal + HASH_LENGTH + BEFORE_TEXT.length;
  const isUsual =
    end > sequence &&
    end <= sequence + MOST_DIGITS &&
    line[line.length - 1] === CLOSING_BRACE &&
    standsAt(line, BEFORE_SEQUENCE, 0) &&
    standsAt(line, BEFORE_PREVIOUS, end) &&
    standsAt(line, BEFORE_HASH, previous + HASH_LENGTH) &&
    standsAt(line, BEFORE_SEAL, hash + HASH_LENGTH) &&
    standsAt(line, BEFORE_TEXT, seal + HASH_LENGTH);
  if (!isUsual) return null;
  const hashes = line.toString('latin1', previous, seal + HASH_LENGTH);
  return {
    sequence: numberIn(line, sequence, end),
    previousHash: hashes.slice(0, HASH_LENGTH),
    hash: hashes.slice(hash - previous, hash - previous + HASH_LENGTH),
    sealedHash: hashes.slice(seal - previous),
    canonical: line.subarray(text, -1),
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

/** @returns the format that a first line names; null for what is no head of a ledger. */
export const formatOf = (line: Buffer): number | null =>
  formatSchema.safeParse(parsedLine(line)).data?.format ?? null;

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

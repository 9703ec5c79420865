import { z } from 'zod';
import { recordEntries, recordProofSchema } from '../../../../shared';
import type { RecordProof } from '../../../../shared';
import type { Checkpoint } from '../checkpoint';
import { sealOf } from '../entry';
import { sha256 } from '../hash';
import { LineTooLong, linesOf } from '../lines';
import { verifyInclusion } from '../tree';
import type { RecordFindings } from './findings';
import { jsonIn } from './json';

/** What one event says, read from its own text. */
const eventSchema = z.object({
  eventId: z.string(),
  type: z.string(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  aggregateVersion: z.number().nullable(),
  taskId: z.string().nullable(),
  at: z.string(),
  actor: z.object({ type: z.string(), hash: z.string(), nameHash: z.string().optional() }),
  noteHash: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
/** `line`: where it stands. */
export type ProvenEvent = z.infer<typeof eventSchema> &
  Pick<RecordProof, 'salt' | 'noteSalt' | 'hash'> & { line: number };

const ENTRY = recordEntries.proofs;
/** A record tells of two thousand at most. */
const MOST_LINES = 2500;
/** Lines are cut out of pieces of so many bytes, so that millions of empty ones are never at hand. */
const PIECE = 65_536;

const piecesOf = function* (content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
};

/** null for what is no text of an event. */
const eventIn = ({ text, salt, noteSalt, hash }: RecordProof, line: number): ProvenEvent | null => {
  const event = eventSchema.safeParse(text === null ? null : jsonIn(text));
  return event.success ? { ...event.data, salt, noteSalt, hash, line } : null;
};

/** The events of proofs that need not be verified. */
export const provenEvents = (proofs: readonly RecordProof[]): ProvenEvent[] =>
  proofs.flatMap((proof, index) => eventIn(proof, index + 1) ?? []);

/** Verifies each event: its text by its hash, its place by its seal, its seal by the checkpoint. */
export const verifyProofs = async (
  content: Buffer,
  checkpoint: Checkpoint | null,
  findings: RecordFindings
): Promise<{ events: ProvenEvent[]; total: number; proven: number }> => {
  const events: ProvenEvent[] = [];
  const seals = new Set<number>();
  let total = 0;
  let proven = 0;

  /** @returns whether the checkpoint covers it. */
  const isProven = ({ hash, seal }: RecordProof, subject: string): boolean => {
    if (!seal) return false;
    const { sequence, previousHash, sealedHash, proof } = seal;
    const found = (kind: 'seal_altered' | 'proof_broken') => {
      findings.add({ kind, entry: ENTRY, subject: `${subject} (#${sequence})` });
      return false;
    };
    if (seals.has(sequence)) return found('proof_broken');
    seals.add(sequence);
    if (sealOf({ sequence, previousHash, hash }) !== sealedHash) return found('seal_altered');
    if (proof === null && (!checkpoint || sequence > checkpoint.size)) return false;
    const isIn =
      checkpoint !== null &&
      proof !== null &&
      verifyInclusion({
        index: sequence - 1,
        size: checkpoint.size,
        leaf: sealedHash,
        proof,
        root: checkpoint.root,
      });
    return isIn || found('proof_broken');
  };

  const take = (line: Buffer): void => {
    total += 1;
    const subject = `line ${total}`;
    const malformed = () => findings.add({ kind: 'entry_malformed', entry: ENTRY, subject });
    const given = recordProofSchema.safeParse(jsonIn(line)).data;
    if (!given) return malformed();
    if (isProven(given, subject)) proven += 1;
    if (given.text === null) return;
    const event = eventIn(given, total);
    if (sha256(given.text) !== given.hash)
      findings.add({ kind: 'text_altered', entry: ENTRY, subject });
    if (!event) return malformed();
    events.push(event);
  };

  try {
    for await (const lines of linesOf(piecesOf(content))) {
      for (const line of lines) {
        if (total >= MOST_LINES) {
          findings.add({ kind: 'entry_malformed', entry: ENTRY, subject: `line ${total + 1}` });
          return { events, total, proven };
        }
        take(line);
      }
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    findings.add({ kind: 'entry_malformed', entry: ENTRY, subject: `line ${error.line}` });
  }
  return { events, total, proven };
};

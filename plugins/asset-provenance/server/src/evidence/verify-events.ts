import { readCheckpoint } from './checkpoint';
import { FIRST_PREVIOUS_HASH, sealOf } from './entry';
import type { Entry } from './entry';
import { eventIdOf, factsOf } from './event-facts';
import { createFindings } from './findings';
import type { Finding, Findings } from './findings';
import { isSha256, sha256 } from './hash';
import { isSignedBy } from './note';
import type { VerifierKey } from './note';
import { createTree } from './tree';
import type { OnNode } from './tree';
import { createVersions } from './versions';

export type SealedEvent = Entry & {
  sealedHash: string;
  /** The text that was hashed, to the byte. */
  canonical: string | Buffer;
};

/** A sealed event, or a checkpoint; `subject` says where it was read. */
export type Step =
  { event: SealedEvent } | { checkpoint: string; subject: string; isExported: boolean };

/** Servers' clocks may differ, and a long transaction bears the moment at which it began. */
const CLOCK_TOLERANCE_MS = 3_600_000;

type Kind = 'text_altered' | 'seal_altered';
const NOTHING: readonly Kind[] = [];

/** What one event says of itself: its text has its hash, its place and hash have their seal. */
export const verifyEvent = (event: SealedEvent): readonly Kind[] => {
  const isText = sha256(event.canonical) === event.hash;
  const isSeal = sealOf(event) === event.sealedHash;
  if (isText && isSeal) return NOTHING;
  return [
    ...(isText ? [] : (['text_altered'] as const)),
    ...(isSeal ? [] : (['seal_altered'] as const)),
  ];
};

/**
 * Takes events in the order of their sequence numbers, and each checkpoint after the event that it
 * ends with. Needs no more memory than the versions of things take.
 * @param keys that may sign checkpoints.
 * @param onNode is told of the complete subtrees, as long as no event is missing.
 */
export const createVerifier = ({
  origin,
  keys,
  onNode,
  findings = createFindings(),
}: {
  origin: string | null;
  keys: readonly VerifierKey[];
  onNode?: OnNode;
  findings?: Findings;
}) => {
  const versionOf = createVersions();
  const tree = createTree(onNode);
  /** Whether every event so far is here, so that roots can be compared. */
  let isWhole = true;
  let last = { sequence: 0, sealedHash: FIRST_PREVIOUS_HASH };
  let agreedUpTo = 0;
  let isRewritten = false;
  let promised = { size: 0, subject: '' };
  let sealedAfter = '';
  /** No event that was sealed later may be from before. */
  let earliest = '';
  let latest = '';
  const checkpoints = { checked: 0, exported: 0, covered: 0 };
  let newest: { size: number; time: string } | null = null;

  const found = ({ sequence, canonical }: SealedEvent, finding: Finding): void =>
    findings.add({ sequence, eventId: eventIdOf(canonical), ...finding });

  const checkPlace = (given: SealedEvent): void => {
    const { sequence, previousHash } = given;
    const expected = last.sequence + 1;
    if (sequence === expected) {
      if (previousHash !== last.sealedHash)
        found(given, { kind: 'chain_broken', subject: String(last.sequence) });
      return;
    }
    isWhole = false;
    if (sequence > expected)
      findings.add({ kind: 'events_missing', sequence: expected, untilSequence: sequence - 1 });
    else found(given, { kind: 'out_of_order' });
  };

  const checkText = (given: SealedEvent): void => {
    const { canonical } = given;
    const facts = factsOf(canonical);
    if (!facts) {
      found(given, { kind: 'malformed', field: 'canonical' });
      return;
    }
    if (facts.at > latest) latest = facts.at;
    const gap = versionOf(facts, canonical);
    if (gap) found(given, { kind: 'version_gap', ...gap });
    if (facts.at < earliest)
      found(given, { kind: 'back_dated', expected: sealedAfter, found: facts.at });
  };

  const event = (given: SealedEvent): void => {
    const { sequence, sealedHash } = given;
    for (const kind of verifyEvent(given)) {
      found(given, { kind });
      // What is no hash has no place in a tree.
      if (!isSha256(sealedHash)) isWhole = false;
    }
    checkPlace(given);
    checkText(given);
    // The tree stands on the seals, so that one altered text does not hide what else is whole.
    if (isWhole) tree.append(sealedHash);
    last = { sequence, sealedHash };
  };

  const isVouched = (given: NonNullable<ReturnType<typeof readCheckpoint>>, subject: string) => {
    const named = keys.filter(({ keyId }) =>
      given.note.signatures.some((signature) => signature.keyId === keyId)
    );
    if (origin !== null && given.origin !== origin)
      findings.add({ kind: 'checkpoint_forged', subject, field: 'origin', found: given.origin });
    else if (named.length === 0)
      findings.add({ kind: 'checkpoint_unvouched', subject, untilSequence: given.size });
    else if (named.every((key) => !isSignedBy(given.note, key)))
      findings.add({ kind: 'checkpoint_forged', subject, untilSequence: given.size });
    else return true;
    return false;
  };

  /** @returns whether its root was held against that of the events. */
  const checkpoint = (text: string, subject: string, isExported: boolean): boolean => {
    const given = readCheckpoint(text);
    if (!given) {
      findings.add({ kind: 'checkpoint_forged', subject, field: 'form' });
      return false;
    }
    if (!isVouched(given, subject)) return false;
    checkpoints.checked += 1;
    if (isExported) checkpoints.exported += 1;
    if (given.size > last.sequence) {
      if (given.size > promised.size) promised = { size: given.size, subject };
      return false;
    }
    if (given.size < last.sequence) {
      // After a gap its place may have gone with the events that are missing.
      if (isWhole)
        findings.add({
          kind: 'malformed',
          sequence: agreedUpTo + 1,
          untilSequence: last.sequence,
          subject,
          field: 'place',
        });
      return false;
    }
    if (given.time > sealedAfter) {
      sealedAfter = given.time;
      earliest = new Date(Date.parse(given.time) - CLOCK_TOLERANCE_MS).toISOString();
    }
    newest = { size: given.size, time: given.time };
    if (!isWhole || isRewritten) return false;
    if (tree.root() === given.root) {
      agreedUpTo = given.size;
      if (isExported) checkpoints.covered = given.size;
      return true;
    }
    isRewritten = true;
    findings.add({
      kind: 'history_rewritten',
      sequence: agreedUpTo + 1,
      untilSequence: given.size,
      subject,
      expected: given.root,
      found: tree.root(),
    });
    return true;
  };

  return {
    step: (step: Step): void => {
      if ('event' in step) event(step.event);
      else checkpoint(step.checkpoint, step.subject, step.isExported);
    },
    /** A checkpoint from outside the database; @returns whether it could be compared. */
    compare: (note: string, subject: string): boolean => checkpoint(note, subject, true),
    get sequence() {
      return last.sequence;
    },
    /** The latest moment that an event claims. */
    get latest() {
      return latest;
    },
    end: () => {
      if (promised.size > last.sequence)
        findings.add({
          kind: 'events_truncated',
          sequence: last.sequence + 1,
          untilSequence: promised.size,
          subject: promised.subject,
          // What stands between that and here is vouched for by nothing that is left.
          field: 'confirmedUpTo',
          found: String(agreedUpTo),
        });
      return {
        size: last.sequence,
        root: isWhole ? tree.root() : null,
        checkpoints: { ...checkpoints, newest },
        ...findings.outcome(),
      };
    },
  };
};
export type Verifier = ReturnType<typeof createVerifier>;

/** The same for steps that are at hand, or come one after the other. */
export const verifyEvents = async (
  steps: Iterable<Step> | AsyncIterable<Step>,
  given: { origin: string | null; keys: readonly VerifierKey[] }
) => {
  const verifier = createVerifier(given);
  for await (const step of steps) verifier.step(step);
  return verifier.end();
};

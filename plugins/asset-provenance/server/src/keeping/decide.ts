import type { KeptReason, RetentionRule } from '../../../shared';

/** What is known of a file, or of the record of a task, whose time may be over. */
export type Facts = {
  /** When its time began; null: not yet. */
  since: Date | null;
  /** A legal hold stands on it, or on another result of its task. */
  isHeld: boolean;
  isFinished: boolean;
  hasActiveAsset: boolean;
  waitsForReview: boolean;
  /** An entry shows it, a draft too, or it stands somewhere outside. */
  isInUse: boolean;
  /** Another task was made from it. */
  isReference: boolean;
  /** It proves an authorisation that stands. */
  isEvidence: boolean;
  /** A file of the task is in the media library. */
  hasFiles: boolean;
};

export type Decision = { act: 'remove' } | { act: 'wait' } | { act: 'keep'; why: KeptReason };

const DAY_MS = 86_400_000;

/** What was begun at or before this moment is over; null: nothing ever is. */
export const cutoffOf = (days: number | null, now: Date): Date | null =>
  days === null ? null : new Date(now.getTime() - days * DAY_MS);

/** The gravest reason first. */
const keptBy = (rule: RetentionRule, facts: Facts): KeptReason | null => {
  if (facts.isHeld) return 'held';
  if (facts.hasActiveAsset) return 'active_asset';
  if (facts.waitsForReview) return 'waits_for_review';
  if (facts.isInUse) return 'in_use';
  if (facts.isReference) return 'reference';
  if (facts.isEvidence) return 'evidence';
  if (!facts.isFinished) return 'unfinished';
  return rule === 'records' && facts.hasFiles ? 'has_files' : null;
};

/**
 * Whether something goes.
 * @param days for which the rule keeps it; null: for ever.
 */
export const decide = (
  rule: RetentionRule,
  days: number | null,
  facts: Facts,
  now: Date
): Decision => {
  const cutoff = cutoffOf(days, now);
  if (!cutoff || !facts.since || facts.since > cutoff) return { act: 'wait' };
  const why = keptBy(rule, facts);
  return why ? { act: 'keep', why } : { act: 'remove' };
};

import type { LedgerReport } from '../../../shared';
import type { Finding } from './findings';

/**
 * The newest events of a ledger wait for their checkpoint: usually ten minutes at most, and a thousand
 * events. What stands behind the last one is counted so far; more of it, or later, is no waiting any
 * more, since somebody may have put it there.
 */
const MOST_WAITING = 1000;
const LONGEST_WAIT_MS = 3_600_000;

type Verified = Pick<LedgerReport, 'size' | 'checkpoints'> & {
  /** The latest moment that an event claims. */
  latest: string;
};

const isWaiting = ({ size, checkpoints: { covered, newest }, latest }: Verified): boolean =>
  newest !== null &&
  size - covered <= MOST_WAITING &&
  Date.parse(latest) - Date.parse(newest.time) <= LONGEST_WAIT_MS;

/**
 * What nothing vouches for in a ledger that agrees with itself otherwise: whoever writes a ledger
 * anew writes hashes that fit. No export is without a checkpoint, so that an empty one is told of, too.
 */
export const uncoveredIn = (verified: Verified): Finding | null => {
  const { size, checkpoints } = verified;
  const { covered } = checkpoints;
  if (covered > 0 && (covered === size || isWaiting(verified))) return null;
  return size > 0
    ? { kind: 'not_covered', sequence: covered + 1, untilSequence: size }
    : { kind: 'not_covered' };
};

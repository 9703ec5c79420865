import { APPROVAL_STATUSES } from '../../../shared';
import type {
  ApprovalStatus,
  AssetState,
  GateReason,
  Origin,
  ReuseLimits,
  Stage,
} from '../../../shared';

export type Obstacle = GateReason['code'];

/** What is on record about one file. */
export type Standing = {
  origin: Origin;
  /** As recorded; dates are applied here. */
  approvalStatus: ApprovalStatus;
  /** null for files that were not generated here. */
  stage: Stage | null;
  asset: {
    state: AssetState;
    limits: Pick<ReuseLimits, 'validFrom' | 'validUntil' | 'isPublicUseAllowed'>;
  } | null;
};

export type Usability = {
  /** The status to show: recorded standing and dates together, by precedence. */
  status: ApprovalStatus;
  /** Why it may not be published; empty when it may. */
  obstacles: Obstacle[];
};

const precedenceOf = (status: ApprovalStatus): number => APPROVAL_STATUSES.indexOf(status);

/** The status that wins when several hold; the vocabulary is in order of precedence. */
const strongest = (statuses: ApprovalStatus[]): ApprovalStatus =>
  statuses.reduce((a, b) => (precedenceOf(b) < precedenceOf(a) ? b : a));

const statusOf = ({ approvalStatus, asset }: Standing, today: string): ApprovalStatus => {
  if (approvalStatus !== 'approved' || !asset) return approvalStatus;
  const { state, limits } = asset;
  const isOver = limits.validUntil !== null && limits.validUntil < today;
  return strongest([
    approvalStatus,
    ...(state === 'active' ? [] : [state]),
    ...(isOver ? (['expired'] as const) : []),
  ]);
};

const obstacleOfStatus: Record<ApprovalStatus, Obstacle | null> = {
  revoked: 'revoked',
  changed: 'changed',
  superseded: 'superseded',
  expired: 'expired',
  rejected: 'not_approved',
  pending: 'not_approved',
  unsubmitted: 'not_approved',
  untracked: 'not_approved',
  approved: null,
};

/**
 * Whether a file may be published on a day, and if not, why. The only place that decides this: gate,
 * library, entry panel and trace ask here.
 * @param today the day in the site's time zone; first and last day of the limits are usable days.
 */
export const usability = (standing: Standing, today: string): Usability => {
  const { origin, stage, asset } = standing;
  const status = statusOf(standing, today);
  if (origin === 'unknown') return { status, obstacles: ['origin_unknown'] };
  if (stage === 'draft') return { status, obstacles: ['draft_stage'] };

  const byStatus = obstacleOfStatus[status];
  const obstacles: Obstacle[] = byStatus ? [byStatus] : [];
  if (!asset) {
    // Approved on paper and no asset behind it: nothing says what it may be used for.
    return { status, obstacles: byStatus || origin !== 'generated' ? obstacles : ['not_approved'] };
  }
  // Limits count where an approval stands behind them; every one is named, not only the first.
  if (status === 'approved' || status === 'expired') {
    const { validFrom, isPublicUseAllowed } = asset.limits;
    if (validFrom !== null && today < validFrom) obstacles.push('not_yet_valid');
    if (!isPublicUseAllowed) obstacles.push('not_public');
  }
  return { status, obstacles };
};

import { APPROVAL_STATUSES } from '../../../shared';
import type {
  ApprovalStatus,
  AssetState,
  EntryDestination,
  GateReason,
  Origin,
  ReuseLimits,
  Stage,
} from '../../../shared';
import type { PluginConfig } from '../config';

export type Obstacle = GateReason['code'];
export type Severity = GateReason['severity'];

/** What is on record about one file. */
export type Standing = {
  /** `generated` for all that is under record, wherever it was made. */
  origin: Origin;
  /** As recorded; dates are applied here. */
  approvalStatus: ApprovalStatus;
  /** null for files that are not under record; a draft that was adopted is a final. */
  stage: Stage | null;
  asset: {
    state: AssetState;
    limits: Omit<ReuseLimits, 'isModificationAllowed' | 'creditLine' | 'isAiLabelRequired'>;
  } | null;
  /** Of the references that it was made from: whether the leave to use one was withdrawn, or is over. */
  rights: { isWithdrawn: boolean; isExpired: boolean };
};

/** The use that is asked about. */
export type Use = {
  /** The day in the site's time zone; first and last day of the limits are usable days. */
  today: string;
  /** Where it would appear; an empty list: not known, so not limited. */
  destination: EntryDestination;
  /** Entries and places outside that would show it, this use included; null: nobody counted. */
  placements: number | null;
};

/** What the site does about each kind of file and obstacle. */
export type Policies = Pick<
  PluginConfig['gate'],
  'generated' | 'declared' | 'detected' | 'untracked' | 'rights' | 'licence'
>;

export type Usability = {
  /** The status to show: recorded standing and dates together, by precedence. */
  status: ApprovalStatus;
  /** What stands against it; it may be published where nothing of it blocks. */
  obstacles: { code: Obstacle; severity: Severity }[];
};

const precedenceOf = (status: ApprovalStatus): number => APPROVAL_STATUSES.indexOf(status);

/** The status that wins when several hold; the vocabulary is in order of precedence. */
export const strongest = (statuses: ApprovalStatus[]): ApprovalStatus | null =>
  statuses.length === 0
    ? null
    : statuses.reduce((a, b) => (precedenceOf(b) < precedenceOf(a) ? b : a));

const statusOf = ({ approvalStatus, asset }: Standing, today: string): ApprovalStatus => {
  if (approvalStatus !== 'approved' || !asset) return approvalStatus;
  const { state, limits } = asset;
  const isOver = limits.validUntil !== null && limits.validUntil < today;
  const held: ApprovalStatus[] = [
    approvalStatus,
    ...(state === 'active' ? [] : [state]),
    ...(isOver ? (['expired'] as const) : []),
  ];
  return strongest(held) ?? approvalStatus;
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

const plain = (value: string): string => value.trim().toLowerCase().replaceAll('_', '-');
const isSame = (wanted: string, allowed: string): boolean => plain(wanted) === plain(allowed);
/** `zh-Hans` is `zh` too; `zh` alone does not say that it is `zh-Hans`. */
const isLanguage = (wanted: string, allowed: string): boolean =>
  isSame(wanted, allowed) || plain(wanted).startsWith(`${plain(allowed)}-`);

/** Destinations that a limit leaves out; a limit that names nothing leaves out nothing. */
const outside = (
  wanted: string[],
  allowed: string[],
  fits: (wanted: string, allowed: string) => boolean
): string[] =>
  allowed.length === 0
    ? []
    : wanted.filter((each) => !allowed.some((candidate) => fits(each, candidate)));

type Limits = Pick<ReuseLimits, 'channels' | 'regions' | 'languages'>;

/** Where an entry appears that the limits leave out. */
export const outsideLimits = (limits: Limits, destination: EntryDestination): EntryDestination => ({
  channels: outside(destination.channels, limits.channels, isSame),
  regions: outside(destination.regions, limits.regions, isSame),
  languages: outside(destination.languages, limits.languages, isLanguage),
});

/** Whether somebody outside the house sees it; what is not known counts as public. */
const isPublic = ({ channels }: EntryDestination): boolean =>
  channels.length === 0 || channels.some((channel) => !isSame(channel, 'internal'));

/** Limits count where an approval stands behind them; every one is named, not only the first. */
const obstaclesOfLimits = (
  limits: NonNullable<Standing['asset']>['limits'],
  { today, destination, placements }: Use
): Obstacle[] => {
  const { channels, regions, languages } = outsideLimits(limits, destination);
  const most = limits.maximumPlacements;
  const found: [Obstacle, boolean][] = [
    ['not_yet_valid', limits.validFrom !== null && today < limits.validFrom],
    ['wrong_channel', channels.length > 0],
    ['wrong_region', regions.length > 0],
    ['wrong_language', languages.length > 0],
    ['too_many_placements', placements !== null && most !== null && placements > most],
    ['reuse_not_allowed', placements !== null && !limits.isReuseAllowed && placements > 1],
    ['not_public', !limits.isPublicUseAllowed && isPublic(destination)],
    ['no_licence', !limits.licence?.trim()],
  ];
  return found.flatMap(([obstacle, stands]) => (stands ? [obstacle] : []));
};

const obstaclesOf = (standing: Standing, status: ApprovalStatus, use: Use): Obstacle[] => {
  const { origin, stage, asset, rights } = standing;
  if (origin === 'unknown') return ['origin_unknown'];
  if (stage === 'draft') return ['draft_stage'];
  // Declared as not made with a model: there is nothing that a verdict could be asked for.
  if (origin === 'declared' && status === 'untracked') return ['no_record'];

  const byStatus = obstacleOfStatus[status];
  const isJudged = status === 'approved' || status === 'expired';
  return [
    ...(byStatus ? [byStatus] : []),
    // Approved on paper and no asset behind it: nothing says what it may be used for.
    ...(!byStatus && !asset && origin === 'generated' ? (['not_approved'] as const) : []),
    ...(asset && isJudged ? obstaclesOfLimits(asset.limits, use) : []),
    ...(rights.isWithdrawn ? (['rights_withdrawn'] as const) : []),
    ...(rights.isExpired ? (['rights_expired'] as const) : []),
  ];
};

const severityOf = (obstacle: Obstacle, origin: Origin, policies: Policies): Severity | null => {
  // Drafts never pass, whatever the policy says.
  if (obstacle === 'draft_stage') return 'block';
  const policy =
    obstacle === 'no_licence'
      ? policies.licence
      : obstacle === 'rights_withdrawn' || obstacle === 'rights_expired'
        ? policies.rights
        : policies[obstacle === 'no_record' || origin === 'unknown' ? 'untracked' : origin];
  return policy === 'off' ? null : policy;
};

/**
 * Whether a file may be shown in one place on one day, and if not, why. The only place that decides
 * this: gate, library, entry panel and trace ask here.
 */
export const usability = (standing: Standing, use: Use, policies: Policies): Usability => {
  const status = statusOf(standing, use.today);
  return {
    status,
    obstacles: obstaclesOf(standing, status, use).flatMap((code) => {
      const severity = severityOf(code, standing.origin, policies);
      return severity ? [{ code, severity }] : [];
    }),
  };
};

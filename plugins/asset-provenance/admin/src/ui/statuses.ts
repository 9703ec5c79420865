import type { StatusVariant } from '@strapi/design-system';
import * as Icons from '@strapi/icons';
import * as words from '../../../shared/vocabulary';
import type { Term } from '../../../shared/vocabulary';
import type { Icon } from './icon';

type Look = { icon: Icon; variant: StatusVariant };
type Looks<Terms extends Record<string, Term>> = { terms: Terms; looks: Record<keyof Terms, Look> };

const look = (variant: StatusVariant, icon: Look['icon']): Look => ({ icon, variant });
const family = <Terms extends Record<string, Term>>(
  terms: Terms,
  looks: Record<keyof Terms, Look>
): Looks<Terms> => ({
  terms,
  looks,
});

const running = {
  queued: look('neutral', Icons.Clock),
  submitting: look('secondary', Icons.PaperPlane),
  submit_unknown: look('warning', Icons.Question),
  processing: look('secondary', Icons.ArrowsCounterClockwise),
  succeeded: look('secondary', Icons.Download),
  failed: look('danger', Icons.CrossCircle),
  cancelled: look('neutral', Icons.MinusCircle),
};
const withdrawn = {
  revoked: look('danger', Icons.MinusCircle),
  changed: look('danger', Icons.WarningCircle),
  superseded: look('neutral', Icons.Archive),
  expired: look('warning', Icons.ClockCounterClockwise),
};

/** Icon and colour of every status in the product; the words are the vocabulary's. */
export const statuses = {
  task: family(words.taskStates, {
    ...running,
    awaiting_approval: look('warning', Icons.Lock),
    downloadable: look('success', Icons.CheckCircle),
  }),
  job: family(words.jobStates, { ...running, stored: look('success', Icons.CheckCircle) }),
  output: family(words.outputStates, {
    expected: look('neutral', Icons.Clock),
    fetching: look('secondary', Icons.Download),
    stored: look('success', Icons.Check),
    failed: look('danger', Icons.CrossCircle),
  }),
  approval: family(words.approvalStatuses, {
    ...withdrawn,
    rejected: look('danger', Icons.ThumbDown),
    pending: look('secondary', Icons.Eye),
    unsubmitted: look('neutral', Icons.Pencil),
    approved: look('success', Icons.SealCheck),
    untracked: look('neutral', Icons.Question),
  }),
  verdict: family(words.verdicts, {
    approved: look('success', Icons.ThumbUp),
    rejected: look('danger', Icons.ThumbDown),
    regenerate: look('warning', Icons.ArrowClockwise),
    withdrawn: look('neutral', Icons.ArrowLeft),
  }),
  asset: family(words.assetStates, { ...withdrawn, active: look('success', Icons.SealCheck) }),
  origin: family(words.origins, {
    unknown: look('neutral', Icons.Question),
    generated: look('primary', Icons.Sparkle),
    declared: look('secondary', Icons.User),
    detected: look('alternative', Icons.ListSearch),
  }),
  stage: family(words.stages, {
    draft: look('neutral', Icons.Feather),
    final: look('primary', Icons.Star),
  }),
  kind: family(words.kinds, {
    image: look('neutral', Icons.Image),
    video: look('neutral', Icons.Play),
  }),
  failure: family(words.failureClasses, {
    invalid_parameters: look('danger', Icons.SlidersHorizontal),
    moderation: look('danger', Icons.Shield),
    queue: look('warning', Icons.Clock),
    upstream: look('danger', Icons.Server),
    authentication: look('danger', Icons.Key),
    credit: look('danger', Icons.PriceTag),
    timeout: look('warning', Icons.Clock),
    cancelled_by_provider: look('neutral', Icons.MinusCircle),
    download: look('warning', Icons.Download),
  }),
  billed: family(words.billedStates, {
    yes: look('warning', Icons.PriceTag),
    no: look('neutral', Icons.Check),
    unknown: look('warning', Icons.Question),
  }),
  spend: family(words.spendApprovals, {
    awaiting: look('warning', Icons.Lock),
    approved: look('success', Icons.CheckCircle),
    refused: look('danger', Icons.CrossCircle),
  }),
  costBasis: family(words.costBases, {
    reported: look('success', Icons.PriceTag),
    computed: look('neutral', Icons.PriceTag),
    assumed: look('warning', Icons.Question),
  }),
  budgetMode: family(words.budgetModes, {
    hard: look('danger', Icons.Lock),
    soft: look('neutral', Icons.Bell),
  }),
  check: family(words.checkResults, {
    passed: look('success', Icons.CheckCircle),
    attention: look('warning', Icons.WarningCircle),
    missing: look('danger', Icons.CrossCircle),
  }),
  callbackResult: family(words.callbackResults, {
    recorded: look('secondary', Icons.Download),
    applied: look('success', Icons.CheckCircle),
    late: look('neutral', Icons.ClockCounterClockwise),
    other_job: look('warning', Icons.WarningCircle),
    hint: look('neutral', Icons.Lightbulb),
    unchecked: look('warning', Icons.Question),
    forged: look('danger', Icons.Shield),
    stale: look('warning', Icons.ClockCounterClockwise),
    unreadable: look('danger', Icons.FileError),
    unknown_address: look('danger', Icons.CrossCircle),
  }),
  delivery: family(words.deliveryStates, {
    pending: look('secondary', Icons.Clock),
    delivered: look('success', Icons.CheckCircle),
    given_up: look('danger', Icons.CrossCircle),
  }),
  deliveryResult: family(words.deliveryResults, {
    delivered: look('success', Icons.CheckCircle),
    refused: look('danger', Icons.CrossCircle),
    redirected: look('warning', Icons.ExternalLink),
    gone: look('danger', Icons.MinusCircle),
    not_connected: look('warning', Icons.EarthStriked),
    unanswered: look('warning', Icons.Question),
    blocked: look('danger', Icons.Lock),
    unsigned: look('danger', Icons.Key),
  }),
  mark: family(words.writtenMarks, {
    text_removal: look('success', Icons.Lock),
    visible_label: look('success', Icons.Eye),
    iptc: look('success', Icons.Information),
    aigc_label: look('success', Icons.PriceTag),
    c2pa: look('success', Icons.Shield),
  }),
  missingMark: family(words.writtenMarks, {
    text_removal: look('warning', Icons.WarningCircle),
    visible_label: look('warning', Icons.WarningCircle),
    iptc: look('warning', Icons.WarningCircle),
    aigc_label: look('warning', Icons.WarningCircle),
    c2pa: look('warning', Icons.WarningCircle),
  }),
  outcome: family(words.noteOutcomes, {
    confirmed: look('success', Icons.CheckCircle),
    updated: look('secondary', Icons.Pencil),
    withdrawn: look('neutral', Icons.MinusCircle),
  }),
};

type Families = typeof statuses;
export type StatusFamily = keyof Families;
export type StatusValue<Of extends StatusFamily> = keyof Families[Of]['terms'] & string;

/** Term and look of one status; null for a value that is not in the vocabulary. */
export const statusOf = (of: StatusFamily, value: string): { term: Term; look: Look } | null => {
  const { terms, looks }: { terms: Record<string, Term>; looks: Record<string, Look> } =
    statuses[of];
  const term = terms[value];
  const found = looks[value];
  return term && found ? { term, look: found } : null;
};

/** The approval status that is shown when several hold: the first in the vocabulary's order. */
export const gravest = (values: readonly words.ApprovalStatus[]): words.ApprovalStatus | null =>
  words.APPROVAL_STATUSES.find((status) => values.includes(status)) ?? null;

import { z } from 'zod';
import { daySchema } from './reuse';
import type { ReuseLimits } from './reuse';
import type { TimelineEvent } from './tasks';
import type { ApprovalStatus, AssetState, VerdictKind } from './vocabulary';

/** Query of `GET /trace/outputs/:outputId/standing`. */
export const standingSchema = z.object({ day: daySchema });

/** What one output was at the end of a day, told by its events alone. */
export type StandingOn = {
  /** In the site's time zone. */
  day: string;
  /** null: it was not there yet. */
  status: ApprovalStatus | null;
  /** The event by which it came to stand so; null where a date did it, or nothing. */
  since: TimelineEvent | null;
  /** Of the approval that held or had been given last; null without one. */
  limits: ReuseLimits | null;
};

/** One time that an entry began to show an output to the public, and what the output was then. */
export type Publication = {
  /** By whom, and when. */
  event: TimelineEvent;
  uid: string;
  documentId: string;
  locale: string | null;
  /** null where its events do not say: it was published before it was taken under record. */
  status: ApprovalStatus | null;
  limits: ReuseLimits | null;
  /** When the entry showed it no more; null while it does. */
  endedAt: string | null;
};

type Told = Pick<StandingOn, 'status' | 'since' | 'limits'>;

const NOT_THERE: Told = { status: null, since: null, limits: null };

const statusAfter: Record<Exclude<VerdictKind, 'withdrawn'>, ApprovalStatus> = {
  approved: 'approved',
  rejected: 'rejected',
  regenerate: 'rejected',
};

const endings: Record<string, Exclude<AssetState, 'active'>> = {
  'asset.revoked': 'revoked',
  'asset.changed': 'changed',
  'asset.expired': 'expired',
  'asset.superseded': 'superseded',
};

/** What `verdict.given` says (shared/events.ts). */
type Given = { verdict: VerdictKind; restores: string | null; limits: ReuseLimits | null };

/** Follows events, oldest first, of this output and perhaps of others. */
const tell = (events: readonly TimelineEvent[], outputId: string): Told => {
  /** As it stood after each verdict, for those that are taken back. */
  const afterVerdict = new Map<string, Told>();

  const afterGiven = (since: TimelineEvent): Told => {
    const { verdict, restores, limits } = since.data as Given;
    if (verdict !== 'withdrawn') return { status: statusAfter[verdict], since, limits };
    const restored = restores ? afterVerdict.get(restores) : undefined;
    return { ...(restored ?? { ...NOT_THERE, status: 'pending' }), since };
  };

  const next = (told: Told, event: TimelineEvent): Told => {
    const { type, aggregateId, data } = event;
    if (aggregateId === outputId) {
      if (type === 'output.moved' && data.to === 'stored')
        return { ...NOT_THERE, status: 'unsubmitted', since: event };
      if (type === 'output.submitted') return { ...told, status: 'pending', since: event };
    }
    if (data.outputId !== outputId) return told;
    if (type === 'verdict.given') {
      const given = afterGiven(event);
      afterVerdict.set(aggregateId, given);
      return given;
    }
    const ended = endings[type];
    return ended ? { ...told, status: ended, since: event } : told;
  };

  return events.reduce(next, NOT_THERE);
};

/** A date that has passed ends an approval, whether or not an event told so yet. */
const endedByDate = (told: Told, day: string): Told => {
  const until = told.limits?.validUntil;
  const isOver = told.status === 'approved' && until && until < day;
  return isOver ? { ...told, status: 'expired', since: null } : told;
};

/**
 * Follows the events of one output up to the end of a day.
 * @param events oldest first, of this output and perhaps of others.
 * @param dayOf the day of a moment in the site's time zone.
 */
export const standingOn = (
  events: readonly TimelineEvent[],
  outputId: string,
  day: string,
  dayOf: (moment: string) => string
): StandingOn => {
  const told = tell(
    events.filter(({ at }) => dayOf(at) <= day),
    outputId
  );
  return { day, ...endedByDate(told, day) };
};

/**
 * Every time that an entry began to show an output, oldest first.
 * @param events oldest first: those of the output, and of entries only those that name its file.
 * @param dayOf the day of a moment in the site's time zone.
 */
export const publicationsIn = (
  events: readonly TimelineEvent[],
  outputId: string,
  dayOf: (moment: string) => string
): Publication[] =>
  events.flatMap((event, index) => {
    if (event.type !== 'entry.published') return [];
    const { status, limits } = endedByDate(tell(events.slice(0, index), outputId), dayOf(event.at));
    const [uid = '', documentId = ''] = event.aggregateId.split('/');
    const locale = (event.data.locale as string | null | undefined) ?? null;
    const end = events
      .slice(index + 1)
      .find(
        ({ type, aggregateId, data }) =>
          type === 'entry.withdrawn' &&
          aggregateId === event.aggregateId &&
          (data.locale ?? null) === locale
      );
    return [{ event, uid, documentId, locale, status, limits, endedAt: end?.at ?? null }];
  });

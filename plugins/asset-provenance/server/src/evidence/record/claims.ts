import { recordEntries } from '../../../../shared';
import type { Actor } from '../../../../shared';
import { canonicalText } from '../hash';
import { actorHash, saltedHash } from '../salted';
import type { RecordFindings } from './findings';
import type { ProvenEvent } from './proofs';
import type { ClaimedRecord } from './read-record';

const ENTRY = recordEntries.record;

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null ? canonicalText(value) : String(value);

const isSame = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    canonicalText(a) === canonicalText(b));

/** Holds what a record says against its events, and counts what was compared. */
export const createClaims = (events: readonly ProvenEvent[], findings: RecordFindings) => {
  const byAggregate = new Map<string, ProvenEvent[]>();
  for (const event of events) {
    const key = `${event.aggregateType} ${event.aggregateId}`;
    byAggregate.set(key, [...(byAggregate.get(key) ?? []), event]);
  }
  let compared = 0;

  /** What an event does not state was not part of it when it was recorded. */
  const says = (subject: string, event: ProvenEvent, claims: Record<string, unknown>): void => {
    for (const [field, found] of Object.entries(claims)) {
      const expected = event.data[field];
      if (expected === undefined) continue;
      same(subject, field, expected, found);
    }
  };

  const same = (subject: string, field: string, expected: unknown, found: unknown): void => {
    compared += 1;
    if (isSame(expected ?? null, found ?? null)) return;
    findings.add({
      kind: 'record_differs',
      entry: ENTRY,
      subject,
      field,
      expected: shown(expected),
      found: shown(found),
    });
  };

  const isErased = ({ salt }: ProvenEvent): boolean => !salt;

  return {
    events,
    says,
    same,
    get compared() {
      return compared;
    },

    /** Events about one thing, oldest first; of these types only, where some are named. */
    about: (aggregateType: string, aggregateId: string, ...types: string[]): ProvenEvent[] =>
      (byAggregate.get(`${aggregateType} ${aggregateId}`) ?? []).filter(
        ({ type }) => types.length === 0 || types.includes(type)
      ),

    unfounded: (subject: string): void =>
      findings.add({ kind: 'record_unfounded', entry: ENTRY, subject }),
    silentOn: (event: ProvenEvent): void =>
      findings.add({
        kind: 'record_incomplete',
        entry: ENTRY,
        subject: `${event.type} ${event.eventId}`,
      }),

    /** A name or an id that was erased on purpose cannot be compared. */
    doneBy: (subject: string, event: ProvenEvent, { type, id, name }: Actor): void => {
      compared += 1;
      const { actor, salt } = event;
      const isAnybody = isErased(event) || (!name && id === null);
      const isWho =
        type === actor.type &&
        (isAnybody ||
          (actor.hash === actorHash({ type, id }, salt ?? '') &&
            (!name ||
              actor.nameHash === undefined ||
              actor.nameHash === saltedHash(salt ?? '', name))));
      if (!isWho) findings.add({ kind: 'person_altered', entry: ENTRY, subject });
    },

    /** Where only the name of who did it was kept. */
    named: (subject: string, event: ProvenEvent, name: string): void => {
      if (!name || isErased(event) || event.actor.nameHash === undefined) return;
      compared += 1;
      if (event.actor.nameHash !== saltedHash(event.salt ?? '', name))
        findings.add({ kind: 'person_altered', entry: ENTRY, subject });
    },

    /** Words that were erased cannot be compared; words that the event has none of were put in. */
    worded: (subject: string, event: ProvenEvent, words: string | null): void => {
      if (!words) return;
      compared += 1;
      const isIts =
        event.noteHash !== null &&
        (isErased(event) ||
          event.noteHash === saltedHash(event.noteSalt ?? event.salt ?? '', words));
      if (!isIts) findings.add({ kind: 'words_altered', entry: ENTRY, subject });
    },
  };
};
export type Claims = ReturnType<typeof createClaims>;

/** The timeline tells of exactly the events that are proven, in their order and with their words. */
export const claimTimeline = (
  claims: Claims,
  { timeline }: Pick<ClaimedRecord, 'timeline'>,
  findings: RecordFindings
): void => {
  const { events } = claims;
  for (let index = 0; index < Math.max(events.length, timeline.length); index += 1) {
    const [event, told] = [events[index], timeline[index]];
    const subject = `timeline ${index + 1}`;
    if (!event || !told || event.eventId !== told.eventId) {
      findings.add({ kind: 'timeline_differs', entry: ENTRY, subject });
      return;
    }
    for (const field of ['at', 'type', 'aggregateType', 'aggregateId', 'hash', 'data'] as const)
      claims.same(subject, field, event[field], told[field]);
    claims.doneBy(subject, event, told.actor);
    claims.worded(subject, event, told.note);
  }
};

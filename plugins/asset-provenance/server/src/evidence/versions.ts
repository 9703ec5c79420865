import { dataOf } from './event-facts';
import type { EventFacts } from './event-facts';

/**
 * Things of which every version leaves an event, with the first version that does. Of others (tasks,
 * outputs) some changes leave none: their versions may leap, but never go back.
 */
const FIRST_VERSIONS = new Map([
  ['job', 2],
  ['asset', 1],
  ['verdict', 1],
  ['comment', 1],
  ['budget', 1],
  ['preset', 1],
  ['licence_template', 1],
  ['file', 1],
]);

/** Verdicts count within their output. */
const subjectOf = ({ aggregateType, aggregateId }: EventFacts, canonical: string | Buffer) =>
  `${aggregateType}:${aggregateType === 'verdict' ? String(dataOf(canonical).outputId) : aggregateId}`;

/**
 * Finds events that were removed before they were sealed, which leave no gap in the sequence. Holds
 * some hundred bytes for each thing that has versions.
 */
export const createVersions = () => {
  const lastBySubject = new Map<string, number>();

  /** @returns what is wrong with the version of an event, or null. */
  return (
    facts: EventFacts,
    canonical: string | Buffer
  ): { subject: string; expected: string; found: string } | null => {
    const version = facts.aggregateVersion;
    if (version === null) return null;
    const subject = subjectOf(facts, canonical);
    const first = FIRST_VERSIONS.get(facts.aggregateType);
    const last = lastBySubject.get(subject) ?? (first === undefined ? version : first - 1);
    lastBySubject.set(subject, Math.max(last, version));
    const isGap = first !== undefined && version > last + 1;
    if (version >= last && !isGap) return null;
    return { subject, expected: String(isGap ? last + 1 : last), found: String(version) };
  };
};

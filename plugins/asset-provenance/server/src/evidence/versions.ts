import { dataOf } from './event-facts';
import type { EventFacts } from './event-facts';

/**
 * Things of which every version leaves an event, with the first version that does. Of others (tasks,
 * outputs) some changes leave none: their versions may leap, but never go back.
 */
const FIRST_VERSIONS: Record<string, number> = {
  job: 2,
  asset: 1,
  verdict: 1,
  comment: 1,
  budget: 1,
  preset: 1,
  licence_template: 1,
  file: 1,
};

/** Verdicts count within their output. */
const idOf = ({ aggregateType, aggregateId }: EventFacts, canonical: string | Buffer): string =>
  aggregateType === 'verdict' ? String(dataOf(canonical).outputId) : aggregateId;

/**
 * Finds events that were removed before they were sealed, which leave no gap in the sequence. Holds
 * some hundred bytes for each thing that has versions.
 */
export const createVersions = () => {
  const lastByType = new Map<string, Map<string, number>>();

  /** @returns what is wrong with the version of an event, or null. */
  return (
    facts: EventFacts,
    canonical: string | Buffer
  ): { subject: string; expected: string; found: string } | null => {
    const version = facts.aggregateVersion;
    if (version === null) return null;
    const { aggregateType } = facts;
    const id = idOf(facts, canonical);
    const first = FIRST_VERSIONS[aggregateType];
    const lastOf = lastByType.get(aggregateType) ?? new Map<string, number>();
    lastByType.set(aggregateType, lastOf);
    const last = lastOf.get(id) ?? (first === undefined ? version : first - 1);
    lastOf.set(id, Math.max(last, version));
    const isGap = first !== undefined && version > last + 1;
    if (version >= last && !isGap) return null;
    return {
      subject: `${aggregateType}:${id}`,
      expected: String(isGap ? last + 1 : last),
      found: String(version),
    };
  };
};

/** What the verification needs of an event's text, read without parsing all of it. */
export type EventFacts = {
  aggregateType: string;
  aggregateId: string;
  aggregateVersion: number | null;
  /** As `toISOString` writes it, which sorts like the moments. */
  at: string;
};

/** What needs no unescaping and has one byte a character. */
const PLAIN = '[ !#-[\\]-~]+';
const MOMENT =
  '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z';
/** RFC 8785 sorts keys, so that these always stand first; behind the end of the actor. */
const FACTS = new RegExp(
  `\\},"aggregateId":"(${PLAIN})","aggregateType":"(${PLAIN})","aggregateVersion":(null|\\d{1,10}),"at":"(${MOMENT})"`,
  'y'
);
const ACTOR = '{"actor":{';
/** As far as the head of an event of ours goes; longer ones are parsed. */
const HEAD_BYTES = 512;

const parsed = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};

const isoOf = (moment: unknown): string | null => {
  const at = typeof moment === 'string' ? new Date(moment) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
};

const bySlowWay = (text: string): EventFacts | null => {
  const { aggregateType, aggregateId, aggregateVersion, at: moment } = parsed(text) ?? {};
  const at = isoOf(moment);
  if (typeof aggregateType !== 'string' || typeof aggregateId !== 'string' || !at) return null;
  return {
    aggregateType,
    aggregateId,
    aggregateVersion: typeof aggregateVersion === 'number' ? aggregateVersion : null,
    at,
  };
};

const textOf = (canonical: string | Buffer): string =>
  typeof canonical === 'string' ? canonical : canonical.toString('utf8');

const matchOf = (head: string): RegExpExecArray | null => {
  const end = head.indexOf('}');
  const next = head.indexOf('{', ACTOR.length);
  if (!head.startsWith(ACTOR) || (next >= 0 && next < end)) return null;
  FACTS.lastIndex = end;
  return FACTS.exec(head);
};

/** Null for what is no text of an event. */
export const factsOf = (canonical: string | Buffer): EventFacts | null => {
  const head =
    typeof canonical === 'string' ? canonical : canonical.toString('latin1', 0, HEAD_BYTES);
  const match = matchOf(head);
  if (!match) return bySlowWay(textOf(canonical));
  const [, aggregateId = '', aggregateType = '', version = 'null', at = ''] = match;
  return {
    aggregateType,
    aggregateId,
    aggregateVersion: version === 'null' ? null : Number(version),
    at,
  };
};

/** The facts of its own that an event states; empty for what is no text of an event. */
export const dataOf = (canonical: string | Buffer): Record<string, unknown> =>
  (parsed(textOf(canonical))?.data as Record<string, unknown> | undefined) ?? {};

/** Null for what names none. */
export const eventIdOf = (canonical: string | Buffer): string | null => {
  const eventId = parsed(textOf(canonical))?.eventId;
  return typeof eventId === 'string' ? eventId : null;
};

/** What the verification needs of an event's text, read without parsing all of it. */
export type EventFacts = {
  aggregateType: string;
  aggregateId: string;
  aggregateVersion: number | null;
  at: string;
};

/** RFC 8785 sorts keys, so that these always stand first. */
const HEAD =
  /^\{"actor":\{[^{}]{0,400}\},"aggregateId":"([^"\\]{0,400})","aggregateType":"([^"\\]{1,60})","aggregateVersion":(null|\d{1,10}),"at":"([^"\\]{1,40})"/;
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

const bySlowWay = (text: string): EventFacts | null => {
  const { aggregateType, aggregateId, aggregateVersion, at } = parsed(text) ?? {};
  if (typeof aggregateType !== 'string' || typeof aggregateId !== 'string') return null;
  if (typeof at !== 'string') return null;
  return {
    aggregateType,
    aggregateId,
    aggregateVersion: typeof aggregateVersion === 'number' ? aggregateVersion : null,
    at,
  };
};

const textOf = (canonical: string | Buffer): string =>
  typeof canonical === 'string' ? canonical : canonical.toString('utf8');

/** Null for what is no text of an event. */
export const factsOf = (canonical: string | Buffer): EventFacts | null => {
  const head =
    typeof canonical === 'string' ? canonical : canonical.toString('latin1', 0, HEAD_BYTES);
  const match = HEAD.exec(head);
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

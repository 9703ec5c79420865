import type { Usage } from '../../../shared';

/** What a record holds under a name that came from outside: never what every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** undefined when it is not JSON. */
export const jsonOf = (body: Buffer | string): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};

/** `1024x768` from any spelling of it; null when it is none, such as `auto`. */
export const sizeOf = (text: string | null | undefined): string | null => {
  const match = /^(\d+)[x×*](\d+)$/.exec(text ?? '');
  return match ? `${match[1]}x${match[2]}` : null;
};

/** What a provider counted, under its own names; null when it counted nothing. */
export const countersOf = (counted: Record<string, unknown> | null | undefined): Usage | null => {
  const told = Object.entries(counted ?? {}).filter(
    (entry): entry is [string, number | string] =>
      typeof entry[1] === 'number' || (typeof entry[1] === 'string' && entry[1] !== '')
  );
  return told.length > 0 ? Object.fromEntries(told) : null;
};

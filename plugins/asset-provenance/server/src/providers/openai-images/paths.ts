/**
 * A path below the base address. People give that address with and without the version at its end;
 * both are right.
 */
export const apiPath = (baseUrl: string, path: string): string =>
  baseUrl.endsWith('/v1') && path.startsWith('/v1/') ? path.slice('/v1'.length) : path;

/** What a record holds under a name that came from outside: never what every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

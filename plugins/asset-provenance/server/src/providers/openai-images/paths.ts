/**
 * A path below the base address. People give that address with and without the version at its end;
 * both are right.
 */
export const apiPath = (baseUrl: string, path: string): string =>
  baseUrl.endsWith('/v1') && path.startsWith('/v1/') ? path.slice('/v1'.length) : path;

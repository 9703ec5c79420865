import { versionPath } from '../connection';

const VERSION = '/v1';

/** A path below the base address, which people give with and without the version at its end. */
export const apiPath = (baseUrl: string, path: string): string =>
  path.startsWith(`${VERSION}/`)
    ? `${versionPath(baseUrl, VERSION)}${path.slice(VERSION.length)}`
    : path;

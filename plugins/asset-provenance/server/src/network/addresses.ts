import type { LookupAddress, LookupAllOptions, LookupOptions } from 'node:dns';
import { isIP } from 'node:net';
import { isPrivateHost, isPublicAddress } from '../kernel';
import { BlockedAddress, UnusableAddress } from './errors';

/**
 * An address that can be opened at all.
 * @throws UnusableAddress
 */
export const parseAddress = (address: string, base?: URL): URL => {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    throw new UnusableAddress('This is not an address.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UnusableAddress(`Addresses of the kind ${url.protocol} are not opened.`);
  if (url.username || url.password)
    throw new UnusableAddress('An address with a user name or a password in it is not opened.');
  return url;
};

const nameOf = ({ hostname }: URL) => hostname.toLowerCase().replace(/\.$/, '');
const portOf = ({ protocol, port }: URL) => port || (protocol === 'https:' ? '443' : '80');

/** What an operator listed, as it is compared: `host`, or `host:port` where a port was named. */
const listedForm = (entry: string): string => {
  const text = isIP(entry) === 6 ? `[${entry}]` : entry.trim();
  const isOrigin = text.includes('://');
  try {
    const url = new URL(isOrigin ? text : `http://${text}`);
    // A port that is the scheme's own vanishes from the parsed form: the text says whether it was named.
    const named = isOrigin ? portOf(url) : /:(\d+)$/.exec(text)?.[1];
    return named ? `${nameOf(url)}:${Number(named)}` : nameOf(url);
  } catch {
    return text.toLowerCase();
  }
};

/** Whether an operator has listed this host: on every port, or on the port that was named. */
export const createAllowance = (allowedHosts: readonly string[]) => {
  const listed = new Set(allowedHosts.map(listedForm));
  return (url: URL): boolean =>
    listed.has(nameOf(url)) || listed.has(`${nameOf(url)}:${portOf(url)}`);
};

/**
 * Refuses addresses that name a private place by themselves. Names are checked when they are
 * resolved, by the guarded look-up.
 * @throws BlockedAddress
 */
export const refusePrivateHost = (url: URL): void => {
  if (isPrivateHost(url.hostname)) throw new BlockedAddress(url.host);
};

/**
 * Why an address would not be opened, as far as that can be said without resolving its name; null
 * when nothing speaks against it.
 */
export const objectionTo = (
  address: string,
  allowedHosts: readonly string[]
): 'unusable' | 'private' | null => {
  try {
    const url = parseAddress(address);
    return createAllowance(allowedHosts)(url) || !isPrivateHost(url.hostname) ? null : 'private';
  } catch {
    return 'unusable';
  }
};

/** Resolves a name to all its addresses, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  answer: (error: Error | null, addresses: LookupAddress[]) => void
) => void;

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A look-up for connections: the connection goes to exactly the addresses that were checked here,
 * so that an answer which changes afterwards changes nothing. One private address among public ones
 * refuses them all.
 */
export const createGuardedLookup =
  (resolve: Resolve) =>
  (hostname: string, options: LookupOptions, answer: Answer): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, '');
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
        return answer(new BlockedAddress(hostname), '');
      return options.all ? answer(null, addresses) : answer(null, first.address, first.family);
    });
  };

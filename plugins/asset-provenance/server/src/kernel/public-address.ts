import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const PUBLIC_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** Answers only from within a cloud's machines, though its range is public. */
const METADATA = new Set(['168.63.129.16']);

/** Names that mean this machine or the network around it, whoever resolves them. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|corp|home\.arpa)\.?$/i;

/**
 * Whether an IP address is one of the public internet: not this machine, not a private, link-local,
 * shared, multicast, reserved or metadata range. Of the IPv6 forms that carry an IPv4 address only
 * the one of NAT64 can be public: networks without IPv4 reach everything that way.
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4)
    return parsed.range() === 'unicast' && !METADATA.has(parsed.toString());
  if (parsed.match(NAT64))
    return isPublicAddress(new ipaddr.IPv4(parsed.toByteArray().slice(12)).toString());
  return parsed.range() === 'unicast' && parsed.match(PUBLIC_IPV6);
};

/** Whether a host of an address is private by itself, without asking what its name resolves to. */
export const isPrivateHost = (hostname: string): boolean => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (bare === '' || isIP(bare) !== 0) return !isPublicAddress(bare);
  return LOCAL_NAME.test(bare);
};

import { isPrivateHost } from './public-address';

/** What looks like an address with its scheme; what ends a sentence is not part of it. */
const WITH_SCHEME =
  /\b([a-z][a-z0-9+.-]{1,20}):\/\/([^\s"'<>`，。；、）】」]+?)(?=[.,;:!?)}\]]*(?:$|[\s"'<>`，。；、）】」]))/gi;
const BARE_IPV4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?(?![\w-]|\.\d)/g;
const PRIVATE_IPV4 =
  /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
/** Four numbers with dots may also be a version, or a clause of a contract. */
const NUMBERING =
  /(?:\bv|ver|version|firmware|release|build|section|clause|chapter|§|版本|第)[.:]?\s*$/i;
const BARE_NAME =
  /(?<![\w.@-])(?:localhost:\d{2,5}\b|(?:[a-z0-9-]{1,63}\.){1,8}(?:internal|intranet|local|lan|corp|localdomain|home\.arpa):\d{2,5}\b|(?:[a-z0-9-]{1,63}\.){2,8}(?:internal|intranet|local|lan|corp|localdomain|home\.arpa)\/)/gi;

/** Where an address leads, as a browser would read it. */
const placeOf = (rest: string): URL | null => {
  try {
    return new URL(`http://${rest}`);
  } catch {
    return rest.startsWith('[') && !rest.includes(']') ? placeOf(`${rest}]`) : null;
  }
};

const leadsInside = (scheme: string, rest: string): boolean => {
  const place = placeOf(rest);
  if (!place) return false;
  if (isPrivateHost(place.hostname)) return true;
  // A web address without a dot in its host is one of the network around the writer.
  const isWeb = /^(?:https?|wss?)$/i.test(scheme);
  return isWeb && !place.hostname.includes('.') && (place.port !== '' || place.pathname !== '/');
};

const isPrivateBareIp = (match: string, before: string): boolean =>
  PRIVATE_IPV4.test(match) && !NUMBERING.test(before.slice(-16));

/** A text with the addresses of private networks replaced. */
export const maskPrivateAddresses = (text: string, mask = '[removed address]'): string =>
  text
    .replace(WITH_SCHEME, (match: string, scheme: string, rest: string) =>
      leadsInside(scheme, rest) ? mask : match
    )
    .replace(BARE_IPV4, (match: string, at: number, whole: string) =>
      isPrivateBareIp(match, whole.slice(0, at)) ? mask : match
    )
    .replace(BARE_NAME, mask);

/** Whether a text names an address of a private network: an IP address or a name. */
export const hasPrivateAddress = (text: string): boolean => maskPrivateAddresses(text) !== text;

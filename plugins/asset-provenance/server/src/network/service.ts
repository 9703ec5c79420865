import { lookup } from 'node:dns';
import type { Readable } from 'node:stream';
import { FormData } from 'undici';
import { createAllowance, createGuardedLookup, parseAddress, refusePrivateHost } from './addresses';
import type { Resolve } from './addresses';
import { readBody } from './body';
import { Unanswered, exchangeError } from './errors';
import { createHops } from './hop';
import type { HopAnswer } from './hop';

export { AnswerTooLarge, BlockedAddress, NotSent, Unanswered, UnusableAddress } from './errors';
export { objectionTo } from './addresses';
export type { Resolve } from './addresses';
export { FormData };

/** Milliseconds. */
const DOWNLOAD_IDLE = 60_000;
const MAX_REDIRECTS = 5;

export type Exchange = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Buffer | FormData | null;
  /** Milliseconds for the whole exchange. */
  timeoutMs: number;
  /** Largest answer that is read, packed and unpacked; null: its status is all that is wanted. */
  maxBytes: number | null;
};
export type Answered = { status: number; headers: Record<string, string>; body: Buffer };

export type Opening = {
  /** Headers of each hop: credentials belong to one origin only. */
  headersFor: (url: URL) => Record<string, string>;
  signal: AbortSignal;
};
export type Opened = { status: number; headers: Record<string, string>; body: Readable };

export type NetworkOptions = {
  /**
   * How names become addresses: the system's resolver unless another is given. Each connection asks
   * it once and then goes to what was checked; nothing else in the process resolves the name.
   */
  resolve?: Resolve;
};

/**
 * The one HTTP client: connect, answer and byte limits, no retries, and a guard against being sent
 * into private networks, pinned at connect and at every redirect.
 */
export const createNetwork = ({ resolve = lookup }: NetworkOptions = {}) => {
  const hops = createHops();
  const guarded = createGuardedLookup(resolve);

  return {
    /** `allowedHosts`: hosts that an operator has configured or listed; they may be private. */
    client: (allowedHosts: readonly string[]) => {
      const isAllowed = createAllowance(allowedHosts);

      /** @throws BlockedAddress */
      const lookupFor = (url: URL) => {
        if (isAllowed(url)) return undefined;
        refusePrivateHost(url);
        return guarded;
      };

      const get = (url: URL, { headersFor, signal }: Opening): Promise<HopAnswer> =>
        hops.send(url, lookupFor(url), {
          method: 'GET',
          headers: { ...headersFor(url), 'accept-encoding': 'identity' },
          idleMs: DOWNLOAD_IDLE,
          signal,
        });

      return {
        /**
         * One request and its whole answer, whatever the status; redirects are not followed.
         * @throws NotSent | Unanswered
         */
        exchange: async (wanted: Exchange): Promise<Answered> => {
          const url = parseAddress(wanted.url);
          const { status, headers, body } = await hops.send(url, lookupFor(url), {
            method: wanted.method,
            headers: wanted.headers,
            body: wanted.body,
            idleMs: wanted.timeoutMs,
            signal: AbortSignal.timeout(wanted.timeoutMs),
          });
          const { maxBytes } = wanted;
          if (maxBytes === null) {
            body.destroy();
            return { status, headers, body: Buffer.alloc(0) };
          }
          try {
            const encoding = headers['content-encoding'];
            return { status, headers, body: await readBody(body, { encoding, maxBytes }) };
          } catch (error) {
            body.destroy();
            throw exchangeError(error, url.host, true);
          }
        },

        /**
         * Opens an address for streaming, following redirects; each hop is guarded anew. The body
         * must be read or destroyed; what goes wrong with it after this is its `error`.
         * @throws NotSent | Unanswered
         */
        open: async (address: string, opening: Opening): Promise<Opened> => {
          let url = parseAddress(address);
          for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
            const answer = await get(url, opening);
            const isRedirect = answer.status >= 300 && answer.status < 400;
            const { location } = answer.headers;
            if (!isRedirect || !location) return answer;
            answer.body.destroy();
            url = parseAddress(location, url);
          }
          throw new Unanswered(`More than ${MAX_REDIRECTS} redirects.`);
        },
      };
    },

    /** Ends what is under way. */
    close: hops.close,
  };
};
export type Network = ReturnType<typeof createNetwork>;

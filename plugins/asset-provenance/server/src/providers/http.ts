import { Readable } from 'node:stream';
import type { Exchange, Network } from '../network/service';
import { BlockedAddress, UnusableAddress } from '../network/service';
import type { ProviderAnswer, ProviderHttp, ProviderRequest } from './connection';
import { ProviderError, ResultExpired, failure } from './contract';
import { jsonOf } from './read-values';

const DEFAULT_TIMEOUT_S = 30;
const DEFAULT_MAX_BYTES = 10_000_000;
const DATA_URL = /^data:[^,]*?(;base64)?,/;

type Given = {
  network: Network;
  baseUrl: string;
  /** Hosts beside the provider's own that may be private. */
  allowedHosts: readonly string[];
  /** Never let in again, should an answer repeat them. */
  secrets: readonly string[];
  /** What authorises a request; computed anew for each, because some providers sign by the clock. */
  authorise: () => Record<string, string>;
};

const bodyOf = ({
  json,
  form,
}: ProviderRequest): { body: Exchange['body']; type: Record<string, string> } => {
  if (form) return { body: form, type: {} };
  if (json === undefined) return { body: null, type: {} };
  return { body: JSON.stringify(json), type: { 'content-type': 'application/json' } };
};

const downloadFailure = (message: string, facts: { retryable: boolean; httpStatus?: number }) =>
  new ProviderError(failure('download', 'download', { message, billed: 'yes', ...facts }));

const EXPIRED = new Set([401, 403, 404, 410]);

/** Speaks HTTP for one configured provider. */
export const createProviderHttp = ({
  network,
  baseUrl,
  allowedHosts,
  secrets,
  authorise,
}: Given): ProviderHttp => {
  const own = new URL(baseUrl);
  const client = network.client([own.origin, ...allowedHosts]);

  const addressOf = (path: string): string => {
    if (!/^https?:\/\//i.test(path)) return `${baseUrl}${path}`;
    if (new URL(path).origin === own.origin) return path;
    throw new UnusableAddress(
      `The provider named an address outside of ${own.origin}; the key is not sent there.`
    );
  };

  return {
    send: async (wanted): Promise<ProviderAnswer> => {
      const { body, type } = bodyOf(wanted);
      const { status, headers, ...answer } = await client.exchange({
        method: wanted.method,
        url: addressOf(wanted.path),
        headers: { accept: 'application/json', ...type, ...authorise(), ...wanted.headers },
        body,
        timeoutMs: (wanted.timeoutSeconds ?? DEFAULT_TIMEOUT_S) * 1000,
        maxBytes: wanted.maxBytes ?? DEFAULT_MAX_BYTES,
      });
      const text = secrets.reduce(
        (masked, secret) => masked.replaceAll(secret, '[removed key]'),
        answer.body.toString('utf8')
      );
      return { status, headers, text, json: jsonOf(text) };
    },

    download: async (url, signal) => {
      const inline = DATA_URL.exec(url);
      if (inline) {
        const data = url.slice(inline[0].length);
        return Readable.from([
          inline[1] ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data)),
        ]);
      }
      const opened = await client
        .open(url, {
          headersFor: ({ origin }) => (origin === own.origin ? authorise() : {}),
          signal,
        })
        .catch((error: unknown) => {
          const isFinal = error instanceof BlockedAddress || error instanceof UnusableAddress;
          const message = error instanceof Error ? error.message : String(error);
          throw downloadFailure(message, { retryable: !isFinal });
        });
      if (opened.status === 200) return opened.body;
      opened.body.destroy();
      if (EXPIRED.has(opened.status))
        throw new ResultExpired(`The result address answered ${opened.status}.`);
      throw downloadFailure(`The result address answered ${opened.status}.`, {
        httpStatus: opened.status,
        retryable: opened.status >= 500 || opened.status === 429 || opened.status === 408,
      });
    },
  };
};

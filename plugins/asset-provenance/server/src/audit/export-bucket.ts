import { createHash, createHmac } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import type { LedgerBucketConfig } from '../config-ledger';
import { AnswerTooLarge } from '../network/service';
import type { Answered, Network } from '../network/service';
import { MAX_BYTES, folderName, sizeInName } from './export-names';
import type { ExportedCheckpoint, Exporter } from './exports';

const TIMEOUT_MS = 20_000;
/** A page of a list names a thousand objects. */
const MAX_LIST_BYTES = 2_000_000;
/** Objects that are read at once. */
const AT_ONCE = 8;

/** SHA-256, or its HMAC where there is a key, as the signer wants it. */
class Sha256 {
  readonly #hash;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      key === undefined ? createHash('sha256') : createHmac('sha256', key as string | Uint8Array);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
  reset(): void {
    throw new Error('A hash of the signer is used once.');
  }
}

type Wanted = {
  method: 'GET' | 'PUT';
  /** Behind the bucket; empty for the bucket itself. */
  key: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
  maxBytes: number;
};

const textsIn = (xml: Buffer, tag: string): string[] => {
  const text = xml.toString('utf8');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('The bucket answered with entities.');
  const document = new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml');
  return Array.from(document.getElementsByTagName(tag)).map(({ textContent }) => textContent ?? '');
};

const codeIn = ({ body }: Answered): string => {
  try {
    return textsIn(body, 'Code')[0]?.slice(0, 100) ?? '';
  } catch {
    return '';
  }
};

/**
 * One object for each checkpoint in a bucket that speaks the protocol of S3, addressed by path.
 * Objects are added and never changed; one that is there with another content is an error.
 */
export const createBucketExport = (config: LedgerBucketConfig, network: Network): Exporter => {
  const endpoint = new URL(config.endpoint);
  const client = network.client([endpoint.host]);
  const root = `${endpoint.pathname.replace(/\/$/, '')}/${config.bucket}`;
  const place = `The bucket "${config.bucket}" at ${endpoint.host}`;

  const createSigner = async () => {
    const { SignatureV4 } = await import('@smithy/signature-v4');
    return new SignatureV4({
      service: 's3',
      region: config.region,
      credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
      sha256: Sha256,
      uriEscapePath: false,
    });
  };
  let signer: ReturnType<typeof createSigner> | null = null;

  const ask = async ({ method, key, query = {}, headers, body, maxBytes }: Wanted) => {
    signer ??= createSigner();
    const path = [root, ...key.split('/').map(encodeURIComponent)].join('/');
    const request = {
      method,
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      path,
      query,
      headers: { host: endpoint.host, ...headers },
      body,
    };
    const signed = await (await signer).sign(request);
    const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
    return client.exchange({
      method,
      url: `${endpoint.origin}${path}${search && `?${search}`}`,
      headers: signed.headers,
      body: body ?? null,
      timeoutMs: TIMEOUT_MS,
      maxBytes,
    });
  };

  const refused = (answer: Answered, what: string): Error =>
    new Error(`${place} refused to ${what}: ${answer.status} ${codeIn(answer)}`.trim());

  const keyOf = (origin: string, name: string): string =>
    `${config.prefix}${folderName(origin)}/${name}`;

  /** Null where there is none. */
  const read = async (key: string): Promise<string | null> => {
    const answer = await ask({ method: 'GET', key, maxBytes: MAX_BYTES });
    if (answer.status === 404 && codeIn(answer) !== 'NoSuchBucket') return null;
    if (answer.status !== 200) throw refused(answer, `show ${key}`);
    return answer.body.toString('utf8');
  };

  const pageOf = async (prefix: string, token: string | undefined) => {
    const answer = await ask({
      method: 'GET',
      key: '',
      query: {
        'list-type': '2',
        prefix,
        ...(token !== undefined && { 'continuation-token': token }),
      },
      maxBytes: MAX_LIST_BYTES,
    });
    if (answer.status !== 200) throw refused(answer, 'list');
    const isCut = textsIn(answer.body, 'IsTruncated')[0] === 'true';
    return {
      keys: textsIn(answer.body, 'Key'),
      next: isCut ? textsIn(answer.body, 'NextContinuationToken')[0] : undefined,
    };
  };

  const checkpointAt = async (key: string, size: number): Promise<ExportedCheckpoint> => {
    const text = await read(key).catch((error: unknown) => {
      if (error instanceof AnswerTooLarge) return null;
      throw error;
    });
    // What is too large, or went since it was listed, is no checkpoint and is told of as such.
    return { size, subject: `${config.bucket}/${key}`, note: text ?? '' };
  };

  const isThere = async (key: string, text: string): Promise<boolean> => {
    const before = await read(key);
    if (before !== null && before !== text)
      throw new Error(`${config.bucket}/${key} is there already, with another content.`);
    return before !== null;
  };

  return {
    put: async (origin, name, text) => {
      const key = keyOf(origin, name);
      if (await isThere(key, text)) return;
      const answer = await ask({
        method: 'PUT',
        key,
        body: text,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'if-none-match': '*' },
        maxBytes: MAX_LIST_BYTES,
      });
      if (answer.status === 200) return;
      // Another server was faster.
      const isFaster = answer.status === 412 || answer.status === 409;
      if (!isFaster || !(await isThere(key, text))) throw refused(answer, `take ${key}`);
    },

    list: async function* (origin) {
      const prefix = keyOf(origin, '');
      let token: string | undefined;
      do {
        const { keys, next } = await pageOf(prefix, token);
        const named = keys
          .map((key) => ({ key, size: sizeInName(key.slice(prefix.length)) }))
          .filter((each): each is { key: string; size: number } => each.size !== null);
        for (let start = 0; start < named.length; start += AT_ONCE)
          yield* await Promise.all(
            named.slice(start, start + AT_ONCE).map(({ key, size }) => checkpointAt(key, size))
          );
        token = next;
      } while (token !== undefined);
    },
  };
};

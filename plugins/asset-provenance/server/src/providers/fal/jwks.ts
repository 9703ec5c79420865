import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ProviderHttp } from '../connection';
import { jwksSchema } from './schemas';

/** The second is the former name of the first. */
const ADDRESSES = [
  'https://rest.fal.ai/.well-known/jwks.json',
  'https://rest.alpha.fal.ai/.well-known/jwks.json',
];
/** Milliseconds. */
const KEYS_LIVE = 86_400_000;
/** An unknown signature may mean new keys; forgers must not make us ask each time. */
const ASKED_AGAIN_AFTER = 300_000;
const TIMEOUT = 10_000;
const MAX_BYTES = 65_536;
const MAX_KEYS = 16;

const readJson = async (http: ProviderHttp, address: string): Promise<unknown> => {
  // A download sends our key to the provider's own origin only, and never into private networks.
  const stream = await http.download(address, AbortSignal.timeout(TIMEOUT));
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) {
      stream.destroy();
      throw new Error('The list of keys is too long.');
    }
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
};

const keysIn = (json: unknown): KeyObject[] =>
  jwksSchema
    .parse(json)
    .keys.filter(({ kty, crv, x }) => kty === 'OKP' && crv === 'Ed25519' && x !== undefined)
    .slice(0, MAX_KEYS)
    .map(({ x }) =>
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: x ?? '' }, format: 'jwk' })
    );

/** fal's public keys, asked for once a day. */
export const createKeys = (http: ProviderHttp, configured: string | undefined) => {
  let kept: { keys: KeyObject[]; at: number } | null = null;
  let asking: Promise<KeyObject[]> | null = null;

  const ask = async (): Promise<KeyObject[]> => {
    for (const address of configured ? [configured] : ADDRESSES) {
      const keys = await readJson(http, address)
        .then(keysIn)
        .catch(() => []);
      if (keys.length === 0) continue;
      kept = { keys, at: Date.now() };
      return keys;
    }
    return kept?.keys ?? [];
  };

  /** Several callbacks at once ask once. */
  const refresh = (): Promise<KeyObject[]> => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  return {
    now: async (): Promise<KeyObject[]> =>
      kept && Date.now() - kept.at < KEYS_LIVE ? kept.keys : refresh(),
    /** Keys that may have come since; empty when it is too early to ask. */
    newer: async (): Promise<KeyObject[]> =>
      !kept || Date.now() - kept.at < ASKED_AGAIN_AFTER ? [] : refresh(),
  };
};
export type Keys = ReturnType<typeof createKeys>;

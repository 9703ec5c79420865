import { createCipheriv, createHmac, webcrypto } from 'node:crypto';

/** Bytes that nobody can guess without the secret, and that are the same for the same seed. */
const streamOf = (secret: string, seed: Buffer) => {
  const key = createHmac('sha256', secret).update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return (length: number): Buffer => cipher.update(Buffer.alloc(length));
};

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `sign` with the random bytes that the library asks for (salts of what it hashes) drawn from
 * the secret and the seed, as RFC 6979 draws those of a signature: two servers that store the same
 * file store the same bytes. One at a time, since the library asks a global.
 */
export const repeatably = <T>(
  { secret, seed }: { secret: string; seed: Buffer },
  sign: () => Promise<T>
): Promise<T> => {
  const run = async (): Promise<T> => {
    const draw = streamOf(secret, seed);
    const known = globalThis.crypto;
    const drawn = {
      getRandomValues: (target: Uint8Array): Uint8Array => {
        target.set(draw(target.length));
        return target;
      },
      subtle: webcrypto.subtle,
    };
    Object.defineProperty(globalThis, 'crypto', { value: drawn, configurable: true });
    try {
      return await sign();
    } finally {
      Object.defineProperty(globalThis, 'crypto', { value: known, configurable: true });
    }
  };
  const mine = last.then(run, run);
  last = mine.catch(() => undefined);
  return mine;
};

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sha256 } from '../kernel';

/** Temporary files older than this are left over from a process that died, in milliseconds. */
const STALE_MS = 24 * 3600 * 1000;

export class TooLarge extends Error {}

export type Received = { path: string; sha256: string; bytes: number };

/** SHA-256 of a stream, never whole in memory. */
export const hashStream = async (stream: Readable): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    const part = chunk as Buffer;
    hash.update(part);
    bytes += part.length;
  }
  return { sha256: hash.digest('hex'), bytes };
};

export const hashFile = (path: string) => hashStream(createReadStream(path));

/** The folder of half-received files; one per installation, so that sweeps touch only our own. */
export const createReceiver = (installation: string) => {
  const folder = join(tmpdir(), `asset-provenance-${sha256(installation).slice(0, 12)}`);

  /** Where a temporary file is to be; each has one of its own, whoever else brings the same thing. */
  const pathFor = async (name: string): Promise<string> => {
    await mkdir(folder, { recursive: true });
    return join(folder, `${name}-${randomUUID()}.part`);
  };

  return {
    pathFor,

    /**
     * Streams to disk, hashed on the way.
     * @throws TooLarge beyond `maxBytes`.
     */
    receive: async (
      stream: Readable,
      { name, maxBytes, signal }: { name: string; maxBytes: number; signal?: AbortSignal }
    ): Promise<Received> => {
      const path = await pathFor(name);
      const hash = createHash('sha256');
      let bytes = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > maxBytes)
            return done(new TooLarge(`The file is larger than ${maxBytes} bytes.`));
          hash.update(chunk);
          return done(null, chunk);
        },
      });
      try {
        await pipeline(stream, meter, createWriteStream(path), { signal });
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return { path, sha256: hash.digest('hex'), bytes };
    },

    discard: (path: string) => rm(path, { force: true }),

    /** Removes what a process that died has left. */
    sweep: async (): Promise<void> => {
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { force: true });
      }
    },
  };
};
export type Receiver = ReturnType<typeof createReceiver>;

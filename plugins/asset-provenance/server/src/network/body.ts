import { Readable, Writable } from 'node:stream';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AnswerTooLarge, Unanswered } from './errors';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** @throws Unanswered */
const unpackers = (encoding: string | undefined): Transform[] => {
  const name = encoding?.trim().toLowerCase();
  if (!name || name === 'identity') return [];
  const create = decoders[name];
  if (!create) throw new Unanswered(`The answer is encoded as ${name}, which is not known.`);
  return [create()];
};

/** @throws AnswerTooLarge */
const collect = async (stages: (Readable | Transform)[], maxBytes: number): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collector = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      chunks.push(chunk);
      done(bytes > maxBytes ? new AnswerTooLarge(maxBytes) : null);
    },
  });
  await pipeline([...stages, collector]);
  return Buffer.concat(chunks);
};

/**
 * Reads and unpacks a whole body, within a limit that holds for both its forms: a small body that
 * unpacks to a large one ends where the limit is reached.
 * @throws AnswerTooLarge | Unanswered
 */
export const readBody = async (
  body: Readable,
  { encoding, maxBytes }: { encoding: string | undefined; maxBytes: number }
): Promise<Buffer> => {
  const received = await collect([body], maxBytes);
  const stages = received.length > 0 ? unpackers(encoding) : [];
  return stages.length > 0 ? collect([Readable.from([received]), ...stages], maxBytes) : received;
};

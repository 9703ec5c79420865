import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough, Transform, pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { NO_TIME } from '../../evidence';
import type { Carried } from './files';

/** One entry that is made in memory. */
export type Text = { name: string; content: Buffer };

/** Nothing packed, no times: every byte of the zip is accounted for when it is verified. */
const plainly = { compress: false, mtime: NO_TIME, forceDosTimestamp: true };

/** Lets a file pass while it is the one that the manifest lists. */
const assertHash = (sha256: string): Transform => {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const isSame = hash.digest('hex') === sha256;
      done(isSame ? null : new Error('A file changed while its record was exported.'));
    },
  });
};

/**
 * A zip that is made while it is sent. A file that changes meanwhile breaks it off.
 * @param done called once, when all is sent or nobody reads any more.
 */
export const zipOf = (texts: Text[], carried: Carried[], done: () => void): Readable => {
  const zip = new ZipFile();
  const out = new PassThrough();
  const open = new Set<Readable>();
  const breakOff = (error: Error): void => void out.destroy(error);

  pipeline(zip.outputStream, out, () => {
    for (const stream of open) stream.destroy();
    done();
  });
  zip.on('error', breakOff);
  for (const { name, content } of texts) zip.addBuffer(content, name, plainly);
  for (const { entry, atHand } of carried)
    zip.addReadStreamLazy(entry, { ...plainly, size: atHand.bytes }, (take) => {
      const file = createReadStream(atHand.path);
      open.add(file);
      const checked = pipeline(file, assertHash(atHand.sha256), (error) => {
        open.delete(file);
        if (error) breakOff(error);
      });
      take(null, checked);
    });
  zip.end();
  return out;
};

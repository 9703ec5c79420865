import { createReadStream } from 'node:fs';
import { PassThrough, Readable, pipeline } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Actor, Bilingual } from '../../../shared';
import { sha256 } from '../kernel';
import type { Kernel } from '../kernel';
import type { AtHand, Media, MediaFile } from '../media/service';
import type { Renditions } from './renditions';
import { renderImage } from './working-copy-image';
import { manifestsOf } from './working-copy-manifest';
import type { Line } from './working-copy-manifest';
import { createNaming, keyOf } from './working-copy-plan';
import type { Copy } from './working-copy-plan';

type Made = Pick<Line, 'sha256' | 'bytes' | 'width' | 'height' | 'notes'> & {
  /** null: as it is stored. */
  data: Buffer | null;
  ext: string;
};

const extensions = { png: '.png', jpeg: '.jpg', webp: '.webp', mp4: '.mp4' };

const problem = (en: string, zh: string): Bilingual => ({ en, zh });
const notUsable = problem('Left out: may not be used on this channel.', '未包含：不可用于该渠道。');
const unreadable = problem('Left out: the file could not be read.', '未包含：文件无法读取。');

/** Videos are not converted; what is larger than the channel takes is of no use there. */
const problemOfVideo = ({ specification, output }: Copy, { bytes }: AtHand): Bilingual | null => {
  if (!specification || specification.kind !== 'video') return null;
  const { maxBytes, maxDurationSeconds } = specification;
  if (bytes > maxBytes)
    return problem(
      `Left out: larger than the limit of ${maxBytes} bytes; videos are not converted.`,
      `未包含：超过 ${maxBytes} 字节上限；视频不做转换。`
    );
  const seconds = output?.durationSeconds ?? 0;
  return maxDurationSeconds !== null && seconds > maxDurationSeconds
    ? problem(
        `Left out: longer than ${maxDurationSeconds} seconds; videos are not converted.`,
        `未包含：超过 ${maxDurationSeconds} 秒；视频不做转换。`
      )
    : null;
};

/** Makes zips while they are sent: one picture in memory at a time, waiting for who reads. */
export const createZip = (
  kernel: Kernel,
  { media, renditions }: { media: Media; renditions: Renditions }
) => {
  const asItIs = ({ file, output }: Copy, { sha256: hash, bytes }: AtHand): Made => ({
    data: null,
    ext: file.ext ?? '',
    sha256: hash,
    bytes,
    width: file.width ?? output?.width ?? null,
    height: file.height ?? output?.height ?? null,
    notes: [],
  });

  const render = async (actor: Actor, copy: Copy, atHand: AtHand): Promise<Made> => {
    const { file, task, output, asset, specification } = copy;
    if (specification?.kind !== 'image') return asItIs(copy, atHand);
    const { data, width, height, notes } = await renderImage(
      atHand.path,
      atHand.bytes,
      specification
    );
    if (!data) return { ...asItIs(copy, atHand), notes };
    const made = { sha256: sha256(data), bytes: data.length, width, height };
    await renditions.record(
      actor,
      {
        ...made,
        fileDocumentId: file.documentId,
        outputId: output?.documentId ?? null,
        assetId: asset?.documentId ?? null,
        specification: keyOf(specification),
        format: specification.format,
      },
      task?.documentId ?? null
    );
    return { ...made, data, ext: extensions[specification.format], notes };
  };

  const leftOut = (copy: Copy, sourceSha256: string | null, why: Bilingual): Line => ({
    copy,
    path: null,
    sha256: null,
    sourceSha256,
    bytes: null,
    width: null,
    height: null,
    notes: [why],
  });

  const bring = async (file: MediaFile): Promise<AtHand | null> => {
    try {
      const atHand = await media.fileAtHand(file);
      // What leaves as it is is found again by the register of binaries.
      await media.registerOriginal(file, atHand);
      return atHand;
    } catch (error) {
      kernel.log.warn(`A working copy of ${file.documentId} was not made: ${String(error)}`);
      return null;
    }
  };

  const write = async (
    zip: ZipFile,
    actor: Actor,
    { taken, refused }: { taken: Copy[]; refused: Copy[] },
    signal: AbortSignal
  ): Promise<void> => {
    const nameOf = createNaming();
    const lines: Line[] = refused.map((copy) => leftOut(copy, null, notUsable));

    const put = async (copy: Copy, atHand: AtHand): Promise<Line> => {
      const tooMuch = problemOfVideo(copy, atHand);
      if (tooMuch) return leftOut(copy, atHand.sha256, tooMuch);
      const made = await render(actor, copy, atHand).catch((error: unknown) => {
        kernel.log.warn(`A working copy was not made: ${String(error)}`);
        return null;
      });
      if (!made) return leftOut(copy, atHand.sha256, unreadable);
      const { data, ext, ...facts } = made;
      const path = nameOf(copy, ext);
      const stream = data ? Readable.from([data]) : createReadStream(atHand.path);
      zip.addReadStream(stream, path, { compress: false });
      await finished(stream, { signal });
      return { copy, path, sourceSha256: atHand.sha256, ...facts };
    };

    for (const file of new Set(taken.map((copy) => copy.file))) {
      const copies = taken.filter((copy) => copy.file === file);
      const atHand = await bring(file);
      try {
        for (const copy of copies) {
          signal.throwIfAborted();
          lines.push(atHand ? await put(copy, atHand) : leftOut(copy, null, unreadable));
        }
      } finally {
        if (atHand?.isTemporary) await media.discard(atHand.path);
      }
    }
    const { csv, json } = manifestsOf(lines);
    zip.addBuffer(csv, 'manifest.csv');
    zip.addBuffer(json, 'manifest.json');
    zip.end();
  };

  return {
    /** @param done called once, when all is sent or nobody reads any more. */
    make: (
      actor: Actor,
      copies: { taken: Copy[]; refused: Copy[] },
      done: () => void
    ): Readable => {
      const zip = new ZipFile();
      const reading = new AbortController();
      const out = new PassThrough();
      pipeline(zip.outputStream, out, () => {
        reading.abort();
        done();
      });
      zip.on('error', (error: Error) => out.destroy(error));
      write(zip, actor, copies, reading.signal).catch((error: unknown) => {
        if (!reading.signal.aborted)
          kernel.log.error(`A zip of working copies was not finished: ${String(error)}`);
        out.destroy(error instanceof Error ? error : new Error(String(error)));
      });
      return out;
    },
  };
};

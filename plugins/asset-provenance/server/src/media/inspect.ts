import { open } from 'node:fs/promises';
import sharp from 'sharp';
import type { Kind } from '../../../shared';

/** What a file really is, read from its bytes. `durationSeconds` is null for images. */
export type Inspection = {
  mime: string;
  ext: string;
  width: number;
  height: number;
  durationSeconds: number | null;
};

/** The bytes are not what was expected. */
export class NotThatMedia extends Error {}

const extensions: Record<string, string> = {
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/gif': '.gif',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
};

const detect = async (path: string): Promise<string | null> => {
  // file-type is published as an ES module only.
  const { fileTypeFromBuffer } = await import('file-type');
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(4100);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return (await fileTypeFromBuffer(head.subarray(0, bytesRead)))?.mime ?? null;
  } finally {
    await handle.close();
  }
};

const inspectVideo = async (path: string) => {
  const { ALL_FORMATS, FilePathSource, Input } = await import('mediabunny');
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new NotThatMedia('The video has no picture track.');
    return {
      width: track.displayWidth,
      height: track.displayHeight,
      durationSeconds: Math.round((await input.computeDuration()) * 1000) / 1000,
    };
  } finally {
    input.dispose();
  }
};

const inspectImage = async (path: string) => {
  const { width, height } = await sharp(path).metadata();
  if (!width || !height) throw new NotThatMedia('The picture has no size.');
  return { width, height, durationSeconds: null };
};

/**
 * Reads type, size and duration from the bytes of a file.
 * @throws NotThatMedia when they are not a picture or video of the expected kind.
 */
export const inspect = async (path: string, kind: Kind): Promise<Inspection> => {
  const mime = await detect(path);
  const ext = mime ? extensions[mime] : undefined;
  if (!mime || !ext || !mime.startsWith(`${kind}/`)) {
    throw new NotThatMedia(
      `The bytes are ${mime ?? 'of no known type'}, not ${kind === 'image' ? 'a picture' : 'a video'}.`
    );
  }
  try {
    return {
      mime,
      ext,
      ...(kind === 'image' ? await inspectImage(path) : await inspectVideo(path)),
    };
  } catch (error) {
    if (error instanceof NotThatMedia) throw error;
    throw new NotThatMedia(
      `The ${kind} cannot be read: ${error instanceof Error ? error.message : String(error)}`
    );
  }
};

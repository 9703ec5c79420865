import { open } from 'node:fs/promises';

/** Longest head that a kind is recognised by, in bytes. */
const HEAD = 16;

const startsWith =
  (...signatures: string[]) =>
  (head: string): boolean =>
    signatures.some((signature) => head.startsWith(signature));

/** Kinds of pictures that hold pixels and nothing to be carried out, by their first bytes. */
const kinds: Record<string, (head: string) => boolean> = {
  jpeg: startsWith('\xff\xd8\xff'),
  png: startsWith('\x89PNG\r\n\x1a\n'),
  gif: startsWith('GIF87a', 'GIF89a'),
  tiff: startsWith('II*\0', 'MM\0*'),
  webp: (head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8),
  // Where the file is of a family of kinds, its brand says which; AVIF has the general ones too.
  avif: (head) => /^....ftyp(?:avif|avis|mif1|msf1)/s.test(head),
};

const isRasterHead = (head: Buffer): boolean => {
  const text = head.toString('latin1');
  return Object.values(kinds).some((isOfKind) => isOfKind(text));
};

const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(head, 0, HEAD, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/**
 * Whether a file may be decoded at all, decided before anything decodes it: drawings (SVG, PDF) are
 * programs, and a few hundred bytes of one keep a thread busy for as long as their author likes.
 * @param picture path or bytes.
 */
export const isRaster = async (picture: string | Buffer): Promise<boolean> =>
  isRasterHead(typeof picture === 'string' ? await headOf(picture) : picture.subarray(0, HEAD));

import { PNG_SIGNATURE, XMP_KEYWORD, pngChunk, pngChunks, textOf } from '../../formats/png';
import type { Chunk } from '../../formats/png';
import { malformed } from '../problem';
import type { Carrier } from './carrier';

/** The label of GB 45438 as some tools leave it, beside the packet. */
const LABEL_KEYWORD = 'AIGC';

export const isPng = (bytes: Buffer): boolean =>
  bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE);

const keywordOf = ({ type, data }: Chunk): string | null =>
  ['tEXt', 'zTXt', 'iTXt'].includes(type)
    ? data.toString('latin1', 0, Math.max(0, data.indexOf(0)))
    : null;

/** Chunks without which the picture looks otherwise, or the credentials break. */
const NEEDED = new Set(
  [
    ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
    ['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'bKGD', 'hIST', 'pHYs', 'sPLT'],
    ['cICP', 'mDCV', 'mDCv', 'cLLI', 'cLLi', 'caBX'],
  ].flat()
);
const KEPT_TEXTS = [XMP_KEYWORD, LABEL_KEYWORD];
const isNote = (chunk: Chunk): boolean =>
  !NEEDED.has(chunk.type) && !KEPT_TEXTS.includes(keywordOf(chunk) ?? '');

type PngCarrier = Carrier & {
  /** The label in a text of its own, which goes when a packet with a label comes. */
  loneLabel: string | null;
  withPacket: (packet: Buffer, options?: { isLabelled?: boolean }) => Buffer[];
};

export const openPng = (bytes: Buffer): PngCarrier => {
  const chunks = pngChunks(bytes);
  const [head] = chunks;
  const end = chunks.find(({ type }) => type === 'IEND');
  if (head?.type !== 'IHDR' || !end) throw malformed('The PNG does not begin and end as it must.');
  const textUnder = (keyword: string): string | null => {
    const found = chunks.find((chunk) => keywordOf(chunk) === keyword);
    return found ? (textOf(found)?.text ?? null) : null;
  };
  const packet = textUnder(XMP_KEYWORD);
  return {
    packet: packet === null ? null : Buffer.from(packet, 'utf8'),
    loneLabel: textUnder(LABEL_KEYWORD),
    withPacket: (written, { isLabelled = false } = {}) => {
      const isReplaced = (chunk: Chunk): boolean => {
        const keyword = keywordOf(chunk);
        return keyword === XMP_KEYWORD || (isLabelled && keyword === LABEL_KEYWORD);
      };
      const ours = pngChunk(
        'iTXt',
        Buffer.concat([Buffer.from(`${XMP_KEYWORD}\0\0\0\0\0`, 'latin1'), written])
      );
      return [
        bytes.subarray(0, head.next),
        ours,
        ...chunks
          .slice(1)
          .filter((chunk) => !isReplaced(chunk))
          .map(({ at, next }) => bytes.subarray(at, next)),
        bytes.subarray(chunks.at(-1)?.next),
      ];
    },
    withoutNotes: (exif) => {
      const plain = exif && pngChunk('eXIf', exif);
      const whole = ({ at, next }: Chunk): Buffer => bytes.subarray(at, next);
      const notes = chunks.filter((chunk) => isNote(chunk) && !plain?.equals(whole(chunk)));
      if (notes.length === 0) return null;
      return [
        bytes.subarray(0, head.next),
        ...(plain && notes.some(({ type }) => type === 'eXIf') ? [plain] : []),
        ...chunks
          .slice(1)
          .filter((chunk) => !notes.includes(chunk))
          .map(whole),
        bytes.subarray(chunks.at(-1)?.next),
      ];
    },
  };
};

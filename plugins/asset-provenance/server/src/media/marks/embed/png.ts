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

/** Chunks that may be left out by the format, and without which the picture looks otherwise. */
const NEEDED = new Set(
  [
    ['tRNS', 'acTL', 'fcTL', 'fdAT', 'bKGD', 'hIST', 'pHYs'],
    ['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'mDCv', 'cLLI', 'cLLi'],
    // Content credentials.
    ['caBX'],
  ].flat()
);
/** A capital letter first says that the picture cannot be shown without. */
const isShown = ({ type }: Chunk): boolean => /^[A-Z]/.test(type) || NEEDED.has(type);

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
    bare: (exif) => {
      let plain = exif && pngChunk('eXIf', exif);
      const inPlace = (chunk: Chunk): Buffer[] => {
        if (chunk.type === 'eXIf' && plain) {
          const only = plain;
          plain = null;
          return [only];
        }
        return isShown(chunk) ? [bytes.subarray(chunk.at, chunk.next)] : [];
      };
      const shown = chunks.slice(0, chunks.indexOf(end) + 1).flatMap(inPlace);
      return [bytes.subarray(0, head.at), ...shown];
    },
  };
};

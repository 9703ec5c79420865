import { boxesIn } from '../formats/bmff';
import { textsOfMeta } from '../formats/mp4-keys';
import type { Text } from '../formats/png';

/** Texts under `moov.udta.meta` and `moov.meta` (`keys` and `ilst`); empty for other files. */
export const mp4Texts = (bytes: Buffer): Text[] => {
  const [first] = boxesIn(bytes, 0, Math.min(bytes.length, 4096));
  const isMp4 = bytes.toString('latin1', 4, 8) === 'ftyp';
  if (!isMp4 && first?.type !== 'moov') return [];
  const moov = boxesIn(bytes, 0, bytes.length).find(({ type }) => type === 'moov');
  if (!moov) return [];
  const inMoov = boxesIn(bytes, moov.start, moov.end);
  const udta = inMoov.find(({ type }) => type === 'udta');
  return [...inMoov, ...(udta ? boxesIn(bytes, udta.start, udta.end) : [])]
    .filter(({ type }) => type === 'meta')
    .flatMap((meta) => textsOfMeta(bytes, meta));
};

import { pngChunks, textOf } from '../formats/png';
import type { Text } from '../formats/png';

/** Most texts that are read of one file. */
const MOST = 200;

/** The texts of a PNG; empty for other files, and as far as a broken one can be read. */
export const pngTexts = (bytes: Buffer): Text[] => {
  const texts: Text[] = [];
  for (const chunk of pngChunks(bytes)) {
    const text = textOf(chunk);
    if (text?.keyword) texts.push(text);
    if (texts.length === MOST) break;
  }
  return texts;
};

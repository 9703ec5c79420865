import { createFontFiles, type FontFiles, type Weight } from './font-files';
import { num } from './num';
import { isWide, type Measure } from './text';

/** Sets the text that it was loaded for; whatever the fonts lack is drawn as a box. */
export type Typeface = {
  /** Width at font size 1. */
  measure(weight: Weight): Measure;
  /** SVG path data with the baseline starting at (x, y) in pixels. */
  trace(text: string, x: number, y: number, size: number, weight: Weight): string;
};

export type FontLibrary = {
  /** @throws {Error} where the font packages are missing or damaged. */
  load(text: string): Promise<Typeface>;
};

type GlyphShape = { advance: number; outline: (x: number, y: number, size: number) => string };

const WEIGHTS: readonly Weight[] = [400, 600, 800];

// Both scripts use these: as wide as a character beside Chinese, narrow beside Latin.
const AMBIGUOUS = /[‘’“”…—–·]/u;

const box: GlyphShape = {
  advance: 0.72,
  outline: (x, y, size) => {
    const [left, top, width, height] = [x + size * 0.08, y - size * 0.72, size * 0.56, size * 0.73];
    const rim = size * 0.06;
    // The inner square runs the other way round, so that the non-zero rule cuts it out.
    return (
      `M${num(left)} ${num(top)}h${num(width)}v${num(height)}h${num(-width)}Z` +
      `M${num(left + rim)} ${num(top + rim)}v${num(height - rim * 2)}h${num(width - rim * 2)}v${num(rim * 2 - height)}Z`
    );
  },
};

const keyOf = (character: string, wide: boolean, weight: Weight): string =>
  `${weight} ${wide ? 'w' : 'n'} ${character}`;

/** Each character with the width that its neighbours call for. */
const inContext = (text: string): { character: string; wide: boolean }[] => {
  const characters = [...text];
  return characters.map((character, at) => {
    const beside = [characters[at - 1], characters[at + 1]].some(
      (next) => next !== undefined && isWide(next)
    );
    return { character, wide: AMBIGUOUS.test(character) ? beside : isWide(character) };
  });
};

const glyphFrom = async (
  files: FontFiles,
  character: string,
  wide: boolean,
  weight: Weight
): Promise<GlyphShape> => {
  const found = await files.find(character, wide);
  if (!found) return box;
  return {
    advance: found.advance(weight),
    outline: (x, y, size) => found.outline(x, y, size, weight),
  };
};

/** Fonts and glyphs stay in memory for the next text. */
export const createFontLibrary = (): FontLibrary => {
  const files = createFontFiles();
  const glyphs = new Map<string, GlyphShape>();
  const glyphsOf = (text: string, weight: Weight): GlyphShape[] =>
    inContext(text).map(({ character, wide }) => glyphs.get(keyOf(character, wide, weight)) ?? box);

  return {
    async load(text) {
      for (const character of new Set(text)) {
        for (const wide of AMBIGUOUS.test(character) ? [true, false] : [isWide(character)]) {
          for (const weight of WEIGHTS) {
            const key = keyOf(character, wide, weight);
            if (!glyphs.has(key)) glyphs.set(key, await glyphFrom(files, character, wide, weight));
          }
        }
      }
      return {
        measure: (weight) => (line) =>
          glyphsOf(line, weight).reduce((sum, glyph) => sum + glyph.advance, 0),
        trace(line, x, y, size, weight) {
          let cursor = x;
          let data = '';
          for (const glyph of glyphsOf(line, weight)) {
            data += glyph.outline(cursor, y, size);
            cursor += glyph.advance * size;
          }
          return data;
        },
      };
    },
  };
};

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { parse, type Font, type PathCommand } from 'opentype.js';
import { decompress } from 'wawoff2';

import { num } from './num';

/** A weight of the variable fonts. */
export type Weight = 400 | 600 | 800;

export type FoundGlyph = {
  /** At font size 1. */
  advance(weight: Weight): number;
  /** SVG path data with the baseline starting at (x, y) in pixels. */
  outline(x: number, y: number, size: number, weight: Weight): string;
};

export type FontFiles = {
  /**
   * @param wide looks in the Chinese family first.
   * @returns null where no family has the character.
   */
  find(character: string, wide: boolean): Promise<FoundGlyph | null>;
};

type Family = { packageName: string; fileName: (shard: string) => string; scale: number };
type Shard = {
  family: Family;
  name: string;
  ranges: readonly (readonly [from: number, to: number])[];
};

// The Latin letters of Noto Sans SC are those of Source Sans, a little larger, but it lacks the
// accents of Central Europe and has only full-width quotation marks.
const LATIN: Family = {
  packageName: '@fontsource-variable/source-sans-3',
  fileName: (shard) => `source-sans-3-${shard}-wght-normal.woff2`,
  scale: 1.11,
};
const CHINESE: Family = {
  packageName: '@fontsource-variable/noto-sans-sc',
  fileName: (shard) => `noto-sans-sc-${shard}-wght-normal.woff2`,
  scale: 1,
};

const rangeOf = (text: string): readonly [number, number] => {
  const [from = '', to = from] = text.trim().slice('U+'.length).split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
};

// The packages are data: they are found from here, never bundled.
const folderOf = (family: Family): string =>
  path.dirname(createRequire(__filename).resolve(`${family.packageName}/package.json`));

const readShards = async (family: Family): Promise<Shard[]> => {
  const table: unknown = JSON.parse(
    await readFile(path.join(folderOf(family), 'unicode.json'), 'utf8')
  );
  if (typeof table !== 'object' || table === null)
    throw new Error(`${family.packageName} has an unreadable unicode.json`);
  return Object.entries(table).map(([name, ranges]) => ({
    family,
    name: name.replace(/[[\]]/g, ''),
    ranges: String(ranges).split(',').map(rangeOf),
  }));
};

const openShard = async ({ family, name }: Shard): Promise<Font> => {
  const file = path.join(folderOf(family), 'files', family.fileName(name));
  return parse(new Uint8Array(await decompress(await readFile(file))).buffer);
};

/** Written here because opentype.js turns coordinates very near zero into NaN when it rounds them. */
const pathData = (commands: readonly PathCommand[]): string =>
  commands
    .map((command) => {
      switch (command.type) {
        case 'M':
        case 'L':
          return `${command.type}${num(command.x)} ${num(command.y)}`;
        case 'Q':
          return `Q${num(command.x1)} ${num(command.y1)} ${num(command.x)} ${num(command.y)}`;
        case 'C':
          return `C${num(command.x1)} ${num(command.y1)} ${num(command.x2)} ${num(command.y2)} ${num(command.x)} ${num(command.y)}`;
        case 'Z':
          return 'Z';
      }
    })
    .join('');

const glyphOf = (font: Font, character: string, scale: number): FoundGlyph | null => {
  const glyph = font.charToGlyph(character);
  if (glyph.index === 0) return null;
  const pathOf = (x: number, y: number, size: number, weight: Weight): string =>
    pathData(glyph.getPath(x, y, size * scale, { variation: { wght: weight } }, font).commands);
  return {
    outline: pathOf,
    advance(weight) {
      // The advance follows the weight only once an outline was asked for with it.
      pathOf(0, 0, 1, weight);
      return (glyph.advanceWidth * scale) / font.unitsPerEm;
    },
  };
};

/**
 * The packages split each font into small files by character (about a hundred for Chinese): only
 * those that a text needs are decompressed, and they stay open.
 */
export const createFontFiles = (): FontFiles => {
  const shards = new Map<Family, Promise<Shard[]>>();
  const fonts = new Map<Shard, Promise<Font>>();

  const shardsOf = (family: Family): Promise<Shard[]> => {
    const known = shards.get(family) ?? readShards(family);
    shards.set(family, known);
    return known;
  };
  const fontOf = (shard: Shard): Promise<Font> => {
    const known = fonts.get(shard) ?? openShard(shard);
    fonts.set(shard, known);
    return known;
  };

  return {
    async find(character, wide) {
      const code = character.codePointAt(0) ?? 0;
      for (const family of wide ? [CHINESE, LATIN] : [LATIN, CHINESE]) {
        for (const shard of await shardsOf(family)) {
          if (!shard.ranges.some(([from, to]) => code >= from && code <= to)) continue;
          const glyph = glyphOf(await fontOf(shard), character, family.scale);
          if (glyph) return glyph;
        }
      }
      return null;
    },
  };
};

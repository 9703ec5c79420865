import type { Prng } from './prng';

/** Colours are `#rrggbb`. Tones run from the colour nearest the background to the deepest accent. */
export type Palette = {
  name: string;
  background: readonly [string, string];
  tones: readonly [string, string, string, string, string];
  ink: string;
  /** Words in a prompt that ask for these colours. */
  words: RegExp;
};

const PALETTES: readonly Palette[] = [
  {
    name: 'dusk',
    background: ['#fbe3c8', '#ef9a78'],
    tones: ['#f6bb8b', '#e8795c', '#bd4a5d', '#74305f', '#331c4a'],
    ink: '#24143a',
    words: /red|orange|warm|sunset|autumn|fire|红|橙|暖|夕|秋|火|霞/,
  },
  {
    name: 'lagoon',
    background: ['#e6f6f1', '#93d2d3'],
    tones: ['#bfe6da', '#62b9b9', '#2b8a9b', '#1d5c7d', '#123557'],
    ink: '#0c2440',
    words: /blue|sea|ocean|water|river|sky|summer|蓝|海|水|湖|天空|夏/,
  },
  {
    name: 'meadow',
    background: ['#f8f4d9', '#cfdc98'],
    tones: ['#e0e69c', '#a6c46d', '#5f9a5b', '#2f6f58', '#173f3f'],
    ink: '#10302f',
    words: /green|forest|nature|spring|plant|leaf|tea|garden|绿|草|林|春|茶|植物|叶/,
  },
  {
    name: 'night',
    background: ['#343a75', '#10122f'],
    tones: ['#474c9a', '#7c5bc4', '#c56bca', '#f291b1', '#ffd9a8'],
    ink: '#0b0c22',
    words: /night|dark|neon|space|star|moon|purple|violet|tech|夜|暗|星|月|紫|科技|霓虹/,
  },
  {
    name: 'porcelain',
    background: ['#f6f7f8', '#d3dee8'],
    tones: ['#e6edf3', '#abc3da', '#6289b6', '#2f4f86', '#1b2a52'],
    ink: '#14203f',
    words:
      /white|porcelain|ceramic|ice|snow|winter|mist|fog|minimal|silver|白|瓷|冰|雪|冬|雾|简|银/,
  },
  {
    name: 'citrus',
    background: ['#fff6d3', '#ffd672'],
    tones: ['#ffe293', '#f7b32b', '#f0623a', '#2e8b8b', '#1b3a4b'],
    ink: '#142b38',
    words: /yellow|gold|lemon|food|fruit|sun|bright|黄|金|柠檬|水果|阳光|美食/,
  },
  {
    name: 'rose',
    background: ['#fdeceb', '#f8c4ca'],
    tones: ['#fbd6d3', '#f18ea3', '#d64577', '#8c2f6b', '#3d1a4f'],
    ink: '#2e133c',
    words: /pink|rose|flower|blossom|love|beauty|lipstick|粉|玫瑰|花|樱|爱|美妆|口红/,
  },
  {
    name: 'clay',
    background: ['#f7eee3', '#e0bd98'],
    tones: ['#e9d0b7', '#cf966b', '#a0663f', '#5e4a3b', '#24343c'],
    ink: '#1d2a30',
    words: /brown|coffee|wood|leather|clay|earth|desert|棕|咖啡|木|皮革|陶|土|沙/,
  },
];

/** The palette that the prompt's words ask for, else any; which one depends on the seed. */
export const choosePalette = (prompt: string, prng: Prng): Palette => {
  const asked = PALETTES.filter((palette) => palette.words.test(prompt.toLowerCase()));
  return prng.pick(asked.length > 0 ? asked : PALETTES);
};

const channels = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** From `from` (share 0) to `to` (share 1), in sRGB. */
export const mix = (from: string, to: string, share: number): string => {
  const target = channels(to);
  const mixed = channels(from).map((value, at) =>
    Math.round(value + ((target[at] ?? value) - value) * share)
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
};

/** A colour along the tones: 0 is the lightest, 1 the deepest. */
export const toneAt = (palette: Palette, position: number): string => {
  const scaled = Math.min(Math.max(position, 0), 1) * (palette.tones.length - 1);
  const lower = Math.min(Math.floor(scaled), palette.tones.length - 2);
  return mix(
    palette.tones[lower] ?? palette.ink,
    palette.tones[lower + 1] ?? palette.ink,
    scaled - lower
  );
};

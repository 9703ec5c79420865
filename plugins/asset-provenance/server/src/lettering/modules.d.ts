// Neither package ships types; @types/opentype.js describes 1.x, without variable fonts. Only what
// is used here is declared.
declare module 'opentype.js' {
  export type PathCommand =
    | { type: 'M' | 'L'; x: number; y: number }
    | { type: 'Q'; x1: number; y1: number; x: number; y: number }
    | { type: 'C'; x1: number; y1: number; x2: number; y2: number; x: number; y: number }
    | { type: 'Z' };
  export type Glyph = {
    /** 0 is the font's own sign for a missing character. */
    index: number;
    /** Font units; that of the variation once `getPath` was called with one. */
    advanceWidth: number;
    getPath(
      x: number,
      y: number,
      fontSize: number,
      options: { variation: Record<string, number> },
      font: Font
    ): { commands: PathCommand[] };
  };
  export type Font = {
    unitsPerEm: number;
    charToGlyph(character: string): Glyph;
  };
  export function parse(buffer: ArrayBuffer): Font;
}

declare module 'wawoff2' {
  /** WOFF2 to sfnt. */
  export function decompress(buffer: Uint8Array): Promise<Uint8Array>;
}

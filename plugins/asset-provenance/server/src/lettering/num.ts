/** At most two decimals: enough for a pixel, and short SVG. */
export const num = (value: number): string => String(Math.round(value * 100) / 100);

export { createFontLibrary } from './font';
export type { FontLibrary, Typeface } from './font';
export { num } from './num';
export { cleanText, fitLine, wrapText } from './text';

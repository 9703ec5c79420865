/** Width of one piece of text at font size 1. */
export type Measure = (text: string) => number;

export type Wrapped = { lines: string[]; truncated: boolean };

const ELLIPSIS = '…';

// Where Chinese typesetting forbids a break: before these, and after those.
const NEVER_FIRST = /^[\s,.;:!?%)\]}’”»、。，．：；！？）】》〉」』〕〗…—·％]/u;
const NEVER_LAST = /[([{‘“«（【《〈「『〔〖]$/u;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** Whether a character is set as a full-width one (Chinese, Japanese, Korean and their punctuation). */
export const isWide = (character: string): boolean => WIDE.test(character);

/**
 * Text that is safe to set: composed (NFC), one line, without control, formatting and surrogate
 * characters and without emoji, which no text font draws.
 */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Zs}\p{Zl}\p{Zp}\t\n\v\f\r]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Mn}\p{Me}\p{Emoji_Presentation}\p{Emoji_Modifier}]/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, (sign) =>
      (sign.codePointAt(0) ?? 0) < 0x2300 ? sign : ''
    )
    .replace(/ {2,}/g, ' ')
    .trim();

/** The smallest pieces between which a line may end. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let open = false;
  for (const character of text) {
    const last = pieces.at(-1);
    const solitary = isWide(character);
    const joins =
      last !== undefined &&
      (NEVER_LAST.test(last) || NEVER_FIRST.test(character) || (open && !solitary)) &&
      !(last.endsWith(' ') && character !== ' ');
    if (joins) pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
    open = !solitary && character !== ' ';
  }
  return pieces;
};

/** Cuts a piece that is longer than a whole line (a URL, a row of exclamation marks). */
const hardCut = (piece: string, measure: Measure, maxWidth: number): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && measure(part + character) > maxWidth) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
};

const withEllipsis = (text: string): string => text.replace(/[\s,.;:、，。；：]+$/u, '') + ELLIPSIS;

/** Shortens to `maxWidth`, ending in an ellipsis where something was cut. */
export const fitLine = (text: string, measure: Measure, maxWidth: number): string => {
  if (measure(text) <= maxWidth) return text;
  const characters = [...text];
  while (characters.length > 0 && measure(withEllipsis(characters.join(''))) > maxWidth)
    characters.pop();
  return withEllipsis(characters.join(''));
};

/**
 * Breaks cleaned text into at most `maxLines` lines no wider than `maxWidth` (in the measure's
 * unit): at spaces in alphabetic scripts, between characters in Chinese, Japanese and Korean.
 */
export const wrapText = (
  text: string,
  measure: Measure,
  maxWidth: number,
  maxLines: number
): Wrapped => {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text).flatMap((whole) =>
    measure(whole.trimEnd()) > maxWidth ? hardCut(whole, measure, maxWidth) : [whole]
  )) {
    if (line !== '' && measure((line + piece).trimEnd()) > maxWidth) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  if (lines.length <= maxLines) return { lines, truncated: false };
  const kept = lines.slice(0, maxLines);
  const last = withEllipsis(kept.pop() ?? '');
  return { lines: [...kept, fitLine(last, measure, maxWidth)], truncated: true };
};

/** What a search looks for: the beginning of a word, or a piece of a script without spaces. */
export type Term = { kind: 'word' | 'run'; text: string };

/** Longest text that is indexed of one field, and longest word, in characters. */
const MOST_CHARACTERS = 1000;
const LONGEST_WORD = 64;

const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => `\\p{Script=${script}}`)
  .join('');
/** Runs of scripts that put no space between words (with their long-vowel mark), or words. */
const PIECES = new RegExp(
  `([${UNSPACED}ー]+)|((?:(?![${UNSPACED}ー])[\\p{L}\\p{N}\\p{M}])+)`,
  'gu'
);
/** Accents on letters. */
const ACCENTS = /[\u0300-\u036f]/g;

/** Full width and half width, capitals and small letters, with and without accents are the same. */
const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(ACCENTS, '').normalize('NFKC');

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** A text as the search sees it: its words and its runs, in their order. */
const piecesOf = (text: string): Term[] =>
  [...cut(fold(cut(text, MOST_CHARACTERS)), MOST_CHARACTERS).matchAll(PIECES)].map(
    ([piece, run]) =>
      run === undefined
        ? { kind: 'word', text: cut(piece, LONGEST_WORD) }
        : { kind: 'run', text: run }
  );

/** What a person's text asks for; every term must be found. */
export const termsOf = (query: string): Term[] => {
  const terms = piecesOf(query);
  return terms.filter(
    ({ kind, text }, at) =>
      terms.findIndex((other) => other.kind === kind && other.text === text) === at
  );
};

/** Two characters each, and at the end the last one alone: `帆布包` → `帆布`, `布包`, `包`. */
const pairsOf = (run: string): string[] => {
  const characters = [...run];
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
};

/** Tokens of an index, in order. */
export const tokensOf = (texts: (string | null | undefined)[]): string[] =>
  texts.flatMap((text) =>
    piecesOf(text ?? '').flatMap((piece) =>
      piece.kind === 'word' ? [piece.text] : pairsOf(piece.text)
    )
  );

/** How an index finds a term: these tokens in a row; the last only begins with it where `isPrefix`. */
export const lookUpOf = ({ kind, text }: Term): { tokens: string[]; isPrefix: boolean } => {
  const pairs = kind === 'run' ? pairsOf(text).slice(0, -1) : [];
  return pairs.length > 0 ? { tokens: pairs, isPrefix: false } : { tokens: [text], isPrefix: true };
};

/**
 * The definition of a match: every word of the query begins a word of one of the texts, and every
 * run of characters stands somewhere in one of them.
 */
export const isMatch = (query: string, texts: (string | null | undefined)[]): boolean => {
  const pieces = texts.flatMap((text) => piecesOf(text ?? ''));
  const terms = termsOf(query);
  return (
    terms.length > 0 &&
    terms.every((term) =>
      pieces.some((piece) =>
        piece.kind !== term.kind
          ? false
          : term.kind === 'word'
            ? piece.text.startsWith(term.text)
            : piece.text.includes(term.text)
      )
    )
  );
};

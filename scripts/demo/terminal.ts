const isTerminal = process.stdout.isTTY === true;
const hasColours = isTerminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

const paint = (code: number) => (text: string) =>
  hasColours ? `\u001b[${code}m${text}\u001b[0m` : text;
export const green = paint(32);
export const red = paint(31);
export const cyan = paint(36);
export const dim = paint(2);
export const bold = paint(1);

/** Columns of tables; where nobody watches, what a log viewer shows without wrapping. */
export const WIDTH = isTerminal ? Math.min(Math.max(process.stdout.columns || 80, 60), 120) : 100;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/;
const COLOURS = /\u001b\[\d+m/g;

/** Columns that a text takes: Chinese characters take two, colours none. */
export const widthOf = (text: string): number =>
  [...text.replace(COLOURS, '')].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0);

export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Breaks between words, and after any Chinese sign. */
const BREAKS = /(?<=\s)|(?<=[\u2e80-\ua4cf\uff00-\uff60])/u;

/** Breaks a text into lines of `width` columns; what is longer in one piece stays whole, to be copied. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [''];
    for (const piece of paragraph.split(BREAKS)) {
      const line = lines.at(-1) ?? '';
      if (widthOf((line + piece).trimEnd()) <= width) lines[lines.length - 1] = line + piece;
      else if (line === '') lines[lines.length - 1] = piece;
      else lines.push(piece);
    }
    return lines.map((line) => line.trimEnd());
  });

export const print = (text = '') => {
  clearLive();
  process.stdout.write(`${text}\n`);
};

/** Prints with a first column; in a terminal, long text continues below its own start. */
export const printHanging = (head: string, text: string) => {
  const indent = widthOf(head);
  const lines = isTerminal ? wrap(text, Math.max(30, WIDTH - indent)) : [text];
  print(head + lines.join(`\n${' '.repeat(indent)}`));
};

let isLive = false;
let lastLog = { text: '', at: 0 };
/** Without a terminal every sign of life is a line of its own: not more often than this. */
const LOG_EVERY_MS = 1000;

const clearLive = () => {
  if (isLive) process.stdout.write('\r\u001b[K');
  isLive = false;
};

/** What goes on at the moment: one line that is written over, or a line now and then. */
export const showLive = (text: string) => {
  if (isTerminal) {
    clearLive();
    process.stdout.write(dim(`      … ${text}`.slice(0, WIDTH - 1)));
    isLive = true;
  } else if (text !== lastLog.text && Date.now() - lastLog.at >= LOG_EVERY_MS) {
    lastLog = { text, at: Date.now() };
    process.stdout.write(`      … ${text}\n`);
  }
};

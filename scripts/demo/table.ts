import { WIDTH, bold, dim, pad, print, widthOf, wrap } from './terminal';

type Column = {
  title: string;
  /** Columns of the terminal; the last column takes the rest. */ width: number;
};

const INDENT = '  ';
const GAP = '  ';

const printCells = (
  cells: string[],
  widths: number[],
  style: (text: string) => string = (text) => text
) => {
  const lines = cells.map((cell, index) => wrap(cell, widths[index] ?? 20));
  const height = Math.max(...lines.map(({ length }) => length));
  for (let row = 0; row < height; row += 1) {
    const texts = lines.map((each, index) =>
      index === lines.length - 1 ? (each[row] ?? '') : pad(each[row] ?? '', widths[index] ?? 20)
    );
    print((INDENT + style(texts.join(GAP))).trimEnd());
  }
};

export const printTitle = (title: string) => {
  print();
  print(INDENT + bold(title));
  print(INDENT + dim('─'.repeat(WIDTH - INDENT.length)));
};

/** A name and its value on each line; values that are not there are left out. */
export const printFacts = (facts: [string, string | null | undefined][]) => {
  const present = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  const nameWidth = Math.max(18, ...present.map(([name]) => widthOf(name)));
  const rest = WIDTH - INDENT.length - nameWidth - GAP.length;
  for (const [name, value] of present) printCells([name, value], [nameWidth, rest]);
};

export const printTable = (columns: Column[], rows: string[][]) => {
  const fixed = columns.slice(0, -1).map(({ width }) => width);
  const taken = fixed.reduce((sum, width) => sum + width + GAP.length, INDENT.length);
  const widths = [...fixed, Math.max(20, WIDTH - taken)];
  printCells(
    columns.map(({ title }) => title),
    widths,
    dim
  );
  for (const row of rows) printCells(row, widths);
};

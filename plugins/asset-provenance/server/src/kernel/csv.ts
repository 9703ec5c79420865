export type Cell = string | number | boolean | null;

/** Spreadsheets take a file for UTF-8 only with this mark. */
const MARK = '\uFEFF';

/** A text that begins like a formula would be run as one by a spreadsheet. */
const cellOf = (value: Cell): string => {
  const text = value === null ? '' : String(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** One record (RFC 4180), with its line break. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** The beginning of a file: its mark and the names of its columns. */
export const csvHead = (names: readonly string[]): string => MARK + csvLine(names);

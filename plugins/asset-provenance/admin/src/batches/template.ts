import { batchColumns } from '../../../shared/batches';
import type { BatchColumn, BatchColumnName } from '../../../shared/batches';

type Language = 'en' | 'zh';

export const columnNames = Object.keys(batchColumns) as BatchColumnName[];

/** All headers of a column in one language; the first is the one of templates. */
export const headersOf = (column: BatchColumnName, language: Language): readonly string[] =>
  batchColumns[column][language];

/** The column whose cells go to this place of a launch. */
export const columnAt = (path: string): BatchColumn | undefined =>
  Object.values<BatchColumn>(batchColumns).find((column) => column.path === path);

const SAMPLE: Partial<Record<BatchColumnName, Record<Language, string>>> = {
  prompt: {
    en: 'A red canvas bag on a wooden table, soft light',
    zh: '木桌上的红色帆布包，柔和光线',
  },
  subject: { en: 'Canvas bag', zh: '帆布包' },
};

/** Excel reads UTF-8 only with this in front. */
const BYTE_ORDER_MARK = '\uFEFF';

const lineOf = (cells: readonly string[]) =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

/** Address of a CSV with all columns and a row that shows how it is filled. */
export const templateUrl = (language: Language): string => {
  const lines = [
    lineOf(columnNames.map((column) => headersOf(column, language)[0] ?? column)),
    lineOf(columnNames.map((column) => SAMPLE[column]?.[language] ?? '')),
  ];
  const text = `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
  return `data:text/csv;charset=utf-8,${encodeURIComponent(text)}`;
};

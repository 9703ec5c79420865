import Papa from 'papaparse';
import { MOST_BATCH_ROWS, batchColumns } from '../../../shared';
import type {
  BatchColumn,
  BatchColumnName,
  ExtraColumn,
  FieldProblem,
  TableEncoding,
} from '../../../shared';
import { invalid } from '../kernel';

/** One row below the headers: its cells that hold something. */
export type Column = BatchColumnName | ExtraColumn;
export type TableRow = Partial<Record<Column, string>>;
export type Table = { columns: Column[]; rows: TableRow[] };

const problem = (path: string, message: string, zh: string): FieldProblem => ({
  path,
  message,
  zh,
});

const decoded = (bytes: Uint8Array, encoding: TableEncoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Text of a CSV file. What is no UTF-8 is read as GBK, in which Excel saves under Chinese Windows.
 * @throws Refusal 400 where it is neither.
 */
export const decodeTable = (bytes: Uint8Array): { text: string; encoding: TableEncoding } => {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of isUtf16 ? (['utf-16le'] as const) : (['utf-8', 'gb18030'] as const)) {
    const text = decoded(bytes, encoding);
    if (text !== null) return { text, encoding };
  }
  throw invalid([
    problem(
      'file',
      'is neither UTF-8, UTF-16 nor GBK; save it as “CSV UTF-8” and choose it again',
      '不是 UTF-8、UTF-16 或 GBK 编码，请另存为“CSV UTF-8”后重新选择'
    ),
  ]);
};

/** As headers are compared: `时长（秒）` is `时长`, `negative_prompt` is `Negative prompt`. */
const normal = (header: string): string =>
  header
    .replace(/[（(].*$/, '')
    .replace(/[\s_-]/g, '')
    .toLowerCase();

const columnOf = new Map(
  (Object.entries(batchColumns) as [BatchColumnName, BatchColumn][]).flatMap(([name, column]) =>
    [name, ...column.en, ...column.zh].map((header): [string, BatchColumnName] => [
      normal(header),
      name,
    ])
  )
);

const known = (language: 'en' | 'zh'): string =>
  Object.values(batchColumns)
    .map((column) => column[language][0])
    .join(language === 'zh' ? '、' : ', ');

const EXTRA = /^extras\.(\w{1,64})$/;
export const isExtra = (column: Column): column is ExtraColumn => column.startsWith('extras.');

const headerOf = (column: Column, language: 'en' | 'zh'): string =>
  isExtra(column) ? column : batchColumns[column][language][0];

const columnsOf = (headers: string[]): Column[] => {
  const problems: FieldProblem[] = [];
  const columns = headers.flatMap((header, at): Column[] => {
    const name = EXTRA.test(header) ? (header as ExtraColumn) : columnOf.get(normal(header));
    if (!name)
      problems.push(
        problem(
          `columns.${at + 1}`,
          `“${header}” is no column of a batch; there are ${known('en')}`,
          `“${header}”不是可识别的列；可用列：${known('zh')}`
        )
      );
    return name ? [name] : [];
  });
  const twice = columns.find((name, at) => columns.indexOf(name) !== at);
  if (twice)
    problems.push(
      problem(
        'columns',
        `has “${headerOf(twice, 'en')}” twice`,
        `“${headerOf(twice, 'zh')}”出现了两次`
      )
    );
  if (problems.length > 0) throw invalid(problems);
  return columns;
};

/** Headers hold no separator of another kind; one column alone is not split at the commas of prompts. */
const delimiterOf = (text: string): string => {
  const [headers = ''] = text.split(/\r?\n|\r/, 1);
  return ['\t', ';', ','].find((each) => headers.includes(each)) ?? Papa.UNIT_SEP;
};

const assertReadable = (text: string): void => {
  if (text.includes('\uFFFD'))
    throw invalid([
      problem(
        'table',
        'was read in the wrong encoding: some characters are lost; choose the file itself instead of its text',
        '编码有误，部分字符已丢失；请直接选择文件，而不要粘贴其文本'
      ),
    ]);
};

const assertSized = (rows: string[][]): void => {
  if (rows.length === 0)
    throw invalid([problem('table', 'has no row below its headers', '表头之下没有任何行')]);
  if (rows.length > MOST_BATCH_ROWS)
    throw invalid([
      problem(
        'table',
        `has ${rows.length} rows; a batch takes ${MOST_BATCH_ROWS} at most`,
        `共 ${rows.length} 行，一个批次最多 ${MOST_BATCH_ROWS} 行`
      ),
    ]);
};

/**
 * A table with headers, separated by commas, semicolons or tabs.
 * @throws Refusal 400 that names the column or row that cannot be read.
 */
export const readTable = (text: string): Table => {
  assertReadable(text);
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
    delimiter: delimiterOf(text),
  });
  const quotes = errors.find(({ type }) => type === 'Quotes');
  if (quotes)
    throw invalid([
      problem(
        `rows.${quotes.row ?? 0}`,
        'has a quotation mark that is never closed',
        '引号没有成对出现'
      ),
    ]);
  const [headers = [], ...lines] = data.map((cells) => cells.map((cell) => cell.trim()));
  const columns = columnsOf(headers);
  assertSized(lines);
  const tooLong = lines.findIndex((cells) => cells.slice(columns.length).some(Boolean));
  if (tooLong >= 0)
    throw invalid([
      problem(
        `rows.${tooLong + 1}`,
        `has more cells than the ${columns.length} columns; put texts with commas into quotation marks`,
        `单元格多于 ${columns.length} 列；含逗号的文本请加引号`
      ),
    ]);
  return {
    columns,
    rows: lines.map(
      (cells) =>
        Object.fromEntries(
          columns.flatMap((name, at) => (cells[at] ? [[name, cells[at]]] : []))
        ) as TableRow
    ),
  };
};

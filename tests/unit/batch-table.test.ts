import fc from 'fast-check';
import Papa from 'papaparse';
import { MOST_BATCH_ROWS, batchColumns } from '../../plugins/asset-provenance/shared';
import type { BatchColumnName, FieldProblem } from '../../plugins/asset-provenance/shared';
import { decodeTable, readTable } from '../../plugins/asset-provenance/server/src/batches/table';
import type { Refusal } from '../../plugins/asset-provenance/server/src/kernel';

const problemsOf = (work: () => unknown): FieldProblem[] => {
  try {
    work();
  } catch (error) {
    return (error as Refusal).details.fields ?? [];
  }
  throw new Error('It was taken.');
};

const names = Object.keys(batchColumns) as BatchColumnName[];
/** As people type: no line breaks of their own kind, no blanks at the ends, never nothing. */
const cell = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f\ufeff\ufffd\u001f]/g, ' ').trim())
  .filter((text) => text !== '' && !/\p{Surrogate}/u.test(text));

const table = fc
  .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 6 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
        minLength: 1,
        maxLength: 8,
      }),
      delimiter: fc.constantFrom(',', ';', '\t'),
      language: fc.constantFrom('en' as const, 'zh' as const),
    })
  );

describe('a table of a batch', () => {
  it('says what was written into it, whatever separates it and in either language', () => {
    fc.assert(
      fc.property(table, ({ columns, rows, delimiter, language }) => {
        const headers = columns.map((name) => batchColumns[name][language][0]);
        const text = Papa.unparse([headers, ...rows], { delimiter, quotes: true });
        expect(readTable(text)).toEqual({
          columns,
          rows: rows.map((cells) =>
            Object.fromEntries(columns.map((name, at) => [name, cells[at]]))
          ),
        });
      })
    );
  });

  it('is the same from UTF-8, UTF-16 and GBK, each named', () => {
    const text = '提示词,数量\n帆布包,2\n';
    const gbk = Buffer.from('cce1cabeb4ca2ccafdc1bf0ab7abb2bcb0fc2c320a', 'hex');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const read = [Buffer.from(text), utf16, gbk].map(decodeTable);
    expect(read.map(({ encoding }) => encoding)).toEqual(['utf-8', 'utf-16le', 'gb18030']);
    for (const { text: found } of read)
      expect(readTable(found).rows).toEqual([{ prompt: '帆布包', count: '2' }]);
  });

  it('knows headers with units, in any case, and with other names', () => {
    expect(readTable('PROMPT\tnegative_prompt\t时长（秒）\tSKU\na\tb\t5\tX-1').columns).toEqual([
      'prompt',
      'negativePrompt',
      'durationSeconds',
      'subject',
    ]);
  });

  it('does not split the commas of prompts where there is one column', () => {
    expect(readTable('Prompt\nA bag, red\n\nA bag, blue').rows).toEqual([
      { prompt: 'A bag, red' },
      { prompt: 'A bag, blue' },
    ]);
  });

  it('takes parameters that only one provider knows', () => {
    expect(readTable('Prompt,extras.style\na,vivid').rows).toEqual([
      { prompt: 'a', 'extras.style': 'vivid' },
    ]);
  });

  it.each([
    ['an unknown column', 'Prompt,Price\na,1', 'columns.2'],
    ['a column twice', 'Prompt,提示词\na,b', 'columns'],
    ['no row', 'Prompt\n\n', 'table'],
    ['nothing', '', 'table'],
    ['too many cells', 'Prompt,Seed\na, red,1', 'rows.1'],
    ['a quotation mark that stays open', 'Prompt,Seed\n"a,1\n', 'rows.1'],
    ['lost characters', 'Prompt\n\ufffd\ufffd', 'table'],
    ['too many rows', `Prompt\n${'a\n'.repeat(MOST_BATCH_ROWS + 1)}`, 'table'],
  ])('with %s is refused, named in both languages', (_what, text, path) => {
    const [problem] = problemsOf(() => readTable(text));
    expect(problem?.path).toBe(path);
    expect(problem?.zh).toBeTruthy();
  });

  it('of bytes in no encoding is refused', () => {
    expect(problemsOf(() => decodeTable(Buffer.from([0x50, 0xff, 0xff, 0x81])))[0]?.path).toBe(
      'file'
    );
  });
});

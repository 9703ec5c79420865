import fc from 'fast-check';
import { csvHead, csvLine } from '../../plugins/asset-provenance/server/src/kernel/csv';
import { recordsOf } from '../support/csv';

const FORMULA = /^[=+\-@\t\r]/;
const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=1+1', '+49 30', '-2', '@cmd', '"', ',', '\r\n', 'a\rb', '面料, "红"', '')
  ),
  { minLength: 1, maxLength: 6 }
);

describe('a CSV file', () => {
  it('gives back every text, whatever is in it, and nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (rows) => {
        const read = recordsOf(rows.map((row) => csvLine(row)).join(''));
        expect(read).toEqual(
          rows.map((row) => row.map((text) => (FORMULA.test(text) ? `'${text}` : text)))
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(FORMULA);
      })
    );
  });

  it('leaves figures alone, and begins with the mark that spreadsheets look for', () => {
    expect(csvHead(['Spent', 'Note']) + csvLine([-2, null])).toBe('\uFEFFSpent,Note\r\n-2,\r\n');
  });
});

import fc from 'fast-check';
import { linesFor } from '../../plugins/asset-provenance/admin/src/insights/plotScale';
import { daysOf, periodOf } from '../../plugins/asset-provenance/server/src/insights/period';
import {
  figuresOf,
  tallyBy,
  total,
} from '../../plugins/asset-provenance/server/src/insights/tally';
import type { Part } from '../../plugins/asset-provenance/server/src/insights/tally';

const TODAY = '2026-03-01';

describe('the period of a report', () => {
  it('is the last thirty days, or as many before the day that is named', () => {
    expect(periodOf({}, TODAY)).toEqual({ startsOn: '2026-01-31', endsOn: TODAY });
    expect(periodOf({ to: '2024-03-01' }, TODAY).startsOn).toBe('2024-02-01');
    expect(daysOf(periodOf({}, TODAY))).toHaveLength(30);
  });

  it('may be a leap year, and no longer', () => {
    expect(daysOf(periodOf({ from: '2024-01-01', to: '2024-12-31' }, TODAY))).toHaveLength(366);
    expect(() => periodOf({ from: '2024-01-01', to: '2025-01-01' }, TODAY)).toThrow('from');
    expect(() => periodOf({ from: '2026-03-02' }, TODAY)).toThrow('to must not be before');
  });
});

describe('figures', () => {
  const key = fc.constantFrom('a', 'b', 'c');
  const part: fc.Arbitrary<Part> = fc.record({
    task_id: key,
    day: key,
    stage: fc.constantFrom('draft', 'final'),
    provider_id: key,
    model_id: key,
    purpose: key,
    person: key,
    tasks: fc.nat(9),
    outputs: fc.nat(9),
    approvedAssets: fc.nat(3),
    spent: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    reserved: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  });

  it('of the groups add up to the whole, by whatever they are grouped', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }),
        fc.constantFrom('day', 'stage', 'provider_id', 'person'),
        (parts, column) => {
          const groups = [...tallyBy(parts, (one) => one[column]).values()];
          const sums = total(groups.map(({ of, tally }) => ({ ...of, ...tally })));
          expect(sums).toEqual(total(parts));
        }
      )
    );
  });

  it('name no cost per asset where there is no asset', () => {
    const spent = { ...total([]), spent: 70n };
    expect(figuresOf(spent).costPerApprovedAsset).toBeNull();
    expect(figuresOf({ ...spent, approvedAssets: 3 }).costPerApprovedAsset).toBe(23);
  });
});

describe('the lines across the plot', () => {
  it('are few, even and round, and the last is not below the largest value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 13 }), (largest) => {
        const lines = linesFor(largest);
        const [nothing, step = 0] = lines;
        expect(nothing).toBe(0);
        expect(lines.length).toBeLessThanOrEqual(5);
        expect(lines.at(-1)).toBeGreaterThanOrEqual(largest);
        expect(lines.at(-2)).toBeLessThan(largest);
        expect(String(step)).toMatch(/^[125]0*$/);
        expect(lines).toEqual(lines.map((_, index) => index * step));
      })
    );
    expect(linesFor(0)).toEqual([0]);
  });
});

import fc from 'fast-check';
import {
  config as configuration,
  readConfig,
} from '../../plugins/asset-provenance/server/src/config';
import {
  converted,
  costOf,
  micro,
  quantity,
} from '../../plugins/asset-provenance/server/src/costs/money';
import { spanOf } from '../../plugins/asset-provenance/server/src/costs/period';
import { createPrices } from '../../plugins/asset-provenance/server/src/costs/prices';
import type { PricedFacts } from '../../plugins/asset-provenance/server/src/costs/prices';
import { createBoundaries } from '../../plugins/asset-provenance/server/src/costs/boundaries';
import { amountText } from '../../plugins/asset-provenance/server/src/costs/refusals';
import { daysAfter } from '../../plugins/asset-provenance/server/src/kernel';
import { remoteDefinitions } from '../../plugins/asset-provenance/server/src/providers/service';
import { BUDGET_PERIODS } from '../../plugins/asset-provenance/shared';
import type { ModelCapabilities, Parameters } from '../../plugins/asset-provenance/shared';

type PriceInput = Record<string, unknown>;

const configWith = (prices: Record<string, PriceInput>, costs: Record<string, unknown> = {}) => ({
  ...configuration.default,
  providers: { mine: { adapter: 'sandbox', prices } },
  costs: { ...configuration.default.costs, ...costs },
});
const list = { unit: 'output', source: 'The list of 2026-11-01' };

describe('money', () => {
  it('is exact where floats are not', () => {
    expect(micro('0.1') + micro('0.2')).toBe(micro('0.3'));
    expect(micro('999999999.999999')).toBe(999_999_999_999_999n);
  });

  it.each(['-1', '1e3', '0.0000001', '', '1,5', ' 1'])('refuses "%s"', (text) =>
    expect(() => micro(text)).toThrow('is not a decimal')
  );

  it('is never rounded below what it is, and by less than a millionth above', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 14n });
    const units = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const per = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(amount, units, per, (price, counted, each) => {
        const exact = price * counted;
        const scale = each * 1_000_000n;
        const cost = costOf(price, counted, each);
        expect(cost * scale >= exact && (cost - 1n) * scale < exact).toBe(true);
      })
    );
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (amount) => {
        expect(micro(amountText(amount))).toBe(amount);
      })
    );
  });

  it('is converted by the rate, rounded up', () => {
    expect(converted(micro('10'), micro('0.14'))).toBe(micro('1.4'));
    expect(converted(1n, micro('0.14'))).toBe(1n);
  });

  it.each([NaN, Infinity, -1, 1e13, 'many'])('does not count %s', (value) =>
    expect(quantity(value)).toBeNull()
  );
});

describe('price lists', () => {
  const facts = (changes: Partial<PricedFacts> = {}): PricedFacts => ({
    providerId: 'mine',
    modelId: 'model',
    kind: 'image',
    stage: 'draft',
    inputType: 'text_to_image',
    size: '1024x1024',
    quality: 'low',
    resolution: null,
    durationSeconds: null,
    audio: false,
    ...changes,
  });
  const day = '2026-11-29';
  const pricesOf = (prices: Record<string, PriceInput>) =>
    createPrices(readConfig(configWith(prices)));
  const estimate = (prices: Record<string, PriceInput>, asked = facts(), outputs = 1) =>
    pricesOf(prices).estimate(asked, outputs, day);

  it('take the price with the most conditions', () => {
    const prices = {
      model: { ...list, amount: '0.01' },
      high: { ...list, model: 'model', amount: '0.2', when: { qualities: ['high'] } },
      large: {
        ...list,
        model: 'model',
        amount: '0.3',
        when: { qualities: ['high'], sizes: ['2048x2048'] },
      },
    };
    const of = (changes: Partial<PricedFacts>) => estimate(prices, facts(changes)).cost?.microUnits;
    expect(of({})).toBe(10_000);
    expect(of({ quality: 'high' })).toBe(200_000);
    expect(of({ quality: 'high', size: '2048x2048' })).toBe(300_000);
  });

  it('count seconds, megapixels and outputs', () => {
    const video = facts({ kind: 'video', size: null, durationSeconds: 5, resolution: '720p' });
    expect(
      estimate({ model: { ...list, amount: '0.05', unit: 'second' } }, video, 2)
    ).toMatchObject({ cost: { microUnits: 500_000 }, certainty: 'exact' });
    expect(
      estimate({ model: { ...list, amount: '0.04', unit: 'megapixel' } }).cost?.microUnits
    ).toBe(Math.ceil(0.04 * 1_048_576));
  });

  it('say that what is counted afterwards is only about right', () => {
    const tokens = {
      ...list,
      unit: 'token',
      per: 1_000_000,
      amount: '40',
      usually: '1500',
      counter: 'output_tokens',
    };
    expect(estimate({ model: tokens })).toMatchObject({
      cost: { microUnits: 60_000, currency: 'USD' },
      certainty: 'approximate',
    });
    const prices = pricesOf({ model: tokens });
    expect(prices.actual(facts(), 1, { output_tokens: 1200 }, day)?.microUnits).toBe(48_000);
    expect(prices.actual(facts(), 1, { total: 1200 }, day)).toBeNull();
    expect(prices.actual(facts(), 1, { output_tokens: 'many' }, day)).toBeNull();
  });

  it('add up the parts', () => {
    const token = { unit: 'token', per: 1_000_000, source: 'The list', model: 'model' };
    const prices = pricesOf({
      in: { ...token, part: 'in', amount: '5', usually: '100', counter: 'in' },
      out: { ...token, part: 'out', amount: '40', usually: '1000', counter: 'out' },
    });
    expect(prices.estimate(facts(), 1, day).cost?.microUnits).toBe(40_500);
    expect(prices.actual(facts(), 1, { in: 200, out: 1000 }, day)?.microUnits).toBe(41_000);
  });

  it('hold from the first to the last day', () => {
    const prices = {
      old: { ...list, model: 'model', amount: '1', validUntil: '2026-11-28' },
      now: { ...list, model: 'model', amount: '2', validFrom: '2026-11-29' },
    };
    const on = (date: string) => pricesOf(prices).estimate(facts(), 1, date).cost?.microUnits;
    expect(on('2026-11-28')).toBe(1_000_000);
    expect(on('2026-11-29')).toBe(2_000_000);
  });

  it('say nothing where there is no price', () => {
    expect(estimate({})).toEqual({ cost: null, certainty: 'unknown', sources: [] });
    const other = { model: { ...list, amount: '1', when: { qualities: ['high'] } } };
    expect(estimate(other).certainty).toBe('unknown');
  });
});

describe('a price list that makes no sense', () => {
  const good = { ...list, amount: '1' };
  it.each<[string, Record<string, PriceInput>, Record<string, unknown>, RegExp]>([
    [
      'negative',
      { model: { ...good, amount: '-1' } },
      {},
      /prices\.model\.amount: must be a decimal/,
    ],
    ['absurd', { model: { ...good, amount: '100001' } }, {}, /amount: is beyond 100000/],
    [
      'of an unknown currency',
      { model: { ...good, currency: 'CNY' } },
      {},
      /"CNY" has no rate: add costs\.rates\.CNY/,
    ],
    ['without a source', { model: { amount: '1', unit: 'output' } }, {}, /prices\.model\.source/],
    [
      'twice at once',
      { one: { ...good, model: 'm' }, two: { ...good, model: 'm', validFrom: '2026-01-01' } },
      {},
      /prices\.two: holds at the same time as "one"/,
    ],
    [
      'in two currencies',
      { one: { ...good, model: 'm' }, two: { ...good, model: 'm', part: 'in', currency: 'CNY' } },
      { rates: { CNY: { rate: '0.14', asOf: '2026-11-01', source: 'Bank' } } },
      /another currency than "one"/,
    ],
    [
      'that ends before it begins',
      { model: { ...good, validFrom: '2026-02-01', validUntil: '2026-01-01' } },
      {},
      /validUntil: must not be before/,
    ],
    [
      'with a rate of nothing',
      {},
      { rates: { CNY: { rate: '0', asOf: '2026-11-01', source: 'Bank' } } },
      /rates\.CNY\.rate: must be more than 0/,
    ],
  ])('%s is refused at the start, and named', (_name, prices, costs, message) =>
    expect(() => configuration.validator(configWith(prices, costs))).toThrow(message)
  );

  it('does not refuse prices that follow each other or exclude each other', () => {
    configuration.validator(
      configWith({
        old: { ...good, model: 'm', validUntil: '2026-10-31' },
        now: { ...good, model: 'm', validFrom: '2026-11-01' },
        high: { ...good, model: 'n', when: { qualities: ['high'] } },
        low: { ...good, model: 'n', when: { qualities: ['low', 'medium'] } },
      })
    );
  });
});

describe('the boundary of drafts', () => {
  const { costs } = readConfig(configWith({}));
  const images = remoteDefinitions.flatMap(({ models }) =>
    models.filter(({ kind }) => kind === 'image')
  );
  const draftOf = (model: ModelCapabilities, aspectRatio: string, size: string) =>
    createBoundaries(costs).check({
      stage: 'draft',
      providerId: 'mine',
      model,
      parameters: {
        kind: 'image',
        count: 1,
        aspectRatio,
        size,
        quality: model.qualities[0] ?? null,
      } as Parameters,
      costOf: () => 0n,
    });

  it('leaves every model a draft in each of its ratios, and one to come back to', () => {
    expect(images.length).toBeGreaterThan(5);
    for (const model of images) {
      for (const [aspectRatio, sizes] of Object.entries(model.sizes)) {
        const where = `${model.id} ${aspectRatio}`;
        const [smallest] = sizes;
        if (!smallest) continue;
        expect([where, draftOf(model, aspectRatio, smallest).problems]).toEqual([where, []]);
        const largest = draftOf(model, aspectRatio, sizes.at(-1) ?? smallest);
        if (largest.problems.length > 0)
          expect([where, sizes]).toEqual([where, expect.arrayContaining([largest.nearest?.size])]);
      }
    }
  });
});

describe('the period of a budget', () => {
  const someDay = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('holds its day, and each day lies in exactly one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BUDGET_PERIODS), someDay, (period, day) => {
        const { startsOn, endsOn } = spanOf(period, day);
        expect(startsOn <= day && day <= endsOn).toBe(true);
        expect(spanOf(period, startsOn)).toEqual({ startsOn, endsOn });
        expect(spanOf(period, endsOn)).toEqual({ startsOn, endsOn });
        expect(spanOf(period, daysAfter(endsOn, 1)).startsOn).toBe(daysAfter(endsOn, 1));
      })
    );
  });

  it('is the calendar’s: weeks from Monday, months to their last day', () => {
    expect(spanOf('week', '2026-11-29')).toEqual({ startsOn: '2026-11-23', endsOn: '2026-11-29' });
    expect(spanOf('month', '2028-02-10')).toEqual({ startsOn: '2028-02-01', endsOn: '2028-02-29' });
  });
});

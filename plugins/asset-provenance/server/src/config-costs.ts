import { z } from 'zod';
import { FINAL_WITHOUT_DRAFT, INPUT_TYPES, PRICE_UNITS, QUALITIES, STAGES } from '../../shared';

const decimal = () => z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be a decimal such as 0.04');
const day = () => z.iso.date('must be a day such as 2026-11-23');
/** ISO 4217, or a unit of the provider's own such as `credit`. */
const currency = () => z.string().regex(/^[A-Za-z]{3,12}$/, 'must be a currency such as USD');

/** Nothing that a provider sells by the unit costs more; above it a decimal point is missing. */
const MOST_PER_UNIT = 100_000;

/** A price as people state it; amounts are decimal texts, so that no rounding creeps in. */
export const priceSchema = z
  .strictObject({
    /** The model that it is for; without it, the key of the price. */
    model: z.string().min(1).optional(),
    /** Parts of one price are added up: tokens that go in, tokens that come out. */
    part: z.string().min(1).max(60).default('output'),
    amount: decimal().refine(
      (amount) => Number(amount) <= MOST_PER_UNIT,
      `is beyond ${MOST_PER_UNIT} for one unit: look at the decimal point, or use "per"`
    ),
    /** Without it, the accounting currency. */
    currency: currency().optional(),
    unit: z.enum(PRICE_UNITS),
    /** How many units the amount is for: 1000000 for a price by a million tokens. */
    per: z.number().int().min(1).max(1_000_000_000).default(1),
    /** When it holds; what is left out does not matter. The price with the most conditions wins. */
    when: z
      .strictObject({
        stage: z.enum(STAGES),
        inputTypes: z.array(z.enum(INPUT_TYPES)).min(1),
        sizes: z.array(z.string()).min(1),
        qualities: z.array(z.enum(QUALITIES)).min(1),
        resolutions: z.array(z.string()).min(1),
        audio: z.boolean(),
      })
      .partial()
      .default({}),
    /** Units that one output usually takes, where they are counted afterwards. */
    usually: decimal().optional(),
    /** Name of the provider's own counter of these units. */
    counter: z.string().min(1).optional(),
    /** Both days included, in the site's time zone. */
    validFrom: day().optional(),
    validUntil: day().optional(),
    /** Where the figure was taken from, and when. */
    source: z.string().min(1),
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom <= validUntil, {
    path: ['validUntil'],
    message: 'must not be before validFrom',
  });
export type PriceConfig = z.infer<typeof priceSchema>;

/** The most that a task of one stage may ask for. */
const boundarySchema = z
  .strictObject({
    /** In the accounting currency. */
    cost: decimal(),
    count: z.number().int().min(1),
    quality: z.enum(QUALITIES),
    /** Pixels. */
    longestSide: z.number().int().min(1),
    durationSeconds: z.number().positive(),
    /** Short side in pixels followed by p. */
    resolution: z.string().regex(/^\d{3,4}p$/, 'must look like 720p'),
  })
  .partial();
export type BoundaryConfig = z.infer<typeof boundarySchema>;
const boundariesSchema = z.strictObject({ draft: boundarySchema, final: boundarySchema }).partial();

const rateSchema = z.strictObject({
  /** What one unit of the currency is worth in the accounting currency. */
  rate: decimal().refine((rate) => Number(rate) > 0, 'must be more than 0'),
  asOf: day(),
  source: z.string().min(1),
});
export type RateConfig = z.infer<typeof rateSchema>;

export const costsSchema = z.strictObject({
  /** The one currency in which budgets are kept. */
  currency: currency(),
  rates: z.record(z.string(), rateSchema),
  boundaries: boundariesSchema,
  /** By `provider/model`; they go before those for all. */
  models: z.record(z.string(), boundariesSchema),
  finalWithoutDraft: z.enum(FINAL_WITHOUT_DRAFT),
  /** Tasks whose estimate is above it wait for somebody who may approve spending. */
  approvalAbove: decimal().nullish(),
});
export type CostsConfig = z.infer<typeof costsSchema>;

type Priced = {
  costs: CostsConfig;
  providers: Record<string, { prices: Record<string, PriceConfig> }>;
};
type Problem = { path: string[]; message: string };

export const modelOf = (key: string, price: PriceConfig): string => price.model ?? key;

/** Whether two lists of conditions can hold for the same launch. */
const canBothHold = (a: PriceConfig['when'], b: PriceConfig['when']): boolean =>
  (Object.keys(a) as (keyof PriceConfig['when'])[]).every((name) => {
    if (b[name] === undefined || a[name] === undefined) return true;
    const [first, second] = [[a[name]].flat(), [b[name]].flat()] as unknown[][];
    return first?.some((value) => second?.includes(value));
  });

export const conditionsOf = ({ when }: PriceConfig): number =>
  Object.values(when).filter((condition) => condition !== undefined).length;

const overlap = (a: PriceConfig, b: PriceConfig): boolean =>
  a.part === b.part &&
  conditionsOf(a) === conditionsOf(b) &&
  canBothHold(a.when, b.when) &&
  (a.validFrom ?? '') <= (b.validUntil ?? '9999') &&
  (b.validFrom ?? '') <= (a.validUntil ?? '9999');

/** What no single price can be blamed for: two that hold at once, and currencies without a rate. */
export const priceProblems = ({ costs, providers }: Priced): Problem[] =>
  Object.entries(providers).flatMap(([providerId, { prices }]) => {
    const all = Object.entries(prices);
    return all.flatMap(([key, price], index): Problem[] => {
      const path = ['providers', providerId, 'prices', key];
      const before = all
        .slice(0, index)
        .filter(([id, p]) => modelOf(id, p) === modelOf(key, price));
      const same = before.find(([, other]) => overlap(other, price));
      const stranger = before.find(([, other]) => other.currency !== price.currency);
      const isKnown =
        !price.currency || price.currency === costs.currency || costs.rates[price.currency];
      return [
        ...(same
          ? [
              {
                path,
                message: `holds at the same time as "${same[0]}" for the same model and part`,
              },
            ]
          : []),
        ...(stranger
          ? [{ path, message: `has another currency than "${stranger[0]}" for the same model` }]
          : []),
        ...(isKnown
          ? []
          : [
              {
                path: [...path, 'currency'],
                message: `"${price.currency}" has no rate: add costs.rates.${price.currency}, or state the price in ${costs.currency}`,
              },
            ]),
      ];
    });
  });

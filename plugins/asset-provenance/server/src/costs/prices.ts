import type {
  Cost,
  EstimateCertainty,
  InputType,
  Kind,
  Quality,
  Stage,
  Usage,
} from '../../../shared';
import { pixelsOf } from '../../../shared';
import type { PluginConfig } from '../config';
import { conditionsOf, modelOf } from '../config-costs';
import type { PriceConfig } from '../config-costs';
import { asCost, costOf, micro, quantity } from './money';

/** What a price depends on, of one output. */
export type PricedFacts = {
  providerId: string;
  modelId: string;
  kind: Kind;
  stage: Stage;
  inputType: InputType;
  /** `1024x1024`; null where only the resolution is known. */
  size: string | null;
  quality: Quality | null;
  resolution: string | null;
  durationSeconds: number | null;
  audio: boolean;
};

/** `cost` in the price's own currency; null where there is no price. */
export type Estimate = { cost: Cost | null; certainty: EstimateCertainty; sources: string[] };

const UNKNOWN: Estimate = { cost: null, certainty: 'unknown', sources: [] };

const holdsFor = ({ when }: PriceConfig, facts: PricedFacts): boolean =>
  (when.stage === undefined || when.stage === facts.stage) &&
  (when.audio === undefined || when.audio === facts.audio) &&
  (!when.inputTypes || when.inputTypes.includes(facts.inputType)) &&
  (!when.sizes || (facts.size !== null && when.sizes.includes(facts.size))) &&
  (!when.qualities || (facts.quality !== null && when.qualities.includes(facts.quality))) &&
  (!when.resolutions || (facts.resolution !== null && when.resolutions.includes(facts.resolution)));

const holdsOn = ({ validFrom, validUntil }: PriceConfig, day: string): boolean =>
  (validFrom === undefined || validFrom <= day) && (validUntil === undefined || validUntil >= day);

const MEGAPIXEL = 1_000_000;

/** Units of one output that follow from its own facts, in millionths; null: they are counted afterwards. */
const unitsIn = ({ unit }: PriceConfig, { size, durationSeconds }: PricedFacts): bigint | null => {
  switch (unit) {
    case 'output':
      return quantity(1);
    case 'second':
      return durationSeconds === null ? null : quantity(durationSeconds);
    case 'megapixel': {
      if (size === null) return null;
      const [width, height] = pixelsOf(size);
      return quantity((width * height) / MEGAPIXEL);
    }
    default:
      return null;
  }
};

type Units = { units: bigint; isExact: boolean } | null;

/** What models cost by the configuration's own price lists. */
export const createPrices = ({ providers, costs }: Pick<PluginConfig, 'providers' | 'costs'>) => {
  /** The most particular price of each part; empty where the model has none. */
  const pricesFor = (facts: PricedFacts, day: string): PriceConfig[] => {
    const parts = new Map<string, PriceConfig>();
    for (const [key, price] of Object.entries(providers[facts.providerId]?.prices ?? {})) {
      if (modelOf(key, price) !== facts.modelId) continue;
      if (!holdsOn(price, day) || !holdsFor(price, facts)) continue;
      const known = parts.get(price.part);
      if (!known || conditionsOf(price) > conditionsOf(known)) parts.set(price.part, price);
    }
    return [...parts.values()];
  };

  const sum = (prices: PriceConfig[], unitsOf: (price: PriceConfig) => Units): Estimate => {
    let total = 0n;
    let isExact = true;
    for (const price of prices) {
      const counted = unitsOf(price);
      if (!counted) return UNKNOWN;
      isExact &&= counted.isExact;
      total += costOf(micro(price.amount), counted.units, BigInt(price.per));
    }
    const [first] = prices;
    if (!first) return UNKNOWN;
    return {
      cost: asCost(total, first.currency ?? costs.currency),
      certainty: isExact ? 'exact' : 'approximate',
      sources: [...new Set(prices.map(({ source }) => source))],
    };
  };

  return {
    /** What so many outputs will cost. @param day in the site's time zone. */
    estimate: (facts: PricedFacts, outputs: number, day: string): Estimate =>
      sum(pricesFor(facts, day), (price) => {
        const known = unitsIn(price, facts);
        if (known !== null) return { units: known * BigInt(outputs), isExact: true };
        if (price.usually === undefined) return null;
        return { units: micro(price.usually) * BigInt(outputs), isExact: false };
      }),

    /**
     * What a job cost, from what came back and what the provider counted.
     * @returns null where a counter is missing: then nobody knows.
     */
    actual: (facts: PricedFacts, outputs: number, usage: Usage | null, day: string): Cost | null =>
      sum(pricesFor(facts, day), (price) => {
        const known = unitsIn(price, facts);
        if (known !== null) return { units: known * BigInt(outputs), isExact: true };
        const counted = price.counter ? usage?.[price.counter] : undefined;
        const units = counted === undefined ? null : quantity(counted);
        return units === null ? null : { units, isExact: true };
      }).cost,
  };
};
export type Prices = ReturnType<typeof createPrices>;

import { spendQuerySchema } from '../../../shared';
import type { SpendReport } from '../../../shared';
import type { Costs, SpendColumn } from '../costs/service';
import type { Generation } from '../generation/service';
import { parse } from '../kernel';
import type { Request } from '../kernel';
import type { Reuse } from '../reuse/service';
import { REPORT_COLUMNS, daysOfReport } from './groups';
import type { Groups } from './groups';
import { daysOf, periodOf } from './period';
import type { Period } from './period';
import { figuresOf, perAsset, total } from './tally';
import type { Part } from './tally';

export type SpendPorts = {
  costs: Costs;
  generation: Generation;
  reuse: Reuse;
  groups: Groups;
  siteTimeZone: string;
};

/** What was spent, what came of it, and how many approved assets were made of that: one part each. */
export const createParts =
  ({ costs, generation, reuse }: SpendPorts) =>
  async (period: Period, columns: readonly SpendColumn[]): Promise<Part[]> => {
    const launched = () => costs.spending.launched(period);
    const [spent, outputs, assets] = await Promise.all([
      costs.spending.by(period, columns),
      generation.spendOutcomes.outputsBy(launched(), columns),
      reuse.assets.madeOf(launched(), columns),
    ]);
    return [...spent, ...outputs, ...assets];
  };

/** The shares of the stages add up to the cost of one asset. */
const perApprovedAssetOf = (parts: Part[]): SpendReport['perApprovedAsset'] => {
  const { approvedAssets } = total(parts);
  const share = (stage: string) =>
    perAsset(total(parts.filter((part) => part.stage === stage)).spent, approvedAssets);
  const [draft, final] = [share('draft'), share('final')];
  return draft === null || final === null ? null : { draft, final };
};

/** Figures of spending in a period. */
export const createSpend = (ports: SpendPorts) => {
  const { costs, generation, reuse, groups, siteTimeZone } = ports;
  const partsOf = createParts(ports);

  const totalsOf = (parts: Part[]): SpendReport['totals'] => {
    const tally = total(parts);
    return {
      ...figuresOf(tally),
      estimated: Number(tally.estimated),
      drift: Number(tally.actual - tally.estimated),
    };
  };

  return async (request: Request): Promise<SpendReport> => {
    const period = periodOf(parse(spendQuerySchema, request.query), reuse.todayOf(new Date()));
    const launched = () => costs.spending.launched(period);
    const [parts, duplicates, failures, rejections, otherCurrencies] = await Promise.all([
      partsOf(period, REPORT_COLUMNS),
      generation.spendOutcomes.duplicates(launched()),
      generation.spendOutcomes.failures(launched()),
      generation.spendOutcomes.rejections(launched()),
      costs.spending.inOtherCurrencies(period),
    ]);
    return {
      from: period.startsOn,
      to: period.endsOn,
      siteTimeZone,
      currency: costs.currency,
      totals: totalsOf(parts),
      perApprovedAsset: perApprovedAssetOf(parts),
      days: daysOfReport(parts, daysOf(period)),
      groups: {
        stage: groups.groupsOf(parts, 'stage'),
        provider: groups.groupsOf(parts, 'provider'),
        model: groups.groupsOf(parts, 'model'),
        purpose: groups.groupsOf(parts, 'purpose'),
        person: groups.groupsOf(parts, 'person'),
      },
      duplicates,
      failures,
      rejections,
      otherCurrencies,
    };
  };
};

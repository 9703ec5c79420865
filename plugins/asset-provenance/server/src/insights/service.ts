import type { PluginConfig } from '../config';
import type { Costs } from '../costs/service';
import type { Generation } from '../generation/service';
import type { Providers } from '../providers/service';
import type { Reuse } from '../reuse/service';
import { createGroups } from './groups';
import { createSpend } from './spend';
import { createSpendCsv } from './spend-csv';

type Dependencies = {
  config: PluginConfig;
  costs: Costs;
  providers: Providers;
  generation: Generation;
  reuse: Reuse;
};

/** Figures about the work; it owns no table. */
export const createInsights = ({ config, costs, providers, generation, reuse }: Dependencies) => {
  const ports = {
    costs,
    generation,
    reuse,
    groups: createGroups(config, providers),
    siteTimeZone: config.siteTimeZone,
  };
  return { spend: createSpend(ports), spendCsv: createSpendCsv(ports) };
};
export type Insights = ReturnType<typeof createInsights>;

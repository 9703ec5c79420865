import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** Currency, rates and boundaries of this instance (docs/operators.md). */
export const costsFrom = (env: Env) => ({
  currency: env('COST_CURRENCY', 'USD'),
  rates: env.json('COST_RATES', {}),
  boundaries: env.json('COST_BOUNDARIES', {}),
  models: env.json('COST_MODELS', {}),
  finalWithoutDraft: env('COST_FINAL_WITHOUT_DRAFT', 'ask'),
  approvalAbove: env('COST_APPROVAL_ABOVE') || null,
});

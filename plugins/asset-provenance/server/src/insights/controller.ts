import { handle } from '../kernel';
import type { Insights } from './service';

export const insightsController = (insights: Insights) => ({
  spend: handle((request) => insights.spend(request)),
  spendCsv: handle((request) => insights.spendCsv(request)),
});

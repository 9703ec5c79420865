import type { RuleFigures } from '../../../../shared';
import { defineTable, json, moment, requiredMoment } from '../../kernel';

/** Append-only: what each run of the retention rules did. Without an end, the process died in it. */
export const retentionRuns = defineTable({
  singularName: 'retention-run',
  pluralName: 'retention-runs',
  displayName: 'Retention run',
  attributes: {
    startedAt: requiredMoment(),
    finishedAt: moment(),
    rules: json<RuleFigures[]>(),
  },
});

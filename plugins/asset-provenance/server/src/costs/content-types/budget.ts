import { BUDGET_MODES, BUDGET_PERIODS, BUDGET_SCOPES, STAGES } from '../../../../shared';
import {
  defineTable,
  flag,
  json,
  oneOf,
  optionalOneOf,
  requiredInteger,
  requiredMicro,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** How much may be spent in a period; removed ones stay for what was reserved under them. */
export const budgets = defineTable({
  singularName: 'budget',
  pluralName: 'budgets',
  displayName: 'Budget',
  attributes: {
    name: requiredText(),
    version: requiredInteger(1),
    /** null: both stages together. */
    stage: optionalOneOf(STAGES),
    period: oneOf(BUDGET_PERIODS),
    scope: oneOf(BUDGET_SCOPES),
    mode: oneOf(BUDGET_MODES),
    /** In the accounting currency of the time. */
    cap: requiredMicro(),
    currency: requiredText(),
    /** Per cent of the cap at which people are told. */
    alertShares: json<number[]>(),
    isRemoved: flag(),
    changedById: text(),
    changedByName: requiredText(),
    changedAt: requiredMoment(),
  },
  indexes: [{ columns: ['documentId'], isUnique: true }, { columns: ['isRemoved'] }],
});

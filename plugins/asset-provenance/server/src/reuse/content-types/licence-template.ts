import type { ReuseLimits } from '../../../../shared';
import { ACTOR_TYPES } from '../../../../shared';
import {
  defineTable,
  integer,
  json,
  oneOf,
  requiredInteger,
  requiredMoment,
  requiredText,
  text,
} from '../../kernel';

/** Reuse limits that approving is prefilled with. */
export const licenceTemplates = defineTable({
  singularName: 'licence-template',
  pluralName: 'licence-templates',
  displayName: 'Licence template',
  attributes: {
    name: requiredText(),
    /** The name without regard to case: unique. */
    nameKey: requiredText(),
    version: requiredInteger(1),
    purposes: json<string[]>(),
    /** Days from approval until the last day. */
    validForDays: integer(),
    limits: json<ReuseLimits>(),
    changedByType: oneOf(ACTOR_TYPES),
    changedById: text(),
    changedByName: requiredText(),
    changedAt: requiredMoment(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['nameKey'], isUnique: true },
  ],
});

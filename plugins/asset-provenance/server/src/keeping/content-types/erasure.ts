import { defineTable, requiredInteger, requiredMoment, requiredText } from '../../kernel';

/** Append-only: that a person was erased, never which. */
export const erasures = defineTable({
  singularName: 'erasure',
  pluralName: 'erasures',
  displayName: 'Erasure',
  attributes: {
    /** From 1: the person is `Erased person <number>` from then on. */
    number: requiredInteger(1),
    erasureId: requiredText(),
    erasedAt: requiredMoment(),
    events: requiredInteger(),
    rows: requiredInteger(),
  },
  indexes: [{ columns: ['number'], isUnique: true }],
});

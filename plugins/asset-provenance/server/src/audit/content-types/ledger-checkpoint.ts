import {
  defineTable,
  requiredInteger,
  requiredLongText,
  requiredMoment,
  requiredText,
} from '../../kernel';

/** Append-only: signed states of the ledger. */
export const ledgerCheckpoints = defineTable({
  singularName: 'ledger-checkpoint',
  pluralName: 'ledger-checkpoints',
  displayName: 'Ledger checkpoint',
  attributes: {
    /** Events that it signs. */
    size: requiredInteger(),
    root: requiredText(),
    takenAt: requiredMoment(),
    /** C2SP signed note. */
    note: requiredLongText(),
  },
  indexes: [{ columns: ['size'], isUnique: true }],
});

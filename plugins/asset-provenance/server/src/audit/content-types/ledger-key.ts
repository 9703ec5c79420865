import {
  defineTable,
  flag,
  longText,
  requiredInteger,
  requiredLongText,
  requiredMoment,
  requiredText,
} from '../../kernel';

/** Append-only: the public halves of the keys that signed, in their order. */
export const ledgerKeys = defineTable({
  singularName: 'ledger-key',
  pluralName: 'ledger-keys',
  displayName: 'Ledger key',
  attributes: {
    /** Name of the ledger, the same in all rows. */
    origin: requiredText(),
    /** From 0: the database refuses two successors of one key. */
    ordinal: requiredInteger(),
    verifierKey: requiredLongText(),
    isDevelopment: flag(false),
    /** Events that were sealed when it came. */
    since: requiredInteger(),
    addedAt: requiredMoment(),
    /** Note of the change, signed by the key before it and by this one; null where there is none. */
    change: longText(),
  },
  indexes: [{ columns: ['ordinal'], isUnique: true }],
});

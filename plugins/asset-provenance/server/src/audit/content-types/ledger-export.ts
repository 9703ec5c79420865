import { defineTable, longText, moment, requiredInteger, requiredText } from '../../kernel';

/** How far checkpoints have reached each place outside the database. */
export const ledgerExports = defineTable({
  singularName: 'ledger-export',
  pluralName: 'ledger-exports',
  displayName: 'Ledger export',
  attributes: {
    /** Its key in the configuration. */
    exportId: requiredText(),
    size: requiredInteger(),
    exportedAt: moment(),
    /** Why the last attempt failed. */
    problem: longText(),
  },
  indexes: [{ columns: ['exportId'], isUnique: true }],
});

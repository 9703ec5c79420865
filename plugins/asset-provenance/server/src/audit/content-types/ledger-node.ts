import { defineTable, requiredInteger, requiredText } from '../../kernel';

/**
 * Roots of complete subtrees of the ledger's tree, at every eighth level: a proof reads at most 256
 * hashes of each, however large the ledger. They can always be computed again from the events.
 */
export const ledgerNodes = defineTable({
  singularName: 'ledger-node',
  pluralName: 'ledger-nodes',
  displayName: 'Node of the ledger tree',
  attributes: {
    /** Over 2^level events. */
    level: requiredInteger(),
    /** Among those of its level, from 0. */
    position: requiredInteger(),
    hash: requiredText(),
  },
  indexes: [{ columns: ['level', 'position'], isUnique: true }],
});

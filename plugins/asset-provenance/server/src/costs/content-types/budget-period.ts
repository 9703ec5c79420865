import { defineTable, requiredInteger, requiredMicro, requiredText, text } from '../../kernel';

/** What one budget has left in one period, of one person where it is each person's own. */
export const budgetPeriods = defineTable({
  singularName: 'budget-period',
  pluralName: 'budget-periods',
  displayName: 'Budget period',
  attributes: {
    budgetId: requiredText(),
    /** documentId of the person; empty: everybody. */
    personId: text(),
    /** First and last day in the site's time zone. */
    startsOn: requiredText(),
    endsOn: requiredText(),
    version: requiredInteger(1),
    reserved: requiredMicro(),
    spent: requiredMicro(),
    /** The highest share of the cap, in per cent, of which people were told. */
    alertedShare: requiredInteger(0),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['budgetId', 'personId', 'startsOn'], isUnique: true },
  ],
});

import { defineTable, flag, json, requiredInteger, requiredText } from '../../kernel';

/** One row of a batch and the task that came of it. */
export const batchRows = defineTable({
  singularName: 'batch-row',
  pluralName: 'batch-rows',
  displayName: 'Batch row',
  attributes: {
    batchId: requiredText(),
    /** From 1, as people count the rows below the headers. */
    row: requiredInteger(1),
    version: requiredInteger(1),
    taskId: requiredText(),
    /** Answered with a task that was there already. */
    isRepeat: flag(),
    /** Tasks of this row before it was launched again, oldest first. */
    formerTaskIds: json<string[]>(),
  },
  indexes: [
    { columns: ['documentId'], isUnique: true },
    { columns: ['batchId', 'row'], isUnique: true },
    { columns: ['taskId'] },
  ],
});

/**
 * What is to be done and when. Rows of other rooms are the truth; a work item only says that
 * somebody should look at one. Times are milliseconds since 1970. A bare model: no API sees it.
 */
export const WORK_TABLE = 'ap_work_items';

const column = { notNullable: true };

export const workItemModel = {
  uid: 'plugin::asset-provenance.work-item',
  singularName: 'work-item',
  tableName: WORK_TABLE,
  attributes: {
    id: { type: 'increments' },
    kind: { type: 'string', column },
    subject: { type: 'string', column },
    dueAt: { type: 'biginteger', column },
    attempts: { type: 'integer', column },
    /** Grows with each enqueue, so that one that arrives during the work is not lost. */
    revision: { type: 'integer', column },
    leaseToken: { type: 'string' },
    leasedUntil: { type: 'biginteger', column },
  },
  indexes: [
    { name: 'ap_work_items_kind_subject_uq', columns: ['kind', 'subject'], type: 'unique' },
    { name: 'ap_work_items_due_at_idx', columns: ['due_at'], type: null },
  ],
};

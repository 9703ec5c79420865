import type { Kernel, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';

type Named = { id: string; name: string };
type LockedTask = { id: number; document_id: string; version: number };

/** Tasks that change hands with one statement. */
const PAGE = 500;

/** Standings in which a reviewer still has something to decide. */
const OPEN_REVIEWS = ['pending', 'changed'];

/** What people hold: tasks, what they submitted, and reviews that were given to them. */
export const createHoldings = ({ store, strapi }: Kernel) => {
  const distinct = async (
    table: typeof generationTasks | typeof outputs,
    column: string,
    withoutIds: string[]
  ): Promise<string[]> => {
    const rows = (await strapi.db
      .getConnection(table.tableName)
      .distinct({ id: column })
      .whereNotNull(column)
      .whereNotIn(column, withoutIds)) as unknown as { id: string }[];
    return rows.map(({ id }) => id);
  };

  const moveTasks = async (tx: Transaction, fromId: string, to: Named): Promise<number> => {
    const table = () => tx.trx(store.tableOf(generationTasks));
    let moved = 0;
    for (;;) {
      const tasks = (await table()
        .select('id', 'document_id', 'version')
        .where({ owner_type: 'admin', owner_id: fromId })
        .orderBy('id')
        .limit(PAGE)
        .forUpdate()) as LockedTask[];
      if (tasks.length === 0) return moved;
      await table()
        .whereIn(
          'id',
          tasks.map(({ id }) => id)
        )
        .update({ owner_id: to.id, owner_name: to.name, version: tx.trx.raw('version + 1') });
      await tx.emitAll(
        tasks.map(({ document_id, version }) => ({
          type: 'task.handed_over',
          aggregateType: 'task',
          aggregateId: document_id,
          aggregateVersion: version + 1,
          taskId: document_id,
          data: { from: fromId, to: to.id },
        }))
      );
      moved += tasks.length;
    }
  };

  return {
    tasksOf: (personId: string): Promise<number> =>
      store.count(generationTasks, { ownerType: 'admin', ownerId: personId }),

    /** What waits for a verdict and was submitted by this person's tasks, or given to them to review. */
    reviewsOf: (personId: string): Promise<number> =>
      store.count(outputs, {
        approvalStatus: 'pending',
        $or: [{ ownerId: personId }, { assigneeId: personId }],
      }),

    /** Who holds a task or an open review, other than these; with the names that were copied. */
    holders: async (withoutIds: string[]): Promise<Named[]> => {
      const found: Named[] = [];
      for (const id of await distinct(generationTasks, 'owner_id', withoutIds)) {
        const task = await store.findOne(generationTasks, { ownerId: id });
        if (task?.ownerType === 'admin') found.push({ id, name: task.ownerName });
      }
      for (const id of await distinct(outputs, 'assignee_id', withoutIds)) {
        const output = await store.findOne(outputs, {
          assigneeId: id,
          approvalStatus: { $in: OPEN_REVIEWS },
        });
        if (output) found.push({ id, name: output.assigneeName ?? id });
      }
      return found;
    },

    /**
     * Tasks with an event each, what was submitted from them, and open reviews.
     * @returns how many tasks changed hands.
     */
    handOver: async (tx: Transaction, fromId: string, to: Named): Promise<number> => {
      const moved = await moveTasks(tx, fromId, to);
      const table = () => tx.trx(store.tableOf(outputs));
      await table().where({ owner_id: fromId }).update({ owner_id: to.id });
      await table()
        .where({ assignee_id: fromId })
        .whereIn('approval_status', OPEN_REVIEWS)
        .update({ assignee_id: to.id, assignee_name: to.name });
      return moved;
    },
  };
};

import type { Knex } from 'knex';
import type { Reference } from '../../../shared';
import { systemActor } from '../../../shared';
import type { Kernel, Table, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { taskReferences } from './content-types/task-reference';
import type { OutputRow, TaskRow } from './transitions';

/** Tasks that are read at once when older ones get their rows. */
const PAGE = 200;

/** One rights record that a task stands on, by itself or through the pictures that it was made from. */
export type Ground = { taskId: string; rightsRecordId: string };

/** What the tasks that stand on a rights record made. */
export type GroundFigures = { tasks: number; outputs: number };

const hasNone = ({ requested }: TaskRow): boolean => requested.references.length === 0;

/** Which task was made from which picture, by whose leave; in both directions. */
export const createTaskReferences = ({ strapi, store, transact }: Kernel) => {
  const named = (table: Table, alias: string): string => `${store.tableOf(table)} as ${alias}`;

  const insert = async (taskId: string, references: Reference[]): Promise<void> => {
    for (const [position, { fileDocumentId, role, rightsRecordId }] of references.entries())
      await store.insert(taskReferences, {
        taskId,
        position,
        fileDocumentId,
        role,
        rightsRecordId,
      });
  };

  /**
   * Ids of tasks below rights records as a sub-query: those that used it, and those that used what
   * these made. `union` ends circles.
   */
  const taskIdsBelow = (rightsRecords: string | Knex.QueryBuilder): Knex.QueryBuilder =>
    strapi.db.connection
      .withRecursive('chain', ['task_id'], (seed) => {
        void seed
          .select('reference.task_id')
          .from(named(taskReferences, 'reference'))
          .whereIn(
            'reference.rights_record_id',
            typeof rightsRecords === 'string' ? [rightsRecords] : rightsRecords
          )
          .union((step) => {
            void step
              .select('reference.task_id')
              .from('chain')
              .join(named(outputs, 'output'), 'output.task_id', 'chain.task_id')
              .join(
                named(taskReferences, 'reference'),
                'reference.file_document_id',
                'output.file_document_id'
              );
          });
      })
      .select('chain.task_id')
      .from('chain');

  return {
    /** Part of the transaction that inserts the task. */
    record: (_tx: Transaction, taskId: string, references: Reference[]): Promise<void> =>
      insert(taskId, references),

    /** Tasks that were made from a picture, newest first. */
    tasksFrom: async (fileDocumentId: string, limit: number): Promise<string[]> =>
      (
        await store.find(taskReferences, {
          where: { fileDocumentId },
          orderBy: { id: 'desc' },
          limit,
        })
      ).map(({ taskId }) => taskId),

    /** Which of these pictures tasks were made from. */
    usedAmong: async (fileDocumentIds: string[]): Promise<Set<string>> => {
      const rows = fileDocumentIds.length
        ? await store.find(taskReferences, {
            where: { fileDocumentId: { $in: fileDocumentIds } },
            select: ['fileDocumentId'],
          })
        : [];
      return new Set(rows.map(({ fileDocumentId }) => fileDocumentId));
    },

    /** Everything that tasks stand on, in one query. */
    groundsOf: async (taskIds: string[]): Promise<Ground[]> => {
      if (taskIds.length === 0) return [];
      return transact(systemActor, async (tx) => {
        const rows = (await tx.trx
          .withRecursive('chain', ['root_id', 'task_id'], (seed) => {
            void seed
              .select('task.document_id', 'task.document_id')
              .from(named(generationTasks, 'task'))
              .whereIn('task.document_id', taskIds)
              .union((step) => {
                void step
                  .select('chain.root_id', 'output.task_id')
                  .from('chain')
                  .join(named(taskReferences, 'reference'), 'reference.task_id', 'chain.task_id')
                  .join(
                    named(outputs, 'output'),
                    'output.file_document_id',
                    'reference.file_document_id'
                  );
              });
          })
          .distinct({ taskId: 'chain.root_id', rightsRecordId: 'reference.rights_record_id' })
          .from('chain')
          .join(
            named(taskReferences, 'reference'),
            'reference.task_id',
            'chain.task_id'
          )) as unknown as Ground[];
        return rows;
      });
    },

    taskIdsBelow: (rightsRecordId: string): unknown => taskIdsBelow(rightsRecordId),
    /** The same below every record of a sub-query, for queries with words of their own. */
    taskIdsBelowAny: (rightsRecordIds: Knex.QueryBuilder): Knex.QueryBuilder =>
      taskIdsBelow(rightsRecordIds),

    /** How many tasks stand on a rights record, and how many files they made. */
    figuresBelow: async (rightsRecordId: string): Promise<GroundFigures> => ({
      tasks: await store.count(generationTasks, {
        documentId: { $in: taskIdsBelow(rightsRecordId) },
      }),
      outputs: await store.count(outputs, {
        taskId: { $in: taskIdsBelow(rightsRecordId) },
        state: 'stored',
      }),
    }),

    /** The newest stored outputs that stand on a rights record. */
    outputsBelow: (rightsRecordId: string, limit: number): Promise<OutputRow[]> =>
      store.find(outputs, {
        where: { taskId: { $in: taskIdsBelow(rightsRecordId) }, state: 'stored' },
        orderBy: { id: 'desc' },
        limit,
      }),

    /**
     * Gives tasks from before this table their rows, page by page. May run on several servers at once:
     * whoever sets the count of a task writes its rows.
     * @returns how many tasks it went through.
     */
    fill: async (): Promise<number> => {
      let filled = 0;
      for (;;) {
        const tasks: TaskRow[] = await store.find(generationTasks, {
          where: { referenceCount: null },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        if (tasks.length === 0) return filled;
        await transact(systemActor, async (tx) => {
          await tx
            .trx(store.tableOf(generationTasks))
            .whereIn(
              'document_id',
              tasks.filter(hasNone).map(({ documentId }) => documentId)
            )
            .update({ reference_count: 0 });
          for (const { documentId, requested } of tasks.filter((task) => !hasNone(task))) {
            const isMine = await store.compareAndSet(
              generationTasks,
              { documentId, referenceCount: null },
              { referenceCount: requested.references.length }
            );
            if (isMine) await insert(documentId, requested.references);
          }
        });
        filled += tasks.length;
      }
    },
  };
};
export type TaskReferences = ReturnType<typeof createTaskReferences>;

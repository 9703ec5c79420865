import { batchListSchema } from '../../../shared';
import type { BatchDetail, BatchSummary, Cost, Page, TaskSummary } from '../../../shared';
import { maySee, ownersOf } from '../generation/service';
import type { Generation, Reader } from '../generation/service';
import { decodeCursor, notFound, parse, toPage } from '../kernel';
import type { Kernel, Request, RowOf } from '../kernel';
import { batches } from './content-types/batch';
import { batchRows } from './content-types/batch-row';

export type Batch = RowOf<typeof batches>;
export type Row = RowOf<typeof batchRows>;

const summaryOf = (batch: Batch): BatchSummary => ({
  batchId: batch.documentId,
  name: batch.name,
  owner: { type: batch.ownerType, id: batch.ownerId, name: batch.ownerName },
  launchedAt: batch.launchedAt,
  rows: batch.rows,
});

/** Ended with less than was asked for. */
export const hasFailed = ({ finishedAt, outputsStored, outputsExpected }: TaskEnd): boolean =>
  finishedAt !== null && outputsStored < outputsExpected;
type TaskEnd = Pick<TaskSummary, 'finishedAt' | 'outputsStored' | 'outputsExpected'>;

/** In one currency; what was priced before the accounting currency changed is left to its task. */
const totalOf = (tasks: TaskSummary[]): Cost | null => {
  const costs = tasks.flatMap(({ cost }) => cost ?? []);
  const [first] = costs;
  if (!first) return null;
  const same = costs.filter(({ currency }) => currency === first.currency);
  return {
    microUnits: same.reduce((sum, { microUnits }) => sum + microUnits, 0),
    currency: first.currency,
  };
};

/** Reading batches: those of a person, of their team, or of all. */
export const createReading = ({ store }: Kernel, { generation }: { generation: Generation }) => {
  const visible = async (batchId: string, reader: Reader): Promise<Batch> => {
    const batch = await store.findOne(batches, { documentId: batchId });
    if (!batch || !maySee(reader, batch)) throw notFound('batch', 'batchId');
    return batch;
  };

  const rowsOf = (batchId: string): Promise<Row[]> =>
    store.find(batchRows, { where: { batchId }, orderBy: { row: 'asc' } });

  return {
    visible,
    rowsOf,

    list: async (request: Request): Promise<Page<BatchSummary>> => {
      const { owner, cursor, limit } = parse(batchListSchema, request.query);
      const before = decodeCursor(cursor);
      const found = await store.find(batches, {
        where: {
          ...ownersOf(owner, await generation.readerOf(request)),
          ...(before === null ? {} : { id: { $lt: before } }),
        },
        orderBy: { id: 'desc' },
        limit: limit + 1,
      });
      const page = toPage(found, limit);
      return { ...page, results: page.results.map(summaryOf) };
    },

    detail: async (batchId: string, request: Request): Promise<BatchDetail> => {
      const reader = await generation.readerOf(request);
      const batch = await visible(batchId, reader);
      const rows = await rowsOf(batchId);
      const tasks = await generation.taskSummaries(
        await generation.visibleTasks(
          rows.map(({ taskId }) => taskId),
          reader
        ),
        reader
      );
      const taskOf = new Map(tasks.map((task) => [task.taskId, task]));
      const awaiting = tasks.filter(({ state }) => state === 'awaiting_approval');
      return {
        ...summaryOf(batch),
        items: rows.map(({ row, taskId, isRepeat, formerTaskIds }) => ({
          row,
          taskId,
          isRepeat: Boolean(isRepeat),
          formerTaskIds,
          task: taskOf.get(taskId) ?? null,
        })),
        cost: totalOf(tasks),
        failedRows: rows.flatMap(({ row, taskId }) => {
          const task = taskOf.get(taskId);
          return task && hasFailed(task) ? [row] : [];
        }),
        awaiting: awaiting.length,
        mayDecideSpend:
          request.can('spend.approve') && awaiting.some(({ owner }) => owner.id !== reader.userId),
      };
    },
  };
};
export type Reading = ReturnType<typeof createReading>;

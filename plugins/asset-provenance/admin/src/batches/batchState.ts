import { useEffect, useState } from 'react';
import type { BatchDetail, BatchRow } from '../../../shared/batches';
import type { Cost, TaskSummary } from '../../../shared/tasks';
import { TASK_STATES } from '../../../shared/vocabulary';
import type { TaskState } from '../../../shared/vocabulary';
import { POLL, useBatchQuery, usePolling } from '../api';
import { isLive } from '../tasks/shared';
import { flag, maybeOneOf, useUrlState } from '../ui';

const spec = { state: maybeOneOf(TASK_STATES), failed: flag() };

/** Filters of the rows, in the URL. */
export const useRowFilters = () => useUrlState(spec);

/** Tasks of it that the reader may see. */
export const tasksOf = ({ items }: BatchDetail): TaskSummary[] =>
  items.flatMap(({ task }) => (task ? [task] : []));

/** How many tasks are in each state, those states left out in which none is. */
export const countsOf = (batch: BatchDetail): { state: TaskState; count: number }[] => {
  const tasks = tasksOf(batch);
  return TASK_STATES.map((state) => ({
    state,
    count: tasks.filter((task) => task.state === state).length,
  })).filter(({ count }) => count > 0);
};

export const rowsWith = (
  batch: BatchDetail,
  { state, failed }: { state: TaskState | null; failed: boolean }
): BatchRow[] =>
  batch.items.filter(
    ({ row, task }) =>
      (!failed || batch.failedRows.includes(row)) && (state === null || task?.state === state)
  );

/** What is reserved for those that wait for an approval; null where nothing is priced. */
export const awaitedCost = (batch: BatchDetail): Cost | null => {
  const costs = tasksOf(batch).flatMap(({ state, cost }) =>
    state === 'awaiting_approval' && cost ? [cost] : []
  );
  const [first] = costs;
  return first
    ? {
        currency: first.currency,
        microUnits: costs.reduce((sum, { microUnits }) => sum + microUnits, 0),
      }
    : null;
};

/** A batch of which nothing runs any more still gets verdicts, so it is looked at again, less often. */
export const useBatch = (batchId: string) => {
  const [pace, setPace] = useState<number>(POLL.live);
  const query = useBatchQuery(batchId, usePolling(pace));
  const { data, isError } = query;
  const calm = isError ? POLL.idle : POLL.list;
  const wanted = data && !isError && tasksOf(data).some(isLive) ? POLL.live : calm;
  useEffect(() => setPace(wanted), [wanted]);
  return query;
};

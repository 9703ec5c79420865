import { APPROVAL_STATUSES, systemActor } from '../../../shared';
import type { ApprovalStatus, Verdict } from '../../../shared';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import type { Kernel } from '../kernel';
import type { VerdictRows } from './verdict-rows';

type Dependencies = { generation: Generation; rows: VerdictRows };

/** Outputs that are read at once. */
const PAGE = 200;

const NEVER_SUBMITTED: ApprovalStatus[] = ['untracked', 'unsubmitted'];
/** By status first, so that an index finds what is left. */
const notFilled = {
  approvalStatus: { $in: APPROVAL_STATUSES.filter((status) => !NEVER_SUBMITTED.includes(status)) },
  purpose: null,
  submittedAt: { $notNull: true },
};

const columnsOf = (output: OutputRow, task: TaskRow, holding: Verdict | null) => {
  const { purpose, channel, kind, ownerId } = task;
  const isDecided = holding !== null && output.verdict === null;
  return {
    ...{ purpose, channel, kind, ownerId },
    // What waits was submitted again after its last verdict.
    ...(isDecided && output.approvalStatus !== 'pending'
      ? { verdict: holding.verdict, decidedAt: holding.givenAt }
      : {}),
  };
};

/**
 * Gives outputs that were submitted before the queue had columns of its own what it filters by, page
 * by page. May run on several servers at once; what somebody decides on meanwhile waits for the next
 * start.
 */
export const createFilling =
  ({ transact }: Kernel, { generation, rows }: Dependencies) =>
  async (): Promise<void> => {
    let filled: number;
    do {
      const outputs = await generation.findOutputs(notFilled, {
        limit: PAGE,
        orderBy: { id: 'asc' },
      });
      const tasks = await generation.tasksByIds([...new Set(outputs.map(({ taskId }) => taskId))]);
      const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
      const holding = await rows.holdingOf(outputs.map(({ documentId }) => documentId));
      filled = await transact(systemActor, async () => {
        let count = 0;
        for (const output of outputs) {
          const task = taskOf.get(output.taskId);
          if (!task) continue;
          const columns = columnsOf(output, task, holding.get(output.documentId) ?? null);
          if (await generation.noteForQueue(output, columns)) count += 1;
        }
        return count;
      });
    } while (filled > 0);
  };

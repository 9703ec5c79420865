import type { Billed, FailureClass, JobState, OutputState } from '../../../shared';
import type { Costs } from '../costs/service';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { notFound } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { foldTask } from './fold';
import { pricedFactsOf } from './pricing';

export type TaskRow = RowOf<typeof generationTasks>;
export type JobRow = RowOf<typeof providerJobs>;
export type OutputRow = RowOf<typeof outputs>;

/** Which states may follow which. Whatever is not here cannot happen. */
export const jobTransitions: Record<JobState, readonly JobState[]> = {
  queued: ['submitting', 'cancelled', 'failed'],
  submitting: ['processing', 'succeeded', 'submit_unknown', 'queued', 'failed'],
  submit_unknown: ['processing', 'succeeded', 'queued', 'failed'],
  processing: ['succeeded', 'failed', 'cancelled'],
  succeeded: ['stored', 'failed'],
  stored: [],
  failed: ['processing', 'succeeded', 'queued'],
  cancelled: [],
};

export const outputTransitions: Record<OutputState, readonly OutputState[]> = {
  expected: ['fetching', 'failed'],
  fetching: ['stored', 'failed'],
  stored: [],
  failed: ['expected'],
};

const isFailure = (value: unknown): value is { class: FailureClass; httpStatus: number | null } =>
  typeof value === 'object' && value !== null && 'class' in value;

/** The only code that changes the state of a job or an output. */
export const createTransitions = ({ store }: Kernel, costs: Pick<Costs, 'settle'>) => {
  const outputsOf = (taskId: string) =>
    store.find(outputs, { where: { taskId }, orderBy: { ordinal: 'asc' } });
  const jobsOf = (taskId: string) =>
    store.find(providerJobs, { where: { taskId }, orderBy: { ordinal: 'asc' } });

  /** Everything about one task waits here for each other, so that its fold sees all of it. */
  const lockTask = async (_tx: Transaction, taskId: string): Promise<TaskRow> => {
    const task = await store.lock(generationTasks, taskId);
    if (!task) throw notFound('generation task', 'taskId');
    return task;
  };

  /** Brings the task in line with its jobs. The caller holds the lock of the task. */
  const refold = async (tx: Transaction, task: TaskRow): Promise<TaskRow> => {
    const { isFinished, ...fold } = foldTask(
      await jobsOf(task.documentId),
      await outputsOf(task.documentId),
      task.spendApproval
    );
    const finishedAt = isFinished ? (task.finishedAt ?? tx.at.toISOString()) : null;
    const next = {
      ...fold,
      failureClass: fold.failure?.class ?? null,
      finishedAt,
      version: task.version + 1,
    };
    await store.compareAndSet(
      generationTasks,
      { documentId: task.documentId, version: task.version },
      next
    );
    if (next.state !== task.state) {
      await tx.emit({
        type: 'task.moved',
        aggregateType: 'task',
        aggregateId: task.documentId,
        aggregateVersion: next.version,
        taskId: task.documentId,
        data: {
          from: task.state,
          to: next.state,
          outputsStored: next.outputsStored,
          outputsExpected: next.outputsExpected,
          failureClass: next.failureClass,
        },
      });
    }
    return { ...task, ...next };
  };

  /**
   * Moves a job, if it still is what the caller saw.
   * @returns the moved job, or null when somebody else was first: then nothing has happened.
   */
  const moveJob = async (
    tx: Transaction,
    job: JobRow,
    to: JobState,
    patch: Partial<JobRow> = {},
    note: string | null = null
  ): Promise<JobRow | null> => {
    if (!jobTransitions[job.state].includes(to)) return null;
    const next = { ...patch, state: to, version: job.version + 1 };
    const isMoved = await store.compareAndSet(
      providerJobs,
      { documentId: job.documentId, state: job.state, version: job.version },
      next
    );
    if (!isMoved) return null;
    const moved = { ...job, ...next };
    await tx.emit({
      type: 'job.moved',
      aggregateType: 'job',
      aggregateId: job.documentId,
      aggregateVersion: moved.version,
      taskId: job.taskId,
      note,
      data: {
        from: job.state,
        to,
        failureClass: isFailure(patch.failure) ? patch.failure.class : null,
        providerTaskId: moved.providerTaskId,
        httpStatus: isFailure(patch.failure) ? patch.failure.httpStatus : null,
      },
    });
    if (patch.billed) await pay(tx, moved, patch.billed);
    if (patch.billed && patch.billed !== job.billed) await settle(tx, moved, patch.billed);
    return moved;
  };

  /** The same bill twice changes nothing. */
  const pay = async (tx: Transaction, job: JobRow, billed: Billed): Promise<void> => {
    const task = await store.findOne(generationTasks, { documentId: job.taskId });
    await costs.settle(tx, {
      jobId: job.documentId,
      billed,
      cost: job.cost,
      usage: job.usage,
      facts: task && job.effective ? pricedFactsOf(task, job.effective) : null,
      outputs: job.results?.length ?? job.outputsExpected,
    });
  };

  /** Says once what a job is known to be billed; a late result settles it anew. */
  const settle = (tx: Transaction, job: JobRow, billed: Billed) =>
    tx.emit({
      type: 'job.settled',
      aggregateType: 'job',
      aggregateId: job.documentId,
      aggregateVersion: job.version,
      taskId: job.taskId,
      data: {
        billed,
        providerTaskId: job.providerTaskId,
        microUnits: job.cost?.microUnits ?? null,
        currency: job.cost?.currency ?? null,
      },
    });

  /** Like `moveJob`, for an output. */
  const moveOutput = async (
    tx: Transaction,
    output: OutputRow,
    to: OutputState,
    patch: Partial<OutputRow> = {}
  ): Promise<OutputRow | null> => {
    if (!outputTransitions[output.state].includes(to)) return null;
    const next = { ...patch, state: to, version: output.version + 1 };
    const isMoved = await store.compareAndSet(
      outputs,
      { documentId: output.documentId, state: output.state, version: output.version },
      next
    );
    if (!isMoved) return null;
    const moved = { ...output, ...next };
    await tx.emit({
      type: 'output.moved',
      aggregateType: 'output',
      aggregateId: output.documentId,
      aggregateVersion: moved.version,
      taskId: output.taskId,
      data: {
        from: output.state,
        to,
        failureClass: isFailure(patch.failure) ? patch.failure.class : null,
        receivedSha256: moved.receivedSha256,
        storedSha256: moved.storedSha256,
        fileDocumentId: moved.fileDocumentId,
      },
    });
    return moved;
  };

  return { outputsOf, jobsOf, lockTask, refold, moveJob, moveOutput };
};
export type Transitions = ReturnType<typeof createTransitions>;

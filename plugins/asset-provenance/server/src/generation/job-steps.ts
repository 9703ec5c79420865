import type { Failure } from '../../../shared';
import { systemActor } from '../../../shared';
import type { Dispatch, Outcome } from '../dispatch/service';
import type { Kernel, Transaction } from '../kernel';
import { providerJobs } from './content-types/provider-job';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Look again after so many milliseconds. */
export const later = (milliseconds: number): Outcome => ({
  againAt: new Date(Date.now() + Math.max(1, Math.round(milliseconds))),
});

type Ports = { kernel: Kernel; dispatch: Dispatch; transitions: Transitions };

/** What submitting, polling and fetching have in common: changing a job under its task's lock. */
export const createJobSteps = ({ kernel, dispatch, transitions }: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, moveJob, moveOutput, outputsOf, refold } = transitions;

  const jobOf = (jobId: string) =>
    store.findOne(providerJobs, { documentId: jobId }) as Promise<JobRow | null>;

  /** Locks the task, reads the job as it is now, and brings the task in line afterwards. */
  const change = async <T>(
    jobId: string,
    taskId: string,
    body: (tx: Transaction, job: JobRow, task: TaskRow) => Promise<T>
  ): Promise<T> => {
    const result = await transact(systemActor, async (tx) => {
      const task = await lockTask(tx, taskId);
      const job = await jobOf(jobId);
      if (!job) throw new Error(`Job ${jobId} is gone.`);
      const value = await body(tx, job, task);
      await refold(tx, task);
      return value;
    });
    dispatch.wake();
    return result;
  };

  const failOutputs = async (tx: Transaction, job: JobRow, why: Failure | null) => {
    const mine = (await outputsOf(job.taskId)).filter((output) => output.jobId === job.documentId);
    for (const output of mine) {
      if (output.state === 'expected' || output.state === 'fetching')
        await moveOutput(tx, output, 'failed', { failure: why });
    }
  };

  const fail = (job: JobRow, why: Failure) =>
    change(job.documentId, job.taskId, async (tx, current) => {
      const moved = await moveJob(
        tx,
        current,
        'failed',
        { failure: why, progress: null, finishedAt: tx.at.toISOString() },
        why.message
      );
      if (moved) await failOutputs(tx, moved, why);
    });

  /** Stops a job that the provider has stopped, or that was never sent. */
  const cancel = async (tx: Transaction, job: JobRow): Promise<void> => {
    const cancelled = await moveJob(tx, job, 'cancelled', {
      finishedAt: tx.at.toISOString(),
      progress: null,
    });
    if (cancelled) await failOutputs(tx, cancelled, null);
  };

  /** Ends a job whose outputs have all come or failed. */
  const closeJob = async (tx: Transaction, job: JobRow) => {
    const mine = (await outputsOf(job.taskId)).filter((output) => output.jobId === job.documentId);
    if (mine.some(({ state }) => state === 'expected' || state === 'fetching')) return;
    const at = tx.at.toISOString();
    const broken = mine.find(({ state }) => state === 'failed');
    const isWhole =
      mine.some(({ state }) => state === 'stored') && broken?.failure?.class !== 'download';
    if (isWhole) await moveJob(tx, job, 'stored', { finishedAt: at });
    else await moveJob(tx, job, 'failed', { finishedAt: at, failure: broken?.failure ?? null });
  };

  return { jobOf, change, fail, failOutputs, cancel, closeJob };
};
export type JobSteps = ReturnType<typeof createJobSteps>;

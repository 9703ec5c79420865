import type { Failure } from '../../../shared';
import { systemActor } from '../../../shared';
import type { Dispatch, Outcome } from '../dispatch/service';
import type { Kernel, Transaction } from '../kernel';
import { failure } from '../providers/service';
import type { Providers, Success } from '../providers/service';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { effectiveOf, parametersOf } from './job-handle';
import { keepInline, locationsOf } from './inline-results';
import type { JobRow, OutputRow, TaskRow, Transitions } from './transitions';

/** Milliseconds: the first look after a submit; then as often as provider or settings say. */
const FIRST_POLL_MAX = 3000;

/** Look again after so many milliseconds. */
export const later = (milliseconds: number): Outcome => ({
  againAt: new Date(Date.now() + Math.max(1, Math.round(milliseconds))),
});

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  providers: Providers;
  transitions: Transitions;
};

/** What submitting, polling and fetching have in common: changing a job under its task's lock. */
export const createJobSteps = ({ kernel, dispatch, providers, transitions }: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, moveJob, moveOutput, outputsOf, refold } = transitions;

  const jobOf = (jobId: string) =>
    store.findOne(providerJobs, { documentId: jobId }) as Promise<JobRow | null>;

  const outputsOfJob = async (job: JobRow): Promise<OutputRow[]> =>
    (await outputsOf(job.taskId)).filter(({ jobId }) => jobId === job.documentId);

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
    for (const output of await outputsOfJob(job)) {
      if (output.state === 'expected' || output.state === 'fetching')
        await moveOutput(tx, output, 'failed', { failure: why });
    }
  };

  /**
   * Like `change`, for a decision that was made about the job as it was: when it has moved on since,
   * a callback or another server knew better, and nothing happens.
   */
  const changeUnmoved = <T>(job: JobRow, body: (tx: Transaction, current: JobRow) => Promise<T>) =>
    change(job.documentId, job.taskId, async (tx, current) =>
      current.version === job.version ? body(tx, current) : null
    );

  const fail = (job: JobRow, why: Failure) =>
    changeUnmoved(job, async (tx, current) => {
      const moved = await moveJob(
        tx,
        current,
        'failed',
        { failure: why, billed: why.billed, progress: null, finishedAt: tx.at.toISOString() },
        why.message
      );
      if (moved) await failOutputs(tx, moved, why);
    });

  /** Stops a job that the provider has stopped, or that was never sent. */
  const cancel = async (tx: Transaction, job: JobRow): Promise<void> => {
    const cancelled = await moveJob(tx, job, 'cancelled', {
      finishedAt: tx.at.toISOString(),
      billed: job.state === 'queued' ? 'no' : 'unknown',
      progress: null,
    });
    if (cancelled) await failOutputs(tx, cancelled, null);
  };

  /** The provider has it: its id is kept in one write, and polling begins. */
  const accept = (job: JobRow, taken: { providerTaskId: string; reference?: unknown }) =>
    change(job.documentId, job.taskId, async (tx, current) => {
      const moved = await moveJob(tx, current, 'processing', {
        providerTaskId: taken.providerTaskId,
        reference: taken.reference ?? null,
        acceptedAt: tx.at.toISOString(),
        progress: null,
      });
      if (!moved) return null;
      const wait = Math.min(FIRST_POLL_MAX, providers.limitsOf(job.providerId).poll * 1000);
      await dispatch.enqueue(
        tx,
        'job.advance',
        job.documentId,
        new Date(tx.at.getTime() + Math.max(50, wait))
      );
      return moved;
    });

  const missing = (job: JobRow, count: number) =>
    failure('upstream', 'poll', {
      message: `The provider returned ${count} of ${job.outputsExpected} outputs.`,
      billed: 'yes',
    });

  /** Sets fetching of each result going; an output without a result ends here. */
  const takeResults = async (tx: Transaction, before: JobRow, { results }: Success) => {
    for (const known of await outputsOfJob(before)) {
      // Of a job that had timed out: its result came late and is taken all the same.
      const isReopened = before.state === 'failed' && known.state === 'failed';
      const output = isReopened
        ? await moveOutput(tx, known, 'expected', { failure: null, attempts: 0 })
        : known;
      if (output?.state !== 'expected') continue;
      const result = results[output.jobOrdinal];
      if (!result) {
        await moveOutput(tx, output, 'failed', { failure: missing(before, results.length) });
        continue;
      }
      await store.compareAndSet(
        outputs,
        { documentId: output.documentId, version: output.version },
        { seed: result.seed }
      );
      await dispatch.enqueue(tx, 'output.fetch', output.documentId);
    }
  };

  /** The provider is done: what it used and what it cost is kept, and the files are fetched. */
  const succeed = (job: JobRow, success: Success, providerTaskId = job.providerTaskId) =>
    change(job.documentId, job.taskId, async (tx, current, task) => {
      const moved = await moveJob(tx, current, 'succeeded', {
        providerTaskId,
        acceptedAt: current.acceptedAt ?? tx.at.toISOString(),
        effective: effectiveOf(parametersOf(task, current), success.effective),
        results: locationsOf(success.results),
        billed: 'yes',
        cost: success.cost,
        usage: success.usage,
        progress: 100,
        failure: null,
        lastProblem: null,
      });
      if (!moved) return;
      await keepInline(store, current.documentId, success.results);
      await takeResults(tx, current, success);
      await closeJob(tx, moved);
    });

  /** Ends a job whose outputs have all come or failed. */
  const closeJob = async (tx: Transaction, job: JobRow) => {
    const mine = await outputsOfJob(job);
    if (mine.some(({ state }) => state === 'expected' || state === 'fetching')) return;
    const at = tx.at.toISOString();
    const broken = mine.find(({ state }) => state === 'failed');
    const isWhole =
      mine.some(({ state }) => state === 'stored') && broken?.failure?.class !== 'download';
    if (isWhole) await moveJob(tx, job, 'stored', { finishedAt: at });
    else await moveJob(tx, job, 'failed', { finishedAt: at, failure: broken?.failure ?? null });
  };

  return { jobOf, change, changeUnmoved, fail, failOutputs, cancel, accept, succeed, closeJob };
};
export type JobSteps = ReturnType<typeof createJobSteps>;

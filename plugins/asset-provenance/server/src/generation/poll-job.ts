import type { Dispatch, Outcome } from '../dispatch/service';
import { backoff } from '../kernel';
import type { Kernel } from '../kernel';
import { ProviderError, failure } from '../providers/service';
import type { Adapter, PollAnswer } from '../providers/service';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { later } from './job-steps';
import type { JobSteps } from './job-steps';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Waits, in milliseconds. */
const POLL_DEFAULT = 2000;
const POLL_MIN = 100;
const POLL_MAX = 60_000;
/** A timed-out job is looked at again after this, then ever more rarely, for a day. */
const LATE_MIN = 15_000;
const LATE_MAX = 3_600_000;
const LATE_ENDS = 86_400_000;

type Ports = { kernel: Kernel; dispatch: Dispatch; transitions: Transitions; steps: JobSteps };

/** Asks the provider how a job stands, until it ends or its deadline passes. */
export const createPolling = ({ kernel, dispatch, transitions, steps }: Ports) => {
  const { store } = kernel;
  const { moveJob, moveOutput, outputsOf } = transitions;
  const { change, fail, cancel, closeJob } = steps;

  const succeed = (job: JobRow, answer: Extract<PollAnswer, { kind: 'succeeded' }>) =>
    change(job.documentId, job.taskId, async (tx, current) => {
      const moved = await moveJob(tx, current, 'succeeded', {
        effective: answer.effective,
        results: answer.results.map(({ url, expiresAt }) => ({ url, expiresAt })),
        progress: 100,
        failure: null,
      });
      if (!moved) return;
      const mine = (await outputsOf(job.taskId)).filter(
        (output) => output.jobId === job.documentId
      );
      for (const known of mine) {
        // Of a job that had timed out: its result came late and is taken all the same.
        const isReopened = current.state === 'failed' && known.state === 'failed';
        const output = isReopened
          ? await moveOutput(tx, known, 'expected', { failure: null, attempts: 0 })
          : known;
        if (output?.state !== 'expected') continue;
        const result = answer.results[output.jobOrdinal];
        if (result) {
          await store.compareAndSet(
            outputs,
            { documentId: output.documentId, version: output.version },
            { seed: result.seed }
          );
          await dispatch.enqueue(tx, 'output.fetch', output.documentId);
        } else {
          await moveOutput(tx, output, 'failed', {
            failure: failure('upstream', 'poll', {
              message: `The provider returned ${answer.results.length} of ${job.outputsExpected} outputs.`,
              billed: 'yes',
            }),
          });
        }
      }
      await closeJob(tx, moved);
    });

  const notePoll = (job: JobRow, progress: number | null) =>
    store.compareAndSet(
      providerJobs,
      { documentId: job.documentId, state: 'processing', version: job.version },
      { progress, polls: job.polls + 1 }
    );

  const check = async (adapter: Adapter, job: JobRow, task: TaskRow): Promise<Outcome> => {
    if (!job.providerTaskId)
      throw new Error(`Job ${job.documentId} is processing without a provider task id.`);
    if (task.cancelRequestedAt && adapter.cancel)
      await adapter.cancel(job.providerTaskId).catch(() => undefined);
    let answer: PollAnswer;
    try {
      answer = await adapter.poll(job.providerTaskId);
    } catch (error) {
      if (error instanceof ProviderError && !error.failure.retryable) {
        await fail(job, error.failure);
        return 'done';
      }
      return isLate(job) ? timeOut(job) : later(backoff(job.polls + 1, { maxMs: POLL_MAX }));
    }
    if (answer.kind === 'queued' || answer.kind === 'processing') {
      if (isLate(job)) return timeOut(job);
      await notePoll(job, answer.progress);
      if (answer.progress !== job.progress) await refreshProgress(job);
      const wait = Math.min(
        POLL_MAX,
        Math.max(POLL_MIN, answer.pollAfter ? answer.pollAfter * 1000 : POLL_DEFAULT)
      );
      return later(wait * (0.9 + Math.random() * 0.2));
    }
    if (answer.kind === 'failed') {
      await fail(job, answer.failure);
      if (answer.failure.class === 'timeout') return later(LATE_MIN);
    } else if (answer.kind === 'succeeded') await succeed(job, answer);
    else if (task.cancelRequestedAt) {
      await change(job.documentId, job.taskId, (tx, current) => cancel(tx, current));
    } else {
      const message = 'The provider cancelled the job, and nobody here had asked for it.';
      await fail(job, failure('cancelled_by_provider', 'poll', { message }));
    }
    return 'done';
  };

  const isLate = (job: JobRow) =>
    job.deadlineAt !== null && Date.parse(job.deadlineAt) < Date.now();

  const timeOut = async (job: JobRow): Promise<Outcome> => {
    await fail(
      job,
      failure('timeout', 'poll', {
        message: 'The provider gave no result before the deadline.',
        retryable: true,
      })
    );
    return later(LATE_MIN);
  };

  /** A result after the time-out was made and perhaps billed: it is adopted, never made again. */
  const adoptLate = async (adapter: Adapter, job: JobRow): Promise<Outcome> => {
    if (job.failure?.class !== 'timeout' || !job.providerTaskId) return 'done';
    const since = Date.now() - Date.parse(job.finishedAt ?? job.createdAt);
    if (since > LATE_ENDS) return 'done';
    const answer = await adapter.poll(job.providerTaskId).catch(() => null);
    if (answer?.kind !== 'succeeded') return later(Math.min(LATE_MAX, Math.max(LATE_MIN, since)));
    await succeed(job, answer);
    return 'done';
  };

  const refreshProgress = (job: JobRow) =>
    change(job.documentId, job.taskId, async () => undefined);

  return { check, adoptLate };
};

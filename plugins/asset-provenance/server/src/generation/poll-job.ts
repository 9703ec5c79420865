import type { Failure } from '../../../shared';
import type { Outcome } from '../dispatch/service';
import { backoff } from '../kernel';
import type { Kernel } from '../kernel';
import { ProviderError, failure } from '../providers/service';
import type { Adapter, JobHandle, PollAnswer, Providers } from '../providers/service';
import { providerJobs } from './content-types/provider-job';
import { handleOf } from './job-handle';
import { later } from './job-steps';
import type { JobSteps } from './job-steps';
import type { JobRow, TaskRow } from './transitions';

/** Waits, in milliseconds. */
const POLL_MIN = 100;
const POLL_MAX = 3_600_000;
const TROUBLE_MAX = 60_000;
/** A timed-out job is looked at again after this, then ever more rarely, for a day. */
const LATE_MIN = 15_000;
const LATE_MAX = 3_600_000;
const LATE_ENDS = 86_400_000;

type Ports = { kernel: Kernel; providers: Providers; steps: JobSteps };

/** The provider may still bring it: the end was ours, not the provider's. */
export const mayComeLate = ({ state, failure: why, providerTaskId }: JobRow): boolean =>
  state === 'failed' && why?.phase === 'poll' && why.retryable && providerTaskId !== null;

/** Jitter of a tenth, so that jobs that were launched together do not ask together for ever. */
const jittered = (milliseconds: number) => milliseconds * (0.9 + Math.random() * 0.2);

/** Asks the provider how a job stands, until it ends or its deadline passes. */
export const createPolling = ({ kernel, providers, steps }: Ports) => {
  const { store } = kernel;
  const { change, changeUnmoved, fail, cancel, succeed } = steps;

  const handle = (job: JobRow, task: TaskRow): JobHandle => {
    const { providerTaskId, ...rest } = handleOf(task, job);
    if (!providerTaskId)
      throw new Error(`Job ${job.documentId} is processing without a provider task id.`);
    return { ...rest, providerTaskId };
  };

  const notePoll = (job: JobRow, progress: number | null, lastProblem: Failure | null) =>
    store.compareAndSet(
      providerJobs,
      { documentId: job.documentId, state: 'processing', version: job.version },
      { progress, polls: job.polls + 1, lastProblem }
    );

  const untilDeadline = (job: JobRow) =>
    job.deadlineAt === null ? POLL_MAX : Date.parse(job.deadlineAt) - Date.now();

  /** Never past the deadline, so that a job ends when it should. */
  const pollAgain = (job: JobRow, milliseconds: number): Outcome =>
    later(Math.min(Math.max(POLL_MIN, milliseconds), Math.max(POLL_MIN, untilDeadline(job) + 50)));

  const timeOut = async (job: JobRow, problem: Failure | null): Promise<Outcome> => {
    const isKeyOrCredit = problem?.class === 'authentication' || problem?.class === 'credit';
    await fail(
      job,
      failure(isKeyOrCredit ? problem.class : 'timeout', 'poll', {
        message: problem
          ? `The provider gave no result before the deadline. Last answer: ${problem.message}`
          : 'The provider gave no result before the deadline.',
        httpStatus: problem?.httpStatus ?? null,
        providerCode: problem?.providerCode ?? null,
        retryable: true,
      })
    );
    return later(LATE_MIN);
  };

  const problemOf = (error: unknown): Failure =>
    error instanceof ProviderError
      ? error.failure
      : failure('upstream', 'poll', {
          message: error instanceof Error ? error.message : String(error),
          retryable: true,
        });

  const applyTrouble = async (job: JobRow, error: unknown): Promise<Outcome> => {
    const problem = problemOf(error);
    if (!problem.retryable) {
      await fail(job, problem);
      return 'done';
    }
    if (untilDeadline(job) <= 0) return timeOut(job, problem);
    await notePoll(job, job.progress, problem);
    const patience = backoff(job.polls + 1, { maxMs: TROUBLE_MAX });
    return pollAgain(job, Math.max(patience, (problem.retryAfter ?? 0) * 1000));
  };

  const applyUnfinished = async (
    job: JobRow,
    answer: Extract<PollAnswer, { kind: 'queued' | 'processing' }>
  ): Promise<Outcome> => {
    if (untilDeadline(job) <= 0) return timeOut(job, null);
    await notePoll(job, answer.progress, null);
    if (answer.progress !== job.progress) await refreshProgress(job);
    const seconds = answer.pollAfter ?? providers.limitsOf(job.providerId).poll;
    return pollAgain(job, jittered(Math.min(POLL_MAX, seconds * 1000)));
  };

  /** The one way in which an answer of the provider changes a job, polled or called back. */
  const applyAnswer = async (job: JobRow, task: TaskRow, answer: PollAnswer): Promise<Outcome> => {
    switch (answer.kind) {
      case 'queued':
      case 'processing':
        return applyUnfinished(job, answer);
      case 'succeeded':
        await succeed(job, answer);
        return 'done';
      case 'failed':
        await fail(job, answer.failure);
        return answer.failure.retryable ? later(LATE_MIN) : 'done';
      case 'cancelled':
        if (task.cancelRequestedAt) await changeUnmoved(job, (tx, current) => cancel(tx, current));
        else
          await fail(
            job,
            failure('cancelled_by_provider', 'poll', {
              message: 'The provider cancelled the job, and nobody here had asked for it.',
            })
          );
        return 'done';
    }
  };

  const check = async (adapter: Adapter, job: JobRow, task: TaskRow): Promise<Outcome> => {
    const at = handle(job, task);
    if (task.cancelRequestedAt && adapter.cancel) await adapter.cancel(at).catch(() => undefined);
    let answer: PollAnswer;
    try {
      answer = await adapter.poll(at);
    } catch (error) {
      return applyTrouble(job, error);
    }
    return applyAnswer(job, task, answer);
  };

  /** A result after the time-out was made and perhaps billed: it is adopted, never made again. */
  const adoptLate = async (adapter: Adapter, job: JobRow, task: TaskRow): Promise<Outcome> => {
    if (!mayComeLate(job)) return 'done';
    const since = Date.now() - Date.parse(job.finishedAt ?? job.createdAt);
    if (since > LATE_ENDS) return 'done';
    const answer = await adapter.poll(handle(job, task)).catch(() => null);
    if (answer?.kind !== 'succeeded') return later(Math.min(LATE_MAX, Math.max(LATE_MIN, since)));
    await succeed(job, answer);
    return 'done';
  };

  const refreshProgress = (job: JobRow) =>
    change(job.documentId, job.taskId, async () => undefined);

  return { check, applyAnswer, adoptLate };
};
export type Polling = ReturnType<typeof createPolling>;

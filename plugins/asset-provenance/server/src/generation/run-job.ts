import type { Failure, Parameters } from '../../../shared';
import { systemActor } from '../../../shared';
import type { Dispatch, Outcome } from '../dispatch/service';
import { backoff, reached } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { ProviderError, failure } from '../providers/service';
import type {
  Adapter,
  PollAnswer,
  Providers,
  ResolvedReference,
  SubmitAnswer,
} from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Waits, in milliseconds. */
const PROVIDER_IS_FULL = 1000;
const POLL_DEFAULT = 2000;
const POLL_MIN = 100;
const POLL_MAX = 60_000;
/** Sends that provably did not reach the provider, before the job fails. */
const MAX_UNSENT = 6;

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  providers: Providers;
  transitions: Transitions;
  /** Bytes of the references at hand, for the time of one call. */
  resolveReferences: (task: TaskRow) => Promise<ResolvedReference[]>;
  requestedOf: (task: TaskRow) => Parameters;
};

const later = (milliseconds: number): Outcome => ({
  againAt: new Date(Date.now() + Math.max(1, Math.round(milliseconds))),
});

/** The handler of `job.advance`: whatever state the job is in, takes it one step on. */
export const createJobRunner = ({
  kernel,
  dispatch,
  providers,
  transitions,
  resolveReferences,
  requestedOf,
}: Ports) => {
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

  /** Takes a place at the provider and marks the job as being sent, or says that there is none. */
  const admit = (job: JobRow) =>
    change(job.documentId, job.taskId, async (tx, current, task) => {
      if (current.state !== 'queued') return null;
      if (task.cancelRequestedAt) {
        const cancelled = await moveJob(tx, current, 'cancelled', {
          finishedAt: tx.at.toISOString(),
        });
        if (cancelled) await failOutputs(tx, cancelled, null);
        return null;
      }
      const { concurrency, deadlineSeconds } = providers.limitsOf(current.providerId);
      await kernel.serialise(tx, `provider:${current.providerId}`);
      const live = await store.count(providerJobs, {
        providerId: current.providerId,
        state: { $in: ['submitting', 'processing'] },
      });
      if (live >= concurrency) return 'full';
      return moveJob(tx, current, 'submitting', {
        attempts: current.attempts + 1,
        submittedAt: tx.at.toISOString(),
        deadlineAt: new Date(tx.at.getTime() + deadlineSeconds * 1000).toISOString(),
        failure: null,
        finishedAt: null,
      });
    });

  const accept = (job: JobRow, providerTaskId: string) =>
    change(job.documentId, job.taskId, (tx, current) =>
      moveJob(tx, current, 'processing', {
        providerTaskId,
        acceptedAt: tx.at.toISOString(),
        progress: null,
      })
    );

  const giveBack = async (
    job: JobRow,
    reason: string,
    retryAfter: number | null
  ): Promise<Outcome> => {
    if (job.attempts >= MAX_UNSENT) {
      await fail(
        job,
        failure('queue', 'submit', {
          message: `The provider took nothing after ${job.attempts} tries: ${reason}`,
          billed: 'no',
          retryable: true,
        })
      );
      return 'done';
    }
    await change(job.documentId, job.taskId, (tx, current) =>
      moveJob(tx, current, 'queued', {}, reason)
    );
    return later(
      retryAfter ? retryAfter * 1000 : backoff(job.attempts, { baseMs: 500, maxMs: 30_000 })
    );
  };

  const applySubmit = async (job: JobRow, answer: SubmitAnswer): Promise<Outcome> => {
    if (answer.kind === 'accepted') {
      reached('after-accept', job.documentId);
      await accept(job, answer.providerTaskId);
      return later(POLL_MIN);
    }
    if (answer.kind === 'refused') {
      await fail(job, answer.failure);
      return 'done';
    }
    return giveBack(job, answer.reason, answer.retryAfter);
  };

  const send = async (adapter: Adapter, job: JobRow, task: TaskRow): Promise<Outcome> => {
    const parameters = requestedOf(task);
    let references: ResolvedReference[];
    try {
      references = await resolveReferences(task);
    } catch (error) {
      await fail(
        job,
        failure('invalid_parameters', 'submit', {
          message: error instanceof Error ? error.message : 'A reference cannot be read.',
          billed: 'no',
        })
      );
      return 'done';
    }
    const admitted = await admit(job);
    if (admitted === 'full') return later(PROVIDER_IS_FULL);
    if (!admitted) return 'done';
    reached('before-send', job.documentId);
    let answer: SubmitAnswer;
    try {
      answer = await adapter.submit({
        clientKey: admitted.clientKey,
        modelId: task.modelId,
        stage: task.stage,
        parameters: { ...parameters, seed: admitted.seed, count: admitted.outputsExpected },
        references,
      });
    } catch (error) {
      // From here on the provider may have it: whatever went wrong, it is not sent again.
      return reconcile(adapter, admitted, error instanceof Error ? error.message : String(error));
    }
    return applySubmit(admitted, answer);
  };

  /** Sent, and no answer: asks the provider by our own key; without an answer a person decides. */
  const reconcile = async (adapter: Adapter, job: JobRow, reason: string): Promise<Outcome> => {
    const found = await adapter.findByClientKey?.(job.clientKey).catch(() => null);
    if (found?.kind === 'accepted') {
      await accept(job, found.providerTaskId);
      return later(POLL_MIN);
    }
    if (found?.kind === 'not_taken') return giveBack(job, reason, null);
    await change(job.documentId, job.taskId, (tx, current) =>
      moveJob(tx, current, 'submit_unknown', {}, reason)
    );
    return 'done';
  };

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
      for (const output of mine) {
        const result = answer.results[output.jobOrdinal];
        if (output.state !== 'expected') continue;
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
    if (answer.kind === 'failed') await fail(job, answer.failure);
    else if (answer.kind === 'succeeded') await succeed(job, answer);
    else {
      await change(job.documentId, job.taskId, async (tx, current) => {
        const cancelled = await moveJob(tx, current, 'cancelled', {
          finishedAt: tx.at.toISOString(),
          progress: null,
        });
        if (cancelled) await failOutputs(tx, cancelled, null);
      });
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
    return 'done';
  };

  const refreshProgress = (job: JobRow) =>
    change(job.documentId, job.taskId, async () => undefined);

  const advance = async (jobId: string): Promise<Outcome> => {
    const job = await jobOf(jobId);
    if (!job) return 'done';
    const adapter = providers.adapter(job.providerId);
    const task = await taskOf(job.taskId);
    if (!adapter || !task) {
      if (job.state === 'queued')
        await fail(
          job,
          failure('authentication', 'submit', {
            message: 'This provider is not set up here any more.',
            billed: 'no',
          })
        );
      return 'done';
    }
    switch (job.state) {
      case 'queued':
        return send(adapter, job, task);
      case 'submitting':
        // The process that was sending it has died: its lease ran out.
        return reconcile(adapter, job, 'The server stopped while it was being sent.');
      case 'processing':
        return check(adapter, job, task);
      default:
        return 'done';
    }
  };

  const taskOf = (taskId: string) =>
    store.findOne(generationTasks, { documentId: taskId }) as Promise<TaskRow | null>;

  return { advance, closeJob, fail };
};
export type JobRunner = ReturnType<typeof createJobRunner>;

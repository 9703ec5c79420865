import type { Outcome } from '../dispatch/service';
import { backoff, reached } from '../kernel';
import type { Kernel } from '../kernel';
import { NotSent } from '../network/service';
import { failure } from '../providers/service';
import type {
  Adapter,
  LookUpAnswer,
  Providers,
  ResolvedReference,
  SubmitAnswer,
  SubmitRequest,
} from '../providers/service';
import { providerJobs } from './content-types/provider-job';
import { parametersOf } from './job-handle';
import { later } from './job-steps';
import type { JobSteps } from './job-steps';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Waits, in milliseconds. */
const PROVIDER_IS_FULL = 1000;
/** Sends that provably did not reach the provider, before the job fails. */
const MAX_UNSENT = 6;
/** How long a lost submission is looked for: listings of providers lag. */
const LOOK_UP_ENDS = 900_000;

/** When a lost submission is no longer looked for by itself. */
export const lookedForUntil = (job: JobRow): string =>
  new Date(Date.parse(job.submittedAt ?? job.createdAt) + LOOK_UP_ENDS).toISOString();

export type ReferenceFiles = {
  references: ResolvedReference[];
  /** Removes what was fetched only for this. */
  discard: () => Promise<void>;
};

export type SubmitPorts = {
  kernel: Kernel;
  providers: Providers;
  transitions: Transitions;
  steps: JobSteps;
  /** Bytes of the references at hand, for the time of one call. */
  resolveReferences: (task: TaskRow) => Promise<ReferenceFiles>;
  /** The address that the provider of this job is to call; null without one. */
  callbackUrlOf: (job: JobRow) => string | null;
};

/** Sends a job once, and finds out what became of a sending that nobody answered. */
export const createSubmitting = ({
  kernel,
  providers,
  transitions,
  steps,
  resolveReferences,
  callbackUrlOf,
}: SubmitPorts) => {
  const { store } = kernel;
  const { moveJob } = transitions;
  const { change, changeUnmoved, fail, cancel, accept, succeed } = steps;

  /** Takes a place at the provider and marks the job as being sent, or says that there is none. */
  const admit = (job: JobRow) =>
    change(job.documentId, job.taskId, async (tx, current, task) => {
      if (current.state !== 'queued') return null;
      if (task.cancelRequestedAt) {
        await cancel(tx, current);
        return null;
      }
      const { concurrency, submit, result } = providers.limitsOf(current.providerId);
      await kernel.serialise(tx, `provider:${current.providerId}`);
      const live = await store.count(providerJobs, {
        providerId: current.providerId,
        state: { $in: ['submitting', 'processing'] },
      });
      if (live >= concurrency) return 'full';
      return moveJob(tx, current, 'submitting', {
        attempts: current.attempts + 1,
        submittedAt: tx.at.toISOString(),
        deadlineAt: new Date(tx.at.getTime() + (submit + result) * 1000).toISOString(),
        failure: null,
        lastProblem: null,
        billed: null,
        finishedAt: null,
      });
    });

  /** Nothing was taken: the same job is sent later. */
  const giveBack = async (job: JobRow, reason: string): Promise<Outcome> => {
    if (job.attempts >= MAX_UNSENT) {
      await fail(
        job,
        failure('queue', 'submit', {
          message: `The provider was not reached in ${job.attempts} tries. ${reason}`,
          billed: 'no',
          retryable: true,
        })
      );
      return 'done';
    }
    await changeUnmoved(job, (tx, current) => moveJob(tx, current, 'queued', {}, reason));
    return later(backoff(job.attempts, { baseMs: 500, maxMs: 30_000 }));
  };

  const applySubmit = async (job: JobRow, answer: SubmitAnswer): Promise<Outcome> => {
    if (answer.kind === 'refused') {
      await fail(job, answer.failure);
    } else {
      reached('after-accept', job.documentId);
      if (answer.kind === 'accepted') await accept(job, answer);
      else await succeed(job, answer, answer.providerTaskId);
    }
    return 'done';
  };

  const requestOf = (
    task: TaskRow,
    job: JobRow,
    references: ResolvedReference[]
  ): SubmitRequest => ({
    clientKey: job.clientKey,
    modelId: task.modelId,
    stage: task.stage,
    parameters: parametersOf(task, job),
    references,
    callbackUrl: callbackUrlOf(job),
    timeoutSeconds: providers.limitsOf(job.providerId).submit,
  });

  const sendWith = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    references: ResolvedReference[],
    holdsLease: () => boolean
  ): Promise<Outcome> => {
    const admitted = await admit(job);
    if (admitted === 'full') return later(PROVIDER_IS_FULL);
    if (!admitted) return 'done';
    reached('before-send', job.documentId);
    // The work may have been taken over: nothing is sent here, unless it comes back to us.
    if (!holdsLease()) return giveBack(admitted, 'The lease ran out before it was sent.');
    let answer: SubmitAnswer;
    try {
      answer = await adapter.submit(requestOf(task, admitted, references));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (error instanceof NotSent) return giveBack(admitted, reason);
      // From here on the provider may have it: whatever went wrong, it is not sent again.
      return reconcile(adapter, admitted, task, reason);
    }
    return applySubmit(admitted, answer);
  };

  const send = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    holdsLease: () => boolean
  ): Promise<Outcome> => {
    let files: ReferenceFiles;
    try {
      files = await resolveReferences(task);
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
    try {
      return await sendWith(adapter, job, task, files.references, holdsLease);
    } finally {
      await files.discard();
    }
  };

  const lookUp = (adapter: Adapter, job: JobRow, task: TaskRow): Promise<LookUpAnswer> =>
    adapter.lookUp?.(requestOf(task, job, []), job.submittedAt ?? job.createdAt).catch(
      // The provider cannot be asked now; that says nothing about the job.
      (): LookUpAnswer => ({ kind: 'unknown' })
    ) ?? Promise.resolve({ kind: 'unknown' });

  const mayTurnUp = (adapter: Adapter, job: JobRow): boolean =>
    adapter.lookUp !== undefined && Date.now() < Date.parse(lookedForUntil(job));

  /**
   * Sent, and no answer: asks the provider by what it can be found with, again for a while, because
   * listings lag. Until it is found, a person may decide.
   */
  const reconcile = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    reason: string
  ): Promise<Outcome> => {
    const found = await lookUp(adapter, job, task);
    if (found.kind === 'accepted') {
      await accept(job, found);
      return 'done';
    }
    if (found.kind === 'not_taken') return giveBack(job, reason);
    if (job.state === 'submitting') {
      await changeUnmoved(job, (tx, current) => moveJob(tx, current, 'submit_unknown', {}, reason));
    }
    if (!mayTurnUp(adapter, job)) return 'done';
    const since = Date.now() - Date.parse(job.submittedAt ?? job.createdAt);
    return later(Math.min(120_000, Math.max(2000, since)));
  };

  return { send, reconcile };
};

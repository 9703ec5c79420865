import type { Parameters } from '../../../shared';
import type { Outcome } from '../dispatch/service';
import { backoff, reached } from '../kernel';
import type { Kernel } from '../kernel';
import { failure } from '../providers/service';
import type { Adapter, Providers, ResolvedReference, SubmitAnswer } from '../providers/service';
import { providerJobs } from './content-types/provider-job';
import { later } from './job-steps';
import type { JobSteps } from './job-steps';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Waits, in milliseconds. */
const PROVIDER_IS_FULL = 1000;
const FIRST_POLL = 100;
/** Sends that provably did not reach the provider, before the job fails. */
const MAX_UNSENT = 6;

export type SubmitPorts = {
  kernel: Kernel;
  providers: Providers;
  transitions: Transitions;
  steps: JobSteps;
  /** Bytes of the references at hand, for the time of one call. */
  resolveReferences: (task: TaskRow) => Promise<ResolvedReference[]>;
  requestedOf: (task: TaskRow) => Parameters;
};

/** Sends a job once, and finds out what became of a sending that nobody answered. */
export const createSubmitting = ({
  kernel,
  providers,
  transitions,
  steps,
  resolveReferences,
  requestedOf,
}: SubmitPorts) => {
  const { store } = kernel;
  const { moveJob } = transitions;
  const { change, fail, cancel } = steps;

  /** Takes a place at the provider and marks the job as being sent, or says that there is none. */
  const admit = (job: JobRow) =>
    change(job.documentId, job.taskId, async (tx, current, task) => {
      if (current.state !== 'queued') return null;
      if (task.cancelRequestedAt) {
        await cancel(tx, current);
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
      return later(FIRST_POLL);
    }
    if (answer.kind === 'refused') {
      await fail(job, answer.failure);
      return 'done';
    }
    return giveBack(job, answer.reason, answer.retryAfter);
  };

  const send = async (
    adapter: Adapter,
    job: JobRow,
    task: TaskRow,
    holdsLease: () => boolean
  ): Promise<Outcome> => {
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
    // The work may have been taken over: what became of it is looked up, and nothing is sent here.
    if (!holdsLease()) return later(PROVIDER_IS_FULL);
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
      return later(FIRST_POLL);
    }
    if (found?.kind === 'not_taken') return giveBack(job, reason, null);
    await change(job.documentId, job.taskId, (tx, current) =>
      moveJob(tx, current, 'submit_unknown', {}, reason)
    );
    return 'done';
  };

  return { send, reconcile };
};

import type { Actor, ReconcileRequest, Reference } from '../../../shared';
import { ELSEWHERE } from '../../../shared';
import type { Costs } from '../costs/service';
import type { Dispatch } from '../dispatch/service';
import { conflict, notFound } from '../kernel';
import type { Kernel, Transaction } from '../kernel';
import { failure } from '../providers/service';
import type { Providers } from '../providers/service';
import { generationTasks } from './content-types/generation-task';
import { providerJobs } from './content-types/provider-job';
import { mayComeLate } from './poll-job';
import type { JobRow, TaskRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  costs: Costs;
  dispatch: Dispatch;
  providers: Providers;
  transitions: Transitions;
  /** Refuses references whose authorisation ended meanwhile; belongs to a room above. */
  authoriseReferences: (references: Reference[]) => Promise<void>;
};

const canResume = (job: JobRow) =>
  mayComeLate(job) || (job.state === 'failed' && job.failure?.class === 'download');
const canSendAgain = (job: JobRow) =>
  job.state === 'failed' &&
  job.failure?.billed === 'no' &&
  job.failure.phase === 'submit' &&
  job.failure.class !== 'invalid_parameters';

/** Whether *retry* would do anything for this job: it never bills a second time. */
export const isRetryable = (job: JobRow): boolean =>
  job.providerId !== ELSEWHERE && (canResume(job) || canSendAgain(job));

/** Without what the provider answered, or what it was asked, nothing can be taken up again. */
export const isReduced = (task: TaskRow): boolean =>
  task.rawAnswersRemovedAt !== null || task.promptsRemovedAt !== null;

/** What people do with a task that runs or has failed: cancel, retry, settle. */
export const createControl = ({
  kernel,
  costs,
  dispatch,
  providers,
  transitions,
  authoriseReferences,
}: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, jobsOf, outputsOf, moveJob, moveOutput, refold } = transitions;

  const reopenOutputs = async (tx: Transaction, job: JobRow) => {
    for (const output of await outputsOf(job.taskId)) {
      if (output.jobId !== job.documentId || output.state !== 'failed') continue;
      const reopened = await moveOutput(tx, output, 'expected', { failure: null, attempts: 0 });
      if (reopened && job.state === 'succeeded')
        await dispatch.enqueue(tx, 'output.fetch', output.documentId);
    }
  };

  return {
    /** An intent: what is not sent yet stops here, the rest when the provider says so. */
    cancel: async (actor: Actor, taskId: string): Promise<void> => {
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, taskId);
        if (task.finishedAt)
          throw conflict({
            en: 'This task has already ended; there is nothing to cancel.',
            zh: '任务已结束，无需取消。',
          });
        await store.compareAndSet(
          generationTasks,
          { documentId: taskId, version: task.version },
          { cancelRequestedAt: tx.at.toISOString(), version: task.version + 1 }
        );
        await tx.emit({
          type: 'task.cancel_requested',
          aggregateType: 'task',
          aggregateId: taskId,
          aggregateVersion: task.version + 1,
          taskId,
          data: {},
        });
        for (const job of await jobsOf(taskId)) {
          if (job.state === 'processing') await dispatch.enqueue(tx, 'job.advance', job.documentId);
          if (job.state !== 'queued') continue;
          const moved = await moveJob(tx, job, 'cancelled', {
            finishedAt: tx.at.toISOString(),
            billed: 'no',
          });
          if (!moved) continue;
          for (const output of await outputsOf(taskId)) {
            if (output.jobId === job.documentId && output.state === 'expected')
              await moveOutput(tx, output, 'failed');
          }
        }
        await refold(tx, { ...task, version: task.version + 1 });
      });
      dispatch.wake();
    },

    /** Whether *retry* would do anything for this task. */
    isRetryableTask: async (taskId: string): Promise<boolean> =>
      (await jobsOf(taskId)).some(isRetryable),

    /** Same task, never billed again: looks for a late result, downloads again, or sends what was never taken. */
    retry: async (actor: Actor, taskId: string): Promise<void> => {
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, taskId);
        const candidates = isReduced(task) ? [] : (await jobsOf(taskId)).filter(isRetryable);
        if (candidates.length === 0) {
          throw conflict(
            {
              en: 'Nothing of this task can be tried again without paying again.',
              zh: '该任务无法在不再次计费的情况下重试。',
            },
            {},
            { en: 'Launch a variant instead.', zh: '请改为生成变体。' }
          );
        }
        if (candidates.some(canSendAgain)) await authoriseReferences(task.requested.references);
        for (const job of candidates) {
          const to = canSendAgain(job)
            ? 'queued'
            : job.failure?.class === 'download'
              ? 'succeeded'
              : 'processing';
          const { result } = providers.limitsOf(job.providerId);
          const deadlineAt = new Date(tx.at.getTime() + result * 1000).toISOString();
          const moved = await moveJob(
            tx,
            job,
            to,
            {
              failure: null,
              finishedAt: null,
              deadlineAt,
              ...(to === 'queued' && { attempts: 0 }),
            },
            'A person asked to try again.'
          );
          if (!moved) continue;
          await reopenOutputs(tx, moved);
          if (to === 'queued') {
            await costs.reserveAgain(tx, job.documentId);
            await dispatch.enqueue(tx, 'job.submit', job.documentId);
          }
          if (to === 'processing') await dispatch.enqueue(tx, 'job.advance', job.documentId);
        }
        await refold(tx, task);
      });
      dispatch.wake();
    },

    /** A person who looked at the provider says what became of a submission to be checked. */
    reconcile: async (actor: Actor, jobId: string, request: ReconcileRequest): Promise<string> => {
      await kernel.refuseSecrets(actor, request);
      const known = await store.findOne(providerJobs, { documentId: jobId });
      if (!known) throw notFound('provider job', 'jobId');
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, known.taskId);
        const job = await store.findOne(providerJobs, { documentId: jobId });
        if (job?.state !== 'submit_unknown')
          throw conflict({
            en: 'This submission was settled meanwhile.',
            zh: '该提交结果已被核实。',
          });
        if (request.decision === 'adopt') {
          if (providers.model(task.providerId, task.modelId)?.isSynchronous)
            throw conflict(
              {
                en: 'The answer to the submit was the result: there is no job at the provider to take up.',
                zh: '该模型同步返回结果：上游没有可接续的任务。',
              },
              {},
              { en: 'Send it again, or let it count as failed.', zh: '请重新提交，或按失败处理。' }
            );
          await moveJob(
            tx,
            job,
            'processing',
            { providerTaskId: request.providerTaskId, acceptedAt: tx.at.toISOString() },
            request.reason
          );
          await dispatch.enqueue(tx, 'job.advance', jobId);
        } else if (request.decision === 'send_again') {
          await authoriseReferences(task.requested.references);
          await moveJob(tx, job, 'queued', { billed: 'unknown' }, request.reason);
          await costs.reserveAgain(tx, jobId);
          await dispatch.enqueue(tx, 'job.submit', jobId);
        } else {
          const why = failure('upstream', 'submit', { message: request.reason, billed: 'unknown' });
          await moveJob(
            tx,
            job,
            'failed',
            { failure: why, billed: 'unknown', finishedAt: tx.at.toISOString() },
            request.reason
          );
          for (const output of await outputsOf(task.documentId)) {
            if (output.jobId === jobId) await moveOutput(tx, output, 'failed', { failure: why });
          }
        }
        await refold(tx, task);
      });
      dispatch.wake();
      return known.taskId;
    },
  };
};

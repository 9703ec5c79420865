import { systemActor } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import type { Kernel } from '../kernel';
import type { CallbackReading, InboundCallback, Providers } from '../providers/service';
import type { CallbackAddresses } from './callback-address';
import { providerJobs } from './content-types/provider-job';
import { generationTasks } from './content-types/generation-task';
import { handleOf } from './job-handle';
import type { JobSteps } from './job-steps';
import { mayComeLate } from './poll-job';
import type { Polling } from './poll-job';
import type { JobRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  providers: Providers;
  dispatch: Dispatch;
  transitions: Transitions;
  steps: JobSteps;
  polling: Polling;
  addresses: CallbackAddresses;
};

/** What a verified report of a provider led to. */
export type ReportResult =
  /** It changed the job. */
  | 'applied'
  /** The job already was where the report says, or past it. */
  | 'late'
  /** It speaks of another job at the provider: one that was sent again turned out to live as well. */
  | 'other_job';

type Verified = Extract<CallbackReading, { kind: 'verified' }>;

/** What providers report by themselves: the door for the callbacks room. */
export const createReports = ({
  kernel,
  providers,
  dispatch,
  transitions,
  steps,
  polling,
  addresses,
}: Ports) => {
  const { store, transact } = kernel;

  const jobOf = (jobId: string) => steps.jobOf(jobId);

  const asked = async (job: JobRow) => {
    const task = await store.findOne(generationTasks, { documentId: job.taskId });
    if (!task) throw new Error(`The task of job ${job.documentId} is gone.`);
    return handleOf(task, job);
  };

  const noteOtherJob = async (job: JobRow, { providerTaskId }: Verified) => {
    await transact(systemActor, async (tx) => {
      await transitions.lockTask(tx, job.taskId);
      const current = await jobOf(job.documentId);
      const known = current?.otherProviderTaskIds ?? [];
      if (!current || known.includes(providerTaskId)) return;
      await store.compareAndSet(
        providerJobs,
        { documentId: current.documentId, version: current.version },
        { otherProviderTaskIds: [...known, providerTaskId] }
      );
      await tx.emit({
        type: 'job.settled',
        aggregateType: 'job',
        aggregateId: current.documentId,
        aggregateVersion: current.version,
        taskId: current.taskId,
        data: { billed: 'unknown', providerTaskId, microUnits: null, currency: null },
      });
    });
  };

  return {
    /** The job that a callback address belongs to; null when the address was never given out. */
    callbackJob: async (jobId: string, token: string): Promise<JobRow | null> =>
      addresses.isTokenOf(jobId, token) ? jobOf(jobId) : null,

    /** Lets the adapter verify and read what came; null when the provider is not set up any more. */
    readCallback: async (
      job: JobRow,
      received: Pick<InboundCallback, 'headers' | 'rawBody' | 'now'>
    ): Promise<CallbackReading | null> => {
      const adapter = providers.adapter(job.providerId);
      if (!adapter) return null;
      if (!adapter.readCallback) return { kind: 'hint', eventId: null, providerTaskId: null };
      return adapter.readCallback({ ...received, job: () => asked(job) });
    },

    /** Applies what a provider has verifiably said, exactly as if it had been polled. */
    applyReport: async (jobId: string, report: Verified): Promise<ReportResult> => {
      const job = await jobOf(jobId);
      const task = job && (await store.findOne(generationTasks, { documentId: job.taskId }));
      if (!job || !task) return 'late';
      if (job.providerTaskId && job.providerTaskId !== report.providerTaskId) {
        await noteOtherJob(job, report);
        return 'other_job';
      }
      // The submit was not answered, or not yet: here is the answer.
      const isUnanswered = job.state === 'submitting' || job.state === 'submit_unknown';
      const accepted = isUnanswered ? await steps.accept(job, report) : null;
      const current = await jobOf(jobId);
      if (!current) return 'late';
      const isOpen = current.state === 'processing' || mayComeLate(current);
      if (!isOpen || !report.answer) return accepted ? 'applied' : 'late';
      if (report.answer.kind === 'queued' || report.answer.kind === 'processing')
        return accepted ? 'applied' : 'late';
      await polling.applyAnswer(current, task, report.answer);
      const after = await jobOf(jobId);
      return after && after.version > current.version ? 'applied' : 'late';
    },

    /** A reason to ask the provider now instead of later. */
    pollNow: async (jobId: string): Promise<void> => {
      const job = await jobOf(jobId);
      if (job?.state !== 'processing') return;
      await transact(systemActor, (tx) => dispatch.enqueue(tx, 'job.advance', jobId));
      dispatch.wake();
    },
  };
};

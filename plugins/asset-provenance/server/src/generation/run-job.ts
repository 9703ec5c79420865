import type { Outcome } from '../dispatch/service';
import { failure } from '../providers/service';
import type { Adapter } from '../providers/service';
import type { Polling } from './poll-job';
import { createSubmitting } from './submit-job';
import type { SubmitPorts } from './submit-job';
import { later } from './job-steps';
import type { JobRow, TaskRow } from './transitions';

/** How often to look whether a provider came back, in milliseconds. */
const PROVIDER_IS_AWAY = 60_000;

const isLive = ({ state }: JobRow) => state === 'submitting' || state === 'processing';

type Ports = SubmitPorts & {
  polling: Polling;
  taskOf: (taskId: string) => Promise<TaskRow | null>;
};

/**
 * Takes a job one step on, whatever state it is in. Submits run apart from polls, because the answer
 * of some providers is the result and takes minutes.
 */
export const createJobRunner = (ports: Ports) => {
  const { providers, steps, taskOf, polling } = ports;
  const { send, reconcile } = createSubmitting(ports);

  /** The provider was taken out of the settings: what is not sent ends, the rest waits for it. */
  const withoutAdapter = async (job: JobRow): Promise<Outcome> => {
    if (job.state !== 'queued') return isLive(job) ? later(PROVIDER_IS_AWAY) : 'done';
    const message = 'This provider is not set up here any more.';
    await steps.fail(job, failure('authentication', 'submit', { message, billed: 'no' }));
    return 'done';
  };

  const withJob = async (
    jobId: string,
    act: (adapter: Adapter, job: JobRow, task: TaskRow) => Promise<Outcome>
  ): Promise<Outcome> => {
    const job = await steps.jobOf(jobId);
    const task = job && (await taskOf(job.taskId));
    if (!job || !task) return 'done';
    const adapter = providers.adapter(job.providerId);
    return adapter ? act(adapter, job, task) : withoutAdapter(job);
  };

  return {
    /** The handler of `job.submit`. */
    submit: (jobId: string, { holdsLease }: { holdsLease: () => boolean }): Promise<Outcome> =>
      withJob(jobId, async (adapter, job, task) => {
        switch (job.state) {
          case 'queued':
            return send(adapter, job, task, holdsLease);
          case 'submitting':
            // The process that was sending it has died: its lease ran out.
            return reconcile(adapter, job, task, 'The server stopped while it was being sent.');
          case 'submit_unknown':
            return reconcile(adapter, job, task, 'The submission is still not answered.');
          default:
            return 'done';
        }
      }),

    /** The handler of `job.advance`. */
    advance: (jobId: string): Promise<Outcome> =>
      withJob(jobId, async (adapter, job, task) => {
        if (job.state === 'processing') return polling.check(adapter, job, task);
        return job.state === 'failed' ? polling.adoptLate(adapter, job, task) : 'done';
      }),
  };
};

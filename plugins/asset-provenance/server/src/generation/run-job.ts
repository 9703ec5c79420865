import type { Dispatch, Outcome } from '../dispatch/service';
import { failure } from '../providers/service';
import { createPolling } from './poll-job';
import { createSubmitting } from './submit-job';
import type { SubmitPorts } from './submit-job';
import { later } from './job-steps';
import type { JobRow, TaskRow } from './transitions';

/** How often to look whether a provider came back, in milliseconds. */
const PROVIDER_IS_AWAY = 60_000;

const isLive = ({ state }: JobRow) => state === 'submitting' || state === 'processing';

type Ports = SubmitPorts & {
  dispatch: Dispatch;
  taskOf: (taskId: string) => Promise<TaskRow | null>;
};

/** The handler of `job.advance`: whatever state the job is in, takes it one step on. */
export const createJobRunner = (ports: Ports) => {
  const { providers, steps, taskOf } = ports;
  const { send, reconcile } = createSubmitting(ports);
  const { check, adoptLate } = createPolling(ports);

  /** The provider was taken out of the settings: what is not sent ends, the rest waits for it. */
  const withoutAdapter = async (job: JobRow): Promise<Outcome> => {
    if (job.state !== 'queued') return isLive(job) ? later(PROVIDER_IS_AWAY) : 'done';
    const message = 'This provider is not set up here any more.';
    await steps.fail(job, failure('authentication', 'submit', { message, billed: 'no' }));
    return 'done';
  };

  return async (jobId: string, { holdsLease }: { holdsLease: () => boolean }): Promise<Outcome> => {
    const job = await steps.jobOf(jobId);
    if (!job) return 'done';
    const adapter = providers.adapter(job.providerId);
    const task = await taskOf(job.taskId);
    if (!task) return 'done';
    if (!adapter) return withoutAdapter(job);
    switch (job.state) {
      case 'queued':
        return send(adapter, job, task, holdsLease);
      case 'submitting':
        // The process that was sending it has died: its lease ran out.
        return reconcile(adapter, job, 'The server stopped while it was being sent.');
      case 'processing':
        return check(adapter, job, task);
      case 'failed':
        return adoptLate(adapter, job);
      default:
        return 'done';
    }
  };
};

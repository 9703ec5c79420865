import type { Dispatch, Outcome } from '../dispatch/service';
import { failure } from '../providers/service';
import { createPolling } from './poll-job';
import { createSubmitting } from './submit-job';
import type { SubmitPorts } from './submit-job';
import type { TaskRow } from './transitions';

type Ports = SubmitPorts & {
  dispatch: Dispatch;
  taskOf: (taskId: string) => Promise<TaskRow | null>;
};

/** The handler of `job.advance`: whatever state the job is in, takes it one step on. */
export const createJobRunner = (ports: Ports) => {
  const { providers, steps, taskOf } = ports;
  const { send, reconcile } = createSubmitting(ports);
  const { check } = createPolling(ports);

  return async (jobId: string): Promise<Outcome> => {
    const job = await steps.jobOf(jobId);
    if (!job) return 'done';
    const adapter = providers.adapter(job.providerId);
    const task = await taskOf(job.taskId);
    if (!adapter || !task) {
      if (job.state === 'queued')
        await steps.fail(
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
};

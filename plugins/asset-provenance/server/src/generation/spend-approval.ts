import type { Actor, SpendDecision } from '../../../shared';
import type { Dispatch } from '../dispatch/service';
import { conflict, forbidden } from '../kernel';
import type { Kernel } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import type { JobSteps } from './job-steps';
import type { TaskRow, Transitions } from './transitions';

type Ports = {
  kernel: Kernel;
  dispatch: Dispatch;
  transitions: Transitions;
  steps: Pick<JobSteps, 'cancel'>;
};

export const spendDecisionOf = (task: TaskRow): SpendDecision | null =>
  task.spendApproval && {
    state: task.spendApproval,
    by: task.spendDecidedByName
      ? { type: 'admin', id: task.spendDecidedById, name: task.spendDecidedByName }
      : null,
    reason: task.spendReason,
    at: task.spendDecidedAt,
  };

/** Whether this person may agree to the spending of a task: nobody agrees to their own. */
export const mayDecideSpend = (task: TaskRow, userId: string | null): boolean =>
  task.state === 'awaiting_approval' && task.ownerId !== userId;

/** Tasks above the threshold of spending wait here for somebody else. */
export const createSpendApproval = ({ kernel, dispatch, transitions, steps }: Ports) => {
  const { store, transact } = kernel;
  const { lockTask, jobsOf, refold } = transitions;

  return {
    /**
     * Agreed: the jobs are sent. Refused: they are cancelled, and what was reserved is released.
     * @throws Refusal 403 for the owner, 409 when it is decided already.
     */
    decideSpend: async (
      actor: Actor,
      taskId: string,
      { isApproved, reason }: { isApproved: boolean; reason: string | null }
    ): Promise<void> => {
      await kernel.refuseSecrets(actor, { reason });
      await transact(actor, async (tx) => {
        const task = await lockTask(tx, taskId);
        if (task.ownerId === actor.id)
          throw forbidden(
            { en: 'Nobody approves their own spending.', zh: '不能批准自己的费用。' },
            {
              en: 'Ask somebody else with the right to approve spending.',
              zh: '请由其他有费用批准权限的人处理。',
            },
            'taskId'
          );
        if (task.state !== 'awaiting_approval')
          throw conflict({
            en: 'The spending of this task does not wait for a decision.',
            zh: '该任务的费用无需批准，或已处理。',
          });
        const decided = {
          spendApproval: isApproved ? ('approved' as const) : ('refused' as const),
          spendDecidedById: actor.id,
          spendDecidedByName: actor.name,
          spendReason: reason,
          spendDecidedAt: tx.at.toISOString(),
          version: task.version + 1,
        };
        await store.compareAndSet(
          generationTasks,
          { documentId: taskId, version: task.version },
          decided
        );
        await tx.emit({
          type: 'spend.decided',
          aggregateType: 'task',
          aggregateId: taskId,
          aggregateVersion: decided.version,
          taskId,
          note: reason,
          data: { isApproved },
        });
        for (const job of await jobsOf(taskId)) {
          if (job.state !== 'queued') continue;
          if (isApproved) await dispatch.enqueue(tx, 'job.submit', job.documentId);
          else await steps.cancel(tx, job);
        }
        await refold(tx, { ...task, ...decided });
      });
      dispatch.wake();
    },
  };
};

import { useState } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import type { InboundCallbackRecord } from '../../../shared/callbacks';
import type { JobSummary, TaskDetail } from '../../../shared/tasks';
import { taskStates } from '../../../shared/vocabulary';
import { permissionActions } from '../../../shared/permissions';
import { useCallbacksQuery } from '../api';
import { useMessages } from '../i18n';
import { Panel, StatusBadge } from '../ui';
import { ReconcileDialog } from './ReconcileDialog';
import type { Decision } from './ReconcileDialog';
import { UnknownJob } from './UnknownJob';
import { useTaskActs } from './useTaskActs';

/** The last id that a callback named, verified or not. */
const hintedIdOf = (reports: readonly InboundCallbackRecord[]): string | null =>
  reports.findLast(({ providerTaskId }) => providerTaskId)?.providerTaskId ?? null;

/** The provider may or may not have taken it: what is known, and the two questions for a person. */
export const UnknownBox = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const { canReconcile } = useTaskActs(task);
  const [asked, setAsked] = useState<{ job: JobSummary; decision: Decision } | null>(null);
  const jobs = task.jobs.filter(({ state }) => state === 'submit_unknown');
  const { data: callbacks } = useCallbacksQuery(task.taskId, { skip: jobs.length === 0 });
  if (jobs.length === 0) return null;
  const reportsOf = ({ jobId }: JobSummary) =>
    (callbacks?.inbound ?? []).filter((report) => report.jobId === jobId);

  return (
    <Panel
      title={t('tasks.unknown.title')}
      actions={<StatusBadge of="task" value="submit_unknown" size="S" />}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography>
          {say(taskStates.submit_unknown.meaning ?? taskStates.submit_unknown)}
        </Typography>
        <Typography textColor="neutral600">
          {canReconcile
            ? t('tasks.unknown.how')
            : t('tasks.unknown.who', { permission: say(permissionActions['task.reconcile']) })}
        </Typography>
        {jobs.map((job) => (
          <UnknownJob
            key={job.jobId}
            task={task}
            job={job}
            reports={reportsOf(job)}
            canReconcile={canReconcile}
            onDecide={(decision) => setAsked({ job, decision })}
          />
        ))}
      </Flex>
      {asked ? (
        <ReconcileDialog
          taskId={task.taskId}
          job={asked.job}
          decision={asked.decision}
          hintedId={hintedIdOf(reportsOf(asked.job))}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Panel>
  );
};

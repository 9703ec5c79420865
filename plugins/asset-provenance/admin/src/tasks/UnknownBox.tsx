import { useState } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { JobSummary, TaskDetail } from '../../../shared/tasks';
import { taskStates } from '../../../shared/vocabulary';
import { permissionActions } from '../../../shared/permissions';
import { useFormat, useMessages } from '../i18n';
import { DescriptionList, FieldRow, Panel, RelativeTime, StatusBadge } from '../ui';
import { ReconcileDialog } from './ReconcileDialog';
import type { Decision } from './ReconcileDialog';
import { useTaskActs } from './useTaskActs';

const Known = ({ job }: { job: JobSummary }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  return (
    <DescriptionList>
      <FieldRow label={t('tasks.job.submitted')}>
        {job.submittedAt ? <RelativeTime at={job.submittedAt} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.column.attempts')}>{number(job.attempts)}</FieldRow>
      <FieldRow label={t('tasks.column.provider-ids')}>
        {job.providerTaskId ?? t('tasks.unknown.no-id')}
      </FieldRow>
    </DescriptionList>
  );
};

/** The provider may or may not have taken it: what is known, and the two questions for a person. */
export const UnknownBox = ({ task }: { task: TaskDetail }) => {
  const { t, say } = useMessages();
  const { canReconcile } = useTaskActs(task);
  const [asked, setAsked] = useState<{ job: JobSummary; decision: Decision } | null>(null);
  const jobs = task.jobs.filter(({ state }) => state === 'submit_unknown');
  if (jobs.length === 0) return null;

  return (
    <Panel
      title={t('tasks.unknown.title')}
      actions={<StatusBadge of="task" value="submit_unknown" size="S" />}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography>
          {say(taskStates.submit_unknown.meaning ?? taskStates.submit_unknown)}
        </Typography>
        {canReconcile ? (
          <Typography textColor="neutral600">{t('tasks.unknown.how')}</Typography>
        ) : (
          <Typography textColor="neutral600">
            {t('tasks.unknown.who', { permission: say(permissionActions['task.reconcile']) })}
          </Typography>
        )}
        {jobs.map((job) => (
          <Flex
            key={job.jobId}
            direction="column"
            alignItems="stretch"
            gap={3}
            background="warning100"
            borderColor="warning200"
            hasRadius
            padding={4}
          >
            <Typography fontWeight="bold">
              {t('tasks.job.name', { ordinal: job.ordinal + 1 })}
            </Typography>
            <Known job={job} />
            {canReconcile ? (
              <Flex direction="column" alignItems="stretch" gap={2}>
                <Typography fontWeight="bold">{t('tasks.unknown.question-taken')}</Typography>
                <Flex gap={2} wrap="wrap">
                  <Button variant="secondary" onClick={() => setAsked({ job, decision: 'adopt' })}>
                    {t('tasks.unknown.adopt')}
                  </Button>
                </Flex>
                <Typography fontWeight="bold">{t('tasks.unknown.question-not')}</Typography>
                <Flex gap={2} wrap="wrap">
                  <Button
                    variant="tertiary"
                    onClick={() => setAsked({ job, decision: 'send_again' })}
                  >
                    {t('tasks.unknown.send-again')}
                  </Button>
                  <Button
                    variant="danger-light"
                    onClick={() => setAsked({ job, decision: 'failed' })}
                  >
                    {t('tasks.unknown.failed')}
                  </Button>
                </Flex>
              </Flex>
            ) : null}
          </Flex>
        ))}
      </Flex>
      {asked ? (
        <ReconcileDialog
          taskId={task.taskId}
          job={asked.job}
          decision={asked.decision}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Panel>
  );
};

import { Accordion, Flex, Typography } from '@strapi/design-system';
import type { JobSummary, TaskDetail } from '../../../shared/tasks';
import { IfAllowed } from '../access';
import { useFormat, useMessages } from '../i18n';
import {
  CopyId,
  DescriptionList,
  FieldRow,
  Monospace,
  ParameterTable,
  RelativeTime,
  StatusBadge,
} from '../ui';
import { TaskHold } from './TaskHold';
import { useUsageWords } from './usageWords';

const Moment = ({ at }: { at: string | null }) => {
  const { dateTime } = useFormat();
  return at ? (
    <>
      {dateTime(at)} (<RelativeTime at={at} />)
    </>
  ) : null;
};

const JobFacts = ({ job }: { job: JobSummary }) => {
  const { t } = useMessages();
  const { number, percent, cost } = useFormat();
  const usageWords = useUsageWords();
  const { failure } = job;
  return (
    <DescriptionList>
      <FieldRow label={t('tasks.column.state')}>
        <StatusBadge of="job" value={job.state} />
      </FieldRow>
      <FieldRow label={t('tasks.job.id')}>
        <CopyId value={job.jobId} shown={24} />
      </FieldRow>
      <FieldRow label={t('tasks.provider-task-id')}>
        {job.providerTaskId ? <CopyId value={job.providerTaskId} shown={24} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.progress')}>
        {job.progress === null ? null : percent(job.progress)}
      </FieldRow>
      <FieldRow label={t('tasks.column.attempts')}>{number(job.attempts)}</FieldRow>
      <FieldRow label={t('tasks.job.polls')}>{number(job.polls)}</FieldRow>
      <FieldRow label={t('tasks.job.submitted')}>
        {job.submittedAt ? <Moment at={job.submittedAt} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.job.accepted')}>
        {job.acceptedAt ? <Moment at={job.acceptedAt} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.job.finished')}>
        {job.finishedAt ? <Moment at={job.finishedAt} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.job.deadline')}>
        {job.deadlineAt ? <Moment at={job.deadlineAt} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.job.client-key')}>
        <CopyId value={job.clientKey} shown={32} />
      </FieldRow>
      <FieldRow label={t('tasks.billed')}>
        {job.billed ? <StatusBadge of="billed" value={job.billed} /> : null}
      </FieldRow>
      <FieldRow label={t('tasks.cost')}>{job.cost ? cost(job.cost) : null}</FieldRow>
      <FieldRow label={t('tasks.usage')}>
        {job.usage ? (
          <Monospace variant="pi" style={{ whiteSpace: 'pre-line' }}>
            {usageWords(job.usage)}
          </Monospace>
        ) : null}
      </FieldRow>
      {job.otherProviderTaskIds.length > 0 ? (
        <FieldRow label={t('tasks.job.others')}>
          {job.otherProviderTaskIds.map((id) => (
            <CopyId key={id} value={id} shown={24} />
          ))}
        </FieldRow>
      ) : null}
      {job.lastProblem ? (
        <FieldRow label={t('tasks.job.last-problem')}>{job.lastProblem.message}</FieldRow>
      ) : null}
      {failure ? (
        <>
          <FieldRow label={t('tasks.failure')}>
            <Flex gap={1} wrap="wrap">
              <StatusBadge of="failure" value={failure.class} />
              <StatusBadge of="billed" value={failure.billed} />
            </Flex>
          </FieldRow>
          <FieldRow label={t('tasks.column.http')}>{failure.httpStatus}</FieldRow>
          <FieldRow label={t('tasks.evidence.code')}>{failure.providerCode}</FieldRow>
          <FieldRow label={t('tasks.job.message')}>{failure.message}</FieldRow>
        </>
      ) : null}
    </DescriptionList>
  );
};

/** The private record: each provider job as it went, with what was really used. */
export const RecordTab = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography textColor="neutral600">{t('tasks.record.hint')}</Typography>
      <Accordion.Root defaultValue={task.jobs[0]?.jobId} size="S">
        {task.jobs.map((job) => (
          <Accordion.Item key={job.jobId} value={job.jobId}>
            <Accordion.Header>
              <Accordion.Trigger>
                {t('tasks.job.name', { ordinal: job.ordinal + 1 })}
              </Accordion.Trigger>
              <Accordion.Actions>
                <StatusBadge of="job" value={job.state} />
              </Accordion.Actions>
            </Accordion.Header>
            <Accordion.Content>
              <Flex direction="column" alignItems="stretch" gap={4} padding={4}>
                <JobFacts job={job} />
                {job.effective ? (
                  <ParameterTable requested={task.requested} effective={job.effective} />
                ) : null}
              </Flex>
            </Accordion.Content>
          </Accordion.Item>
        ))}
      </Accordion.Root>
      <IfAllowed action="hold.manage">
        <TaskHold taskId={task.taskId} />
      </IfAllowed>
    </Flex>
  );
};

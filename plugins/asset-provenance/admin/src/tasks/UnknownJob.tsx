import { Button, Flex, Typography } from '@strapi/design-system';
import type { InboundCallbackRecord } from '../../../shared/callbacks';
import type { JobSummary, TaskDetail } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { CopyId, DescriptionList, FieldRow, RelativeTime, StatusBadge, useNow } from '../ui';
import type { Decision } from './ReconcileDialog';

/** When the answer failed to come, and the server's own words about it. */
const lossOf = (task: TaskDetail, job: JobSummary) =>
  task.timeline.findLast(
    ({ type, aggregateId, data }) =>
      type === 'job.moved' && aggregateId === job.jobId && data.to === 'submit_unknown'
  );

const LookUp = ({ until }: { until: string }) => {
  const { t } = useMessages();
  const { dateTime } = useFormat();
  return (
    <>
      {t(useNow() < Date.parse(until) ? 'tasks.unknown.looking' : 'tasks.unknown.not-looking', {
        time: dateTime(until),
      })}
    </>
  );
};

const Report = ({ report }: { report: InboundCallbackRecord }) => (
  <Flex gap={2} wrap="wrap">
    <StatusBadge of="callbackResult" value={report.result} />
    <Typography variant="pi" textColor="neutral600">
      <RelativeTime at={report.lastReceivedAt} />
    </Typography>
    {report.providerTaskId ? <CopyId value={report.providerTaskId} shown={40} /> : null}
    {report.detail ? <Typography>{report.detail}</Typography> : null}
  </Flex>
);

type UnknownJobProps = {
  task: TaskDetail;
  job: JobSummary;
  reports: readonly InboundCallbackRecord[];
  canReconcile: boolean;
  onDecide: (decision: Decision) => void;
};

/** Everything that is known of a submission without an answer. */
const Known = ({ task, job, reports }: Pick<UnknownJobProps, 'task' | 'job' | 'reports'>) => {
  const { t } = useMessages();
  const { dateTime, number } = useFormat();
  return (
    <DescriptionList>
      <FieldRow label={t('tasks.job.submitted')}>
        {job.submittedAt ? (
          <>
            {dateTime(job.submittedAt)} (<RelativeTime at={job.submittedAt} />)
          </>
        ) : null}
      </FieldRow>
      <FieldRow label={t('tasks.unknown.why')}>
        {lossOf(task, job)?.note ?? t('tasks.unknown.why.none')}
      </FieldRow>
      <FieldRow label={t('tasks.unknown.key')}>
        <CopyId value={job.clientKey} shown={40} />
      </FieldRow>
      <FieldRow label={t('tasks.provider-task-id')}>
        {job.providerTaskId ? (
          <CopyId value={job.providerTaskId} shown={40} />
        ) : (
          t('tasks.unknown.no-id')
        )}
      </FieldRow>
      <FieldRow label={t('tasks.unknown.look-up')}>
        {job.lookedForUntil ? (
          <LookUp until={job.lookedForUntil} />
        ) : (
          t('tasks.unknown.cannot-look')
        )}
      </FieldRow>
      <FieldRow label={t('tasks.column.attempts')}>{number(job.attempts)}</FieldRow>
      {reports.length > 0 ? (
        <FieldRow label={t('tasks.unknown.reports')}>
          {reports.map((report) => (
            <Report key={`${report.receivedAt} ${report.bodySha256}`} report={report} />
          ))}
        </FieldRow>
      ) : null}
    </DescriptionList>
  );
};

/** One submission to be checked: what is known, and the two questions for a person. */
export const UnknownJob = ({ task, job, reports, canReconcile, onDecide }: UnknownJobProps) => {
  const { t } = useMessages();
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={3}
      background="warning100"
      borderColor="warning200"
      hasRadius
      padding={4}
    >
      <Typography fontWeight="bold">{t('tasks.job.name', { ordinal: job.ordinal + 1 })}</Typography>
      <Known task={task} job={job} reports={reports} />
      {canReconcile ? (
        <Flex direction="column" alignItems="stretch" gap={2}>
          <Typography fontWeight="bold">{t('tasks.unknown.question-taken')}</Typography>
          <Flex gap={2} wrap="wrap">
            {job.canBeAdopted ? (
              <Button variant="secondary" onClick={() => onDecide('adopt')}>
                {t('tasks.unknown.adopt')}
              </Button>
            ) : (
              <Typography>{t('tasks.unknown.cannot-adopt')}</Typography>
            )}
          </Flex>
          <Typography fontWeight="bold">{t('tasks.unknown.question-not')}</Typography>
          <Flex gap={2} wrap="wrap">
            <Button variant="tertiary" onClick={() => onDecide('send_again')}>
              {t('tasks.unknown.send-again')}
            </Button>
            <Button variant="danger-light" onClick={() => onDecide('failed')}>
              {t('tasks.unknown.failed')}
            </Button>
          </Flex>
        </Flex>
      ) : null}
    </Flex>
  );
};

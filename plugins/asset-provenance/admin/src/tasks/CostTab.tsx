import { Box, Flex, Typography } from '@strapi/design-system';
import type { JobSummary, TaskDetail } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import { CopyId, DescriptionList, FieldRow, Monospace, Notice, StatusBadge } from '../ui';
import { useUsageWords } from './usageWords';

const sumsOf = (jobs: readonly JobSummary[]): { currency: string; microUnits: number }[] => {
  const sums = new Map<string, number>();
  for (const { cost } of jobs)
    if (cost) sums.set(cost.currency, (sums.get(cost.currency) ?? 0) + cost.microUnits);
  return [...sums].map(([currency, microUnits]) => ({ currency, microUnits }));
};

const JobCost = ({ job }: { job: JobSummary }) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const usageWords = useUsageWords();
  return (
    <Box tag="section" borderColor="neutral200" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="bold">
            {t('tasks.job.name', { ordinal: job.ordinal + 1 })}
          </Typography>
          <StatusBadge of="job" value={job.state} />
          {job.billed ? <StatusBadge of="billed" value={job.billed} /> : null}
        </Flex>
        <DescriptionList>
          <FieldRow label={t('tasks.cost')}>
            {job.cost ? cost(job.cost) : t('tasks.cost.unknown')}
          </FieldRow>
          {job.usage ? (
            <FieldRow label={t('tasks.usage')}>
              <Monospace variant="pi" style={{ whiteSpace: 'pre-line' }}>
                {usageWords(job.usage)}
              </Monospace>
            </FieldRow>
          ) : null}
        </DescriptionList>
        {job.otherProviderTaskIds.length > 0 ? (
          <Notice of="warning" title={t('tasks.cost.other')}>
            {job.otherProviderTaskIds.map((id) => (
              <CopyId key={id} value={id} shown={32} />
            ))}
          </Notice>
        ) : null}
      </Flex>
    </Box>
  );
};

/** Whether each job was billed, and what the provider said that it cost. */
export const CostTab = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const { cost } = useFormat();
  const settled = task.jobs.filter(({ billed }) => billed !== null).length;
  const sums = sumsOf(task.jobs);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography fontWeight="bold" tag="p">
        {sums.length > 0
          ? t('tasks.cost.sum', { sum: sums.map(cost).join(' + ') })
          : t('tasks.cost.no-sum')}
      </Typography>
      <Typography textColor="neutral600" tag="p">
        {t('tasks.cost.settled', { settled, count: task.jobs.length })}
      </Typography>
      {task.jobs.map((job) => (
        <JobCost key={job.jobId} job={job} />
      ))}
    </Flex>
  );
};

import { useEffect, useState } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import type { TaskCosts } from '../../../../shared/costs';
import type { TaskDetail } from '../../../../shared/tasks';
import { POLL, usePolling, useTaskCostsQuery } from '../../api';
import { useFormat, useMessages } from '../../i18n';
import {
  DescriptionList,
  ErrorState,
  FieldRow,
  LoadingRows,
  StaleNotice,
  useCostWords,
} from '../../ui';
import { isLive } from '../shared';
import { Entries } from './Entries';
import { JobCost } from './JobCost';
import { certaintyOf, driftOf, isSettled } from './money';
import { SpendDecided } from './SpendDecided';

const Totals = ({ costs }: { costs: TaskCosts }) => {
  const { t } = useMessages();
  const { cost, costChange } = useFormat();
  const { estimated } = useCostWords();
  const { currency, estimate, reserved, spent } = costs;
  const of = (microUnits: number) => ({ microUnits, currency });
  const drift = driftOf(costs);
  return (
    <DescriptionList>
      <FieldRow label={t('cost.estimate')}>{estimated(of(estimate), certaintyOf(costs))}</FieldRow>
      <FieldRow label={t('cost.reserved')}>{cost(of(reserved))}</FieldRow>
      <FieldRow label={t('cost.spent')}>
        <Typography fontWeight="bold">{cost(of(spent))}</Typography>
      </FieldRow>
      {drift === null ? null : (
        <FieldRow label={t('tasks.cost.drift')}>
          {drift === 0 ? t('tasks.cost.drift.none') : costChange(of(drift))}
        </FieldRow>
      )}
    </DescriptionList>
  );
};

const Content = ({ task, costs }: { task: TaskDetail; costs: TaskCosts }) => {
  const { t } = useMessages();
  const settled = costs.jobs.filter(({ jobId }) => isSettled(costs, jobId)).length;
  return (
    <>
      {costs.jobs.length > 0 ? (
        <>
          <Totals costs={costs} />
          <Typography textColor="neutral600" tag="p">
            {t('tasks.cost.settled', { settled, count: costs.jobs.length })}
          </Typography>
        </>
      ) : (
        <Typography textColor="neutral600" tag="p">
          {t('tasks.cost.none')}
        </Typography>
      )}
      {task.jobs.map((job) => (
        <JobCost
          key={job.jobId}
          job={job}
          money={costs.jobs.find(({ jobId }) => jobId === job.jobId) ?? null}
          currency={costs.currency}
        />
      ))}
      {costs.entries.length > 0 ? <Entries jobs={task.jobs} entries={costs.entries} /> : null}
    </>
  );
};

/** Bills come in after the task has ended as well, so it is looked at again, less often. */
const useTaskCosts = (task: TaskDetail) => {
  const [pace, setPace] = useState<number>(POLL.list);
  const query = useTaskCostsQuery(task.taskId, usePolling(pace));
  const wanted = isLive(task) && !query.isError ? POLL.list : POLL.idle;
  useEffect(() => setPace(wanted), [wanted]);
  return query;
};

/** What the task was expected to cost, what is reserved, and what was spent on what grounds. */
export const CostTab = ({ task }: { task: TaskDetail }) => {
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useTaskCosts(task);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
  if (!data) return <LoadingRows count={3} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
      <SpendDecided task={task} />
      <Content task={task} costs={data} />
    </Flex>
  );
};

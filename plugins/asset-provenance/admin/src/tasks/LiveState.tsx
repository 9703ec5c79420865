import { Flex, Typography } from '@strapi/design-system';
import type { TaskSummary } from '../../../shared/tasks';
import { failureClasses } from '../../../shared/vocabulary';
import { useFormat, useMessages, useTerm } from '../i18n';
import { Elapsed, StatusBadge } from '../ui';
import { Progress } from './Progress';
import { isLive } from './shared';

/** State of a task; while it lives, how far it is and how long it takes. */
export const LiveState = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const { percent } = useFormat();
  const isPartial = task.state === 'downloadable' && task.outputsStored < task.outputsExpected;
  return (
    <Flex direction="column" alignItems="stretch" gap={1} minWidth={0}>
      <StatusBadge of="task" value={task.state} />
      {task.failure ? (
        <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'normal' }}>
          {termOf(failureClasses, task.failure.class)}
        </Typography>
      ) : null}
      {isPartial ? (
        <Typography variant="pi" textColor="neutral800">
          {t('tasks.results.some', { stored: task.outputsStored, expected: task.outputsExpected })}
        </Typography>
      ) : null}
      {isLive(task) ? (
        <Flex gap={2}>
          {task.progress === null ? null : (
            <Progress value={task.progress} label={t('tasks.progress')} />
          )}
          <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
            {task.progress === null ? null : `${percent(task.progress)} · `}
            <Elapsed since={task.launchedAt} />
          </Typography>
        </Flex>
      ) : null}
    </Flex>
  );
};

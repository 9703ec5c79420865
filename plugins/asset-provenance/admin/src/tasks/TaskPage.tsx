import { Flex } from '@strapi/design-system';
import { useParams } from 'react-router-dom';
import { POLL, usePolling, useTaskQuery } from '../api';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  CardGrid,
  CopyId,
  ErrorState,
  LoadingDetail,
  OutputCard,
  PageShell,
  Panel,
  ParameterTable,
  StatusBadge,
  TimelineList,
} from '../ui';

export const TaskPage = () => {
  const { t } = useMessages();
  const { taskId = '' } = useParams();
  const { data: task, error, isFetching, refetch } = useTaskQuery(taskId, usePolling(POLL.live));

  const content = () => {
    if (error && !task)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!task) return <LoadingDetail />;
    return (
      <Flex direction="column" alignItems="stretch" gap={6}>
        <CardGrid>
          {task.outputs.map((output) => (
            <OutputCard key={output.outputId} output={output} />
          ))}
        </CardGrid>
        <Panel title={t('tasks.parameters')}>
          <ParameterTable requested={task.requested} effective={task.jobs[0]?.effective} />
        </Panel>
        <Panel title={t('event.list')}>
          <TimelineList events={task.timeline} />
        </Panel>
      </Flex>
    );
  };
  return (
    <PageShell
      title={t('tasks.detail')}
      subtitle={<CopyId value={taskId} shown={24} />}
      backTo={paths.tasks}
      actions={task && <StatusBadge of="task" value={task.state} size="S" />}
    >
      {content()}
    </PageShell>
  );
};

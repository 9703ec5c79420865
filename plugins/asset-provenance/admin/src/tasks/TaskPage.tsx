import { useEffect, useRef, useState } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { useParams } from 'react-router-dom';
import { styled } from 'styled-components';
import type { TaskDetail } from '../../../shared/tasks';
import { taskStates } from '../../../shared/vocabulary';
import { POLL, usePolling, useTaskQuery } from '../api';
import { useMessages, useTerm } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  ErrorState,
  LiveRegion,
  LoadingDetail,
  PageShell,
  StaleNotice,
  StatusBadge,
  useCatalogTerms,
} from '../ui';
import { WriteNoteButton } from '../follow-up/WriteNoteButton';
import { CopyEvidence } from './CopyEvidence';
import { SpendBox } from './cost/SpendBox';
import { FailureBox } from './FailureBox';
import { OutputsPanel } from './OutputsPanel';
import { isLive } from './shared';
import { TaskActions } from './TaskActions';
import { TaskFacts } from './TaskFacts';
import { TaskTabs } from './TaskTabs';
import { UnknownBox } from './UnknownBox';

const Columns = styled(Box)`
  container-type: inline-size;

  > div {
    display: grid;
    gap: ${({ theme }) => theme.spaces[5]};
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }
  @container (min-width: 84rem) {
    > div {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;

/** A task that has ended still gets verdicts, so it is looked at again, less often. */
const useTask = (taskId: string) => {
  const [pace, setPace] = useState<number>(POLL.live);
  const query = useTaskQuery(taskId, usePolling(pace));
  const { data, isError } = query;
  const wanted = isError ? POLL.idle : data && !isLive(data) ? POLL.list : POLL.live;
  useEffect(() => setPace(wanted), [wanted]);
  return query;
};

/** What changed since the page was opened, for those who do not see it. */
const StateAnnouncement = ({ task }: { task: TaskDetail }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const first = useRef(task.state);
  const state = termOf(taskStates, task.state);
  return <LiveRegion message={first.current === task.state ? '' : t('tasks.moved', { state })} />;
};

const Content = ({ task }: { task: TaskDetail }) => (
  <Flex direction="column" alignItems="stretch" gap={5}>
    <StateAnnouncement task={task} />
    <SpendBox task={task} />
    <UnknownBox task={task} />
    <FailureBox task={task} />
    <TaskFacts task={task} />
    <Columns>
      <div>
        <OutputsPanel task={task} />
        <TaskTabs task={task} />
      </div>
    </Columns>
  </Flex>
);

const noteTarget = (task: TaskDetail) => ({
  ref: { type: 'task' as const, id: task.taskId },
  label: [task.subject, task.parameterSummary].filter(Boolean).join(' · '),
});

export const TaskPage = () => {
  const { t } = useMessages();
  const { taskId = '' } = useParams();
  const { purposeOf, channelOf } = useCatalogTerms();
  const { data: task, error, isFetching, refetch, fulfilledTimeStamp } = useTask(taskId);
  const title = task
    ? (task.subject ?? `${purposeOf(task.purpose)} · ${channelOf(task.channel)}`)
    : t('tasks.detail');

  const content = () => {
    if (error && !task)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!task) return <LoadingDetail />;
    return (
      <Flex direction="column" alignItems="stretch" gap={4}>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        <Content key={task.taskId} task={task} />
      </Flex>
    );
  };
  return (
    <PageShell
      title={title}
      subtitle={
        <Flex gap={2} wrap="wrap">
          {task ? <StatusBadge of="task" value={task.state} size="S" /> : null}
          {task ? <StatusBadge of="stage" value={task.stage} size="S" /> : null}
          {task ? <StatusBadge of="kind" value={task.kind} size="S" /> : null}
          <CopyId value={taskId} shown={24} label={t('tasks.copy-id')} />
          {task ? <CopyEvidence as="text" task={task} /> : null}
        </Flex>
      }
      backTo={paths.tasks}
      actions={
        task ? (
          <Flex gap={2} wrap="wrap">
            <WriteNoteButton target={noteTarget(task)} />
            <TaskActions task={task} />
          </Flex>
        ) : null
      }
    >
      {content()}
    </PageShell>
  );
};

import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { TaskSummary, TaskView } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { paths } from '../paths';
import {
  CopyId,
  Elapsed,
  Ellipsis,
  RelativeTime,
  StatusBadge,
  TextLink,
  useCatalogTerms,
} from '../ui';
import { LiveState } from './LiveState';
import { latencyOf } from './shared';
import { Thumbnails } from './Thumbnails';

export type Column = {
  id: string;
  label: MessageKey;
  cell: (task: TaskSummary) => ReactNode;
  /** CSS width that a long text keeps to. */
  width?: string;
  isNumber?: boolean;
};

const Quiet = ({ children }: { children: ReactNode }) => (
  <Typography variant="pi" textColor="neutral600" tag="div">
    {children}
  </Typography>
);

/** The design system's link keeps to one line; a long subject may not reach into the next column. */
const Breaking = styled(Box)`
  a,
  a span {
    white-space: normal;
    overflow-wrap: anywhere;
    min-width: 0;
  }
`;

const Title = ({ task }: { task: TaskSummary }) => {
  const { purposeOf, channelOf } = useCatalogTerms();
  const place = `${purposeOf(task.purpose)} · ${channelOf(task.channel)}`;
  return (
    <Flex direction="column" alignItems="stretch" gap={1} minWidth={0}>
      <Breaking>
        <TextLink to={paths.task(task.taskId)}>{task.subject ?? place}</TextLink>
      </Breaking>
      <Quiet>{task.subject ? place : [task.brand, task.series].filter(Boolean).join(' · ')}</Quiet>
    </Flex>
  );
};

const Launched = ({ task }: { task: TaskSummary }) => (
  <Flex direction="column" alignItems="stretch">
    <Typography>
      <RelativeTime at={task.launchedAt} />
    </Typography>
    <Quiet>{task.owner.name}</Quiet>
  </Flex>
);

const Made = ({ task }: { task: TaskSummary }) => (
  <Flex direction="column" alignItems="flex-start" gap={1}>
    <StatusBadge of="stage" value={task.stage} />
    <StatusBadge of="kind" value={task.kind} />
  </Flex>
);

const Results = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  return (
    <Flex direction="column" alignItems="stretch">
      <Typography>
        {t('tasks.results.some', { stored: task.outputsStored, expected: task.outputsExpected })}
      </Typography>
      {task.repeats > 0 ? <Quiet>{t('tasks.repeats', { count: task.repeats })}</Quiet> : null}
    </Flex>
  );
};

const Approved = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  const { number } = useFormat();
  if (task.approvedCount === 0) return <Typography textColor="neutral500">—</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <StatusBadge of="approval" value="approved" />
      <Quiet>{t('tasks.approved', { count: number(task.approvedCount) })}</Quiet>
    </Flex>
  );
};

const Ids = ({ ids, label }: { ids: readonly string[]; label: string }) => {
  const { t } = useMessages();
  const [first, ...rest] = ids;
  if (!first) return <Typography textColor="neutral500">—</Typography>;
  return (
    <Flex direction="column" alignItems="flex-start">
      <CopyId value={first} label={label} shown={8} />
      {rest.length > 0 ? <Quiet>{t('tasks.more', { count: rest.length })}</Quiet> : null}
    </Flex>
  );
};

const ProviderIds = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  return <Ids ids={task.providerTaskIds} label={t('tasks.copy-provider-id')} />;
};

const TaskId = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  return <Ids ids={[task.taskId]} label={t('tasks.copy-id')} />;
};

const Latency = ({ task }: { task: TaskSummary }) => {
  const { duration } = useFormat();
  const seconds = latencyOf(task);
  return (
    <Typography>
      {seconds === null ? <Elapsed since={task.launchedAt} /> : duration(seconds)}
    </Typography>
  );
};

const Amount = ({ value }: { value: number | null }) => {
  const { number } = useFormat();
  return (
    <Typography textColor={value === null ? 'neutral500' : 'neutral800'}>
      {value === null ? '—' : number(value)}
    </Typography>
  );
};

const OrDash = ({ text }: { text: string | null }) =>
  text ? <Ellipsis>{text}</Ellipsis> : <Typography textColor="neutral500">—</Typography>;

/** Beside ids and figures the subject is only a reminder. */
const narrow = (column: Column): Column => ({ ...column, width: '16rem' });

const state: Column = {
  id: 'state',
  label: 'tasks.column.state',
  cell: (task) => <LiveState task={task} />,
};
const title: Column = {
  id: 'title',
  label: 'tasks.column.subject',
  cell: (task) => <Title task={task} />,
  width: '26rem',
};
const made: Column = {
  id: 'made',
  label: 'tasks.column.stage',
  cell: (task) => <Made task={task} />,
};
const launched: Column = {
  id: 'launched',
  label: 'tasks.column.launched',
  cell: (task) => <Launched task={task} />,
};

/** What three kinds of readers look for first. */
export const columnsOf: Record<TaskView, readonly Column[]> = {
  operations: [
    {
      id: 'assets',
      label: 'tasks.column.assets',
      cell: (task) => <Thumbnails task={task} most={1} />,
    },
    title,
    state,
    made,
    { id: 'results', label: 'tasks.column.results', cell: (task) => <Results task={task} /> },
    { id: 'approved', label: 'tasks.column.approved', cell: (task) => <Approved task={task} /> },
    launched,
  ],
  design: [
    { id: 'thumbnails', label: 'tasks.column.results', cell: (task) => <Thumbnails task={task} /> },
    title,
    state,
    {
      id: 'series',
      label: 'tasks.column.series',
      cell: (task) => <OrDash text={[task.brand, task.series].filter(Boolean).join(' · ')} />,
      width: '18rem',
    },
    {
      id: 'references',
      label: 'tasks.column.references',
      cell: (task) => <Amount value={task.referenceCount || null} />,
      isNumber: true,
    },
    {
      id: 'summary',
      label: 'tasks.column.parameters',
      cell: (task) => (
        <Ellipsis variant="pi" textColor="neutral600" lines={2}>
          {task.parameterSummary}
        </Ellipsis>
      ),
      width: '26rem',
    },
    launched,
  ],
  development: [
    { id: 'taskId', label: 'tasks.column.task-id', cell: (task) => <TaskId task={task} /> },
    narrow(title),
    state,
    {
      id: 'providerIds',
      label: 'tasks.column.provider-ids',
      cell: (task) => <ProviderIds task={task} />,
    },
    {
      id: 'http',
      label: 'tasks.column.http',
      cell: (task) => <Amount value={task.httpStatus} />,
      isNumber: true,
    },
    {
      id: 'attempts',
      label: 'tasks.column.attempts',
      cell: (task) => <Amount value={task.attempts} />,
      isNumber: true,
    },
    { id: 'latency', label: 'tasks.column.latency', cell: (task) => <Latency task={task} /> },
    launched,
  ],
};

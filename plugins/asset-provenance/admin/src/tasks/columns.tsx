import type { ReactNode } from 'react';
import type { TaskSummary, TaskView } from '../../../shared/tasks';
import type { MessageKey } from '../i18n';
import { Ellipsis } from '../ui';
import {
  Amount,
  Approved,
  Callbacks,
  Latency,
  Launched,
  Made,
  Money,
  OrDash,
  ProviderIds,
  Results,
  TaskId,
  Title,
} from './cells';
import { LiveState } from './LiveState';
import { Thumbnails } from './Thumbnails';

export type Column = {
  id: string;
  label: MessageKey;
  cell: (task: TaskSummary) => ReactNode;
  /** CSS width that a long text keeps to. */
  width?: string;
  isNumber?: boolean;
};

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

const money: Column = {
  id: 'cost',
  label: 'tasks.column.cost',
  cell: (task) => <Money task={task} />,
  isNumber: true,
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
    money,
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
    { ...state, width: '22rem' },
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
    {
      id: 'callbacks',
      label: 'tasks.column.callbacks',
      cell: (task) => <Callbacks task={task} />,
    },
    { id: 'latency', label: 'tasks.column.latency', cell: (task) => <Latency task={task} /> },
    money,
    launched,
  ],
};

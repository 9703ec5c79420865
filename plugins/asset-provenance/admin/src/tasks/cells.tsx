import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { TaskSummary } from '../../../shared/tasks';
import { useFormat, useMessages } from '../i18n';
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
import { latencyOf } from './shared';

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

export const Title = ({ task }: { task: TaskSummary }) => {
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

export const Launched = ({ task }: { task: TaskSummary }) => (
  <Flex direction="column" alignItems="stretch">
    <Typography>
      <RelativeTime at={task.launchedAt} />
    </Typography>
    <Quiet>{task.owner.name}</Quiet>
  </Flex>
);

export const Made = ({ task }: { task: TaskSummary }) => (
  <Flex direction="column" alignItems="flex-start" gap={1}>
    <StatusBadge of="stage" value={task.stage} />
    <StatusBadge of="kind" value={task.kind} />
  </Flex>
);

export const Results = ({ task }: { task: TaskSummary }) => {
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

export const Approved = ({ task }: { task: TaskSummary }) => {
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

export const ProviderIds = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  return <Ids ids={task.providerTaskIds} label={t('tasks.copy-provider-id')} />;
};

export const TaskId = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  return <Ids ids={[task.taskId]} label={t('tasks.copy-id')} />;
};

export const Latency = ({ task }: { task: TaskSummary }) => {
  const { duration } = useFormat();
  const seconds = latencyOf(task);
  return (
    <Typography>
      {seconds === null ? <Elapsed since={task.launchedAt} /> : duration(seconds)}
    </Typography>
  );
};

export const Amount = ({ value }: { value: number | null }) => {
  const { number } = useFormat();
  return (
    <Typography textColor={value === null ? 'neutral500' : 'neutral800'}>
      {value === null ? '—' : number(value)}
    </Typography>
  );
};

/** Spent and reserved; nothing is said of what is free. */
export const Money = ({ task }: { task: TaskSummary }) => {
  const { cost } = useFormat();
  return <OrDash text={task.cost && task.cost.microUnits > 0 ? cost(task.cost) : ''} />;
};

/** What providers reported, and what was sent to the requester. */
export const Callbacks = ({ task }: { task: TaskSummary }) => {
  const { t } = useMessages();
  const { received, delivered, pending, givenUp } = task.callbacks;
  const lines = [
    received > 0 ? t('tasks.callbacks.received', { count: received }) : null,
    delivered > 0 ? t('tasks.callbacks.delivered', { count: delivered }) : null,
    pending > 0 ? t('tasks.callbacks.pending', { count: pending }) : null,
  ].filter((line) => line !== null);
  if (lines.length === 0 && givenUp === 0) return <Typography textColor="neutral500">—</Typography>;
  return (
    <Flex direction="column" alignItems="stretch">
      {lines.map((line) => (
        <Quiet key={line}>{line}</Quiet>
      ))}
      {givenUp > 0 ? (
        <Typography variant="pi" textColor="danger600">
          {t('tasks.callbacks.given-up', { count: givenUp })}
        </Typography>
      ) : null}
    </Flex>
  );
};

export const OrDash = ({ text }: { text: string | null }) =>
  text ? <Ellipsis>{text}</Ellipsis> : <Typography textColor="neutral500">—</Typography>;

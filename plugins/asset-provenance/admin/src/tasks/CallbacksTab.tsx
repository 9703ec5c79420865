import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import type { InboundCallbackRecord, TaskCallbacks } from '../../../shared/callbacks';
import type { TaskDetail } from '../../../shared/tasks';
import { POLL, useCallbacksQuery, usePolling } from '../api';
import { useFormat, useMessages } from '../i18n';
import { CopyId, ErrorState, LoadingRows, RelativeTime, StaleNotice, StatusBadge } from '../ui';
import { Deliveries } from './Deliveries';
import { useTaskActs } from './useTaskActs';

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex tag="section" aria-label={title} direction="column" alignItems="stretch" gap={3}>
    <Typography tag="h3" variant="delta">
      {title}
    </Typography>
    {children}
  </Flex>
);

const Quiet = ({ children }: { children: ReactNode }) => (
  <Typography textColor="neutral600" tag="p">
    {children}
  </Typography>
);

/** What a provider reported, and what became of it. */
const Received = ({ record, job }: { record: InboundCallbackRecord; job: string }) => {
  const { t } = useMessages();
  const { bytes } = useFormat();
  const facts = [
    job,
    record.bytes === null ? null : bytes(record.bytes),
    record.times > 1 ? t('tasks.callbacks.times', { count: record.times }) : null,
  ].filter(Boolean);
  return (
    <Box tag="article" borderColor="neutral200" hasRadius padding={3}>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex gap={2} wrap="wrap">
          <StatusBadge of="callbackResult" value={record.result} />
          <Typography variant="pi" textColor="neutral600">
            {facts.join(' · ')} · <RelativeTime at={record.lastReceivedAt} />
          </Typography>
        </Flex>
        {record.detail ? (
          <Typography style={{ overflowWrap: 'anywhere' }}>{record.detail}</Typography>
        ) : null}
        {record.providerTaskId ? (
          <CopyId value={record.providerTaskId} shown={40} label={t('tasks.copy-provider-id')} />
        ) : null}
        {record.bodySha256 ? (
          <CopyId value={record.bodySha256} shown={16} label={t('tasks.callbacks.hash')} />
        ) : null}
      </Flex>
    </Box>
  );
};

const Content = ({ task, callbacks }: { task: TaskDetail; callbacks: TaskCallbacks }) => {
  const { t } = useMessages();
  const { canSendAgain } = useTaskActs(task);
  const { address, deliveries, inbound } = callbacks;
  const jobName = (jobId: string) => {
    const job = task.jobs.find((one) => one.jobId === jobId);
    return job ? t('tasks.job.name', { ordinal: job.ordinal + 1 }) : '';
  };
  return (
    <>
      <Part title={t('tasks.callbacks.out')}>
        {address ? <Quiet>{t('tasks.callbacks.to', { host: address.host })}</Quiet> : null}
        {deliveries.length > 0 ? (
          <Deliveries taskId={task.taskId} deliveries={deliveries} canSendAgain={canSendAgain} />
        ) : (
          <Quiet>
            {t(address ? 'tasks.callbacks.out.none' : 'tasks.callbacks.out.no-address')}
          </Quiet>
        )}
      </Part>
      <Part title={t('tasks.callbacks.in')}>
        {inbound.length > 0 ? (
          inbound.map((record) => (
            <Received
              key={`${record.jobId} ${record.receivedAt} ${record.bodySha256}`}
              record={record}
              job={jobName(record.jobId)}
            />
          ))
        ) : (
          <Quiet>{t('tasks.callbacks.in.none')}</Quiet>
        )}
      </Part>
    </>
  );
};

/** Looks again soon while something is to be sent. */
const useCallbacks = (taskId: string) => {
  const [pace, setPace] = useState<number>(POLL.list);
  const query = useCallbacksQuery(taskId, usePolling(pace));
  const isPending = query.data?.deliveries.some(({ state }) => state === 'pending') ?? false;
  const wanted = isPending && !query.isError ? POLL.list : POLL.idle;
  useEffect(() => setPace(wanted), [wanted]);
  return query;
};

/** Callbacks in both directions: to the requester, and from the provider. */
export const CallbacksTab = ({ task }: { task: TaskDetail }) => {
  const { data, error, isFetching, refetch, fulfilledTimeStamp } = useCallbacks(task.taskId);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
  if (!data) return <LoadingRows count={3} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
      <Content task={task} callbacks={data} />
    </Flex>
  );
};

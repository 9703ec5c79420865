import { useState } from 'react';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { HandOverResult, Person } from '../../../shared/hand-over';
import { IfAllowed, Protected } from '../access';
import { useHandOverMutation, useHoldingsQuery, usePeopleQuery } from '../api';
import { useMessages } from '../i18n';
import { ErrorState, LoadingRows, Notice, PageShell, Panel, TextField, useFormSend } from '../ui';
import { Erase } from './Erase';
import { PersonSelect } from './PersonSelect';

const Holdings = ({ personId }: { personId: string }) => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching } = useHoldingsQuery(personId);
  if (error && !data) return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
  if (!data) return <LoadingRows count={1} />;
  return <Notice title={t('hand-over.holds')}>{t('hand-over.counts', { ...data })}</Notice>;
};

const Form = ({ people }: { people: readonly Person[] }) => {
  const { t } = useMessages();
  const [handOver, { isLoading }] = useHandOverMutation();
  const [fromId, setFromId] = useState<string | null>(null);
  const [toId, setToId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [moved, setMoved] = useState<HandOverResult | null>(null);
  const { send, errorOf, problem } = useFormSend<HandOverResult>({
    fields: ['fromId', 'toId', 'reason'],
    onDone: (result) => {
      setMoved(result);
      setReason('');
    },
  });
  const isComplete = fromId && toId && reason.trim();

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <PersonSelect
        label={t('hand-over.from')}
        people={people}
        value={fromId}
        error={errorOf('fromId', fromId ?? '')}
        onChange={(id) => {
          setFromId(id);
          setMoved(null);
        }}
      />
      {fromId ? <Holdings personId={fromId} /> : null}
      <PersonSelect
        label={t('hand-over.to')}
        people={people.filter(({ id, isActive }) => isActive && id !== fromId)}
        value={toId}
        error={errorOf('toId', toId ?? '')}
        onChange={setToId}
      />
      <TextField
        isLong
        isRequired
        label={t('hand-over.reason')}
        value={reason}
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
      {problem ? (
        <Notice of="danger" role="alert">
          {problem}
        </Notice>
      ) : null}
      {moved ? (
        <Notice of="success" role="status" title={t('hand-over.done')}>
          {t('hand-over.counts', { ...moved })}
        </Notice>
      ) : null}
      <Box>
        <Button
          loading={isLoading}
          onClick={() => void send(isComplete ? () => handOver({ fromId, toId, reason }) : null)}
        >
          {t('hand-over.act')}
        </Button>
      </Box>
    </Flex>
  );
};

/** One act gives a person's tasks, assets, reviews and re-checks to a successor. */
export const HandOverPage = () => {
  const { t } = useMessages();
  const { data, error, refetch, isFetching } = usePeopleQuery();
  const content = () => {
    if (error && !data)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    return data ? <Form people={data} /> : <LoadingRows count={3} />;
  };
  return (
    <PageShell title={t('hand-over.title')} subtitle={t('hand-over.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <IfAllowed action="hand-over">
          <Panel>
            <Box maxWidth="64rem">
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Typography textColor="neutral600">{t('hand-over.effect')}</Typography>
                {content()}
              </Flex>
            </Box>
          </Panel>
        </IfAllowed>
        <IfAllowed action="person.erase">
          <Erase />
        </IfAllowed>
      </Flex>
    </PageShell>
  );
};

export const ProtectedHandOverPage = () => (
  <Protected actions={['hand-over', 'person.erase']}>
    <HandOverPage />
  </Protected>
);

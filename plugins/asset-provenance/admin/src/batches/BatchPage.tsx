import { useState } from 'react';
import { Button, Flex } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useParams } from 'react-router-dom';
import type { BatchDetail } from '../../../shared/batches';
import { usePermissions } from '../access';
import { useDecideBatchSpendMutation } from '../api';
import { useFormat, useMessages } from '../i18n';
import { paths } from '../paths';
import { SpendQuestion } from '../tasks/cost/SpendQuestion';
import { useIsOwner } from '../tasks/useTaskActs';
import { CopyId, ErrorState, LoadingRows, PageShell, StaleNotice } from '../ui';
import { BatchFacts } from './BatchFacts';
import { BatchRows } from './BatchRows';
import { awaitedCost, useBatch } from './batchState';
import { RelaunchDialog } from './RelaunchDialog';

/** One decision for all of its tasks that wait for one. */
const Spending = ({ batch }: { batch: BatchDetail }) => {
  const { cost } = useFormat();
  const [decide, { isLoading }] = useDecideBatchSpendMutation();
  const awaited = awaitedCost(batch);
  return (
    <SpendQuestion
      of="batch"
      amount={awaited && cost(awaited)}
      canDecide
      decide={(choice) => decide({ batchId: batch.batchId, ...choice })}
      isDeciding={isLoading}
    />
  );
};

const Relaunch = ({ batch }: { batch: BatchDetail }) => {
  const { t } = useMessages();
  const { can } = usePermissions();
  const isOwner = useIsOwner(batch.owner);
  const [isOpen, setIsOpen] = useState(false);
  const count = batch.failedRows.length;
  return (
    <>
      {isOwner && can('task.launch') && count > 0 ? (
        <Button startIcon={<ArrowClockwise aria-hidden />} onClick={() => setIsOpen(true)}>
          {t('batch.relaunch', { count })}
        </Button>
      ) : null}
      {isOpen ? <RelaunchDialog batch={batch} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
};

/** What became of one table: every row, its task and what it costs. */
export const BatchPage = () => {
  const { t } = useMessages();
  const { batchId = '' } = useParams();
  const { data: batch, error, isFetching, refetch, fulfilledTimeStamp } = useBatch(batchId);

  const content = () => {
    if (error && !batch)
      return <ErrorState error={error} onRetry={refetch} isRetrying={isFetching} />;
    if (!batch) return <LoadingRows />;
    return (
      <Flex direction="column" alignItems="stretch" gap={5}>
        {error ? <StaleNotice since={fulfilledTimeStamp} onRetry={refetch} /> : null}
        {batch.awaiting > 0 && batch.mayDecideSpend ? <Spending batch={batch} /> : null}
        <BatchFacts batch={batch} />
        <BatchRows batch={batch} />
      </Flex>
    );
  };
  return (
    <PageShell
      title={batch?.name ?? t('batches.title')}
      subtitle={<CopyId value={batchId} shown={24} label={t('batch.copy-id')} />}
      backTo={paths.batches}
      actions={batch ? <Relaunch batch={batch} /> : null}
    >
      {content()}
    </PageShell>
  );
};

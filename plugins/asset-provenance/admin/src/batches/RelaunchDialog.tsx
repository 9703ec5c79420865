import { useState } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { BatchDetail, RelaunchedRow } from '../../../shared/batches';
import { useAct, useRelaunchBatchMutation } from '../api';
import { useMessages } from '../i18n';
import { RelaunchResults } from './RelaunchResults';

/** The newer answer for a row stands in for the older one. */
const merged = (before: readonly RelaunchedRow[], now: readonly RelaunchedRow[]) => [
  ...before.filter(({ row }) => !now.some((one) => one.row === row)),
  ...now,
];

type RelaunchDialogProps = { batch: BatchDetail; onClose: () => void };

/** What failed, once more: first what costs nothing; what has to be paid again is a decision of its own. */
export const RelaunchDialog = ({ batch, onClose }: RelaunchDialogProps) => {
  const { t } = useMessages();
  const act = useAct();
  const [relaunch, { isLoading }] = useRelaunchBatchMutation();
  // Rows that are tried again are no failed ones any more.
  const [failed] = useState(batch.failedRows.length);
  const [results, setResults] = useState<RelaunchedRow[] | null>(null);
  const paid = results?.filter(({ result }) => result === 'must_pay_again').length ?? 0;

  const send = async (payAgain: boolean) => {
    const done = await act(relaunch({ batchId: batch.batchId, payAgain }));
    if (done.ok) setResults((before) => merged(before ?? [], done.data.rows));
  };
  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('batch.relaunch.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4} aria-live="polite">
            {results ? (
              <RelaunchResults results={results} />
            ) : (
              <Typography>{t('batch.relaunch.text')}</Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.close')}
          </Button>
          {results ? null : (
            <Button loading={isLoading} onClick={() => void send(false)}>
              {t('batch.relaunch.act', { count: failed })}
            </Button>
          )}
          {paid > 0 ? (
            <Button variant="danger" loading={isLoading} onClick={() => void send(true)}>
              {t('batch.relaunch.pay', { count: paid })}
            </Button>
          ) : null}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

import { useState } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { JobSummary, ReconcileRequest } from '../../../shared/tasks';
import { useAct, useReconcileMutation } from '../api';
import { useMessages } from '../i18n';
import { useFieldMessage } from '../launch/useFieldMessage';
import { Notice, TextField } from '../ui';

export type Decision = ReconcileRequest['decision'];

type ReconcileDialogProps = {
  taskId: string;
  job: JobSummary;
  decision: Decision;
  onClose: () => void;
};

const titles = {
  adopt: 'tasks.unknown.adopt',
  send_again: 'tasks.unknown.send-again',
  failed: 'tasks.unknown.failed',
} as const;
const texts = {
  adopt: 'tasks.unknown.adopt.text',
  send_again: 'tasks.unknown.send-again.text',
  failed: 'tasks.unknown.failed.text',
} as const;

/** One settles it with a reason; what was sent is never sent again without one. */
export const ReconcileDialog = ({ taskId, job, decision, onClose }: ReconcileDialogProps) => {
  const { t } = useMessages();
  const act = useAct();
  const fieldMessage = useFieldMessage();
  const [reconcile, { isLoading }] = useReconcileMutation();
  const [reason, setReason] = useState('');
  const [providerTaskId, setProviderTaskId] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});

  const missing = (): Record<string, string> => ({
    ...(reason.trim() ? {} : { reason: t('launch.error.required') }),
    ...(decision === 'adopt' && !providerTaskId.trim()
      ? { providerTaskId: t('launch.error.required') }
      : {}),
  });
  const settle = async () => {
    const wrong = missing();
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const request: ReconcileRequest =
      decision === 'adopt'
        ? { decision, providerTaskId: providerTaskId.trim(), reason: reason.trim() }
        : { decision, reason: reason.trim() };
    const done = await act(
      reconcile({ taskId, jobId: job.jobId, decision: request }),
      t('tasks.unknown.settled')
    );
    if (done.ok) onClose();
    else {
      const { fields } = done.refusal;
      setErrors(
        Object.fromEntries(
          Object.entries(fields).map(([path, message]) => [path, fieldMessage(path, message)])
        )
      );
    }
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t(titles[decision])}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {decision === 'send_again' ? (
              <Notice of="warning">{t(texts[decision])}</Notice>
            ) : (
              <Typography>{t(texts[decision])}</Typography>
            )}
            {decision === 'adopt' ? (
              <TextField
                label={t('tasks.provider-task-id')}
                value={providerTaskId}
                isRequired
                error={errors.providerTaskId}
                onChange={setProviderTaskId}
              />
            ) : null}
            <TextField
              label={t('tasks.reason')}
              hint={t('tasks.reason.hint')}
              value={reason}
              isLong
              isRequired
              error={errors.reason}
              onChange={setReason}
            />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            variant={decision === 'failed' ? 'danger' : 'default'}
            loading={isLoading}
            onClick={() => void settle()}
          >
            {t(titles[decision])}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

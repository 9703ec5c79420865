import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { JobSummary, ReconcileRequest } from '../../../shared/tasks';
import { useReconcileMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, Notice, TextField, useFormSend } from '../ui';

export type Decision = ReconcileRequest['decision'];

type ReconcileDialogProps = {
  taskId: string;
  job: JobSummary;
  decision: Decision;
  /** What a callback named that nobody could verify: offered, never taken by itself. */
  hintedId: string | null;
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
export const ReconcileDialog = (props: ReconcileDialogProps) => {
  const { taskId, job, decision, hintedId, onClose } = props;
  const { t } = useMessages();
  const [reconcile, { isLoading }] = useReconcileMutation();
  const [reason, setReason] = useState('');
  const [providerTaskId, setProviderTaskId] = useState(hintedId ?? '');
  const { send, errorOf, problem } = useFormSend({
    fields: ['reason', 'providerTaskId'],
    onDone: onClose,
  });

  const settle = () => {
    const said = { reason: reason.trim(), providerTaskId: providerTaskId.trim() };
    const isAdopted = decision === 'adopt';
    const isComplete = said.reason !== '' && (!isAdopted || said.providerTaskId !== '');
    const request: ReconcileRequest = isAdopted
      ? { decision, ...said }
      : { decision, reason: said.reason };
    return send(
      isComplete ? () => reconcile({ taskId, jobId: job.jobId, decision: request }) : null,
      t('tasks.unknown.settled')
    );
  };

  return (
    <FormDialog
      title={t(titles[decision])}
      act={t(titles[decision])}
      isDangerous={decision === 'failed'}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={settle}
    >
      {decision === 'send_again' ? (
        <Notice of="warning">{t(texts[decision])}</Notice>
      ) : (
        <Typography>{t(texts[decision])}</Typography>
      )}
      {decision === 'adopt' ? (
        <TextField
          label={t('tasks.provider-task-id')}
          hint={hintedId ? t('tasks.unknown.hinted') : undefined}
          value={providerTaskId}
          isRequired
          error={errorOf('providerTaskId', providerTaskId)}
          onChange={setProviderTaskId}
        />
      ) : null}
      <TextField
        label={t('tasks.reason')}
        hint={t('tasks.reason.hint')}
        value={reason}
        isLong
        isRequired
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

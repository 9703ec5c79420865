import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { TaskDetail } from '../../../../shared/tasks';
import { useDecideSpendMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TextField, useFormSend } from '../../ui';

type SpendDialogProps = {
  task: TaskDetail;
  isApproved: boolean;
  /** What it would cost, in words. */
  amount: string | null;
  onClose: () => void;
};

/** Agrees to the spending, or refuses it with a reason. */
export const SpendDialog = ({ task, isApproved, amount, onClose }: SpendDialogProps) => {
  const { t } = useMessages();
  const [decide, { isLoading }] = useDecideSpendMutation();
  const [reason, setReason] = useState('');
  const { send, errorOf, refused, problem } = useFormSend<TaskDetail>({
    fields: ['reason'],
    onDone: onClose,
  });
  const isComplete = isApproved || reason.trim() !== '';
  const decision = { taskId: task.taskId, isApproved, reason: reason.trim() || null };
  return (
    <FormDialog
      title={t(isApproved ? 'tasks.spend.approve.title' : 'tasks.spend.refuse.title')}
      act={t(isApproved ? 'tasks.spend.approve' : 'tasks.spend.refuse')}
      isDangerous={!isApproved}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          isComplete ? () => decide(decision) : null,
          t(isApproved ? 'tasks.spend.approve.done' : 'tasks.spend.refuse.done')
        )
      }
    >
      {amount ? (
        <Typography fontWeight="bold">{t('tasks.spend.amount', { amount })}</Typography>
      ) : null}
      <Typography>
        {t(isApproved ? 'tasks.spend.approve.effect' : 'tasks.spend.refuse.effect')}
      </Typography>
      <TextField
        isLong
        isRequired={!isApproved}
        label={t('tasks.reason')}
        hint={t(isApproved ? 'tasks.spend.reason.optional' : 'tasks.spend.reason.hint')}
        value={reason}
        error={isApproved ? refused('reason') : errorOf('reason', reason)}
        onChange={setReason}
      />
    </FormDialog>
  );
};

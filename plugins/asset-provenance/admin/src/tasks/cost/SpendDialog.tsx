import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { Acting } from '../../api';
import { useMessages } from '../../i18n';
import type { MessageKey } from '../../i18n';
import { FormDialog, TextField, useFormSend } from '../../ui';

export type SpendSubject = 'task' | 'batch';
export type SpendChoice = { isApproved: boolean; reason: string | null };

/** What happens to one task, or to all of a batch. */
const effects: Record<SpendSubject, Record<'approve' | 'refuse', [MessageKey, MessageKey]>> = {
  task: {
    approve: ['tasks.spend.approve.effect', 'tasks.spend.approve.done'],
    refuse: ['tasks.spend.refuse.effect', 'tasks.spend.refuse.done'],
  },
  batch: {
    approve: ['batch.spend.approve.effect', 'tasks.spend.approve.done'],
    refuse: ['batch.spend.refuse.effect', 'batch.spend.refuse.done'],
  },
};

type SpendDialogProps<Answer> = {
  of: SpendSubject;
  isApproved: boolean;
  /** What it would cost, in words. */
  amount: string | null;
  decide: (choice: SpendChoice) => Acting<Answer>;
  isDeciding: boolean;
  onClose: () => void;
};

/** Agrees to the spending, or refuses it with a reason. */
export const SpendDialog = <Answer,>({
  of,
  isApproved,
  amount,
  decide,
  isDeciding,
  onClose,
}: SpendDialogProps<Answer>) => {
  const { t } = useMessages();
  const [reason, setReason] = useState('');
  const { send, errorOf, refused, problem } = useFormSend<Answer>({
    fields: ['reason'],
    onDone: onClose,
  });
  const isComplete = isApproved || reason.trim() !== '';
  const choice = { isApproved, reason: reason.trim() || null };
  const [effect, done] = effects[of][isApproved ? 'approve' : 'refuse'];
  return (
    <FormDialog
      title={t(isApproved ? 'tasks.spend.approve.title' : 'tasks.spend.refuse.title')}
      act={t(isApproved ? 'tasks.spend.approve' : 'tasks.spend.refuse')}
      isDangerous={!isApproved}
      isBusy={isDeciding}
      problem={problem}
      onClose={onClose}
      onAct={() => send(isComplete ? () => decide(choice) : null, t(done))}
    >
      {amount ? (
        <Typography fontWeight="bold">{t('tasks.spend.amount', { amount })}</Typography>
      ) : null}
      <Typography>{t(effect)}</Typography>
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

import { useState } from 'react';
import { Box } from '@strapi/design-system';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useSubmitMutation } from '../api';
import { useMessages } from '../i18n';
import { FormDialog, MediaFrame, TextField, useFormSend } from '../ui';

type SubmitDialogProps = { task: TaskDetail; output: OutputSummary; onClose: () => void };

/** Hands a final to the reviewers. The alternative text is written by a person, never the prompt. */
export const SubmitDialog = ({ task, output, onClose }: SubmitDialogProps) => {
  const { t } = useMessages();
  const [submit, { isLoading }] = useSubmitMutation();
  const [alternativeText, setAlternativeText] = useState(output.alternativeText ?? '');
  const [note, setNote] = useState('');
  const { send, errorOf, refused, problem } = useFormSend({
    fields: ['alternativeText', 'note'],
    onDone: onClose,
  });

  const hand = () => {
    const submission = { alternativeText: alternativeText.trim(), note: note.trim() || null };
    const { taskId } = task;
    const { outputId } = output;
    return send(
      submission.alternativeText ? () => submit({ taskId, outputId, submission }) : null,
      t('tasks.submit.done')
    );
  };

  return (
    <FormDialog
      title={t('tasks.submit.title')}
      act={t('tasks.submit')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={hand}
    >
      <Box maxWidth="36rem">
        <MediaFrame media={output} alt={null} />
      </Box>
      <TextField
        label={t('tasks.submit.alternative')}
        hint={t('tasks.submit.alternative.hint')}
        value={alternativeText}
        isRequired
        isLong
        error={errorOf('alternativeText', alternativeText)}
        onChange={setAlternativeText}
      />
      <TextField
        label={t('tasks.submit.note')}
        hint={t('tasks.submit.note.hint')}
        value={note}
        isLong
        error={refused('note')}
        onChange={setNote}
      />
    </FormDialog>
  );
};

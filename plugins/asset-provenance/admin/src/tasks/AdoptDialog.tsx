import { useState } from 'react';
import { Box, Typography } from '@strapi/design-system';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useAdoptMutation } from '../api';
import { useMessages } from '../i18n';
import type { MessageKey } from '../i18n';
import { FormDialog, MediaFrame, Notice, TextField, useFormSend } from '../ui';

type AdoptDialogProps = { task: TaskDetail; output: OutputSummary; onClose: () => void };

/** What a file can be measured by, against its specification. */
const MEASURES: Record<string, MessageKey> = {
  size: 'tasks.adopt.size',
  aspectRatio: 'tasks.adopt.ratio',
  format: 'tasks.adopt.format',
  bytes: 'tasks.adopt.bytes',
  durationSeconds: 'tasks.adopt.duration',
};

/** A chosen draft whose file is good enough becomes a final as it is; why not, if it is not. */
export const AdoptDialog = ({ task, output, onClose }: AdoptDialogProps) => {
  const { t } = useMessages();
  const [adopt, { isLoading }] = useAdoptMutation();
  const [reason, setReason] = useState('');
  const { send, errorOf, refusal, problem } = useFormSend({
    fields: ['reason', ...Object.keys(MEASURES)],
    onDone: onClose,
  });
  const misfits = Object.entries(refusal?.fields ?? {}).flatMap(([path, message]) => {
    const label = MEASURES[path];
    return label ? [`${t(label)} ${message}`] : [];
  });

  const take = () => {
    const { taskId } = task;
    const { outputId } = output;
    const said = reason.trim();
    return send(
      said ? () => adopt({ taskId, outputId, reason: said }) : null,
      t('tasks.adopt.done')
    );
  };

  return (
    <FormDialog
      title={t('tasks.adopt.title')}
      act={t('tasks.adopt')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={take}
    >
      <Box maxWidth="36rem">
        <MediaFrame media={output} alt={output.alternativeText} />
      </Box>
      <Typography textColor="neutral600">{t('tasks.adopt.what')}</Typography>
      <TextField
        label={t('tasks.adopt.reason')}
        value={reason}
        isRequired
        isLong
        error={errorOf('reason', reason)}
        onChange={setReason}
      />
      {refusal && misfits.length > 0 ? (
        <Notice of="warning" role="alert" title={refusal.what}>
          <ul>
            {misfits.map((misfit) => (
              <li key={misfit}>{misfit}</li>
            ))}
          </ul>
          {refusal.next}
        </Notice>
      ) : null}
    </FormDialog>
  );
};

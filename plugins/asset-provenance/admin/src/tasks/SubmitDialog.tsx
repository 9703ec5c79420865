import { useState } from 'react';
import { Box, Button, Flex, Modal } from '@strapi/design-system';
import type { OutputSummary, TaskDetail } from '../../../shared/tasks';
import { useAct, useSubmitMutation } from '../api';
import { useMessages } from '../i18n';
import { useFieldMessage } from '../launch/useFieldMessage';
import { MediaFrame, Notice, TextField } from '../ui';

type SubmitDialogProps = { task: TaskDetail; output: OutputSummary; onClose: () => void };

/** Hands a final to the reviewers. The alternative text is written by a person, never the prompt. */
export const SubmitDialog = ({ task, output, onClose }: SubmitDialogProps) => {
  const { t } = useMessages();
  const act = useAct();
  const fieldMessage = useFieldMessage();
  const [submit, { isLoading }] = useSubmitMutation();
  const [alternativeText, setAlternativeText] = useState(output.alternativeText ?? '');
  const [note, setNote] = useState('');
  const [errors, setErrors] = useState<Record<string, string>>({});

  const send = async () => {
    if (!alternativeText.trim()) {
      setErrors({ alternativeText: t('launch.error.required') });
      return;
    }
    const submission = { alternativeText: alternativeText.trim(), note: note.trim() || null };
    const done = await act(
      submit({ taskId: task.taskId, outputId: output.outputId, submission }),
      t('tasks.submit.done')
    );
    if (done.ok) onClose();
    else setErrors({ '': done.refusal.next ?? done.refusal.what, ...done.refusal.fields });
  };
  const others = Object.keys(errors).filter(
    (path) => path !== 'alternativeText' && path !== 'note' && path
  );

  return (
    <Modal.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('tasks.submit.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Box maxWidth="36rem">
              <MediaFrame media={output} alt={null} />
            </Box>
            <TextField
              label={t('tasks.submit.alternative')}
              hint={t('tasks.submit.alternative.hint')}
              value={alternativeText}
              isRequired
              isLong
              error={
                errors.alternativeText && fieldMessage('alternativeText', errors.alternativeText)
              }
              onChange={setAlternativeText}
            />
            <TextField
              label={t('tasks.submit.note')}
              hint={t('tasks.submit.note.hint')}
              value={note}
              isLong
              error={errors.note && fieldMessage('note', errors.note)}
              onChange={setNote}
            />
            {others.length > 0 ? <Notice of="danger">{errors['']}</Notice> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button loading={isLoading} onClick={() => void send()}>
            {t('tasks.submit')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

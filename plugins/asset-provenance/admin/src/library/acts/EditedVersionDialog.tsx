import { useRef, useState } from 'react';
import { Button, Field, Flex, Typography } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { styled } from 'styled-components';
import type { TaskDetail } from '../../../../shared/tasks';
import { useEditedVersionMutation } from '../../api';
import { useMessages } from '../../i18n';
import { FormDialog, TextField, useFormSend } from '../../ui';

const HiddenInput = styled.input`
  display: none;
`;

type FileFieldProps = {
  file: File | null;
  error: string | undefined;
  onChange: (file: File) => void;
};

const FileField = ({ file, error, onChange }: FileFieldProps) => {
  const { t } = useMessages();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <Field.Root required error={error}>
      <Field.Label>{t('library.edited.file')}</Field.Label>
      <Flex gap={3}>
        <Button
          type="button"
          variant="tertiary"
          startIcon={<Upload aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          {t('library.edited.choose')}
        </Button>
        <Typography ellipsis textColor={file ? 'neutral800' : 'neutral600'}>
          {file?.name ?? t('library.edited.none')}
        </Typography>
      </Flex>
      <HiddenInput
        ref={chooser}
        type="file"
        accept="image/*,video/*"
        tabIndex={-1}
        aria-label={t('library.edited.file')}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) onChange(chosen);
        }}
      />
      <Field.Error />
    </Field.Root>
  );
};

type EditedVersionProps = {
  outputId: string;
  name: string;
  onClose: () => void;
  /** With the file that the edited version is kept as. */
  onStored: (fileDocumentId: string) => void;
};

/** A working copy that was edited comes back as a result of its own. */
export const EditedVersionDialog = ({ outputId, name, onClose, onStored }: EditedVersionProps) => {
  const { t } = useMessages();
  const [upload, { isLoading }] = useEditedVersionMutation();
  const [file, setFile] = useState<File | null>(null);
  const [editedWith, setEditedWith] = useState('');
  const [changes, setChanges] = useState('');
  const { send, errorOf, problem } = useFormSend<TaskDetail>({
    fields: ['file', 'editedWith', 'changes'],
    onDone: ({ outputs }) => {
      onClose();
      const stored = outputs[0]?.fileDocumentId;
      if (stored) onStored(stored);
    },
  });
  const isComplete = editedWith.trim() && changes.trim();
  return (
    <FormDialog
      title={t('library.edited')}
      act={t('library.edited')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          file && isComplete ? () => upload({ outputId, file, editedWith, changes }) : null,
          t('library.edited.done')
        )
      }
    >
      <Typography>{t('library.edited.effect', { name })}</Typography>
      <FileField file={file} error={errorOf('file', file?.name ?? '')} onChange={setFile} />
      <TextField
        isRequired
        label={t('library.edited.with')}
        value={editedWith}
        error={errorOf('editedWith', editedWith)}
        onChange={setEditedWith}
      />
      <TextField
        isLong
        isRequired
        label={t('library.edited.changes')}
        value={changes}
        error={errorOf('changes', changes)}
        onChange={setChanges}
      />
    </FormDialog>
  );
};

import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import { digitalSourceTypes } from '../../../../shared/vocabulary';
import type { DigitalSourceType } from '../../../../shared/vocabulary';
import { useDeclareMutation } from '../../api';
import { useMessages } from '../../i18n';
import { Choices, FormDialog, TermSelect, TextField, useFormSend } from '../../ui';
import { useManyFiles } from './useManyFiles';
import type { FilesDialogProps } from './useManyFiles';

const FIELDS = ['isGenerated', 'digitalSourceType', 'tool', 'note'];

/** A person says where files come from. */
export const DeclareDialog = (props: FilesDialogProps) => {
  const { t } = useMessages();
  const [declare, { isLoading }] = useDeclareMutation();
  const [made, setMade] = useState<'generated' | 'not-generated'>('generated');
  const [type, setType] = useState<DigitalSourceType | null>('trainedAlgorithmicMedia');
  const [tool, setTool] = useState('');
  const [note, setNote] = useState('');
  const { fileDocumentIds, words, onDone, outcome } = useManyFiles(props, 'library.declared');
  const { send, errorOf, refused, problem } = useFormSend({ fields: FIELDS, onDone });
  const isGenerated = made === 'generated';
  const declaration = {
    isGenerated,
    digitalSourceType: isGenerated ? type : null,
    tool: (isGenerated && tool.trim()) || null,
    note: note.trim() || null,
  };
  if (outcome) return outcome;
  return (
    <FormDialog
      title={t('library.declare')}
      act={t('library.declare')}
      isBusy={isLoading}
      problem={problem}
      onClose={props.onClose}
      onAct={() =>
        send(isGenerated && !type ? null : () => declare({ fileDocumentIds, ...declaration }))
      }
    >
      <Typography>{t('library.declare.effect', words)}</Typography>
      <Choices
        isRequired
        label={t('library.declare.made')}
        value={made}
        onChange={setMade}
        error={refused('isGenerated')}
        options={[
          { value: 'generated', label: t('library.declaration.generated') },
          { value: 'not-generated', label: t('library.declaration.not-generated') },
        ]}
      />
      {isGenerated ? (
        <>
          <TermSelect
            as="field"
            isRequired
            isClearable={false}
            label={t('library.declare.type')}
            terms={digitalSourceTypes}
            value={type}
            error={errorOf('digitalSourceType', type ?? '')}
            onChange={setType}
          />
          <TextField
            label={t('library.declare.tool')}
            value={tool}
            error={refused('tool')}
            onChange={setTool}
          />
        </>
      ) : null}
      <TextField
        isLong
        label={t('library.declare.note')}
        value={note}
        error={refused('note')}
        onChange={setNote}
      />
    </FormDialog>
  );
};

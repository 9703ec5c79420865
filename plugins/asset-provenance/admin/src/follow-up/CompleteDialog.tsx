import { useState } from 'react';
import { Typography } from '@strapi/design-system';
import type { RevisionNote } from '../../../shared/follow-up';
import { noteOutcomes } from '../../../shared/vocabulary';
import type { NoteOutcome } from '../../../shared/vocabulary';
import { useCompleteNoteMutation } from '../api';
import { useMessages } from '../i18n';
import { Ellipsis, FormDialog, Notice, TermSelect, useFormSend } from '../ui';
import { isComplete, NOTE_FIELDS, NoteFields } from './NoteFields';

type CompleteDialogProps = { note: RevisionNote; onClose: () => void };

/** Completes a re-check: says what came of it and writes the next note. */
export const CompleteDialog = ({ note, onClose }: CompleteDialogProps) => {
  const { t } = useMessages();
  const [completeNote, { isLoading }] = useCompleteNoteMutation();
  const [outcome, setOutcome] = useState<NoteOutcome | null>(null);
  const [next, setNext] = useState({
    reason: '',
    questionSource: note.questionSource,
    approvingOwner: note.approvingOwner,
    recheckOn: null as string | null,
  });
  const { send, errorOf, problem, refusal, isTried } = useFormSend({
    fields: ['outcome', ...NOTE_FIELDS],
    onDone: onClose,
  });

  const save = () =>
    send(
      outcome && isComplete(next)
        ? () => completeNote({ noteId: note.noteId, completion: { outcome, ...next } })
        : null,
      t('follow-up.completed')
    );

  return (
    <FormDialog
      title={t('follow-up.complete')}
      act={t('follow-up.complete')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={save}
    >
      <Notice title={note.target.label}>
        <Ellipsis lines={3}>{note.reason}</Ellipsis>
      </Notice>
      <TermSelect
        as="field"
        isRequired
        isClearable={false}
        label={t('follow-up.outcome')}
        terms={noteOutcomes}
        value={outcome}
        onChange={setOutcome}
        error={errorOf('outcome', outcome ?? '')}
      />
      <Typography textColor="neutral600">{t('follow-up.next-note')}</Typography>
      <NoteFields note={next} onChange={setNext} refusal={refusal} isTried={isTried} />
    </FormDialog>
  );
};

import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { RevisionNote } from '../../../shared/follow-up';
import { noteOutcomes } from '../../../shared/vocabulary';
import type { NoteOutcome } from '../../../shared/vocabulary';
import { useAct, useCompleteNoteMutation } from '../api';
import type { Refusal } from '../api';
import { useMessages } from '../i18n';
import { Ellipsis, Notice, TermSelect, useFieldError } from '../ui';
import { isComplete, NoteFields } from './NoteFields';

type CompleteDialogProps = { note: RevisionNote; onClose: () => void };

/** Completes a re-check: says what came of it and writes the next note. */
export const CompleteDialog = ({ note, onClose }: CompleteDialogProps) => {
  const { t } = useMessages();
  const act = useAct();
  const formId = useId();
  const [completeNote, { isLoading }] = useCompleteNoteMutation();
  const [outcome, setOutcome] = useState<NoteOutcome | null>(null);
  const [next, setNext] = useState({
    reason: '',
    questionSource: note.questionSource,
    approvingOwner: note.approvingOwner,
    recheckOn: null as string | null,
  });
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refused = useFieldError(refusal);

  const save = async () => {
    setIsTried(true);
    if (!outcome || !isComplete(next)) return;
    const done = await act(
      completeNote({ noteId: note.noteId, completion: { outcome, ...next } }),
      t('follow-up.completed')
    );
    if (done.ok) onClose();
    else setRefusal(done.refusal);
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('follow-up.complete')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex
            tag="form"
            id={formId}
            direction="column"
            alignItems="stretch"
            gap={4}
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              void save();
            }}
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
              error={refused('outcome') ?? (isTried && !outcome ? t('common.required') : undefined)}
            />
            <Typography textColor="neutral600">{t('follow-up.next-note')}</Typography>
            <NoteFields note={next} onChange={setNext} refusal={refusal} isTried={isTried} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={isLoading}>
            {t('follow-up.complete')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};

import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import { Box, Button, Field, Flex, Modal, Typography } from '@strapi/design-system';
import type { NoteTargetRef } from '../../../shared/follow-up';
import { noteTargets } from '../../../shared/vocabulary';
import { useAct, useWriteNoteMutation } from '../api';
import type { Refusal } from '../api';
import { useMessages, useTerm } from '../i18n';
import { TermSelect, TextField, useFieldError } from '../ui';
import { emptyNote, isComplete, NoteFields } from './NoteFields';
import { parseTarget } from './noteTargets';

/** What the note is about when it is known, and how it is called. */
export type FixedTarget = { ref: NoteTargetRef; label: string };
type NoteDialogProps = {
  /** null: the writer names it by an address or an id. */
  target: FixedTarget | null;
  onClose: () => void;
};

const BARE_TYPES = ['asset', 'task'] as const;

const Form = ({ target, onClose }: NoteDialogProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const act = useAct();
  const formId = useId();
  const [writeNote, { isLoading }] = useWriteNoteMutation();
  const [note, setNote] = useState(emptyNote);
  const [typed, setTyped] = useState('');
  const [bareType, setBareType] = useState<(typeof BARE_TYPES)[number]>('asset');
  const [isTried, setIsTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refused = useFieldError(refusal);

  const ref = target?.ref ?? parseTarget(typed, bareType);
  const targetError = () => {
    const said = refused('target');
    if (said)
      return ref ? t('follow-up.target.missing', { type: termOf(noteTargets, ref.type) }) : said;
    return isTried && !ref
      ? t(typed.trim() ? 'follow-up.target.unknown' : 'common.required')
      : undefined;
  };

  const save = async () => {
    setIsTried(true);
    if (!ref || !isComplete(note)) return;
    const done = await act(writeNote({ target: ref, ...note }), t('follow-up.written'));
    if (done.ok) onClose();
    else setRefusal(done.refusal);
  };

  return (
    <>
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
          {target ? (
            <Field.Root error={targetError()}>
              <Typography variant="pi" fontWeight="bold">
                {termOf(noteTargets, target.ref.type)}
              </Typography>
              <Typography style={{ overflowWrap: 'anywhere' }}>{target.label}</Typography>
              <Field.Error />
            </Field.Root>
          ) : (
            <Flex gap={4} alignItems="flex-start">
              <Box flex="2">
                <TextField
                  isRequired
                  label={t('follow-up.target')}
                  hint={
                    ref
                      ? t('follow-up.target.understood', { type: termOf(noteTargets, ref.type) })
                      : t('follow-up.target.hint')
                  }
                  value={typed}
                  error={targetError()}
                  onChange={(value) => {
                    setTyped(value);
                    setRefusal(null);
                  }}
                />
              </Box>
              <Box flex="1">
                <TermSelect
                  as="field"
                  label={t('follow-up.target.type')}
                  terms={noteTargets}
                  only={BARE_TYPES}
                  isClearable={false}
                  value={bareType}
                  onChange={(type) => setBareType(type === 'task' ? 'task' : 'asset')}
                />
              </Box>
            </Flex>
          )}
          <NoteFields note={note} onChange={setNote} refusal={refusal} isTried={isTried} />
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" form={formId} loading={isLoading}>
          {t('follow-up.save')}
        </Button>
      </Modal.Footer>
    </>
  );
};

/** Writes a revision note. Mount it to open it. */
export const NoteDialog = (props: NoteDialogProps) => {
  const { t } = useMessages();
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Modal.Content>
        <Modal.Header closeLabel={t('common.close')}>
          <Modal.Title>{t('follow-up.write')}</Modal.Title>
        </Modal.Header>
        <Form {...props} />
      </Modal.Content>
    </Modal.Root>
  );
};

import { useState } from 'react';
import { Box, Field, Flex, Typography } from '@strapi/design-system';
import type { NoteTargetRef } from '../../../shared/follow-up';
import { noteTargets } from '../../../shared/vocabulary';
import { useWriteNoteMutation } from '../api';
import { useMessages, useTerm } from '../i18n';
import { FormDialog, TermSelect, TextField, useFormSend } from '../ui';
import { emptyNote, isComplete, NOTE_FIELDS, NoteFields } from './NoteFields';
import { parseTarget } from './noteTargets';

/** What the note is about when it is known, and how it is called. */
export type FixedTarget = { ref: NoteTargetRef; label: string };
type NoteDialogProps = {
  /** null: the writer names it by an address or an id. */
  target: FixedTarget | null;
  onClose: () => void;
};

const BARE_TYPES = ['asset', 'task'] as const;
type BareType = (typeof BARE_TYPES)[number];

/** What the note is about, as it stands. */
const KnownTarget = ({ target, error }: { target: FixedTarget; error: string | undefined }) => {
  const termOf = useTerm();
  return (
    <Field.Root error={error}>
      <Typography variant="pi" fontWeight="bold">
        {termOf(noteTargets, target.ref.type)}
      </Typography>
      <Typography style={{ overflowWrap: 'anywhere' }}>{target.label}</Typography>
      <Field.Error />
    </Field.Root>
  );
};

type TypedTargetProps = {
  typed: string;
  onTyped: (typed: string) => void;
  bareType: BareType;
  onBareType: (type: BareType) => void;
  /** What was understood; null: nothing yet. */
  understood: NoteTargetRef | null;
  error: string | undefined;
};

/** What the note is about, as an address or an id; a bare id needs to be told what it is of. */
const TypedTarget = (props: TypedTargetProps) => {
  const { typed, onTyped, bareType, onBareType, understood, error } = props;
  const { t } = useMessages();
  const termOf = useTerm();
  return (
    <Flex gap={4} alignItems="flex-start">
      <Box flex="2">
        <TextField
          isRequired
          label={t('follow-up.target')}
          hint={
            understood
              ? t('follow-up.target.understood', { type: termOf(noteTargets, understood.type) })
              : t('follow-up.target.hint')
          }
          value={typed}
          error={error}
          onChange={onTyped}
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
          onChange={(type) => onBareType(type === 'task' ? 'task' : 'asset')}
        />
      </Box>
    </Flex>
  );
};

/** Writes a revision note. Mount it to open it. */
export const NoteDialog = ({ target, onClose }: NoteDialogProps) => {
  const { t } = useMessages();
  const termOf = useTerm();
  const [writeNote, { isLoading }] = useWriteNoteMutation();
  const [note, setNote] = useState(emptyNote);
  const [typed, setTyped] = useState('');
  const [bareType, setBareType] = useState<BareType>('asset');
  const { send, refused, forget, problem, refusal, isTried } = useFormSend({
    fields: ['target', ...NOTE_FIELDS],
    onDone: onClose,
  });

  const ref = target?.ref ?? parseTarget(typed, bareType);
  const targetError = () => {
    const said = refused('target');
    if (said)
      return ref ? t('follow-up.target.missing', { type: termOf(noteTargets, ref.type) }) : said;
    return isTried && !ref
      ? t(typed.trim() ? 'follow-up.target.unknown' : 'common.required')
      : undefined;
  };

  return (
    <FormDialog
      title={t('follow-up.write')}
      act={t('follow-up.save')}
      isBusy={isLoading}
      problem={problem}
      onClose={onClose}
      onAct={() =>
        send(
          ref && isComplete(note) ? () => writeNote({ target: ref, ...note }) : null,
          t('follow-up.written')
        )
      }
    >
      {target ? (
        <KnownTarget target={target} error={targetError()} />
      ) : (
        <TypedTarget
          typed={typed}
          onTyped={(value) => {
            setTyped(value);
            forget();
          }}
          bareType={bareType}
          onBareType={setBareType}
          understood={ref}
          error={targetError()}
        />
      )}
      <NoteFields note={note} onChange={setNote} refusal={refusal} isTried={isTried} />
    </FormDialog>
  );
};

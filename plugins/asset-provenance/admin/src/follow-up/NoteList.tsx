import { Box, Flex, Typography } from '@strapi/design-system';
import type { RevisionNote } from '../../../shared/follow-up';
import { noteTargets } from '../../../shared/vocabulary';
import { useMessages, useTerm } from '../i18n';
import { Ellipsis, RelativeTime, StatusBadge } from '../ui';
import { DueDay } from './DueDay';

type NoteListProps = {
  /** Newest first. */
  notes: readonly RevisionNote[];
  /** Says what each note is about: where notes on several things stand together. */
  hasTargets?: boolean;
};

const Note = ({ note, hasTargets }: { note: RevisionNote; hasTargets: boolean }) => {
  const { t } = useMessages();
  const termOf = useTerm();
  return (
    <Box
      tag="li"
      borderColor={note.isDue ? 'danger600' : 'neutral200'}
      borderStyle="solid"
      borderWidth="0 0 0 2px"
      paddingLeft={4}
    >
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex gap={2} wrap="wrap">
          {note.outcome ? <StatusBadge of="outcome" value={note.outcome} /> : null}
          {hasTargets ? (
            <Typography variant="pi" textColor="neutral600">
              {termOf(noteTargets, note.target.type)}: {note.target.label}
            </Typography>
          ) : null}
        </Flex>
        <Ellipsis lines={4}>{note.reason}</Ellipsis>
        <Typography variant="pi" textColor="neutral600">
          {t('follow-up.from', { source: note.questionSource, owner: note.approvingOwner })}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {note.writtenBy.name} · <RelativeTime at={note.writtenAt} />
        </Typography>
        {note.recheckOn ? <DueDay note={note} /> : null}
      </Flex>
    </Box>
  );
};

/** Revision notes as a log. */
export const NoteList = ({ notes, hasTargets = false }: NoteListProps) => (
  <Flex tag="ol" direction="column" alignItems="stretch" gap={4}>
    {notes.map((note) => (
      <Note key={note.noteId} note={note} hasTargets={hasTargets} />
    ))}
  </Flex>
);

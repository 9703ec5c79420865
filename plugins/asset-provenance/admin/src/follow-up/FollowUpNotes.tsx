import { useState } from 'react';
import { Flex } from '@strapi/design-system';
import { NOTE_TARGETS, noteTargets } from '../../../shared/vocabulary';
import type { RevisionNote } from '../../../shared/follow-up';
import { POLL, useNotesQuery, usePolling, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  EmptyState,
  FilterBar,
  idOrNull,
  LoadingRows,
  maybeOneOf,
  NoMatch,
  PagedList,
  TermSelect,
  useUrlState,
} from '../ui';
import { CompleteDialog } from './CompleteDialog';
import { History } from './History';
import { NoteRow } from './NoteRow';
import type { NoteStatus } from './noteStatuses';
import { targetKey } from './noteTargets';
import { WriteNoteButton } from './WriteNoteButton';

const spec = { type: maybeOneOf(NOTE_TARGETS), history: idOrNull() };

const openedHistory = (key: string | null) => {
  const [type, id] = key?.split(':') ?? [];
  const targetType = NOTE_TARGETS.find((one) => one === type);
  return targetType && id ? { targetType, targetId: id } : null;
};

/** Revision notes: what is due, what is open, all. */
export const FollowUpNotes = ({ status }: { status: NoteStatus }) => {
  const { t } = useMessages();
  const { values, set, clear } = useUrlState(spec);
  const [completing, setCompleting] = useState<RevisionNote | null>(null);
  const filters = { status, targetType: values.type ?? undefined };
  const { wanted, showMore } = useWanted(filters);
  const query = useNotesQuery({ ...filters, wanted }, usePolling(POLL.idle));
  const history = openedHistory(values.history);

  const empty = () => {
    if (values.type) return <NoMatch onClear={() => clear(['type'])} />;
    return (
      <EmptyState action={<WriteNoteButton target={null} variant="secondary" size="M" />}>
        {t(`follow-up.empty.${status}`)}
      </EmptyState>
    );
  };
  return (
    <>
      <FilterBar onClear={values.type ? () => clear(['type']) : undefined}>
        <TermSelect
          label={t('follow-up.about')}
          terms={noteTargets}
          value={values.type}
          onChange={(type) => set({ type })}
        />
      </FilterBar>
      <PagedList
        query={query}
        loading={<LoadingRows />}
        empty={empty()}
        wanted={wanted}
        onMore={showMore}
      >
        {(notes) => (
          <Flex direction="column" alignItems="stretch" gap={3}>
            {notes.map((note) => (
              <NoteRow
                key={note.noteId}
                note={note}
                isOpen={values.history === targetKey(note.target)}
                onComplete={() => setCompleting(note)}
                onHistory={() => set({ history: targetKey(note.target) })}
              />
            ))}
          </Flex>
        )}
      </PagedList>
      {history ? <History {...history} onClose={() => set({ history: null })} /> : null}
      {completing ? <CompleteDialog note={completing} onClose={() => setCompleting(null)} /> : null}
    </>
  );
};

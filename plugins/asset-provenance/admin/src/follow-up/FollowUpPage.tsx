import { useState } from 'react';
import { Box, Flex, Tabs } from '@strapi/design-system';
import { NOTE_TARGETS, noteTargets } from '../../../shared/vocabulary';
import type { RevisionNote } from '../../../shared/follow-up';
import { POLL, useNotesQuery, usePolling, useWanted } from '../api';
import { useMessages } from '../i18n';
import {
  countOfPage,
  EmptyState,
  FilterBar,
  idOrNull,
  LoadingRows,
  maybeOneOf,
  NoMatch,
  oneOf,
  PagedList,
  PageShell,
  TermSelect,
  useUrlState,
} from '../ui';
import { CompleteDialog } from './CompleteDialog';
import { History } from './History';
import { NoteRow } from './NoteRow';
import { targetKey } from './noteTargets';
import { WriteNoteButton } from './WriteNoteButton';

const STATUSES = ['due', 'open', 'all'] as const;
const spec = {
  status: oneOf(STATUSES, 'due'),
  type: maybeOneOf(NOTE_TARGETS),
  history: idOrNull(),
};

const openedHistory = (key: string | null) => {
  const [type, id] = key?.split(':') ?? [];
  const targetType = NOTE_TARGETS.find((one) => one === type);
  return targetType && id ? { targetType, targetId: id } : null;
};

/** Revision notes: what is due, what is open, all. */
export const FollowUpPage = () => {
  const { t } = useMessages();
  const { values, set, clear } = useUrlState(spec);
  const [completing, setCompleting] = useState<RevisionNote | null>(null);
  const filters = { status: values.status, targetType: values.type ?? undefined };
  const { wanted, showMore } = useWanted(filters);
  const query = useNotesQuery({ ...filters, wanted }, usePolling(POLL.idle));
  const history = openedHistory(values.history);

  const empty = () => {
    if (values.type) return <NoMatch onClear={() => clear(['type'])} />;
    return (
      <EmptyState action={<WriteNoteButton target={null} variant="secondary" size="M" />}>
        {t(`follow-up.empty.${values.status}`)}
      </EmptyState>
    );
  };
  return (
    <PageShell
      title={t('follow-up.title')}
      subtitle={t('follow-up.subtitle')}
      count={countOfPage(query.data)}
      actions={<WriteNoteButton target={null} variant="default" />}
    >
      <Tabs.Root
        variant="simple"
        value={values.status}
        onValueChange={(status) => set({ status: STATUSES.find((one) => one === status) ?? 'due' })}
      >
        <Box paddingBottom={4}>
          <Tabs.List aria-label={t('follow-up.show')}>
            {STATUSES.map((status) => (
              <Tabs.Trigger key={status} value={status}>
                {t(`follow-up.status.${status}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Box>
        <FilterBar onClear={values.type ? () => clear(['type']) : undefined}>
          <TermSelect
            label={t('follow-up.about')}
            terms={noteTargets}
            value={values.type}
            onChange={(type) => set({ type })}
          />
        </FilterBar>
        <Tabs.Content value={values.status}>
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
        </Tabs.Content>
      </Tabs.Root>
      {history ? <History {...history} onClose={() => set({ history: null })} /> : null}
      {completing ? <CompleteDialog note={completing} onClose={() => setCompleting(null)} /> : null}
    </PageShell>
  );
};

import { useCallback, useRef, useState } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import { EmptyState, ErrorState, LoadingCards, NoMatch, PageShell, StaleNotice } from '../ui';
import type { GivenVerdict } from './decide/useDecide';
import { DecidedNotice } from './DecidedNotice';
import { BulkBar } from './queue/BulkBar';
import { BulkOutcome } from './queue/BulkOutcome';
import { QueueFilters } from './queue/QueueFilters';
import { QueueGrid } from './queue/QueueGrid';
import { queueKeys } from './queue/queueKeys';
import { useBulk } from './queue/useBulk';
import { rememberOpened } from './queue/useCursor';
import type { Cursor } from './queue/useCursor';
import { useQueue } from './queue/useQueue';
import { useQueueUndo } from './queue/useQueueUndo';
import { useSelection } from './queue/useSelection';
import { useQueueFilters, useQueueSearch } from './queueState';

/** The work list of reviewers. */
export const QueuePage = () => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const search = useQueueSearch();
  const { values, isFiltered, clearFilters } = useQueueFilters();
  const queue = useQueue();
  const selection = useSelection(queue);
  const [form, setForm] = useState<GivenVerdict | null>(null);
  const { items, nextCursor, isFetching } = queue;
  const cursor = useRef<Cursor>(null);
  const bulk = useBulk({ queue, selection, onDone: () => setForm(null) });
  const { undo, canUndo, isUndoing } = useQueueUndo(queue);

  const open = useCallback(
    (outputId: string) => {
      rememberOpened(outputId);
      navigate(`${paths.reviewCase(outputId)}${search}`);
    },
    [navigate, search]
  );

  const keys = queueKeys({
    t,
    cursor,
    selection,
    isFormOpen: form !== null,
    canUndo,
    onForm: setForm,
    onOpen: open,
    onUndo: () => void undo(),
    onEscape: () => (form ? setForm(null) : selection.clear()),
  });
  const retry = () => {
    const { outcome } = bulk;
    if (!outcome) return;
    const failed = new Map(
      outcome.lines.filter(({ refusal }) => refusal).map(({ item }) => [item.output.outputId, item])
    );
    // As they stand now, where the list knows: a verdict that came in between is superseded knowingly.
    items.forEach((item) => {
      if (failed.has(item.output.outputId)) failed.set(item.output.outputId, item);
    });
    void bulk.decide(outcome.decision, [...failed.values()]);
  };

  const content = () => {
    if (!queue.isLoaded && queue.error)
      return (
        <ErrorState
          error={queue.error}
          onRetry={() => void queue.refresh()}
          isRetrying={isFetching}
        />
      );
    if (!queue.isLoaded) return <LoadingCards />;
    if (items.length > 0 || nextCursor) return null;
    return isFiltered ? (
      <NoMatch onClear={clearFilters} />
    ) : (
      <EmptyState of="pictures">{t(`review.empty.${values.status}`)}</EmptyState>
    );
  };

  return (
    <PageShell
      title={t('review.title')}
      subtitle={t('review.subtitle')}
      count={queue.isLoaded ? { shown: items.length, hasMore: nextCursor !== null } : undefined}
      keys={keys}
    >
      <Flex direction="column" alignItems="stretch">
        <DecidedNotice onUndo={() => void undo()} isUndoing={isUndoing} />
        <BulkOutcome bulk={bulk} search={search} onRetry={retry} />
        <QueueFilters items={items} />
        {queue.isLoaded && queue.error ? (
          <Box paddingBottom={4}>
            <StaleNotice since={queue.loadedAt} onRetry={() => void queue.refresh()} />
          </Box>
        ) : null}
        {content()}
        <QueueGrid ref={cursor} queue={queue} selection={selection} search={search} onOpen={open} />
        <BulkBar queue={queue} selection={selection} bulk={bulk} form={form} onForm={setForm} />
      </Flex>
    </PageShell>
  );
};

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { MouseEvent } from 'react';
import { Box, Flex } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { useMessages } from '../i18n';
import { paths } from '../paths';
import {
  EmptyState,
  ErrorState,
  LoadingCards,
  NoMatch,
  PageShell,
  StaleNotice,
  useWindowed,
} from '../ui';
import type { GivenVerdict } from './decide/useDecide';
import { DecidedNotice } from './DecidedNotice';
import { BulkBar } from './queue/BulkBar';
import { BulkOutcome } from './queue/BulkOutcome';
import { CARD_TEXT, QueueCard } from './queue/QueueCard';
import { QueueFilters } from './queue/QueueFilters';
import { queueKeys } from './queue/queueKeys';
import { useBulk } from './queue/useBulk';
import { rememberOpened, useCursor } from './queue/useCursor';
import { useQueue } from './queue/useQueue';
import { useQueueUndo } from './queue/useQueueUndo';
import { useSelection } from './queue/useSelection';
import { useQueueFilters, useQueueSearch } from './queueState';

const CARD_WIDTH = 220;
const GAP = 16;
/** Cards keep the 4 : 3 of their picture, and a fixed room for words. */
const heightOf = (width: number) => width * 0.75 + CARD_TEXT;
/** The next page is asked for when so few cards are left below what is drawn. */
const AHEAD = 60;

/** The work list of reviewers. */
export const QueuePage = () => {
  const { t } = useMessages();
  const navigate = useNavigate();
  const search = useQueueSearch();
  const { values, isFiltered, clearFilters } = useQueueFilters();
  const queue = useQueue();
  const selection = useSelection(queue);
  const [form, setForm] = useState<GivenVerdict | null>(null);
  const { items, nextCursor, isFetching, loadMore } = queue;
  const grid = useWindowed({
    count: items.length,
    minimumWidth: CARD_WIDTH,
    heightOf,
    gap: GAP,
  });
  const cursor = useCursor(items, grid);
  const bulk = useBulk({ queue, selection, onDone: () => setForm(null) });
  const { undo, canUndo, isUndoing } = useQueueUndo(queue);

  useEffect(() => {
    if (grid.last + AHEAD >= items.length && nextCursor && !isFetching) void loadMore();
  }, [grid.last, items.length, nextCursor, isFetching, loadMore]);

  const open = useCallback(
    (outputId: string) => {
      rememberOpened(outputId);
      navigate(`${paths.reviewCase(outputId)}${search}`);
    },
    [navigate, search]
  );
  const { only, toggle, rangeTo } = selection;
  const { setOutputId } = cursor;
  const press = useCallback(
    (outputId: string, event: MouseEvent) => {
      setOutputId(outputId);
      if (event.shiftKey) rangeTo(outputId);
      else if (event.ctrlKey || event.metaKey) toggle(outputId);
      else only(outputId);
    },
    [setOutputId, rangeTo, toggle, only]
  );

  const keys = queueKeys({
    t,
    columns: grid.columns,
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

  const drawn = useMemo(() => items.slice(grid.first, grid.last), [items, grid.first, grid.last]);
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
        <Box
          ref={grid.ref}
          position="relative"
          aria-label={t('review.grid')}
          role="group"
          aria-busy={isFetching && !queue.isLoaded}
          style={{ height: grid.height }}
        >
          {drawn.map((item, offset) => {
            const { outputId } = item.output;
            return (
              <QueueCard
                key={outputId}
                item={item}
                style={grid.placeOf(grid.first + offset)}
                search={search}
                isSelected={selection.selected.has(outputId)}
                isCurrent={cursor.outputId === outputId}
                onPress={press}
                onToggle={toggle}
                onOpen={open}
              />
            );
          })}
        </Box>
        <BulkBar queue={queue} selection={selection} bulk={bulk} form={form} onForm={setForm} />
      </Flex>
    </PageShell>
  );
};

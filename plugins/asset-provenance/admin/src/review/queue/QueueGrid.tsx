import { forwardRef, useCallback, useEffect, useImperativeHandle, useMemo } from 'react';
import type { MouseEvent } from 'react';
import { Box } from '@strapi/design-system';
import { useMessages } from '../../i18n';
import { useWindowed } from '../../ui';
import { CARD_TEXT, QueueCard } from './QueueCard';
import { useCursor } from './useCursor';
import type { Cursor } from './useCursor';
import type { Queue } from './useQueue';
import type { Selection } from './useSelection';

const CARD_WIDTH = 220;
const GAP = 16;
/** Cards keep the 4 : 3 of their picture, and a fixed room for words. */
const heightOf = (width: number) => width * 0.75 + CARD_TEXT;
/** The next page is asked for when so few cards are left below what is drawn. */
const AHEAD = 60;

type QueueGridProps = {
  queue: Queue;
  selection: Selection;
  search: string;
  onOpen: (outputId: string) => void;
};

/**
 * The cards in sight. Where they stand and which one the keys are at change with every step, and
 * concern nobody else: the page asks for the cursor by reference, and is not drawn anew for it.
 */
export const QueueGrid = forwardRef<Cursor, QueueGridProps>(function QueueGrid(
  { queue, selection, search, onOpen },
  ref
) {
  const { t } = useMessages();
  const { items, nextCursor, isLoaded, isFetching, loadMore } = queue;
  const { selected, selectOnly, toggle, rangeTo } = selection;
  const grid = useWindowed({
    count: items.length,
    minimumWidth: CARD_WIDTH,
    heightOf,
    gap: GAP,
  });
  const { first, last, placeOf } = grid;
  const cursor = useCursor(items, grid);
  const { setOutputId } = cursor;
  useImperativeHandle(ref, () => cursor);

  useEffect(() => {
    if (last + AHEAD >= items.length && nextCursor && !isFetching) void loadMore();
  }, [last, items.length, nextCursor, isFetching, loadMore]);

  const press = useCallback(
    (outputId: string, event: MouseEvent) => {
      setOutputId(outputId);
      if (event.shiftKey) rangeTo(outputId);
      else if (event.ctrlKey || event.metaKey) toggle(outputId);
      else selectOnly(outputId);
    },
    [setOutputId, rangeTo, toggle, selectOnly]
  );
  const drawn = useMemo(() => items.slice(first, last), [items, first, last]);

  return (
    <Box
      ref={grid.ref}
      position="relative"
      aria-label={t('review.grid')}
      role="group"
      aria-busy={isFetching && !isLoaded}
      style={{ height: grid.height }}
    >
      {drawn.map((item, offset) => {
        const { outputId } = item.output;
        return (
          <QueueCard
            key={outputId}
            item={item}
            {...placeOf(first + offset)}
            search={search}
            isSelected={selected.has(outputId)}
            isCurrent={cursor.outputId === outputId}
            onPress={press}
            onToggle={toggle}
            onOpen={onOpen}
          />
        );
      })}
    </Box>
  );
});

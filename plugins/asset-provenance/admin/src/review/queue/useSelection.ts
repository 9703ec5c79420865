import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReviewItem } from '../../../../shared/review';
import { useSelectionState } from '../queueState';

/** As many as one request may decide on; more would not be looked at either. */
export const MOST_SELECTED = 100;

type Loaded = {
  items: readonly ReviewItem[];
  nextCursor: string | null;
  isLoaded: boolean;
  isFetching: boolean;
  loadMore: () => Promise<void>;
};

/** What is selected, in the address; ranges go from the last card that was chosen by itself. */
export const useSelection = ({ items, nextCursor, isLoaded, isFetching, loadMore }: Loaded) => {
  const { values, set } = useSelectionState();
  const order = useMemo(() => items.map(({ output }) => output.outputId), [items]);
  const selected = useMemo(() => new Set(values.selected), [values.selected]);
  const anchor = useRef<string | null>(null);
  const latest = useRef({ order, selected });
  useEffect(() => {
    latest.current = { order, selected };
  });

  const select = useCallback(
    (outputIds: Iterable<string>) =>
      set({ selected: [...new Set(outputIds)].slice(0, MOST_SELECTED) }, { replace: true }),
    [set]
  );
  const selectOnly = useCallback(
    (outputId: string) => {
      anchor.current = outputId;
      select([outputId]);
    },
    [select]
  );
  const toggle = useCallback(
    (outputId: string) => {
      anchor.current = outputId;
      const now = latest.current.selected;
      select(now.has(outputId) ? [...now].filter((id) => id !== outputId) : [...now, outputId]);
    },
    [select]
  );
  const rangeTo = useCallback(
    (outputId: string, from: string | null = null) => {
      anchor.current ??= from ?? outputId;
      const ids = latest.current.order;
      const ends = [ids.indexOf(anchor.current), ids.indexOf(outputId)].sort((a, b) => a - b);
      const [first = 0, last = 0] = ends;
      const range = ids.slice(Math.max(0, first), last + 1);
      // The end that the hand is at stays in a range that is too long.
      select(ids[last] === outputId ? range.slice(-MOST_SELECTED) : range);
    },
    [select]
  );
  const clear = useCallback(() => {
    anchor.current = null;
    select([]);
  }, [select]);

  // A selection that came with the address may lie on pages that are not loaded yet, or be gone.
  const missing = useMemo(() => {
    const known = new Set(order);
    return values.selected.filter((id) => !known.has(id));
  }, [order, values.selected]);
  useEffect(() => {
    if (missing.length === 0 || !isLoaded || isFetching) return;
    if (nextCursor) void loadMore();
    else select(values.selected.filter((id) => !missing.includes(id)));
  }, [missing, isLoaded, isFetching, nextCursor, loadMore, select, values.selected]);

  const selectedItems = useMemo(
    () => items.filter(({ output }) => selected.has(output.outputId)),
    [items, selected]
  );
  return { selected, selectedItems, select, selectOnly, toggle, rangeTo, clear };
};
export type Selection = ReturnType<typeof useSelection>;

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReviewItem } from '../../../../shared/review';

/** The card that was opened last: the list goes back to it. */
let lastOpened: string | null = null;
export const rememberOpened = (outputId: string) => {
  lastOpened = outputId;
};

type Windowed = {
  ref: { current: HTMLElement | null };
  columns: number;
  first: number;
  last: number;
  reveal: (index: number, margin?: number) => void;
};

/** Room that the bar of acts takes at the bottom, in pixels. */
const BAR = 96;

/** The card that the keys are at. It keeps its place when cards before it are decided. */
export const useCursor = (items: readonly ReviewItem[], grid: Windowed) => {
  const [outputId, setOutputId] = useState<string | null>(lastOpened);
  const wantsFocus = useRef(false);
  const lastIndex = useRef(0);
  const found = items.findIndex(({ output }) => output.outputId === outputId);
  // What it was at left the list: whatever took its place.
  const index = found >= 0 ? found : Math.min(lastIndex.current, items.length - 1);
  useEffect(() => {
    lastIndex.current = Math.max(0, index);
  }, [index]);

  const moveTo = useCallback(
    (to: number): string | null => {
      const item = items[Math.min(Math.max(0, to), items.length - 1)];
      if (!item) return null;
      wantsFocus.current = true;
      setOutputId(item.output.outputId);
      grid.reveal(items.indexOf(item), BAR);
      return item.output.outputId;
    },
    [items, grid]
  );

  // A card far away is drawn only after the page has moved there.
  useLayoutEffect(() => {
    if (!wantsFocus.current || !outputId) return;
    const card = grid.ref.current?.querySelector(`[data-output="${CSS.escape(outputId)}"]`);
    if (!(card instanceof HTMLElement)) return;
    wantsFocus.current = false;
    card.focus({ preventScroll: true });
  }, [outputId, grid.first, grid.last, grid.ref]);

  const isReturning = useRef(lastOpened !== null);
  useEffect(() => {
    if (!isReturning.current || found < 0 || grid.last === 0) return;
    isReturning.current = false;
    grid.reveal(found, BAR);
  }, [found, grid]);

  return {
    columns: grid.columns,
    index,
    outputId: items[index]?.output.outputId ?? null,
    setOutputId,
    moveTo,
  };
};
export type Cursor = ReturnType<typeof useCursor>;

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

type Grid = {
  /** How many items there are. */
  count: number;
  /** Least width of a card, in pixels. */
  minimumWidth: number;
  /** Height of a card of a width, in pixels; every card of a grid is as high as the others. */
  heightOf: (width: number) => number;
  gap: number;
};

/** Where an item stands in its grid, in pixels. */
export type Place = { left: number; top: number; width: number; height: number };

/** Rows that are drawn beyond what is in sight, on each side. */
const OVERSCAN = 2;

const scrollerOf = (element: HTMLElement): HTMLElement | null => {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const { overflowY } = getComputedStyle(parent);
    if ((overflowY === 'auto' || overflowY === 'scroll') && parent !== document.body) return parent;
  }
  return null;
};

/**
 * A grid of which only the rows in sight are drawn, however long it is. The page's own scroller moves it.
 * `top` and `left` of an item come from its place, so that nothing is measured while scrolling.
 */
export const useWindowed = ({ count, minimumWidth, heightOf, gap }: Grid) => {
  const ref = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  // Two numbers, not an object: React replays updates, and a fresh object each time would never come to rest.
  const [firstRow, setFirstRow] = useState(0);
  const [lastRow, setLastRow] = useState(0);

  const columns = Math.max(1, Math.floor((width + gap) / (minimumWidth + gap)));
  const cardWidth = Math.max(0, (width - gap * (columns - 1)) / columns);
  const rowHeight = Math.ceil(heightOf(cardWidth)) + gap;
  const rowCount = Math.ceil(count / columns);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    scroller.current = scrollerOf(element);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  const look = useCallback(() => {
    const element = ref.current;
    if (!element || rowHeight <= gap) return;
    const seen = scroller.current?.getBoundingClientRect();
    const top = (seen?.top ?? 0) - element.getBoundingClientRect().top;
    const bottom = top + (seen?.height ?? window.innerHeight);
    const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
    setFirstRow(first);
    setLastRow(Math.max(first, Math.ceil(bottom / rowHeight) + OVERSCAN));
  }, [rowHeight, gap]);

  // What stands above the grid comes and goes without a scroll.
  useLayoutEffect(look);

  useEffect(() => {
    const target = scroller.current ?? window;
    let frame = 0;
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    target.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('resize', onScroll);
    return () => {
      cancelAnimationFrame(frame);
      target.removeEventListener('scroll', onScroll);
      window.removeEventListener('resize', onScroll);
    };
  }, [look]);

  /** Brings an item into sight, under a header and above a bar that may lie over the page. */
  const reveal = useCallback(
    (index: number, margin = 0) => {
      const element = ref.current;
      if (!element) return;
      const seen = scroller.current?.getBoundingClientRect();
      const top = element.getBoundingClientRect().top + Math.floor(index / columns) * rowHeight;
      const above = top - (seen?.top ?? 0) - gap;
      const below = top + rowHeight + margin - (seen?.bottom ?? window.innerHeight);
      const by = above < 0 ? above : Math.max(0, Math.min(below, above));
      if (by !== 0) (scroller.current ?? window).scrollBy({ top: by });
    },
    [columns, rowHeight, gap]
  );

  const first = Math.min(firstRow, rowCount) * columns;
  const last = Math.min(count, lastRow * columns);
  return {
    ref,
    columns,
    height: Math.max(0, rowCount * rowHeight - gap),
    /** Items from `first` up to, not including, `last` are drawn. */
    first,
    last,
    reveal,
    /** Given to an item as its props, it is drawn anew only when it really moves. */
    placeOf: (index: number): Place => ({
      left: (index % columns) * (cardWidth + gap),
      top: Math.floor(index / columns) * rowHeight,
      width: cardWidth,
      height: rowHeight - gap,
    }),
  };
};

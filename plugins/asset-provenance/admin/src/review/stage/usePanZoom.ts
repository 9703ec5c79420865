import { useCallback, useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';

/** How a picture is shown: `scale` 1 fits the frame; the offset is in shares of the frame. */
export type View = { scale: number; x: number; y: number };
export const fitted: View = { scale: 1, x: 0, y: 0 };

const LARGEST = 16;
const SMALLEST = 0.1;
export const ZOOM_STEP = 1.5;
/** A press that moves less than this, in pixels, is a click. */
const STILL = 4;

const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
/** The picture is never pushed out of its frame. */
const within = ({ scale, x, y }: View): View => {
  const most = Math.max(0, (scale - 1) / 2);
  return { scale, x: clamp(x, most), y: clamp(y, most) };
};

/** A place in the frame, in shares of its sides from the middle. */
type Place = { x: number; y: number };
const middle: Place = { x: 0, y: 0 };

/** Scales about a place of the frame, which stays where it is. */
const scaled = ({ scale, x, y }: View, to: number, at: Place): View => {
  const next = Math.min(LARGEST, Math.max(SMALLEST, to));
  const ratio = next / scale;
  return within({ scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio });
};

const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }, frame: Element) => {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 };
};

export const transformOf = ({ scale, x, y }: View) =>
  `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;

/** One zoom for one picture or several: wheel and buttons scale, dragging moves, a still press is a click. */
export const usePanZoom = (onClick?: (place: Place, event: PointerEvent<HTMLElement>) => void) => {
  const [view, setView] = useState(fitted);
  const isZoomed = useRef(false);
  useEffect(() => {
    isZoomed.current = view.scale > 1;
  }, [view.scale]);
  const drag = useRef<{ x: number; y: number; moved: number } | null>(null);

  const zoomTo = useCallback(
    (scale: number, at: Place = middle) => setView((now) => scaled(now, scale, at)),
    []
  );
  const zoomBy = useCallback(
    (factor: number, at: Place = middle) =>
      setView((now) => scaled(now, Math.max(1, now.scale * factor), at)),
    []
  );

  /** React listens to wheels passively; a frame must keep the page from scrolling. */
  const wheelRef = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      element.onwheel = (event) => {
        // A wheel over a whole picture scrolls the page; with a key it begins to zoom.
        if (!event.ctrlKey && !event.metaKey && !isZoomed.current) return;
        event.preventDefault();
        zoomBy(event.deltaY < 0 ? 1.15 : 1 / 1.15, placeOf(event, element));
      };
    },
    [zoomBy]
  );

  const dragging = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, moved: 0 };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = drag.current;
      if (!from) return;
      const { width, height } = event.currentTarget.getBoundingClientRect();
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      const moved = from.moved + Math.abs(dx) + Math.abs(dy);
      drag.current = { x: event.clientX, y: event.clientY, moved };
      if (moved >= STILL)
        setView(({ scale, x, y }) => within({ scale, x: x + dx / width, y: y + dy / height }));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const from = drag.current;
      drag.current = null;
      if (from && from.moved < STILL) onClick?.(placeOf(event, event.currentTarget), event);
    },
    onPointerCancel: () => {
      drag.current = null;
    },
  };

  return { view, zoomBy, zoomTo, fit: () => setView(fitted), wheelRef, dragging };
};

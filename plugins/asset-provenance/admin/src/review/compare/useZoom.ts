import { useCallback, useRef, useState } from 'react';
import type { PointerEvent } from 'react';

/** How both sides are shown: `scale` 1 fits the frame; the offset is in shares of the frame. */
export type View = { scale: number; x: number; y: number };
export const fitted: View = { scale: 1, x: 0, y: 0 };

const LARGEST = 16;
export const ZOOM_STEP = 1.5;

const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));
/** The picture is never pushed out of its frame. */
const within = ({ scale, x, y }: View): View => {
  const most = (scale - 1) / 2;
  return { scale, x: clamp(x, most), y: clamp(y, most) };
};

/** One zoom for two pictures: wheel and buttons scale, dragging moves both. */
export const useZoom = () => {
  const [view, setView] = useState(fitted);
  const drag = useRef<{ x: number; y: number } | null>(null);

  const zoom = useCallback(
    (factor: number) =>
      setView(({ scale, x, y }) => {
        const next = Math.min(LARGEST, Math.max(1, scale * factor));
        const ratio = next / scale;
        return within({ scale: next, x: x * ratio, y: y * ratio });
      }),
    []
  );

  /** React listens to wheels passively; a pane must keep the page from scrolling. */
  const wheelRef = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return;
      element.onwheel = (event) => {
        event.preventDefault();
        zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
      };
    },
    [zoom]
  );

  const dragging = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (view.scale === 1) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = drag.current;
      if (!from) return;
      const { width, height } = event.currentTarget.getBoundingClientRect();
      drag.current = { x: event.clientX, y: event.clientY };
      setView(({ scale, x, y }) =>
        within({
          scale,
          x: x + (event.clientX - from.x) / width,
          y: y + (event.clientY - from.y) / height,
        })
      );
    },
    onPointerUp: () => {
      drag.current = null;
    },
  };

  return { view, zoom, fit: () => setView(fitted), wheelRef, dragging };
};

import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { Media } from '../../ui';

/** Where a whole picture lies in its frame, in pixels. */
export type Fitted = { left: number; top: number; width: number; height: number };

/** The box that a picture takes in a frame that it is fitted into; null until both are known. */
export const useFitted = (
  frame: RefObject<HTMLElement>,
  { width, height }: Pick<Media, 'width' | 'height'>
): Fitted | null => {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [frame]);

  if (!width || !height || !size.width || !size.height) return null;
  const scale = Math.min(size.width / width, size.height / height);
  const [shownWidth, shownHeight] = [width * scale, height * scale];
  return {
    left: (size.width - shownWidth) / 2,
    top: (size.height - shownHeight) / 2,
    width: shownWidth,
    height: shownHeight,
  };
};

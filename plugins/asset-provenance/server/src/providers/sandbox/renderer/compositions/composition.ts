import type { Palette } from '../palette';
import type { Prng } from '../prng';
import type { Scene } from '../shapes';

export type Canvas = {
  /** Pixels. */
  width: number;
  height: number;
  /** A hundredth of the side of a square of the same area: the measure for widths and radii. */
  unit: number;
  palette: Palette;
  /** Decides the idea: the same for all outputs of a job. */
  theme: Prng;
  /** Decides positions: differs with the ordinal. */
  layout: Prng;
  /** 0 (coarse) to 1 (rich): how much texture lies over the structure. */
  detail: number;
};

export type Composition = (canvas: Canvas) => Scene;

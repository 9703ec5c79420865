import type { Composition } from './compositions/composition';
import { dunes } from './compositions/dunes';
import { orbs } from './compositions/orbs';
import { papercut } from './compositions/papercut';
import { ribbons } from './compositions/ribbons';
import { tiles } from './compositions/tiles';
import { paintDraft, paintFinal } from './paint';
import { choosePalette, type Palette } from './palette';
import { createPrng } from './prng';
import type { SandboxRenderRequest } from './request';

const COMPOSITIONS: readonly Composition[] = [dunes, orbs, papercut, ribbons, tiles];

const DETAIL = { low: 0.25, medium: 0.65, high: 1 } as const;

export type PaintedScene = { svg: string; palette: Palette };

/**
 * The picture without its caption, as an SVG document of exactly `width` × `height` pixels.
 * Stage, model, size and references stay out of the seed on purpose: a draft that is promoted to a
 * final shows the same composition, finished.
 */
export const paintScene = (
  request: SandboxRenderRequest,
  width: number,
  height: number
): PaintedScene => {
  const theme = createPrng(JSON.stringify([request.prompt, request.negativePrompt, request.seed]));
  const palette = choosePalette(request.prompt, theme.fork('palette'));
  const compose = theme.fork('composition').pick(COMPOSITIONS);
  const unit = Math.sqrt(width * height) / 100;
  const detail = request.kind === 'image' ? DETAIL[request.quality] : DETAIL.medium;
  const scene = compose({
    width,
    height,
    unit,
    palette,
    theme: theme.fork('theme'),
    layout: theme.fork(`layout ${request.ordinal}`),
    detail,
  });
  const paint = request.stage === 'draft' ? paintDraft : paintFinal;
  return { svg: paint(scene, { width, height, unit, detail, ink: palette.ink }), palette };
};

import sharp from 'sharp';

import { UnrenderableRequestError } from './limits';
import type { Box } from './layout';
import type { SandboxReference } from './request';
import { cleanText } from '../../../lettering';

const MOST = 6;
/** Larger than any reference that a real provider takes, small enough to refuse a decompression bomb. */
const MOST_PIXELS = 100_000_000;

/** A framed reference: the frame, the picture inside it (null where there is no file) and its label. */
export type Inset = {
  frame: Box;
  picture: { box: Box; pixels: Buffer } | null;
  label: string;
  labelSize: number;
  /** Shown in place of a picture. */
  placeholder: string;
};

export const insetLabel = (reference: SandboxReference): string =>
  cleanText(reference.role.replace(/_/g, ' ')) || 'reference';

const readPicture = async (bytes: Uint8Array, side: number, field: string) => {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize(side, side, { fit: 'inside' })
      .toColourspace('srgb')
      .ensureAlpha()
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw new UnrenderableRequestError(field, `${field} is not a readable image: ${reason}`);
  }
};

/**
 * Lays the references out in a row from the top right corner, above the caption card.
 * @throws {UnrenderableRequestError} naming `references[n].picture` where a file cannot be read.
 */
export const layoutInsets = async (
  references: readonly SandboxReference[],
  canvas: { width: number; height: number },
  card: Box
): Promise<Inset[]> => {
  const shown = references.slice(0, MOST);
  if (shown.length === 0) return [];
  const base = Math.sqrt(canvas.width * canvas.height);
  const margin = Math.max(4, Math.min(canvas.width, canvas.height) * 0.036);
  const gap = margin * 0.6;
  const beside = canvas.width - card.x - card.width - margin;
  const above = card.y - 2 * margin;
  // In a wide, low picture there is more room beside the card than above it.
  const room =
    beside > above * 1.6
      ? { width: beside - margin, height: canvas.height - 2 * margin }
      : { width: canvas.width - 2 * margin, height: above };
  const outer = Math.max(
    20,
    Math.min(base * 0.24, room.height, (room.width - gap * (shown.length - 1)) / shown.length)
  );
  const border = Math.max(2, outer * 0.04);
  const labelSize = Math.max(7, outer * 0.1);
  const strip = labelSize * 1.5;
  const side = Math.max(8, Math.floor(outer - 2 * border - strip * 0.5));

  let right = canvas.width - margin;
  const insets: Inset[] = [];
  for (const [at, reference] of shown.entries()) {
    const picture = reference.picture
      ? await readPicture(reference.picture, side, `references[${at}].picture`)
      : null;
    const [innerWidth, innerHeight] = [
      picture?.width ?? side,
      picture?.height ?? Math.round(side * 0.75),
    ];
    // A narrow picture still leaves room for its label.
    const frameWidth = Math.max(innerWidth, Math.min(side, labelSize * 6)) + 2 * border;
    const frame = {
      x: right - frameWidth,
      y: margin,
      width: frameWidth,
      height: innerHeight + 2 * border + strip,
    };
    const box = {
      x: Math.round(frame.x + (frameWidth - innerWidth) / 2),
      y: Math.round(frame.y + border),
      width: innerWidth,
      height: innerHeight,
    };
    const more = at === MOST - 1 && references.length > MOST ? ` +${references.length - MOST}` : '';
    insets.push({
      frame,
      picture: picture ? { box, pixels: picture.pixels } : null,
      label: insetLabel(reference) + more,
      labelSize,
      placeholder: cleanText(reference.sha256).slice(0, 8),
    });
    right = frame.x - gap;
  }
  return insets;
};

/** One channel of a picture, row by row. */
export type Plane = { data: Uint8Array; width: number; height: number };

/** Luma at full size; chroma and its share of the alpha at half: what the encoder takes. */
export type YuvPicture = { y: Plane; u: Plane; v: Plane };
export type YuvOverlay = YuvPicture & { alpha: Plane; chromaAlpha: Plane };

/** Maps a pixel of the target to the source: `x' = a·x + b·y + c`, `y' = d·x + e·y + f`. */
export type Affine = { a: number; b: number; c: number; d: number; e: number; f: number };

const emptyPlane = (width: number, height: number): Plane => ({
  data: new Uint8Array(width * height),
  width,
  height,
});

/** From interleaved RGBA (even sizes) to BT.601 limited range, as the encoder itself would convert. */
export const toYuv = (rgba: Uint8Array, width: number, height: number): YuvOverlay => {
  const [y, alpha] = [emptyPlane(width, height), emptyPlane(width, height)];
  const [half, low] = [width / 2, height / 2];
  const [u, v, chromaAlpha] = [emptyPlane(half, low), emptyPlane(half, low), emptyPlane(half, low)];
  for (let at = 0, from = 0; at < y.data.length; at += 1, from += 4) {
    const [r, g, b] = [rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0];
    y.data[at] = ((66 * r + 129 * g + 25 * b + 128) >> 8) + 16;
    alpha.data[at] = rgba[from + 3] ?? 0;
  }
  for (let row = 0; row < low; row += 1) {
    for (let column = 0; column < half; column += 1) {
      let [r, g, b, a] = [0, 0, 0, 0];
      for (const from of [row * 2 * width + column * 2, (row * 2 + 1) * width + column * 2]) {
        for (let next = from * 4; next <= from * 4 + 4; next += 4) {
          const weight = rgba[next + 3] ?? 0;
          r += (rgba[next] ?? 0) * weight;
          g += (rgba[next + 1] ?? 0) * weight;
          b += (rgba[next + 2] ?? 0) * weight;
          a += weight;
        }
      }
      // Weighted by alpha: transparent neighbours must not darken the rim of the card.
      const share = a === 0 ? 1 : a;
      [r, g, b] = [r / share, g / share, b / share];
      const at = row * half + column;
      u.data[at] = Math.round((-38 * r - 74 * g + 112 * b) / 256 + 128);
      v.data[at] = Math.round((112 * r - 94 * g - 18 * b) / 256 + 128);
      chromaAlpha.data[at] = Math.round(a / 4);
    }
  }
  return { y, u, v, alpha, chromaAlpha };
};

const FRACTION = 16;
const ONE = 1 << FRACTION;

/** Bilinear sampling in fixed point; positions outside the source take its nearest edge. */
export const samplePlane = (source: Plane, target: Plane, map: Affine): void => {
  const { data: from, width, height } = source;
  const [lastX, lastY] = [(width - 1) * ONE - 1, (height - 1) * ONE - 1];
  const [stepX, stepY] = [Math.round(map.a * ONE), Math.round(map.d * ONE)];
  let at = 0;
  for (let row = 0; row < target.height; row += 1) {
    let x = Math.round((map.b * row + map.c) * ONE);
    let y = Math.round((map.e * row + map.f) * ONE);
    for (let column = 0; column < target.width; column += 1) {
      const cx = x < 0 ? 0 : x > lastX ? lastX : x;
      const cy = y < 0 ? 0 : y > lastY ? lastY : y;
      const fx = (cx >> 8) & 255;
      const fy = (cy >> 8) & 255;
      const corner = (cy >> FRACTION) * width + (cx >> FRACTION);
      const upper = (from[corner] ?? 0) * (256 - fx) + (from[corner + 1] ?? 0) * fx;
      const lower = (from[corner + width] ?? 0) * (256 - fx) + (from[corner + width + 1] ?? 0) * fx;
      target.data[at] = (upper * (256 - fy) + lower * fy + 32768) >> 16;
      at += 1;
      x += stepX;
      y += stepY;
    }
  }
};

/** Lays one plane over another of the same size. */
export const blendPlane = (target: Plane, over: Plane, alpha: Plane): void => {
  for (let at = 0; at < target.data.length; at += 1) {
    const share = alpha.data[at] ?? 0;
    if (share === 0) continue;
    const below = target.data[at] ?? 0;
    target.data[at] =
      share === 255
        ? (over.data[at] ?? 0)
        : (below + (((over.data[at] ?? 0) - below) * share) / 255) | 0;
  }
};

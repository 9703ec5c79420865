import sharp from 'sharp';

/** A sequence of numbers in [0, 1) that depends on the seed alone. */
const numbers = (seed: number) => {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4294967296;
  };
};

const colour = (next: () => number) =>
  `hsl(${next() * 360},${30 + next() * 60}%,${20 + next() * 60}%)`;

/** A picture of circles and bars on a gradient, as PNG: the same seed gives the same picture. */
export const picture = (seed: number, width: number, height: number): Promise<Buffer> => {
  const next = numbers(seed);
  const shape = () => {
    const look = `fill="${colour(next)}" opacity="${0.4 + next() * 0.6}"`;
    const x = next() * 100;
    const y = next() * 75;
    return next() < 0.5
      ? `<circle cx="${x}" cy="${y}" r="${2 + next() * 16}" ${look}/>`
      : `<rect x="${x}" y="${y}" width="${3 + next() * 28}" height="${3 + next() * 22}" ${look} transform="rotate(${next() * 90} 50 37)"/>`;
  };
  const shapes = Array.from({ length: 12 + Math.floor(next() * 20) }, shape).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 75">
    <defs><linearGradient id="g" x1="${next()}" y1="${next()}" x2="${next()}" y2="${next()}">
    <stop offset="0" stop-color="${colour(next)}"/><stop offset="1" stop-color="${colour(next)}"/></linearGradient></defs>
    <rect width="100" height="75" fill="url(#g)"/>${shapes}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png().toBuffer();
};

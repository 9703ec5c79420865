import sharp from 'sharp';

const MEGABYTE = 1_000_000;

/** A photo-like JPEG of about one megabyte: a soft gradient under grain. */
export const megabytePicture = async (): Promise<Buffer> => {
  const [width, height] = [2000, 1500];
  const gradient = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop stop-color="#c0392b"/><stop offset="1" stop-color="#f3e6d3"/></linearGradient>
    <rect width="${width}" height="${height}" fill="url(#g)"/></svg>`;
  const grain = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 26 },
    },
  })
    .png()
    .toBuffer();
  const picture = sharp(Buffer.from(gradient)).composite([{ input: grain, blend: 'soft-light' }]);
  const pixels = await picture.png().toBuffer();
  for (let quality = 98; ; quality -= 1) {
    const bytes = await sharp(pixels).jpeg({ quality }).toBuffer();
    if (bytes.length <= MEGABYTE || quality < 20) return bytes;
  }
};

/** Another file each time: what follows the end of a JPEG or PNG is no part of the picture. */
export const unique = (bytes: Buffer, mark: string): Buffer =>
  Buffer.concat([bytes, Buffer.from(mark)]);

export const uploadForm = (bytes: Buffer, name: string, type: string): FormData => {
  const form = new FormData();
  form.append('files', new Blob([new Uint8Array(bytes)], { type }), name);
  return form;
};

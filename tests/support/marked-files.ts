import sharp from 'sharp';

/** Pictures and videos as other tools leave them, with their marks. Never from a fixture. */

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (bytes: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = (CRC[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n >>> 0);
  return bytes;
};

type Size = { width?: number; height?: number; background?: string };

/** Pictures differ, so that no two tests speak of the same bytes. */
const noise = () => ({
  r: Math.floor(Math.random() * 256),
  g: Math.floor(Math.random() * 256),
  b: Math.floor(Math.random() * 256),
});
export const picture = ({ width = 320, height = 180, background }: Size = {}) =>
  sharp({ create: { width, height, channels: 3, background: background ?? noise() } });

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), body, u32(crc32(body))]);
};

/** The texts stand before the end of the file, as `tEXt` or `iTXt`. */
export const pngWithTexts = async (
  texts: Record<string, string>,
  { type = 'tEXt', size = {} }: { type?: 'tEXt' | 'iTXt'; size?: Size } = {}
): Promise<Buffer> => {
  const png = await picture(size).png().toBuffer();
  const chunks = Object.entries(texts).map(([keyword, text]) =>
    pngChunk(
      type,
      Buffer.concat([
        Buffer.from(`${keyword}\0${type === 'iTXt' ? '\0\0\0\0' : ''}`, 'latin1'),
        Buffer.from(text, 'utf8'),
      ])
    )
  );
  const end = png.length - 12;
  return Buffer.concat([png.subarray(0, end), ...chunks, png.subarray(end)]);
};

/** EXIF with nothing but a comment in UTF-16, big end first: AUTOMATIC1111 writes it so. */
const exifWithComment = (comment: string): Buffer => {
  const text = Buffer.from(comment, 'utf16le').swap16();
  const value = Buffer.concat([Buffer.from('UNICODE\0', 'latin1'), text]);
  const tiff = Buffer.alloc(8 + 18 + 18);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  const entry = (at: number, tag: number, kind: number, count: number, offset: number) => {
    tiff.writeUInt16BE(1, at);
    tiff.writeUInt16BE(tag, at + 2);
    tiff.writeUInt16BE(kind, at + 4);
    tiff.writeUInt32BE(count, at + 6);
    tiff.writeUInt32BE(offset, at + 10);
  };
  entry(8, 0x8769, 4, 1, 26);
  entry(26, 0x9286, 7, value.length, 44);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, value]);
};

export const jpegWithComment = async (comment: string): Promise<Buffer> => {
  const jpeg = await picture().jpeg().toBuffer();
  const exif = exifWithComment(comment);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
};

/** One more segment at the beginning. */
export const jpegWithSegment = async (marker: number, data: Buffer): Promise<Buffer> => {
  const jpeg = await picture().jpeg().toBuffer();
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
};

/** Of at most 255 bytes, before the end of the file. */
export const gifWithComment = (gif: Buffer, comment: string): Buffer => {
  const text = Buffer.from(comment, 'utf8');
  const block = Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0])]);
  return Buffer.concat([gif.subarray(0, -1), block, gif.subarray(-1)]);
};

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const xmp = (properties: { digitalSourceType?: string; aigc?: string }): string =>
  [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about=""',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"',
    properties.digitalSourceType
      ? ` Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${properties.digitalSourceType}"`
      : '',
    '>',
    properties.aigc ? `<TC260:AIGC>${escaped(properties.aigc)}</TC260:AIGC>` : '',
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>',
  ].join('');

export const withXmp = (
  format: 'jpeg' | 'png' | 'webp' | 'avif',
  properties: Parameters<typeof xmp>[0]
): Promise<Buffer> => picture().withXmp(xmp(properties))[format]().toBuffer();

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};

/** A video with one more box at its end. */
export const withBox = (video: Buffer, type: string, data: Buffer): Buffer =>
  Buffer.concat([video, box(type, data)]);

/** A video file with nothing but a head and one text under a key. */
export const mp4WithText = (key: string, text: string): Buffer => {
  const handler = box('hdlr', u32(0), u32(0), Buffer.from('mdta'), Buffer.alloc(13));
  const keys = box('keys', u32(0), u32(1), u32(8 + key.length), Buffer.from(`mdta${key}`));
  const data = box('data', u32(1), u32(0), Buffer.from(text, 'utf8'));
  const list = box('ilst', Buffer.concat([u32(8 + data.length), u32(1), data]));
  const meta = box('meta', u32(0), handler, keys, list);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom'), u32(512), Buffer.from('isommp42')),
    box('moov', box('udta', meta)),
    box('mdat', Buffer.alloc(64, Math.floor(Math.random() * 256))),
  ]);
};

export const AIGC =
  '{"Label":"1","ContentProducer":"001191110102MACQD9K64018705","ProduceID":"x-1"}';
export const PROMPT = 'a zephyr of quixotic umbrellas';
export const A1111 = `${PROMPT}\nNegative prompt: blurry, Model: ${PROMPT}\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 512x512, Model hash: 879db523c3, Model: dreamshaper_8, Version: v1.6.0`;
export const COMFY = JSON.stringify({
  3: { class_type: 'KSampler', inputs: { seed: 1, steps: 20 } },
  4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'flux1-dev.safetensors' } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: PROMPT } },
});
export const INVOKE = JSON.stringify({
  app_version: '4.2.0',
  positive_prompt: PROMPT,
  model: { name: 'juggernaut-xl', key: 'k' },
});

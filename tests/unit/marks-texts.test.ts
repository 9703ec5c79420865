import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { embeddedIn } from '../../plugins/asset-provenance/server/src/media/examination/exif';
import { formatOf } from '../../plugins/asset-provenance/server/src/media/marks/embed';
import { markBytes } from '../../plugins/asset-provenance/server/src/media/marks/mark-bytes';
import type { MarkPlan } from '../../plugins/asset-provenance/server/src/media/marks/plan';
import { withoutWebmTexts } from '../../plugins/asset-provenance/server/src/media/marks/webm-texts';
import { withoutTexts } from '../../plugins/asset-provenance/server/src/media/marks/without-texts';
import { openPacket } from '../../plugins/asset-provenance/server/src/media/marks/xmp/packet';
import {
  AIGC,
  COMFY,
  PROMPT,
  gifWithComment,
  jpegWithComment,
  jpegWithSegment,
  mp4WithText,
  pngChunk,
  pngWithTexts,
  withBox,
} from '../support/marked-files';

const clip = readFileSync(path.join(__dirname, '../fakes/media/clip.mp4'));
/** VP8, made with FFmpeg; comment, title and name of its track are the prompt. */
const webm = readFileSync(path.join(__dirname, '../fakes/media/clip.webm'));
const PACKET = [
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  `<!-- ${PROMPT} --><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
  ` xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:UserComment="${PROMPT}"`,
  ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Agency">',
  `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${PROMPT}</rdf:li></rdf:Alt></dc:description>`,
  `<dc:creator><rdf:Seq><rdf:li>Studio Li</rdf:li></rdf:Seq></dc:creator></rdf:Description>`,
  '</rdf:RDF></x:xmpmeta>',
].join('');

const photo = () =>
  sharp({
    create: {
      width: 48,
      height: 32,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });
const told = () =>
  photo()
    .withExif({ IFD0: { ImageDescription: PROMPT, Software: PROMPT } })
    .withXmp(PACKET)
    .withMetadata({ orientation: 6 });

const withChunks = async (...chunks: Buffer[]): Promise<Buffer> => {
  const png = await told().png().toBuffer();
  const end = png.length - 12;
  return Buffer.concat([png.subarray(0, end), ...chunks, png.subarray(end)]);
};

const gif = () => photo().gif().toBuffer();
const after = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(PROMPT)]);
const packetChunk = (packet: string) =>
  pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet}`));

const makers: Record<string, () => Promise<Buffer> | Buffer> = {
  'JPEG with EXIF and XMP': () => told().jpeg().toBuffer(),
  'JPEG with a comment in EXIF': () => jpegWithComment(PROMPT),
  'JPEG with a comment': () => jpegWithSegment(0xfe, Buffer.from(PROMPT)),
  'JPEG with IPTC': () => jpegWithSegment(0xed, Buffer.from(`Photoshop 3.0\0${PROMPT}`)),
  'JPEG with an extended packet': () =>
    jpegWithSegment(0xe1, Buffer.from(`http://ns.adobe.com/xmp/extension/\0${PROMPT}`)),
  'JPEG with a comment between its scans': async () => {
    const jpeg = await photo().jpeg({ progressive: true }).toBuffer();
    const at = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
    const comment = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, PROMPT.length + 2]),
      Buffer.from(PROMPT),
    ]);
    return Buffer.concat([jpeg.subarray(0, at), comment, jpeg.subarray(at)]);
  },
  'JPEG with something behind it': async () => after(await photo().jpeg().toBuffer()),
  'PNG with something behind it': async () => after(await photo().png().toBuffer()),
  'WebP with something behind it': async () => after(await photo().webp().toBuffer()),
  'GIF with something behind it': async () => after(await gif()),
  'MP4 with texts, and something behind it': () => after(mp4WithText('prompt', COMFY)),
  'PNG with two packets': () => withChunks(packetChunk(PACKET)),
  'PNG with something that is called a label': () => pngWithTexts({ AIGC: PROMPT }),
  'PNG with more than a label in its label': () =>
    pngWithTexts({ AIGC: JSON.stringify({ Label: '1', ContentProducer: 'Up', prompt: PROMPT }) }),
  'video in fragments with a label': () =>
    Buffer.concat([
      mp4WithText('AIGC', JSON.stringify({ Label: '1', ContentProducer: 'Up', prompt: PROMPT })),
      Buffer.from([0, 0, 0, 8]),
      Buffer.from('moof'),
    ]),
  'PNG with EXIF and XMP': () => told().png().toBuffer(),
  'PNG with texts of ComfyUI': () => pngWithTexts({ prompt: COMFY, workflow: PROMPT }),
  'PNG with international texts': () => pngWithTexts({ parameters: PROMPT }, { type: 'iTXt' }),
  'PNG with packed texts and a chunk of its own': () =>
    withChunks(
      pngChunk('zTXt', Buffer.concat([Buffer.from('Dream\0\0'), deflateSync(PROMPT)])),
      pngChunk('prVt', Buffer.from(PROMPT))
    ),
  'WebP with EXIF and XMP': () => told().webp().toBuffer(),
  'lossless WebP with EXIF': () => told().webp({ lossless: true }).toBuffer(),
  'GIF with a comment': async () => gifWithComment(await gif(), PROMPT),
  'AVIF with EXIF and XMP': () => told().avif({ effort: 0 }).toBuffer(),
  'MP4 with texts of ComfyUI': () => mp4WithText('prompt', COMFY),
  'MP4 with a box of an application': () =>
    withBox(clip, 'uuid', Buffer.concat([Buffer.alloc(16, 7), Buffer.from(PROMPT)])),
  'MP4 with a box that was only renamed': () => withBox(clip, 'free', Buffer.from(PROMPT)),
  'MP4 with texts behind it': () => withBox(clip, 'udta', Buffer.from(PROMPT)),
};

const cleanOf = (bytes: Buffer): Buffer | null => {
  const format = formatOf(bytes);
  if (!format) throw new Error('The file is of no known format.');
  return withoutTexts(format, bytes);
};
const isSaidIn = (bytes: Buffer): boolean =>
  [PROMPT, 'flux1-dev', deflateSync(PROMPT)].some((text) => bytes.includes(text)) ||
  bytes.includes(Buffer.from(PROMPT, 'utf16le')) ||
  bytes.includes(Buffer.from(PROMPT, 'utf16le').swap16());

/** Also how it is turned, and its colours. */
const shownBy = async (bytes: Buffer) => {
  if (bytes.toString('latin1', 4, 8) === 'ftyp' && !bytes.includes('ftypavif')) {
    const at = bytes.indexOf('mdat');
    return bytes.toString('latin1', at, at + 64);
  }
  const { data } = await sharp(bytes, { animated: true })
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { icc, width, height, orientation } = await sharp(bytes).metadata();
  return { pixels: data.toString('base64'), icc, width, height, orientation };
};

describe('what a generator wrote beside the picture', () => {
  it.each(Object.entries(makers))(
    'goes from a %s, and all that is shown stays',
    async (_name, make) => {
      const bytes = await make();
      expect(isSaidIn(bytes)).toBe(true);
      const clean = cleanOf(bytes);
      if (!clean) throw new Error('Nothing was found.');
      expect(isSaidIn(clean)).toBe(false);
      expect(await shownBy(clean)).toEqual(await shownBy(bytes));
      expect(cleanOf(clean)).toBeNull();
    }
  );

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    'is not looked for in vain: a %s without stays the same bytes',
    async (format) => {
      expect(cleanOf(await photo()[format]().toBuffer())).toBeNull();
    }
  );

  it('leaves colours, and who made a picture and may be named', async () => {
    const clean = cleanOf(await told().keepIccProfile().withIccProfile('p3').jpeg().toBuffer());
    const { icc, orientation } = await sharp(clean ?? Buffer.alloc(0)).metadata();
    expect([icc !== undefined, orientation]).toEqual([true, 6]);
    const packet = openPacket(
      formatOf(clean ?? Buffer.alloc(0))?.open(clean ?? clip).packet ?? null
    );
    expect(packet.valueOf({ prefix: 'dc', name: 'creator' })).toBe('Studio Li');
    expect(packet.valueOf({ prefix: 'photoshop', name: 'Credit' })).toBe('Agency');
  });

  it('takes the label of the law along, wherever it stood', async () => {
    const labelled: Record<string, Buffer> = {
      exif: await jpegWithComment(AIGC),
      text: await pngWithTexts({ AIGC, prompt: PROMPT }),
      video: mp4WithText('AIGC', AIGC),
    };
    for (const [where, bytes] of Object.entries(labelled)) {
      const clean = cleanOf(bytes) ?? bytes;
      expect({ where, has: clean.includes('001191110102MACQD9K64018705') }).toEqual({
        where,
        has: true,
      });
      expect(isSaidIn(clean)).toBe(false);
      expect(embeddedIn(clean).comments).toEqual([]);
    }
  });

  it('goes also where the packet cannot be read', async () => {
    for (const hostile of [
      `<!DOCTYPE a [<!ENTITY b "${PROMPT}">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>`,
      `<x:xmpmeta xmlns:x="adobe:ns:meta/">${PROMPT}`,
    ]) {
      const png = await photo().png().toBuffer();
      const packet = Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${hostile}`);
      const end = png.length - 12;
      const bytes = Buffer.concat([
        png.subarray(0, end),
        pngChunk('iTXt', packet),
        png.subarray(end),
      ]);
      const clean = cleanOf(bytes);
      expect(clean !== null && !isSaidIn(clean)).toBe(true);
    }
  });

  it('keeps the turn of a picture where it stood, before or behind the picture', async () => {
    const upright = await photo().png().toBuffer();
    const turned = await told().png().toBuffer();
    const at = turned.indexOf('eXIf') - 4;
    const exif = turned.subarray(at, at + 12 + turned.readUInt32BE(at));
    const end = upright.length - 12;
    const behind = Buffer.concat([upright.subarray(0, end), exif, upright.subarray(end)]);
    expect(isSaidIn(behind)).toBe(true);
    const clean = cleanOf(behind);
    expect(clean !== null && isSaidIn(clean)).toBe(false);
    expect(await shownBy(clean ?? behind)).toEqual(await shownBy(behind));
  });

  it('goes from a WebM, whose frames stay where they are', async () => {
    const { bytes, report } = await markBytes(webm, [], {
      removesTexts: true,
      properties: [],
      label: null,
      c2pa: null,
    });
    expect(isSaidIn(webm)).toBe(true);
    expect(isSaidIn(bytes)).toBe(false);
    expect(report).toMatchObject({
      written: ['text_removal'],
      degraded: [{ mark: 'iptc', problem: 'unsupported_format' }],
    });
    expect(bytes.length).toBe(webm.length);
    const cluster = Buffer.from('1f43b675', 'hex');
    const from = webm.indexOf(cluster);
    expect(bytes.indexOf(cluster)).toBe(from);
    expect(bytes.subarray(from, from + 800).equals(webm.subarray(from, from + 800))).toBe(true);
    expect(withoutWebmTexts(bytes)).toBeNull();
    for (let length = 0; length < webm.length; length += 7)
      try {
        withoutWebmTexts(webm.subarray(0, length));
      } catch (error) {
        expect(error).toMatchObject({ problem: 'malformed' });
      }
  });

  describe('with marks', () => {
    const plan: MarkPlan = {
      removesTexts: true,
      properties: [{ prefix: 'photoshop', name: 'Credit', value: 'Ours', form: 'text' }],
      label: null,
      c2pa: null,
    };

    it.each(Object.entries(makers))(
      'goes from a %s before they are written',
      async (_name, make) => {
        const { bytes, report } = await markBytes(await make(), [], plan);
        expect(report).toMatchObject({ written: ['text_removal', 'iptc'], degraded: [] });
        expect(isSaidIn(bytes)).toBe(false);
      }
    );

    it('does not come back with the packet of what it was drawn on', async () => {
      const parent = {
        bytes: await told().jpeg().toBuffer(),
        isIngredient: false,
        isSameWork: true,
      };
      const { bytes } = await markBytes(await photo().jpeg().toBuffer(), [parent], plan);
      expect(isSaidIn(bytes)).toBe(false);
      expect(bytes.includes('Studio Li')).toBe(true);
    });

    it('is said to be still there where the file cannot be taken apart', async () => {
      const broken = clip.subarray(0, 2400);
      const { report } = await markBytes(broken, [], { ...plan, properties: null });
      expect(report).toMatchObject({
        written: [],
        degraded: [{ mark: 'text_removal', problem: 'malformed' }],
      });
    });
  });
});

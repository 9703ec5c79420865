import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { formatOf } from '../../plugins/asset-provenance/server/src/media/marks/embed';
import { markBytes } from '../../plugins/asset-provenance/server/src/media/marks/mark-bytes';
import type { MarkPlan } from '../../plugins/asset-provenance/server/src/media/marks/plan';
import { openPacket } from '../../plugins/asset-provenance/server/src/media/marks/xmp/packet';
import { A1111, mp4WithText, pngChunk, pngWithTexts, xmp } from '../support/marked-files';

const CODE = '001191110102MACQD9K64018705';
const planOf = (rights: string, isLabelled = true): MarkPlan => ({
  removesTexts: false,
  properties: [
    { prefix: 'Iptc4xmpExt', name: 'DigitalSourceType', value: 'trained', form: 'text' },
    { prefix: 'dc', name: 'rights', value: rights, form: 'alternatives' },
    { prefix: 'assetProvenance', name: 'TaskID', value: 'task-1', form: 'text' },
  ],
  label: isLabelled ? { producerCode: CODE, propagatorCode: CODE, contentId: 'out-1' } : null,
  c2pa: null,
});
const RIGHTS = { prefix: 'dc', name: 'rights' } as const;

const clip = readFileSync(path.join(__dirname, '../fakes/media/clip.mp4'));

type Box = { type: string; at: number; start: number; end: number };
const boxesIn = (bytes: Buffer, from = 0, to = bytes.length): Box[] => {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)?.end ?? to)
    boxes.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      at,
      start: at + 8,
      end: at + bytes.readUInt32BE(at),
    });
  return boxes;
};
const within = (bytes: Buffer, names: string[]): Box => {
  let found: Box = { type: '', at: 0, start: 0, end: bytes.length };
  for (const name of names) {
    const next = boxesIn(bytes, found.start, found.end).find(({ type }) => type === name);
    if (!next) throw new Error(`There is no ${name}.`);
    found = next;
  }
  return found;
};
const PLACES = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stco'];
const placesOf = (bytes: Buffer): number[] => {
  const { start, end } = within(bytes, PLACES);
  return Array.from({ length: (end - start - 8) / 4 }, (_, n) =>
    bytes.readUInt32BE(start + 8 + 4 * n)
  );
};
/** What a player finds at the places where the samples are said to be. */
const samplesOf = (bytes: Buffer): string[] =>
  placesOf(bytes).map((place) => bytes.toString('hex', place, place + 64));

/** The head before the samples, as for players that begin before all of it has come. */
const headFirst = (video: Buffer): Buffer => {
  const [ftyp, moov, mdat] = ['ftyp', 'moov', 'mdat'].map((name) => within(video, [name]));
  if (!ftyp || !moov || !mdat) throw new Error('The clip is not as expected.');
  const head = Buffer.from(video.subarray(moov.at, moov.end));
  const { start } = within(head, PLACES);
  for (const [n, place] of placesOf(video).entries())
    head.writeUInt32BE(place - mdat.at + ftyp.end + head.length, start + 8 + 4 * n);
  return Buffer.concat([
    video.subarray(ftyp.at, ftyp.end),
    head,
    video.subarray(mdat.at, mdat.end),
  ]);
};

const dots = (width: number, height: number, channels: 3 | 4) =>
  sharp(
    Buffer.alloc(width * height * channels).map((_, n) => (n * 37 + ((n / 7) | 0)) & 255),
    { raw: { width, height, channels } }
  );
const frames = () =>
  sharp(
    Buffer.alloc(20 * 60 * 3).map((_, n) => (n * 11) & 255),
    { raw: { width: 20, height: 60, channels: 3, pageHeight: 20 } }
  );

const makers: Record<string, (width: number, height: number) => Promise<Buffer>> = {
  jpeg: (w, h) => dots(w, h, 3).jpeg().toBuffer(),
  'progressive jpeg': (w, h) => dots(w, h, 3).jpeg({ progressive: true }).toBuffer(),
  'jpeg with EXIF and ICC': (w, h) =>
    dots(w, h, 3)
      .withExif({ IFD0: { Copyright: 'Somebody' } })
      .keepIccProfile()
      .jpeg()
      .toBuffer(),
  png: (w, h) => dots(w, h, 4).png().toBuffer(),
  'png with texts': async () => pngWithTexts({ parameters: A1111, Comment: 'ours' }),
  webp: (w, h) => dots(w, h, 3).webp().toBuffer(),
  'webp with alpha': (w, h) => dots(w, h, 4).webp().toBuffer(),
  'lossless webp with alpha': (w, h) => dots(w, h, 4).webp({ lossless: true }).toBuffer(),
  gif: (w, h) => dots(w, h, 3).gif().toBuffer(),
  'animated gif': () =>
    frames()
      .gif({ loop: 2, delay: [50, 60, 70] })
      .toBuffer(),
  avif: (w, h) => dots(w, h, 3).avif({ effort: 0 }).toBuffer(),
  'avif with alpha': (w, h) => dots(w, h, 4).avif({ effort: 0 }).toBuffer(),
};
const pixelsOf = async (bytes: Buffer) => {
  const { data, info } = await sharp(bytes, { animated: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: data.toString('base64'), ...info };
};
const packetIn = (bytes: Buffer) => openPacket(formatOf(bytes)?.open(bytes).packet ?? null);
const countOf = (bytes: Buffer, text: string): number =>
  bytes.toString('latin1').split(text).length - 1;
/** What XML can hold. */
const legal = (text: string) => text.replace(/[^\P{C}\t\n\r\p{Cf}]/gu, '').trim();

describe('a packet', () => {
  it.each(Object.entries(makers))(
    'is put into any %s, and the picture stays',
    async (name, make) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 40 }),
          fc.integer({ min: 1, max: 40 }),
          fc.string({ unit: 'binary', maxLength: 60 }),
          async (width, height, rights) => {
            const bytes = await make(width, height);
            const marked = await markBytes(bytes, [], planOf(`x${rights}`));
            expect(marked.report).toMatchObject({ written: ['iptc', 'aigc_label'], degraded: [] });
            expect(packetIn(marked.bytes).valueOf(RIGHTS)).toBe(
              legal(`x${rights}`).replace(/\r\n?/g, '\n')
            );
            expect(await pixelsOf(marked.bytes)).toEqual(await pixelsOf(bytes));
            // Once more: ours is replaced, and nothing grows.
            const again = await markBytes(marked.bytes, [], planOf(`x${rights}`));
            expect(again.bytes.equals(marked.bytes)).toBe(true);
            expect(countOf(again.bytes, '<x:xmpmeta')).toBe(1);
            expect(countOf(again.bytes, 'ContentProducer')).toBe(1);
          }
        ),
        { numRuns: name.includes('avif') ? 15 : 40 }
      );
    }
  );

  it('joins the one that is there', async () => {
    const packet = xmp({ digitalSourceType: 'digitalCapture' }).replace(
      '<rdf:Description rdf:about=""',
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="theirs" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Agency"'
    );
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const bytes = await dots(30, 20, 4).withXmp(packet)[format]().toBuffer();
      const marked = await markBytes(bytes, [], planOf('ours', false));
      const found = packetIn(marked.bytes);
      expect({
        format,
        source: found.valueOf({ prefix: 'dc', name: 'source' as const }),
        credit: found.valueOf({ prefix: 'photoshop', name: 'Credit' }),
        type: found.valueOf({ prefix: 'Iptc4xmpExt', name: 'DigitalSourceType' }),
      }).toEqual({ format, source: 'theirs', credit: 'Agency', type: 'trained' });
      expect(countOf(marked.bytes, '<x:xmpmeta')).toBe(1);
      expect(countOf(marked.bytes, 'digitalCapture')).toBe(0);
    }
  });

  it('of the original goes along into its sizes', async () => {
    const parent = await dots(30, 20, 3)
      .withXmp(xmp({ aigc: '{"Label":"3","ContentProducer":"Up"}' }))
      .jpeg()
      .toBuffer();
    const size = await dots(10, 10, 3).webp().toBuffer();
    const { bytes } = await markBytes(
      size,
      [{ bytes: parent, isIngredient: false, isSameWork: true }],
      planOf('ours')
    );
    const label = packetIn(bytes).valueOf({ prefix: 'TC260', name: 'AIGC' });
    expect(JSON.parse(label ?? '')).toMatchObject({
      Label: '3',
      ContentProducer: 'Up',
      ContentPropagator: CODE,
    });
  });
});

describe('the label', () => {
  it.each([
    ['behind its samples', clip],
    ['before its samples', headFirst(clip)],
  ])('is put into the head of a video that stands %s', async (_where, video) => {
    expect(samplesOf(headFirst(clip))).toEqual(samplesOf(clip));
    const { bytes, report } = await markBytes(video, [], planOf('ours'));
    expect(report).toMatchObject({ written: ['iptc', 'aigc_label'], degraded: [] });
    expect(samplesOf(bytes)).toEqual(samplesOf(video));
    expect(countOf(bytes, 'ContentProducer')).toBe(1);
    const again = await markBytes(bytes, [], planOf('ours'));
    expect(again.bytes.equals(bytes)).toBe(true);
  });

  it('keeps what the producer before us wrote, and the texts beside it', async () => {
    const theirs = '{"AIGC":{"Label":"2","ContentProducer":"Up","ProduceID":"7"}}';
    const { bytes } = await markBytes(mp4WithText('AIGC', theirs), [], planOf('ours'));
    const text = /\{"Label".*?\}/.exec(bytes.toString('latin1'))?.[0] ?? '';
    expect(JSON.parse(text)).toEqual({
      Label: '2',
      ContentProducer: 'Up',
      ProduceID: '7',
      ReservedCode1: '',
      ContentPropagator: CODE,
      PropagateID: 'out-1',
      ReservedCode2: '',
    });
    const other = await markBytes(mp4WithText('com.example.note', 'kept'), [], planOf('ours'));
    expect(other.bytes.includes('com.example.note')).toBe(true);
    expect(other.bytes.includes('kept')).toBe(true);
  });

  it('stands once in a PNG that had it in a text of its own', async () => {
    const png = await pngWithTexts({
      AIGC: '{"Label":"1","ContentProducer":"Up","ProduceID":"7"}',
    });
    const { bytes } = await markBytes(png, [], planOf('ours'));
    expect(countOf(bytes, '"ContentProducer":"Up"')).toBe(1);
  });

  it('is not put into a video whose samples lie in fragments', async () => {
    const fragmented = Buffer.concat([clip, Buffer.from([0, 0, 0, 8]), Buffer.from('moof')]);
    const { report } = await markBytes(fragmented, [], planOf('ours'));
    expect(report).toMatchObject({
      written: ['iptc'],
      degraded: [{ mark: 'aigc_label', problem: 'fragmented' }],
    });
  });
});

describe('broken and hostile files', () => {
  /** Nothing throws or hangs; what is not written leaves the bytes as they were. */
  const outcomeOf = async (bytes: Buffer, plan = planOf('ours')) => {
    const start = performance.now();
    const { report, bytes: marked } = await markBytes(bytes, [], plan);
    expect(performance.now() - start).toBeLessThan(20_000);
    if (report.written.length === 0) expect(marked).toBe(bytes);
    expect(marked.length).toBeLessThan(bytes.length + 10_000);
    return { report, bytes: marked };
  };
  const everything: MarkPlan = { ...planOf('ours'), removesTexts: true };
  let samples: Buffer[];
  beforeAll(async () => {
    samples = [...(await Promise.all(Object.values(makers).map((make) => make(24, 16)))), clip];
  });

  it('are cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (which, share) => {
          const bytes = samples[which % samples.length] ?? clip;
          await outcomeOf(
            Buffer.from(bytes.subarray(0, Math.floor(bytes.length * share))),
            everything
          );
        }
      ),
      { numRuns: 400 }
    );
  });

  it('have any bytes changed, where their structure stands above all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        async (which, changes) => {
          const bytes = Buffer.from(samples[which % samples.length] ?? clip);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const shown = await pixelsOf(bytes).catch(() => null);
          const { bytes: marked } = await outcomeOf(bytes, everything);
          if (shown) expect(await pixelsOf(marked)).toEqual(shown);
        }
      ),
      { numRuns: 800 }
    );
  });

  const png = async (packed: Buffer) => {
    const bytes = await dots(10, 10, 3).png().toBuffer();
    const chunk = pngChunk(
      'iTXt',
      Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), packed])
    );
    return Buffer.concat([bytes.subarray(0, 33), chunk, bytes.subarray(33)]);
  };
  const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'bcdefghij'[n]} "${`&${'abcdefghij'[n]};`.repeat(10)}">`).join('')}]>`;
  const packet = xmp({ digitalSourceType: 'digitalCapture' });
  const claims = (name: string, at: number, write: (bytes: Buffer, at: number) => void) =>
    [
      name,
      async () => {
        const bytes = Buffer.from(
          (await (makers[name.split(' ')[0] ?? ''] ?? makers.png)?.(10, 10)) as Buffer
        );
        write(bytes, at);
        return bytes;
      },
    ] as const;

  it.each([
    [
      'entities that make gigabytes',
      () => png(deflateSync(Buffer.from(packet.replace('<x:xmpmeta', `${LAUGHS}<x:xmpmeta`)))),
    ],
    ['a text of 100 MB in 100 KB', () => png(deflateSync(Buffer.alloc(100_000_000, 0x20)))],
    [
      'two hundred thousand nested elements',
      () => png(deflateSync(Buffer.from(`${'<a>'.repeat(200_000)}`))),
    ],
    ['no XML at all', () => png(deflateSync(Buffer.from('{"prompt": 1}')))],
    ['another XML', () => png(deflateSync(Buffer.from('<html><body/></html>')))],
  ])('have a packet with %s: it is left alone', async (_what, make) => {
    const { report } = await outcomeOf(await make());
    expect(report.written).toEqual([]);
    expect(new Set(report.degraded.map(({ problem }) => problem))).toEqual(
      new Set(['metadata_unreadable'])
    );
  });

  it.each([
    claims('png with a chunk of 2 GB', 33, (bytes, at) => bytes.writeUInt32BE(0x7fffffff, at)),
    claims('webp that says 100 MB', 4, (bytes, at) => bytes.writeUInt32LE(100_000_000, at)),
    claims('jpeg with a segment beyond its end', 4, (bytes, at) => bytes.writeUInt16BE(0xffff, at)),
    claims('avif with a box of 4 GB', 0, (bytes, at) => bytes.writeUInt32BE(0xfffffff0, at)),
    claims('avif with 65535 items', 0, (bytes) =>
      bytes.writeUInt16BE(0xffff, bytes.indexOf('iloc') + 10)
    ),
  ])('are a %s', async (_what, make) => {
    const { report } = await outcomeOf(await make());
    expect(report.written).toEqual([]);
    expect(report.degraded.map(({ problem }) => problem)).toEqual(['malformed', 'malformed']);
  });

  it('are of another format, or of none', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.from('<svg/>'),
      Buffer.alloc(5000),
    ])
      expect((await outcomeOf(bytes)).report.degraded[0]?.problem).toBe('unsupported_format');
  });

  it('leave no room in a JPEG', async () => {
    const bytes = await dots(10, 10, 3).jpeg().toBuffer();
    const { report } = await markBytes(bytes, [], planOf('x'.repeat(70_000)));
    expect(report.degraded[0]).toMatchObject({ mark: 'iptc', problem: 'packet_too_large' });
  });
});

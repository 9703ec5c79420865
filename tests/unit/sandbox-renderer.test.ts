import path from 'node:path';

import { BufferSource, Input, MP4 } from 'mediabunny';

import {
  createSandboxRenderer,
  UnrenderableRequestError,
  type SandboxImageRequest,
  type SandboxVideoRequest,
} from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer';
import { assertRenderable } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/limits';
import { setMp4FrameRate } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/mp4-clock';
import { listMp4KeyFrames } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/mp4-key-frames';
import { zeroMp4Times } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/mp4-times';
import { createPrng } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/prng';
import { paintScene } from '../../plugins/asset-provenance/server/src/providers/sandbox/renderer/scene';
import { cleanText, fitLine, wrapText } from '../../plugins/asset-provenance/server/src/lettering';

const WORKER = path.resolve(
  __dirname,
  '../../plugins/asset-provenance/dist/sandbox-renderer/index.js'
);

const image: SandboxImageRequest = {
  kind: 'image',
  format: 'png',
  width: 320,
  height: 240,
  quality: 'medium',
  prompt: '秋日新品「晨雾」：一只白瓷杯，café crème',
  negativePrompt: null,
  seed: 7,
  aspectRatio: '4:3',
  stage: 'final',
  ordinal: 0,
  modelId: 'sandbox-image-1',
  references: [],
};

const { format: _format, quality: _quality, ...common } = image;
const video: SandboxVideoRequest = {
  ...common,
  kind: 'video',
  width: 160,
  height: 90,
  durationSeconds: 2,
  frameRate: 7,
  cameraMotion: 'pan_right',
};

/** One character is one wide. */
const monospace = (text: string): number => [...text].length;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const box = (type: string, ...content: Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
};

const words = (...values: number[]): Buffer => {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => buffer.writeUInt32BE(value, at * 4));
  return buffer;
};

const VERSION_1 = 0x01000000;
const STAMP = 0xe7294868;

describe('numbers from a seed', () => {
  it('repeat for the same seed and differ for another', () => {
    const take = (seed: string): number[] => {
      const prng = createPrng(seed);
      return Array.from({ length: 5 }, () => prng.next());
    };
    expect(take('a')).toEqual(take('a'));
    expect(take('a')).not.toEqual(take('b'));
  });

  it('stay in their range', () => {
    const prng = createPrng('range');
    for (let at = 0; at < 1000; at += 1) {
      const value = prng.int(3, 5);
      expect(value).toBeGreaterThanOrEqual(3);
      expect(value).toBeLessThanOrEqual(5);
    }
  });

  it('fork independently of what was drawn before', () => {
    const used = createPrng('a');
    used.next();
    expect(used.fork('child').next()).toBe(createPrng('a').fork('child').next());
  });
});

describe('text', () => {
  it('is cleaned of control and direction characters and of emoji', () => {
    expect(cleanText('a\u0000b\n\tc \u202ed 👩‍👩‍👧😀 ☕é')).toBe('ab c d é');
  });

  it('keeps signs that are not pictures', () => {
    expect(cleanText('© ® ™ ↔ 1#*')).toBe('© ® ™ ↔ 1#*');
  });

  it('breaks Latin text at spaces', () => {
    expect(wrapText('a quiet cup of tea', monospace, 8, 4)).toEqual({
      lines: ['a quiet', 'cup of', 'tea'],
      truncated: false,
    });
  });

  it('breaks Chinese anywhere, but never before a closing or after an opening mark', () => {
    const { lines } = wrapText('秋日新品「晨雾」系列，柔光。', monospace, 5, 9);
    expect(lines.join('')).toBe('秋日新品「晨雾」系列，柔光。');
    for (const line of lines) {
      expect(line).not.toMatch(/^[」，。]/u);
      expect(line).not.toMatch(/「$/u);
      expect(monospace(line)).toBeLessThanOrEqual(5);
    }
  });

  it('cuts words that are longer than a line', () => {
    expect(wrapText('abcdefgh', monospace, 3, 4).lines).toEqual(['abc', 'def', 'gh']);
  });

  it('ends in an ellipsis after the last line that fits', () => {
    expect(wrapText('one two three, four five', monospace, 7, 2)).toEqual({
      lines: ['one two', 'three…'],
      truncated: true,
    });
    expect(fitLine('sandbox-image-1', monospace, 8)).toBe('sandbox…');
  });
});

describe('limits', () => {
  const fieldOf = (request: SandboxImageRequest | SandboxVideoRequest): string | null => {
    try {
      assertRenderable(request);
      return null;
    } catch (error) {
      if (error instanceof UnrenderableRequestError) return error.field;
      throw error;
    }
  };

  it.each([
    [{ ...image, width: 4096, height: 4096 }, null],
    [{ ...image, width: 4097 }, 'width'],
    [{ ...image, height: 0 }, 'height'],
    [{ ...image, seed: Number.NaN }, 'seed'],
    [{ ...video, width: 1080, height: 1920, frameRate: 30, durationSeconds: 30 }, null],
    [{ ...video, width: 1200, height: 1200 }, 'height'],
    [{ ...video, width: 1922 }, 'width'],
    [{ ...video, width: 161 }, 'width'],
    [{ ...video, durationSeconds: 31 }, 'durationSeconds'],
    [{ ...video, durationSeconds: 0.5 }, 'durationSeconds'],
    [{ ...video, frameRate: 31 }, 'frameRate'],
  ])('name the field that is out of bounds (case %#)', (request, field) => {
    expect(fieldOf(request)).toBe(field);
  });
});

describe('the scene', () => {
  it('carries nothing of the prompt as markup', () => {
    const { svg } = paintScene({ ...image, prompt: '</svg><script>x</script>' }, 320, 240);
    expect(svg).not.toContain('script');
  });

  it('is the same composition in draft and final, painted differently', () => {
    const [draft, final] = (['draft', 'final'] as const).map((stage) =>
      paintScene({ ...image, stage }, 320, 240)
    );
    expect(draft?.palette).toEqual(final?.palette);
    expect(draft?.svg).not.toBe(final?.svg);
  });
});

describe('MP4 files from the encoder', () => {
  it('lose their times in headers of both versions, and nothing else', () => {
    const movie = (stamp: number): Buffer =>
      Buffer.concat([
        box('mdat', words(STAMP)),
        box(
          'moov',
          box('mvhd', words(0, stamp, stamp, 24, 48)),
          box(
            'trak',
            box('tkhd', words(VERSION_1, 1, stamp, 1, stamp, 9)),
            box('mdia', box('mdhd', words(VERSION_1, 1, stamp, 1, stamp, 9)))
          )
        ),
      ]);
    const zeroed = (bytes: Buffer): string => hex(zeroMp4Times(bytes));
    const file = movie(STAMP);
    expect(zeroed(file)).toBe(zeroed(movie(STAMP + 60)));
    expect(zeroed(file)).toContain(hex(words(0, 0, 0, 24, 48)));
    expect(zeroed(file)).toContain(hex(words(VERSION_1, 0, 0, 0, 0, 9)));
    expect(zeroed(file)).toContain(hex(box('mdat', words(STAMP))));
    expect(file.equals(movie(STAMP))).toBe(true);
  });

  it('are refused when a box does not fit', () => {
    const damaged = box('moov', box('mvhd', words(0, 1, 1, 24, 48)));
    damaged.writeUInt32BE(9999, 8);
    expect(() => zeroMp4Times(damaged)).toThrow("box 'mvhd' at 8 has an impossible size");
    expect(() => zeroMp4Times(box('mdat'))).toThrow('no movie header');
  });

  it('get frames of exactly equal length', () => {
    const file = box(
      'moov',
      box('mvhd', words(0, 0, 0, 90000, 269997)),
      box(
        'trak',
        box('tkhd', words(0, 0, 0, 1, 0, 269997)),
        box(
          'mdia',
          box('mdhd', words(0, 0, 0, 90000, 269997)),
          box('minf', box('stbl', box('stts', words(0, 1, 21, 12857))))
        )
      )
    );
    const clocked = hex(setMp4FrameRate(file, 7, 21));
    expect(clocked).toContain(hex(words(0, 0, 0, 7000, 21000)));
    expect(clocked).toContain(hex(words(0, 0, 0, 1, 0, 21000)));
    expect(clocked).toContain(hex(words(0, 1, 21, 1000)));
  });

  it('get a list of their key frames', () => {
    const frame = (type: number): Buffer => Buffer.concat([words(2), Buffer.from([type, 0])]);
    const frames = [frame(5), frame(1), frame(5)];
    const file = Buffer.concat([
      box('mdat', ...frames),
      box(
        'moov',
        box(
          'trak',
          box(
            'mdia',
            box(
              'minf',
              box(
                'stbl',
                box('stsz', words(0, 0, 3, 6, 6, 6)),
                // Two frames in the first chunk, one in the second.
                box('stsc', words(0, 2, 1, 2, 1, 2, 1, 1)),
                box('stco', words(0, 2, 8, 20))
              )
            )
          )
        )
      ),
    ]);
    const listed = Buffer.from(listMp4KeyFrames(file));
    const list = box('stss', words(0, 2, 1, 3));
    expect(hex(listed)).toContain(hex(list));
    const moov = file.indexOf('moov') - 4;
    expect(listed.readUInt32BE(moov)).toBe(file.readUInt32BE(moov) + list.length);
    expect(hex(listMp4KeyFrames(listed))).toBe(hex(listed));
  });
});

describe('the built renderer', () => {
  const renderer = createSandboxRenderer({ workerPath: WORKER });

  afterAll(() => renderer.close());

  it('gives the same picture for the same request and another for another seed', async () => {
    const first = await renderer.render(image);
    const second = await renderer.render(image);
    const other = await renderer.render({ ...image, seed: 8 });
    expect(first).toMatchObject({
      mime: 'image/png',
      width: 320,
      height: 240,
      durationSeconds: null,
    });
    const bytes = Buffer.from(first.bytes);
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([320, 240]);
    expect(bytes.equals(second.bytes)).toBe(true);
    expect(bytes.equals(other.bytes)).toBe(false);
  });

  it('gives the same picture from another worker', async () => {
    const elsewhere = createSandboxRenderer({ workerPath: WORKER });
    const [here, there] = await Promise.all([renderer.render(image), elsewhere.render(image)]);
    await elsewhere.close();
    expect(Buffer.from(here.bytes).equals(there.bytes)).toBe(true);
  });

  it.each([
    ['jpeg', 'ffd8ff'],
    ['webp', hex(Buffer.from('RIFF'))],
  ] as const)('writes %s', async (format, magic) => {
    const { bytes, mime } = await renderer.render({ ...image, format });
    expect(mime).toBe(`image/${format}`);
    expect(hex(bytes).startsWith(magic)).toBe(true);
  });

  it('writes a video of exactly the asked length, the same one each time', async () => {
    const first = await renderer.render(video);
    const second = await renderer.render(video);
    expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
    const input = new Input({ formats: [MP4], source: new BufferSource(first.bytes) });
    expect(await input.computeDuration()).toBe(2);
    const track = await input.getPrimaryVideoTrack();
    expect([track?.displayWidth, track?.displayHeight]).toEqual([160, 90]);
    expect((await track?.computePacketStats())?.packetCount).toBe(14);
    input.dispose();
  });

  it('names a reference that it cannot read', async () => {
    const picture = new TextEncoder().encode('<html>not a picture</html>');
    const references = [{ role: 'subject', sha256: 'ab', picture }];
    const failure = renderer.render({ ...image, references });
    await expect(failure).rejects.toMatchObject({ field: 'references[0].picture' });
  });

  it('stops for an aborted signal and goes on with the next request', async () => {
    const abort = new AbortController();
    const running = renderer.render({ ...video, durationSeconds: 20 }, { signal: abort.signal });
    const next = renderer.render(image);
    abort.abort(new Error('changed my mind'));
    await expect(running).rejects.toThrow('changed my mind');
    expect((await next).mime).toBe('image/png');
  });

  it('says when its worker is missing', async () => {
    const broken = createSandboxRenderer({ workerPath: path.join(__dirname, 'no-such-worker.js') });
    await expect(broken.render(image)).rejects.toThrow('The sandbox renderer stopped');
    await broken.close();
    await expect(broken.render(image)).rejects.toThrow('closed');
  });
});

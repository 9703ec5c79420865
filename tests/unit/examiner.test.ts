import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { createExaminer } from '../../plugins/asset-provenance/server/src/media/examination';
import type { Examiner } from '../../plugins/asset-provenance/server/src/media/examination';
import type { Finding } from '../../plugins/asset-provenance/shared';
import { signedWithC2pa } from '../support/c2pa';
import {
  A1111,
  AIGC,
  COMFY,
  INVOKE,
  PROMPT,
  jpegWithComment,
  mp4WithText,
  picture,
  pngWithTexts,
  withXmp,
} from '../support/marked-files';

const WORKER = path.resolve(__dirname, '../../plugins/asset-provenance/dist/examiner/index.js');
const TRAINED = 'trainedAlgorithmicMedia';

describe('the examiner', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'examiner-'));
  let examiner: Examiner;
  beforeAll(() => {
    examiner = createExaminer({ workerPath: WORKER });
  });
  afterAll(async () => {
    await examiner.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const examine = async (bytes: Buffer): Promise<Finding[]> => {
    const file = path.join(folder, 'file');
    writeFileSync(file, bytes);
    return examiner.examine(file);
  };
  const nothing = {
    digitalSourceType: null,
    isSignatureValid: null,
    signer: null,
    taskId: null,
    outputId: null,
    manifestId: null,
  };

  it.each([
    ['AUTOMATIC1111 in a PNG', () => pngWithTexts({ parameters: A1111 })],
    ['AUTOMATIC1111 in an iTXt', () => pngWithTexts({ parameters: A1111 }, { type: 'iTXt' })],
    ['AUTOMATIC1111 in EXIF', () => jpegWithComment(A1111)],
  ])('finds %s', async (_what, make) => {
    expect(await examine(await make())).toEqual([
      { mark: 'automatic1111', tool: 'AUTOMATIC1111 (dreamshaper_8)', ...nothing },
    ]);
  });

  it.each([
    ['prompt', COMFY, 'comfyui', 'ComfyUI (flux1-dev.safetensors)'],
    ['workflow', '{"nodes":[],"links":[]}', 'comfyui', 'ComfyUI'],
    ['invokeai_metadata', INVOKE, 'invokeai', 'InvokeAI (juggernaut-xl)'],
    [
      'sd-metadata',
      '{"model":"stable diffusion","image":{}}',
      'invokeai',
      'InvokeAI (stable diffusion)',
    ],
    ['Dream', `"${PROMPT}" -s50 -S42`, 'invokeai', 'InvokeAI'],
    ['AIGC', AIGC, 'aigc_label', '001191110102MACQD9K64018705'],
    ['AIGC', `{"AIGC":${AIGC}}`, 'aigc_label', '001191110102MACQD9K64018705'],
  ])('finds %s among the texts of a PNG', async (keyword, text, mark, tool) => {
    expect(await examine(await pngWithTexts({ [keyword]: text }))).toEqual([
      { mark, tool, ...nothing },
    ]);
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'finds IPTC and label in the XMP of %s',
    async (format) => {
      const findings = await examine(
        await withXmp(format, { digitalSourceType: TRAINED, aigc: AIGC })
      );
      expect(findings.map(({ mark }) => mark)).toEqual(['iptc', 'aigc_label']);
      expect(findings[0]?.digitalSourceType).toBe(TRAINED);
    }
  );

  it('finds the label in EXIF and in a video', async () => {
    expect((await examine(await jpegWithComment(AIGC)))[0]?.mark).toBe('aigc_label');
    expect((await examine(mp4WithText('AIGC', AIGC)))[0]?.mark).toBe('aigc_label');
  });

  it.each([
    ['image/png', () => picture().png().toBuffer()],
    ['image/jpeg', () => picture().jpeg().toBuffer()],
    ['image/webp', () => picture().webp().toBuffer()],
  ])('reads content credentials of %s, and whether they hold', async (mime, make) => {
    const signed = signedWithC2pa(await make(), mime, {
      digitalSourceType: TRAINED,
      softwareAgent: 'Firefly 4',
    });
    expect(await examine(signed)).toEqual([
      {
        mark: 'c2pa',
        tool: 'Firefly 4',
        digitalSourceType: TRAINED,
        isSignatureValid: true,
        signer: 'Test signer',
        taskId: null,
        outputId: null,
        manifestId: null,
      },
    ]);
    const tampered = Buffer.from(signed);
    const at = mime === 'image/png' ? tampered.length - 20 : tampered.length - 10;
    tampered[at] = (tampered[at] ?? 0) ^ 255;
    expect((await examine(tampered))[0]).toMatchObject({ mark: 'c2pa', isSignatureValid: false });
  });

  it('finds nothing where nothing is', async () => {
    expect(await examine(await picture().png().toBuffer())).toEqual([]);
    expect(await examine(await pngWithTexts({ prompt: PROMPT, parameters: 'Steps' }))).toEqual([]);
    expect(await examine(await pngWithTexts({ Comment: 'c2pa c2pa', AIGC: '{}' }))).toEqual([]);
    expect(await examine(Buffer.from('hello'))).toEqual([]);
    expect(await examine(Buffer.alloc(0))).toEqual([]);
  });

  it('outlives 300 broken files and never tells a prompt', async () => {
    const c2pa = { digitalSourceType: TRAINED };
    const whole = [
      await pngWithTexts({ parameters: A1111, prompt: COMFY, AIGC }),
      await jpegWithComment(A1111),
      await withXmp('webp', { digitalSourceType: TRAINED, aigc: AIGC }),
      mp4WithText('AIGC', AIGC),
      signedWithC2pa(await picture().png().toBuffer(), 'image/png', c2pa),
      signedWithC2pa(await picture().jpeg().toBuffer(), 'image/jpeg', c2pa),
    ];
    const damage = fc.record({
      which: fc.nat({ max: whole.length - 1 }),
      cut: fc.double({ min: 0.1, max: 1, noNaN: true }),
      flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 255 })), {
        maxLength: 12,
      }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ which, cut, flips }) => {
        const original = whole[which] ?? Buffer.alloc(0);
        const broken = Buffer.from(original.subarray(0, Math.ceil(original.length * cut)));
        for (const [place, value] of flips) broken[Math.floor(place * (broken.length - 1))] = value;
        const findings = await examine(broken);
        expect(JSON.stringify(findings)).not.toContain(PROMPT);
      }),
      { numRuns: 300 }
    );
    expect((await examine(whole[4] ?? Buffer.alloc(0)))[0]?.mark).toBe('c2pa');
  }, 60_000);

  it('gives up on what takes too long, and goes on with the next', async () => {
    const impatient = createExaminer({ workerPath: WORKER, timeoutMs: 1 });
    const file = path.join(folder, 'slow');
    writeFileSync(file, await picture().png().toBuffer());
    await expect(impatient.examine(file)).rejects.toThrow('longer than 1 ms');
    await impatient.close();
    await expect(impatient.examine(file)).rejects.toThrow('closed');
    expect(await examiner.examine(file)).toEqual([]);
  });
});

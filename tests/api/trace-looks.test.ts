import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type { TraceAnswer } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { picture } from '../support/pictures';
import { people, sharedServer } from '../support/shared-server';
import { makeApproved, ok } from '../support/story';
import type { Approved } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(120_000);

let all: People;
let approved: Approved;
let bytes: Buffer;

const drop = async (copy: Buffer): Promise<TraceAnswer> => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(copy)]), 'seen-elsewhere.jpg');
  return ok(await all.auditor.api.post<TraceAnswer>(api.traceFile, form), 'Trace of a file');
};

/** A few hundred bytes that keep whoever draws them busy for half a minute. */
const hostileDrawing = (width: number): Buffer => {
  const entity = (name: string, of: string) => `<!ENTITY ${name} "${`&${of};`.repeat(10)}">`;
  return Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${entity('l2', 'lol')}${entity('l3', 'l2')}` +
      `${entity('l4', 'l3')}${entity('l5', 'l4')}]><svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${width}" height="100"><text>&l5;</text></svg>`
  );
};

/** The chunk of a PNG with its content credentials. */
const manifestIn = (png: Buffer): Buffer => {
  for (let at = 8; at < png.length;) {
    const end = at + 12 + png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'caBX') return png.subarray(at, end);
    at = end;
  }
  throw new Error('No content credentials.');
};

const answersOf = ({ results }: TraceAnswer) =>
  results.map(({ match, output }) => [match, output.outputId]);

beforeAll(async () => {
  all = await people();
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    // One picture for good: of a hundred, one that was cut is called possible only.
    { overrides: { parameters: { prompt: 'Cranes over a mill pond', seed: 20_261 } } }
  );
  bytes = readFileSync(path.join(sharedServer().publicDir, approved.output.url ?? ''));
  const copy = await sharp(bytes).jpeg({ quality: 90 }).toBuffer();
  await until(async () => (await drop(copy)).results.length > 0, {
    what: 'the perceptual hash of the picture',
  });
});

const size = () => {
  const { width, height } = approved.output;
  return { width: width ?? 0, height: height ?? 0 };
};

describe('a copy whose bytes are unknown', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['saved again at quality 30', () => sharp(bytes).jpeg({ quality: 30 }).toBuffer()],
    [
      'resized to 30 %',
      () =>
        sharp(bytes)
          .resize(Math.round(size().width * 0.3))
          .toBuffer(),
    ],
    ['without any metadata', () => sharp(bytes).webp({ quality: 80 }).toBuffer()],
    [
      'cut by 3 %',
      () =>
        sharp(bytes)
          .extract({
            left: 0,
            top: 0,
            width: Math.floor(size().width * 0.97),
            height: Math.floor(size().height * 0.97),
          })
          .jpeg()
          .toBuffer(),
    ],
  ])('is recognised by its looks, and that is called no proof: %s', async (_name, copy) => {
    const answer = await drop(await copy());
    expect(answersOf(answer)[0]).toEqual(['looks_alike', approved.output.outputId]);
    const [first] = answer.results;
    expect(first?.likeness).toBeGreaterThanOrEqual(87);
    expect(first?.sentence.en).toMatch(/^Not proof/);
    expect(first?.sentence.zh).toMatch(/^并非证明/);
  });

  it('leads by the manifest that was signed here for other bytes, which is called no proof', async () => {
    const answer = await drop(Buffer.concat([bytes, Buffer.from('changed')]));
    expect(answersOf(answer)).toEqual([['broken_manifest', approved.output.outputId]]);
    const [first] = answer.results;
    expect(first?.sentence.en).toMatch(/^Not proof: .* do not hold for these bytes/);
    expect(first?.sentence.zh).toMatch(/^并非证明/);
    expect(first?.sentence.en).not.toContain('does not look like it');
    expect(first?.likeness).toBeGreaterThanOrEqual(87);
  });

  it('says of a manifest that was put into another picture that it does not look like it', async () => {
    const other = await sharp(await picture(4711, 640, 480))
      .png()
      .toBuffer();
    // Behind signature and header of a PNG, where the manifest of any may stand.
    const forged = Buffer.concat([other.subarray(0, 33), manifestIn(bytes), other.subarray(33)]);
    const answer = await drop(forged);
    expect(answersOf(answer)).toEqual([['broken_manifest', approved.output.outputId]]);
    const [first] = answer.results;
    expect(first?.likeness).toBeNull();
    expect(first?.sentence.en).toMatch(/^Not proof: .* It does not look like it either/);
    expect(first?.sentence.zh).toContain('外观也与之不符');
  });

  it('leads by the ids in its metadata where the manifest is gone', async () => {
    const answer = await drop(await sharp(bytes).resize(64).keepMetadata().jpeg().toBuffer());
    expect(answersOf(answer)).toEqual([['embedded_id', approved.output.outputId]]);
    expect(answer.results[0]?.sentence.en).toMatch(/^Not proof/);
    expect(answer.results[0]?.likeness).toBeGreaterThanOrEqual(87);
  });

  it('is certain where the bytes agree, and then looks are not asked', async () => {
    const answer = await drop(bytes);
    expect(answersOf(answer)[0]).toEqual(['stored_bytes', approved.output.outputId]);
    expect(answer.results.every(({ likeness }) => likeness === null)).toBe(true);
  });

  it('has no record where it looks like nothing here, and says what was tried', async () => {
    const answer = await drop(await picture(77, 640, 480));
    expect(answer.results).toEqual([]);
    expect(answer.tried.map(({ en }) => en)).toContain(
      'what every picture under record looks like'
    );
    const noPicture = await drop(Buffer.from('Not a picture at all'));
    expect(noPicture.results).toEqual([]);
    expect(noPicture.tried.at(-1)?.en).toMatch(/^not its looks/);
  });

  it('is never drawn: drawings that would keep the site busy are answered at once, also many', async () => {
    const began = Date.now();
    const answers = Promise.all([1, 2, 3, 4, 5, 6].map((width) => drop(hostileDrawing(width))));
    expect((await fetch(`${sharedServer().url}/_health`)).status).toBe(204);
    for (const { results, tried } of await answers) {
      expect(results).toEqual([]);
      expect(tried.at(-1)?.en).toMatch(/^not its looks/);
    }
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  FileOrigin,
  OutputSummary,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import { signedWithC2pa } from '../support/c2pa';
import { download, fileForm, replace, sha256Of, upload } from '../support/files';
import { PROMPT, picture, withXmp } from '../support/marked-files';
import {
  actionsOf,
  activeOf,
  askExiftool,
  assertionOf,
  boxesOf,
  canAskExiftool,
  developmentRoot,
  readCredentials,
  testMarks,
} from '../support/marks';
import type { File } from '../support/marks';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, ok } from '../support/story';
import type { Made } from '../support/story';
import { firstOutput, launchAndSettle, videoLaunch } from '../support/tasks';

const SOURCE = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const LARGE = { width: 1280, height: 720 };
const ALL = ['iptc', 'aigc_label', 'c2pa'];

/** Grain, so that no two are the same and every format has something to keep. */
const photo = ({ width, height } = LARGE) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 12 },
    },
  });
const SMALL = { width: 640, height: 360 };

describe('marks in files', () => {
  let all: People;
  let made: Made;
  beforeAll(async () => {
    all = await people();
    made = await make(all.editor, { parameters: { aspectRatio: '16:9', size: '1280x720' } });
  });

  const recordOf = async ({ outputId }: OutputSummary): Promise<AssetRecord> =>
    ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(outputId)), 'Record');

  /** The original and every size, as the storage has them. */
  const binariesOf = async ({ fileDocumentId, mime }: OutputSummary) => {
    const id = await fileIdOf(all.superAdmin, fileDocumentId);
    const answer = await all.superAdmin.http.get(`/upload/files/${id}`);
    const { url, formats } = answer.body as {
      url: string;
      formats: Record<string, { url: string; sizeInBytes: number }> | null;
    };
    const binaries = [
      { format: null, url },
      ...Object.entries(formats ?? {}).map(([format, each]) => ({ format, url: each.url })),
    ];
    return Promise.all(
      binaries.map(async (each) => ({
        format: each.format as string | null,
        mime: mime ?? '',
        bytes: await download(sharedServer().url + each.url),
      }))
    );
  };

  const edit = async (
    bytes: Buffer,
    name: string,
    mime: string,
    from = made
  ): Promise<OutputSummary> => {
    const form = fileForm(bytes, name, mime, { editedWith: 'Photoshop 26', changes: 'Brighter' });
    const answer = await all.editor.api.post<TaskDetail>(
      api.editedVersion(from.output.outputId),
      form
    );
    const [output] = ok(answer, 'Edited version').outputs;
    if (!output) throw new Error('There is no output.');
    return output;
  };

  const pixelsOf = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer();
  /** What Strapi makes of a picture in this size. */
  const resized = (bytes: Buffer, format: string) => {
    const side = { large: 1000, medium: 750, small: 500 }[format] ?? 0;
    const options = side ? { width: side, height: side } : { width: 245, height: 156 };
    return sharp(bytes, { animated: true })
      .resize({ ...options, fit: 'inside' })
      .toBuffer();
  };

  const expectFields = (files: File[], sourceType: string) => {
    if (!canAskExiftool()) return;
    for (const [index, fields] of askExiftool(files).entries()) {
      const label = String(fields['XMP-TC260:Aigc'] ?? fields['Keys:AIGC']);
      expect({ index, ...fields, label: JSON.parse(label) as unknown }).toMatchObject({
        'XMP-iptcExt:DigitalSourceType': `${SOURCE}${sourceType}`,
        'XMP-photoshop:Credit': testMarks.MARK_CREDIT,
        'XMP-dc:Rights': testMarks.MARK_RIGHTS,
        'XMP-xmpRights:UsageTerms': testMarks.MARK_USAGE_TERMS,
        'XMP-xmpRights:Marked': true,
        'XMP-xmpMM:DocumentID': expect.stringMatching(/^xmp\.did:[0-9a-f-]{36}$/),
        'XMP-xmpMM:InstanceID': expect.stringMatching(/^xmp\.iid:[0-9a-f-]{36}$/),
        label: { Label: '1', ContentProducer: testMarks.MARK_AIGC_PRODUCER },
      });
      expect(Object.keys(fields).filter((name) => /:aigc$/i.test(name))).toHaveLength(1);
      expect(fields['ExifTool:Error'] ?? fields['ExifTool:Warning']).toBeUndefined();
    }
  };

  describe('are in every binary of a file', () => {
    it.each([
      ['JPEG', 'image/jpeg', () => photo().jpeg({ quality: 82 }), 5],
      ['PNG', 'image/png', () => photo().png(), 5],
      ['WebP', 'image/webp', () => photo().webp({ quality: 82 }), 5],
      ['GIF', 'image/gif', () => photo(SMALL).gif(), 3],
      // Strapi makes no sizes of it.
      ['AVIF', 'image/avif', () => photo(SMALL).avif(), 1],
    ])(
      'of a %s, whose pictures are those of the unmarked ones',
      async (name, mime, draw, count) => {
        const bytes = await draw().toBuffer();
        const output = await edit(bytes, `edited.${name.toLowerCase()}`, mime);
        expect(output).toMatchObject({
          receivedSha256: sha256Of(bytes),
          marks: { written: ALL, missing: [], isDevelopmentCertificate: true },
        });
        const binaries = await binariesOf(output);
        expect(binaries).toHaveLength(count);
        for (const { format, bytes: stored } of binaries)
          expect({
            format,
            isSame: (await pixelsOf(stored)).equals(
              await pixelsOf(format ? await resized(bytes, format) : bytes)
            ),
          }).toEqual({ format, isSame: true });

        const { marks } = await recordOf(output);
        expect(marks.map(({ format, sha256 }) => [format, sha256]).sort()).toEqual(
          binaries.map(({ format, bytes: stored }) => [format, sha256Of(stored)]).sort()
        );
        const reads = readCredentials(binaries, developmentRoot());
        for (const [index, { reference, independent }] of reads.entries()) {
          const { format } = binaries[index] ?? {};
          const mark = marks.find((each) => each.format === format);
          expect({ format, state: reference?.state, id: reference?.activeId }).toEqual({
            format,
            state: 'Trusted',
            id: mark?.manifestId,
          });
          expect({ format, isValid: independent?.isValid ?? 'unknown format' }).toEqual({
            format,
            isValid: true,
          });
        }
        expectFields(binaries, 'algorithmicMedia');
      }
    );

    it('of a video, whose samples are not touched', async () => {
      const task = await launchAndSettle(all.editor, videoLaunch());
      const video = { task, output: firstOutput(task) };
      expect(video.output.marks).toMatchObject({ written: ALL, missing: [] });
      const clip = readFileSync(path.join(__dirname, '../fakes/media/clip.mp4'));
      const edited = await edit(clip, 'clip.mp4', 'video/mp4', video);
      expect(edited.marks).toMatchObject({ written: ALL, missing: [] });
      const files = [...(await binariesOf(video.output)), ...(await binariesOf(edited))];
      expect(boxesOf(files[1]?.bytes ?? clip, 'mdat')).toEqual(boxesOf(clip, 'mdat'));
      const reads = readCredentials(files, developmentRoot());
      expect(
        reads.map(({ reference, independent }) => [reference?.state, independent?.isValid])
      ).toEqual([
        ['Trusted', true],
        ['Trusted', true],
      ]);
      expectFields(files, 'algorithmicMedia');
    });
  });

  describe('say how a file came to be', () => {
    const readOriginal = async (output: OutputSummary) => {
      const [original] = await binariesOf(output);
      if (!original) throw new Error('There is no file.');
      const [read] = readCredentials([original], developmentRoot());
      if (!read) throw new Error('There are no credentials.');
      return read;
    };

    it('that it was created here, by which model, for which task', async () => {
      const read = await readOriginal(made.output);
      expect(actionsOf(read)).toMatchObject([
        {
          action: 'c2pa.created',
          digitalSourceType: `${SOURCE}algorithmicMedia`,
          softwareAgent: { name: 'Sandbox image (Sandbox)' },
          when: expect.stringMatching(/^\d{4}-/),
        },
      ]);
      expect(activeOf(read)?.claim_generator_info).toMatchObject([
        { name: 'strapi-plugin-asset-provenance' },
      ]);
      expect(assertionOf(read, 'org.strapi.asset-provenance')).toMatchObject({
        taskId: made.task.taskId,
        outputId: made.output.outputId,
        notice: expect.stringContaining('development certificate'),
      });
      expect(activeOf(read)?.signature_info.common_name).toContain('DEVELOPMENT');
      const sizes = readCredentials((await binariesOf(made.output)).slice(1));
      expect(sizes).toHaveLength(4);
      for (const size of sizes) {
        expect(actionsOf(size).map(({ action }) => action)).toEqual([
          'c2pa.created',
          'c2pa.resized',
        ]);
        expect(size.reference).toMatchObject({
          state: 'Valid',
          codes: ['signingCredential.untrusted'],
        });
      }
    });

    it('that it was edited, and from which file', async () => {
      const read = await readOriginal(
        await edit(await photo(SMALL).jpeg().toBuffer(), 'x.jpg', 'image/jpeg')
      );
      expect(actionsOf(read).map(({ action }) => action)).toEqual(['c2pa.opened', 'c2pa.edited']);
      const parent = activeOf(read)?.ingredients?.[0];
      const { marks } = await recordOf(made.output);
      expect(parent).toMatchObject({
        relationship: 'parentOf',
        active_manifest: marks[0]?.manifestId,
      });
    });

    it('what others said of it before, in every size too', async () => {
      const foreign = signedWithC2pa(await photo(SMALL).png().toBuffer(), 'image/png', {
        digitalSourceType: 'trainedAlgorithmicMedia',
        softwareAgent: 'Firefly 4',
      });
      const output = await edit(foreign, 'firefly.png', 'image/png');
      const binaries = await binariesOf(output);
      const reads = readCredentials(binaries, developmentRoot());
      expect(reads).toHaveLength(3);
      for (const { reference } of reads) {
        expect(reference?.state).toBe('Trusted');
        const told = JSON.stringify(reference?.manifests);
        expect(told).toContain('Firefly 4');
      }
      const label = {
        Label: '2',
        ContentProducer: 'Upstream',
        ProduceID: 'up-1',
        ReservedCode1: 'sig',
        ContentPropagator: 'Upstream',
        PropagateID: 'up-1',
        ReservedCode2: '',
      };
      const labelled = await edit(
        await withXmp('webp', { digitalSourceType: 'digitalCapture', aigc: JSON.stringify(label) }),
        'labelled.webp',
        'image/webp'
      );
      const files = await binariesOf(labelled);
      expect(files).toHaveLength(2);
      for (const { bytes } of files) {
        const xml = bytes.toString('utf8');
        const found = /AIGC>(.*?)<\/TC260:AIGC>/.exec(xml)?.[1]?.replaceAll('&quot;', '"');
        expect(JSON.parse(found ?? '')).toEqual({
          ...label,
          ContentPropagator: testMarks.MARK_AIGC_PRODUCER,
          PropagateID: labelled.outputId,
        });
      }
    });
  });

  describe('are on record', () => {
    it('in the asset record, on the task and in the ledger', async () => {
      const { output, marks, timeline } = await recordOf(made.output);
      expect(output.marks).toEqual({
        written: ALL,
        missing: [],
        isDevelopmentCertificate: true,
      });
      expect(marks[0]).toMatchObject({
        format: null,
        sha256: output.storedSha256,
        certificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(timeline.find(({ type }) => type === 'file.marked')?.data).toMatchObject({
        sha256: output.storedSha256,
        marks: ALL,
        missing: [],
        binaries: 5,
        isDevelopmentCertificate: true,
      });
      expect(output.bytes).toBe((await binariesOf(output))[0]?.bytes.length);
    });

    it('with a reason where a mark could not be written, and the file is kept', async () => {
      const broken = Buffer.concat([
        Buffer.from(
          '<?xpacket begin="" id="x"?><!DOCTYPE x [<!ENTITY a "a">]><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        ),
        Buffer.from('</x:xmpmeta><?xpacket end="w"?>'),
      ]);
      const jpeg = await picture().jpeg().toBuffer();
      const signature = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
      const length = Buffer.alloc(2);
      length.writeUInt16BE(2 + signature.length + broken.length);
      const bytes = Buffer.concat([
        jpeg.subarray(0, 2),
        Buffer.from([0xff, 0xe1]),
        length,
        signature,
        broken,
        jpeg.subarray(2),
      ]);
      const output = await edit(bytes, 'hostile.jpg', 'image/jpeg');
      expect(output.marks).toEqual({
        written: ['c2pa'],
        missing: [
          { mark: 'iptc', problem: 'metadata_unreadable' },
          { mark: 'aigc_label', problem: 'metadata_unreadable' },
        ],
        isDevelopmentCertificate: true,
      });
    });

    it('and are no findings: ours are told from those of others', async () => {
      const [binary] = await binariesOf(made.output);
      const bytes = binary?.bytes ?? Buffer.alloc(0);
      const origin = async (documentId: string) =>
        ok(await all.editor.api.get<FileOrigin>(api.fileOrigin(documentId)), 'Origin');
      expect(await origin(made.output.fileDocumentId ?? '')).toMatchObject({
        origin: 'generated',
        findings: [],
      });
      // A copy that comes back another way is still a generated picture without a verdict.
      const copy = await upload(all.editor, bytes, 'copy.png', 'image/png');
      const found = await origin(copy.documentId);
      expect(found.origin).toBe('detected');
      expect(found.findings.map(({ mark, taskId }) => [mark, taskId])).toEqual([
        ['c2pa', made.task.taskId],
        ['iptc', made.task.taskId],
        ['aigc_label', made.task.taskId],
      ]);
      const touched = await sharp(bytes).keepXmp().modulate({ brightness: 1.1 }).png().toBuffer();
      const edited = await edit(touched, 'touched.png', 'image/png');
      expect(await origin(edited.fileDocumentId ?? '')).toMatchObject({ origin: 'declared' });
    });
  });

  it('are written anew when a file of ours is replaced, and not into those of others', async () => {
    const other = await make(all.editor);
    const id = await fileIdOf(all.superAdmin, other.output.fileDocumentId);
    const cropped = await photo(SMALL).png().toBuffer();
    const answer = await replace(all.superAdmin, id, cropped, 'crop.png', 'image/png');
    expect(answer.status).toBe(200);
    const reads = readCredentials(await binariesOf(other.output), developmentRoot());
    expect(reads.map((read) => read.reference?.state)).toEqual(Array(3).fill('Trusted'));
    const { marks, timeline } = await recordOf(other.output);
    expect(marks).toHaveLength(3);
    expect(timeline.filter(({ type }) => type === 'file.marked')).toHaveLength(2);

    const stranger = await upload(
      all.editor,
      await photo().jpeg().toBuffer(),
      'a.jpg',
      'image/jpeg'
    );
    const stored = await download(sharedServer().url + stranger.url);
    expect(readCredentials([{ bytes: stored, mime: 'image/jpeg' }])[0]?.reference).toBeNull();
    expect(stored.includes('xmpmeta')).toBe(false);
  });

  it('are the same bytes for the same file, so that two servers may store it at once', async () => {
    const { output } = await make(all.editor);
    const id = await fileIdOf(all.superAdmin, output.fileDocumentId);
    const [first, other] = await Promise.all(
      [photo(SMALL), photo(SMALL).negate()].map((each) => each.png().toBuffer())
    );
    const storedAs = async (bytes: Buffer | undefined): Promise<string[]> => {
      if (!bytes) throw new Error('There is no picture.');
      const answer = await replace(all.superAdmin, id, bytes, 'crop.png', 'image/png');
      expect(answer.status).toBe(200);
      return (await binariesOf(output)).map((binary) => sha256Of(binary.bytes));
    };
    const before = await storedAs(first);
    expect(await storedAs(other)).not.toEqual(before);
    expect(await storedAs(first)).toEqual(before);
  });

  it('tell no prompt, key, callback address, cost or name of a person', async () => {
    const secretPath = 'planted-callback-path';
    const task = await make(all.editor, {
      callbackUrl: `https://example.org/${secretPath}`,
      parameters: { prompt: `${PROMPT} planted`, negativePrompt: 'planted negative' },
    });
    const planted = [
      PROMPT,
      'planted',
      secretPath,
      'example.org',
      all.editor.name,
      all.editor.email,
    ];
    for (const { bytes, format } of await binariesOf(task.output))
      for (const text of planted)
        expect({ format, text, isIn: bytes.includes(text) }).toEqual({ format, text, isIn: false });
  });

  it('are signed with a key that only its owner can read', () => {
    const folder = path.resolve(__dirname, '../../.asset-provenance');
    expect(statSync(path.join(folder, 'development-certificate.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });
});

import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { API_BASE, api } from '../../plugins/asset-provenance/shared';
import type { AssetRecord, TaskDetail, TraceAnswer } from '../../plugins/asset-provenance/shared';
import { download, fileForm, sha256Of, upload } from '../support/files';
import { picture, xmp } from '../support/marked-files';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { assetRecord, make, makeApproved, ok } from '../support/story';
import type { Made } from '../support/story';
import { settled, launch, videoLaunch } from '../support/tasks';
import { unzip } from '../support/zip';

type Line = {
  path: string | null;
  sha256: string;
  bytes: number;
  width: number;
  height: number;
  specification: string | null;
  isCleared: boolean;
  sourceSha256: string;
  assetId: string | null;
  creditLine: string | null;
  licence: string | null;
  notes: string;
};

describe('working copies', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const pair = () => ({ owner: all.editor, reviewer: all.contentManager });
  const ask = (person: Person, body: Record<string, unknown>) =>
    fetch(`${sharedServer().url}${API_BASE}${api.workingCopies}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const zipOf = async (person: Person, body: Record<string, unknown>) => {
    const answer = await ask(person, body);
    if (answer.status !== 200) throw new Error(await answer.text());
    expect(answer.headers.get('content-type')).toContain('application/zip');
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const lines = JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '[]') as Line[];
    return { files, lines };
  };
  const traced = async (bytes: Buffer) =>
    ok(
      await all.auditor.api.post<TraceAnswer>(
        api.traceFile,
        fileForm(bytes, 'found', 'application/octet-stream', {})
      ),
      'Trace'
    );
  const fileOf = ({ output }: Made) => output.fileDocumentId ?? '';

  it('are in the specification of each channel, with what is to be known, and traced', async () => {
    const made = await makeApproved(pair(), {
      overrides: {
        subject: '帆布包: "红"',
        parameters: { aspectRatio: '16:9', size: '1920x1080' },
      },
      limits: { creditLine: '=Studio', licence: 'House' },
    });
    const { files, lines } = await zipOf(all.contentManager, {
      fileDocumentIds: [fileOf(made)],
      channels: ['website', 'ecommerce'],
    });
    expect(lines.map(({ specification }) => specification)).toEqual([
      'product_hero.website.hero',
      'product_hero.ecommerce.square',
    ]);
    const [hero, square] = lines;
    expect(hero).toMatchObject({ width: 1920, height: 1080, isCleared: true });
    expect(square).toMatchObject({
      width: 1600,
      height: 900,
      assetId: made.asset.assetId,
      licence: 'House',
      creditLine: '=Studio',
      sourceSha256: made.output.storedSha256,
    });
    expect(square?.notes).toContain('Another ratio');
    expect(square?.path).toMatch(/^ecommerce\/帆布包.*_square\.png$/);
    expect(square?.path).not.toMatch(/[:"<>|?*\\]/);
    expect(files.get('manifest.csv')?.toString('utf8')).toContain("'=Studio");

    for (const { path, sha256, bytes, width, height } of lines) {
      const copy = files.get(path ?? '') ?? Buffer.alloc(0);
      expect(copy.length).toBe(bytes);
      expect(sha256Of(copy)).toBe(sha256);
      expect(await sharp(copy).metadata()).toMatchObject({ width, height, format: 'png' });
    }
    const { results } = await traced(files.get(square?.path ?? '') ?? Buffer.alloc(0));
    expect(results).toMatchObject([
      { match: 'rendition_bytes', output: { outputId: made.output.outputId } },
    ]);
    expect(results[0]?.sentence.en).toContain('The same bytes as a working copy made of');
    expect(results[0]?.sentence.zh).toContain('工作副本');
    const { timeline } = await assetRecord(all.auditor, made.output.outputId);
    expect(timeline.map(({ type }) => type)).toContain('rendition.made');
  });

  it('stay below the limit, are not enlarged, and have names of their own', async () => {
    const name = 'con.png';
    // Too heavy as it is, and marked, so that it is stored as it is.
    const side = 1600;
    const heavy = await sharp(Buffer.from(randomBytes(side * side * 3).map((each) => each & 15)), {
      raw: { width: side, height: side, channels: 3 },
    })
      .withXmp(xmp({ digitalSourceType: 'digitalCapture' }))
      .png()
      .toBuffer();
    expect(heavy.length).toBeGreaterThan(3_000_000);
    const large = await upload(all.editor, heavy, name, 'image/png');
    const small = await upload(all.editor, await picture().png().toBuffer(), name, 'image/png');
    const { lines } = await zipOf(all.editor, {
      fileDocumentIds: [large.documentId, small.documentId],
      channels: ['ecommerce'],
    });
    expect(lines.map(({ path }) => path)).toEqual([
      'ecommerce/con__square.png',
      'ecommerce/con__square_2.png',
    ]);
    expect(lines[0]).toMatchObject({ width: 1600, height: 1600 });
    expect(lines[0]?.bytes).toBeLessThanOrEqual(3_000_000);
    expect(lines[1]).toMatchObject({ width: 320, height: 180 });
  });

  it('of videos are the videos', async () => {
    const { taskId } = await launch(all.editor, videoLaunch({ stage: 'draft' }));
    const [output] = (await settled(all.editor, taskId)).outputs;
    const { files, lines } = await zipOf(all.editor, {
      fileDocumentIds: [output?.fileDocumentId],
      channels: ['website'],
    });
    expect(lines).toMatchObject([
      { specification: 'product_hero.website.film', sha256: output?.storedSha256 },
    ]);
    expect(sha256Of(files.get(lines[0]?.path ?? '') ?? Buffer.alloc(0))).toBe(output?.storedSha256);
  });

  it('are not for those who may not use the files', async () => {
    const limited = await makeApproved(pair(), { limits: { channels: ['website'] } });
    const open = await makeApproved(pair());
    const body = { fileDocumentIds: [fileOf(limited), fileOf(open)], channels: ['social'] };
    const { files, lines } = await zipOf(all.auditor, body);
    const cleared = lines.map(({ isCleared, path }) => `${isCleared} ${path !== null}`);
    expect([...new Set(cleared)]).toEqual(['false false', 'true true']);
    expect(files.size).toBe(lines.filter(({ path }) => path).length + 2);
    const answer = await ask(all.auditor, { ...body, fileDocumentIds: [fileOf(limited)] });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      error: {
        details: {
          code: 'not_usable',
          refused: [{ channel: 'social', reasons: [{ code: 'wrong_channel' }] }],
        },
      },
    });
    expect((await zipOf(all.contentManager, body)).lines[0]).toMatchObject({ isCleared: false });
  });

  it('are asked for with ids and channels that there are', async () => {
    const answer = await ask(all.editor, { fileDocumentIds: ['nothere'], channels: ['website'] });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('fileDocumentIds.0');
    expect((await ask(all.editor, { fileDocumentIds: ['x'], channels: ['moon'] })).status).toBe(
      400
    );
    expect((await ask(all.editor, { fileDocumentIds: [], channels: [] })).status).toBe(400);
  });

  describe('that were edited', () => {
    const edit = (
      made: Made,
      bytes: Buffer,
      more: Record<string, string> = {},
      type = 'image/png'
    ) =>
      all.editor.api.post<TaskDetail>(
        api.editedVersion(made.output.outputId),
        fileForm(bytes, 'edited.png', type, {
          editedWith: 'Photoshop 26',
          changes: 'Removed the shadow.',
          ...more,
        })
      );
    const edited = () => picture({ width: 640, height: 640 }).png().toBuffer();

    it('come back as unsubmitted descendants', async () => {
      const made = await make(all.editor, { series: 'Autumn', brand: 'Zephyr' });
      const bytes = await edited();
      const answer = await edit(made, bytes);
      expect(answer.status).toBe(201);
      const task = answer.data;
      expect(task).toMatchObject({
        state: 'downloadable',
        derivedFrom: { taskId: made.task.taskId, derivation: 'edit' },
        elsewhere: { tool: 'Photoshop 26', changes: 'Removed the shadow.' },
        purpose: made.task.purpose,
        channel: made.task.channel,
        specification: made.task.specification,
        series: 'Autumn',
        brand: 'Zephyr',
        subject: made.task.subject,
        owner: { name: all.editor.name },
        parameterSummary: 'Edited with Photoshop 26 · 640×640',
      });
      expect(task.timeline[0]).toMatchObject({
        type: 'task.launched',
        note: 'Removed the shadow.',
      });
      const [output] = task.outputs;
      expect(output).toMatchObject({
        approvalStatus: 'unsubmitted',
        receivedSha256: sha256Of(bytes),
        marks: { written: ['iptc', 'aigc_label', 'c2pa'], missing: [] },
      });
      // Its bytes hold our marks beside what came; the picture is the same.
      const stored = await download(sharedServer().url + (output?.url ?? ''));
      expect(sha256Of(stored)).toBe(output?.storedSha256);
      const pixelsOf = async (image: Buffer) => sha256Of(await sharp(image).raw().toBuffer());
      expect(await pixelsOf(stored)).toBe(await pixelsOf(bytes));
      const record = ok(
        await all.auditor.api.get<AssetRecord>(api.assetRecord(output?.outputId ?? '')),
        'Record'
      );
      expect(record.lineage).toMatchObject([
        { derivation: 'edit', outputId: made.output.outputId, task: { taskId: made.task.taskId } },
      ]);
      expect(record.file).toMatchObject({ origin: 'declared', approvalStatus: 'unsubmitted' });
      const { results } = await traced(bytes);
      expect(results[0]?.sentence.en).toContain(`edited by ${all.editor.name} with Photoshop 26`);
      const again = await edit(made, bytes);
      expect(again).toMatchObject({
        status: 409,
        error: { details: { code: 'already_recorded', taskId: task.taskId } },
      });
    });

    it('and not as what they are not', async () => {
      const made = await make(all.editor);
      const original = await download(sharedServer().url + (made.output.url ?? ''));
      expect(await edit(made, original)).toMatchObject({
        status: 409,
        error: { details: { code: 'same_bytes' } },
      });
      expect(await edit(made, Buffer.from('no picture'))).toMatchObject({
        status: 400,
        error: { details: { fields: [{ path: 'file' }] } },
      });
      expect(await edit(made, await edited(), { editedWith: '' })).toMatchObject({
        status: 400,
        error: { details: { fields: [{ path: 'editedWith' }] } },
      });
      const form = new FormData();
      form.append('editedWith', 'GIMP');
      form.append('changes', 'None');
      const answer = await all.editor.api.post(api.editedVersion(made.output.outputId), form);
      expect(answer.error?.details.fields).toMatchObject([{ path: 'file' }]);
    });
  });
});

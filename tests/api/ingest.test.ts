import { api } from '../../plugins/asset-provenance/shared';
import type {
  FileOrigin,
  FileStanding,
  LibraryItem,
  Page,
  ReviewCase,
  TaskDetail,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import { signedWithC2pa } from '../support/c2pa';
import { download, fileForm, replace, sha256Of, upload } from '../support/files';
import type { StockFile } from '../support/files';
import { A1111, AIGC, PROMPT, mp4WithText, picture, pngWithTexts } from '../support/marked-files';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { approval, assetRecord, decide, make, ok, submit } from '../support/story';

const LARGE = { width: 1280, height: 720 };

describe('files that come from elsewhere', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const originOf = async (file: { documentId: string }): Promise<FileOrigin> =>
    ok(await all.editor.api.get<FileOrigin>(api.fileOrigin(file.documentId)), 'Origin');
  const itemOf = async ({ documentId }: { documentId: string }): Promise<LibraryItem> => {
    const { results } = ok(
      await all.editor.api.get<Page<LibraryItem>>(api.library, { fileDocumentId: documentId }),
      'Library'
    );
    if (!results[0]) throw new Error(`${documentId} is not in the library.`);
    return results[0];
  };
  const storedBytes = ({ url }: { url: string }) => download(sharedServer().url + url);
  const standingOf = async (file: { documentId: string }) => {
    const { origin, approvalStatus } = await itemOf(file);
    return { origin, approvalStatus };
  };
  const declare = (file: StockFile, body: Record<string, unknown>, person: Person = all.editor) =>
    person.api.post<FileOrigin>(api.declareOrigin(file.documentId), body);
  const record = (file: StockFile, more: Record<string, unknown> = {}) =>
    all.editor.api.post<TaskDetail>(api.recordElsewhere(file.documentId), {
      purpose: 'product_hero',
      channel: 'website',
      tool: 'Photoshop 26',
      subject: 'Red bag',
      ...more,
    });
  const plain = async (name = 'plain.png') =>
    upload(all.editor, await picture().png().toBuffer(), name, 'image/png');

  describe('are examined', () => {
    it('as they come, keep their marks, and tell no prompt', async () => {
      const bytes = await pngWithTexts({ parameters: A1111 }, { size: LARGE });
      const file = await upload(all.editor, bytes, 'dream.png', 'image/png');
      expect(await standingOf(file)).toEqual({ origin: 'detected', approvalStatus: 'unsubmitted' });
      const origin = await originOf(file);
      expect(origin).toMatchObject({
        origin: 'detected',
        receivedSha256: sha256Of(bytes),
        examinedAt: expect.any(String),
        declarations: [],
        findings: [{ mark: 'automatic1111', tool: 'AUTOMATIC1111 (dreamshaper_8)' }],
      });
      expect(sha256Of(await storedBytes(file))).toBe(sha256Of(bytes));
      expect(JSON.stringify([origin, await itemOf(file)])).not.toContain(PROMPT);
      expect(sharedServer().logs()).not.toContain(PROMPT);
    });

    it('and are made smaller as before where they have no marks', async () => {
      const bytes = await picture(LARGE).png({ compressionLevel: 0 }).toBuffer();
      const file = await upload(all.editor, bytes, 'photo.png', 'image/png');
      expect(await standingOf(file)).toEqual({ origin: 'unknown', approvalStatus: 'untracked' });
      expect(await originOf(file)).toMatchObject({
        findings: [],
        receivedSha256: sha256Of(bytes),
        examinedAt: expect.any(String),
      });
      expect((await storedBytes(file)).length).toBeLessThan(bytes.length);
    });

    it('videos too', async () => {
      const file = await upload(all.editor, mp4WithText('AIGC', AIGC), 'clip.mp4', 'video/mp4');
      expect(await standingOf(file)).toEqual({ origin: 'detected', approvalStatus: 'unsubmitted' });
    });

    it('and the credentials of a camera speak of no model', async () => {
      const jpeg = await picture(LARGE).jpeg().toBuffer();
      const bytes = signedWithC2pa(jpeg, 'image/jpeg', {
        generator: 'Some camera',
        digitalSourceType: 'digitalCapture',
      });
      const file = await upload(all.editor, bytes, 'capture.jpg', 'image/jpeg');
      expect(await standingOf(file)).toEqual({ origin: 'unknown', approvalStatus: 'untracked' });
      expect((await originOf(file)).findings).toEqual([
        {
          mark: 'c2pa',
          tool: 'Some camera 1.0',
          digitalSourceType: 'digitalCapture',
          isSignatureValid: true,
          signer: 'Test signer',
          taskId: null,
          outputId: null,
          manifestId: null,
        },
      ]);
      expect(sha256Of(await storedBytes(file))).toBe(sha256Of(bytes));
    });

    it('several at once, each for itself', async () => {
      const form = new FormData();
      const add = async (bytes: Buffer, name: string) =>
        form.append('files', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
      await add(await picture().png().toBuffer(), 'one.png');
      await add(await pngWithTexts({ AIGC }), 'two.png');
      await add(await picture().png().toBuffer(), 'three.png');
      const answer = await all.editor.http.post('/upload', form);
      ok(answer, 'Upload');
      const files = answer.body as StockFile[];
      // Strapi answers in the order in which it finished reading them.
      const origins = await Promise.all(
        files.map(async (file) => [file.name, (await itemOf(file)).origin] as const)
      );
      expect(Object.fromEntries(origins)).toEqual({
        'one.png': 'unknown',
        'two.png': 'detected',
        'three.png': 'unknown',
      });
    });

    it('again when they are replaced', async () => {
      const file = await plain();
      const marked = await pngWithTexts({ AIGC });
      expect((await replace(all.superAdmin, file.id, marked, 'x.png', 'image/png')).status).toBe(
        200
      );
      expect(await standingOf(file)).toEqual({ origin: 'detected', approvalStatus: 'unsubmitted' });
      expect(sha256Of(await storedBytes(file))).toBe(sha256Of(marked));
      const clean = await picture().png().toBuffer();
      await replace(all.superAdmin, file.id, clean, 'x.png', 'image/png');
      expect(await standingOf(file)).toEqual({ origin: 'unknown', approvalStatus: 'untracked' });
    });

    it('but not what was made here', async () => {
      const { output } = await make(all.editor);
      expect(await originOf({ documentId: output.fileDocumentId ?? '' })).toMatchObject({
        origin: 'generated',
        findings: [],
        examinedAt: null,
      });
    });
  });

  describe('are declared', () => {
    const generated = { isGenerated: true, digitalSourceType: 'trainedAlgorithmicMedia' };

    it('by a person, who may think again', async () => {
      const file = await plain();
      const said = ok(
        await declare(file, { ...generated, tool: 'Midjourney', note: 'I made it' }),
        'Declare'
      );
      expect(said).toMatchObject({
        origin: 'declared',
        declarations: [
          {
            ...generated,
            tool: 'Midjourney',
            note: 'I made it',
            declaredBy: { name: all.editor.name },
          },
        ],
      });
      expect(await standingOf(file)).toEqual({ origin: 'declared', approvalStatus: 'unsubmitted' });
      ok(await declare(file, { isGenerated: false }), 'Declare');
      expect(await standingOf(file)).toEqual({ origin: 'declared', approvalStatus: 'untracked' });
      expect((await originOf(file)).declarations).toHaveLength(2);
    });

    it('as not made with a model, and then stand at the gate as files without a record do', async () => {
      const file = await plain();
      const reasons = async () => {
        const body = { fileDocumentIds: [file.documentId] };
        const answer = await all.editor.api.post<FileStanding[]>(api.fileStandings, body);
        return ok(answer, 'Standing')[0]?.reasons.map(({ code, severity }) => [code, severity]);
      };
      ok(await declare(file, generated), 'Declare');
      expect(await reasons()).toEqual([['not_approved', 'warn']]);
      ok(await declare(file, { isGenerated: false }), 'Declare');
      expect(await reasons()).toEqual([]);
    });

    it('beside what was found in them', async () => {
      const file = await upload(all.editor, await pngWithTexts({ AIGC }), 'label.png', 'image/png');
      expect(ok(await declare(file, { isGenerated: false }), 'Declare')).toMatchObject({
        origin: 'detected',
        declarations: [{ isGenerated: false }],
      });
      expect(await standingOf(file)).toEqual({ origin: 'detected', approvalStatus: 'unsubmitted' });
    });

    it('with everything that is asked for, and not where a task says it', async () => {
      const file = await plain();
      expect((await declare(file, { isGenerated: true })).error?.details.fields).toMatchObject([
        { path: 'digitalSourceType' },
      ]);
      const { output } = await make(all.editor);
      const answer = await all.editor.api.post(
        api.declareOrigin(output.fileDocumentId ?? ''),
        generated
      );
      expect(answer).toMatchObject({ status: 409, error: { details: { code: 'generated_here' } } });
      expect((await all.editor.api.post(api.declareOrigin('nothere'), generated)).status).toBe(404);
      expect((await declare(file, generated, all.auditor)).status).toBe(403);
    });
  });

  describe('are taken under record', () => {
    it('and then are submitted, approved and traced like any other', async () => {
      const bytes = await picture(LARGE).jpeg({ quality: 70 }).toBuffer();
      const file = await upload(all.editor, bytes, 'layout.jpg', 'image/jpeg');
      ok(await declare(file, { isGenerated: false, note: 'From the agency' }), 'Declare');
      const answer = await record(file);
      expect(answer.status).toBe(201);
      const task = answer.data;
      expect(task).toMatchObject({
        state: 'downloadable',
        providerId: 'elsewhere',
        modelId: 'Photoshop 26',
        stage: 'final',
        requested: null,
        elsewhere: { tool: 'Photoshop 26', changes: null },
        parameterSummary: 'Made elsewhere with Photoshop 26 · 1280×720',
        subject: 'Red bag',
        acts: { canReproduce: false, canVary: false, canRetry: false, canCancel: false },
        reproducibility: { isExpected: false },
        safeEvidence: { provider: 'Made elsewhere' },
      });
      const [output] = task.outputs;
      if (!output) throw new Error('There is no output.');
      expect(output).toMatchObject({
        state: 'stored',
        fileDocumentId: file.documentId,
        storedSha256: sha256Of(await storedBytes(file)),
        receivedSha256: sha256Of(bytes),
      });
      expect(task.timeline.map(({ type }) => type)).toEqual([
        'task.launched',
        'output.moved',
        'job.moved',
        'task.moved',
      ]);
      expect(await itemOf(file)).toMatchObject({
        origin: 'declared',
        approvalStatus: 'unsubmitted',
        taskId: task.taskId,
        owner: all.editor.name,
      });

      const made = { task, output };
      ok(await submit(all.editor, made), 'Submit');
      const seen = ok(
        await all.contentManager.api.get<ReviewCase>(api.reviewCase(output.outputId)),
        'Case'
      );
      expect(seen).toMatchObject({ canDecide: true, effective: null, differences: [] });
      ok(await decide(all.contentManager, made, approval()), 'Verdict');
      expect(await standingOf(file)).toEqual({ origin: 'declared', approvalStatus: 'approved' });

      for (const each of [await storedBytes(file), bytes]) {
        const traced = ok(
          await all.auditor.api.post<TraceAnswer>(
            api.traceFile,
            fileForm(each, 'found.jpg', 'image/jpeg', {})
          ),
          'Trace'
        );
        expect(traced.results[0]?.output.outputId).toBe(output.outputId);
        expect(traced.results[0]?.sentence.en).toContain('made elsewhere with Photoshop 26');
        expect(traced.results[0]?.sentence.zh).toContain('外部制作');
        const { timeline } = await assetRecord(all.auditor, output.outputId);
        expect(timeline[0]).toMatchObject({
          type: 'file.declared',
          note: 'From the agency',
        });
      }
    });

    it('with what was found in them', async () => {
      const file = await upload(all.editor, await pngWithTexts({ AIGC }), 'label.png', 'image/png');
      ok(await record(file), 'Record');
      expect(await standingOf(file)).toEqual({ origin: 'detected', approvalStatus: 'unsubmitted' });
    });

    it('once, however often it is asked for', async () => {
      const file = await plain();
      const answers = await Promise.all([record(file), record(file), record(file)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const [refused] = answers.filter(({ status }) => status === 409);
      const [made] = answers.filter(({ status }) => status === 201);
      expect(refused?.error?.details).toMatchObject({
        code: 'already_recorded',
        taskId: made?.data.taskId,
      });
    });

    it('only as what they are, for what there is', async () => {
      const text = await upload(all.editor, Buffer.from('hello'), 'hello.txt', 'text/plain');
      expect(await record(text)).toMatchObject({
        status: 400,
        error: { details: { fields: [{ path: 'fileDocumentId' }] } },
      });
      const file = await plain();
      expect((await record(file, { purpose: 'nonsense' })).error?.details.fields).toMatchObject([
        { path: 'purpose' },
      ]);
      expect((await record(file, { tool: '' })).error?.details.fields).toMatchObject([
        { path: 'tool' },
      ]);
    });

    it('and cannot be made again from here', async () => {
      const { taskId } = ok(await record(await plain()), 'Record');
      expect(await all.editor.api.post(api.reproduce(taskId))).toMatchObject({
        status: 409,
        error: { details: { code: 'made_elsewhere' } },
      });
      expect((await all.editor.api.post(api.retry(taskId))).status).toBe(409);
    });
  });
});

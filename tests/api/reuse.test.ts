import { createHash } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  ApprovedAsset,
  LibraryItem,
  LibraryQuery,
  Page,
  RightsRecord,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  assetOf,
  dayFromNow,
  decide,
  fileIdOf,
  imageLaunch,
  make,
  makeApproved,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';

const ARTICLES = '/content-manager/collection-types/api::article.article';

describe('reuse', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const pair = () => ({ owner: all.editor, reviewer: all.contentManager });
  const assets = async (query = {}) =>
    ok(
      await all.editor.api.get<Page<ApprovedAsset>>(api.assets, { limit: 100, ...query }),
      'Assets'
    ).results;
  const statusOf = async ({ task }: Made) =>
    (await all.editor.api.get<TaskDetail>(api.task(task.taskId))).data.outputs[0]?.approvalStatus;
  const bytesOf = async ({ output }: Made) =>
    Buffer.from(await (await fetch(sharedServer().url + output.url)).arrayBuffer());

  describe('approved assets', () => {
    it('come of approvals, one per output, with everything that reuse needs', async () => {
      const subject = `Bag ${Date.now()}`;
      const made = await makeApproved(pair(), {
        limits: { channels: ['website'], creditLine: 'Us' },
        overrides: { subject },
      });
      const [asset, ...more] = await assets({
        purpose: 'product_hero',
        subject: subject.toLowerCase(),
      });
      expect(more).toEqual([]);
      expect(asset).toMatchObject({
        state: 'active',
        outputId: made.output.outputId,
        taskId: made.task.taskId,
        fileDocumentId: made.output.fileDocumentId,
        subject,
        owner: { name: all.editor.name },
        reviewer: { name: all.contentManager.name },
        storedSha256: made.output.storedSha256,
        alternativeText: 'A red bag stands on a table.',
        limits: { channels: ['website'], creditLine: 'Us', isAiLabelRequired: true },
      });
      expect(asset?.url).toBe(made.output.url);
      expect(asset?.parameterSummary).not.toContain('canvas bag');

      ok(
        await decide(all.superAdmin, made, {
          ...approval({ channels: [] }),
          supersedes: made.verdict.verdictId,
        }),
        'Again'
      );
      const again = await assets({ subject });
      expect(again).toHaveLength(1);
      expect(again[0]).toMatchObject({ assetId: asset?.assetId, limits: { channels: [] } });
    });

    it('are listed while they may be used, by channel and kind', async () => {
      const subject = `Limits ${Date.now()}`;
      const approve = (limits: object) => makeApproved(pair(), { limits, overrides: { subject } });
      const social = await approve({ channels: ['social', 'print'] });
      const anywhere = await approve({});
      await approve({ validUntil: dayFromNow(-1) });
      await approve({ validFrom: dayFromNow(1) });
      const ids = async (query = {}) =>
        (await assets({ subject, ...query })).map(({ outputId }) => outputId);
      expect(await ids()).toEqual([anywhere.output.outputId, social.output.outputId]);
      expect(await ids({ channel: 'print' })).toEqual([
        anywhere.output.outputId,
        social.output.outputId,
      ]);
      expect(await ids({ channel: 'website' })).toEqual([anywhere.output.outputId]);
      expect(await ids({ kind: 'video' })).toEqual([]);
      const every = await assets({ subject, usableNow: 'false' });
      expect(every.map(({ state }) => state)).toEqual(['active', 'expired', 'active', 'active']);
    });

    it('are revoked once, with a reason, by those who manage them', async () => {
      const made = await makeApproved(pair());
      const path = api.revoke(made.asset.assetId);
      expect((await all.editor.api.post(path, { reason: 'Mine' })).status).toBe(403);
      expect((await all.contentManager.api.post(path, { reason: '' })).status).toBe(400);
      const answers = await Promise.all([
        all.contentManager.api.post<ApprovedAsset>(path, { reason: 'Licence ended' }),
        all.superAdmin.api.post<ApprovedAsset>(path, { reason: 'Licence ended too' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 200)?.data.state).toBe('revoked');
      expect(await statusOf(made)).toBe('revoked');
      expect(
        (await all.contentManager.api.post(api.revoke('nothere'), { reason: 'x' })).status
      ).toBe(404);

      ok(
        await decide(all.contentManager, made, {
          ...approval(),
          supersedes: made.verdict.verdictId,
        }),
        'Approve again'
      );
      expect(await assetOf(all.contentManager, made)).toMatchObject({
        state: 'active',
        assetId: made.asset.assetId,
      });
    });
  });

  describe('files that are replaced', () => {
    const replace = async (fileId: number, bytes: Buffer) => {
      const form = new FormData();
      form.append('files', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'other.png');
      return ok(await all.contentManager.http.post(`/upload?id=${fileId}`, form), 'Replace');
    };

    const optimiseSizes = async (sizeOptimization: boolean) => {
      const settings = { sizeOptimization, responsiveDimensions: true, autoOrientation: false };
      ok(await all.superAdmin.http.put('/upload/settings', settings), 'Upload settings');
    };
    // Otherwise Strapi encodes pictures anew, and the same bytes would not come back.
    beforeAll(() => optimiseSizes(false));
    afterAll(() => optimiseSizes(true));

    it('lose their approval, and get it back with the approved bytes', async () => {
      const made = await makeApproved(pair());
      const other = await make(all.editor);
      const original = await bytesOf(made);
      expect(createHash('sha256').update(original).digest('hex')).toBe(made.output.storedSha256);

      await replace(made.fileId, await bytesOf(other));
      expect(await statusOf(made)).toBe('changed');
      expect((await assetOf(all.contentManager, made)).state).toBe('changed');
      const verdict = await decide(all.contentManager, made, {
        ...approval(),
        supersedes: made.verdict.verdictId,
      });
      expect(verdict.error?.details.code).toBe('file_changed');

      await replace(made.fileId, original);
      expect(await statusOf(made)).toBe('approved');
      expect((await assetOf(all.contentManager, made)).state).toBe('active');
    });

    it('cannot be decided on while they wait', async () => {
      const made = await make(all.editor);
      ok(await submit(all.editor, made), 'Submit');
      const original = await bytesOf(made);
      const fileId = await fileIdOf(all.editor, made.output.fileDocumentId);
      await replace(fileId, await bytesOf(await make(all.editor)));
      expect(await statusOf(made)).toBe('changed');
      expect((await decide(all.contentManager, made, approval())).error?.details.code).toBe(
        'file_changed'
      );
      await replace(fileId, original);
      expect(await statusOf(made)).toBe('pending');
      expect((await decide(all.contentManager, made, approval())).status).toBe(201);
    });
  });

  describe('files that are to be deleted', () => {
    const remove = async (made: Made) => {
      const fileId = await fileIdOf(all.superAdmin, made.output.fileDocumentId);
      return all.superAdmin.http.del(`/upload/files/${fileId}`);
    };

    it('stay while they are approved, and say where they are used', async () => {
      const made = await makeApproved(pair());
      const article = ok(
        await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
          title: 'Uses it',
          sections: [{ figures: [{ media: made.fileId }] }],
          modules: [{ __component: 'shared.figure', media: made.fileId }],
        }),
        'Article'
      );
      const answer = await remove(made);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.error?.message).toContain('Uses it');
      expect(answer.error?.details).toMatchObject({
        code: 'file_in_use',
        why: 'active_asset',
        assetId: made.asset.assetId,
      });
      expect(answer.error?.details.usedIn).toEqual(
        expect.arrayContaining(
          ['sections.figures.media', 'modules.media'].map((field) =>
            expect.objectContaining({ documentId: article.documentId, field, isPublished: false })
          )
        )
      );
      expect((await fetch(sharedServer().url + made.output.url)).status).toBe(200);

      ok(
        await all.contentManager.api.post(api.revoke(made.asset.assetId), { reason: 'Over' }),
        'Revoke'
      );
      expect((await remove(made)).error?.details).toMatchObject({ why: 'in_use' });
      ok(
        await all.contentManager.http.del(`${ARTICLES}/${article.documentId}`),
        'Delete the article'
      );
      expect((await remove(made)).status).toBe(200);
    });

    it('stay while they wait for review, and go otherwise', async () => {
      const waiting = await make(all.editor);
      ok(await submit(all.editor, waiting), 'Submit');
      expect((await remove(waiting)).error?.details).toMatchObject({ why: 'waits_for_review' });
      expect((await remove(await make(all.editor))).status).toBe(200);
    });
  });

  describe('rights records', () => {
    let picture: { documentId: string };

    beforeAll(async () => {
      const made = await make(all.editor);
      picture = { documentId: made.output.fileDocumentId ?? '' };
    });

    const record = (more: Record<string, unknown> = {}) =>
      all.editor.api.post<RightsRecord>(api.rightsRecords, {
        fileDocumentId: picture.documentId,
        kind: 'licence',
        holder: 'Studio Li',
        scope: 'All web use',
        ...more,
      });
    const launchWith = (rightsRecordId: string, fileDocumentId = picture.documentId) =>
      all.editor.api.post<{ task: TaskDetail }>(
        api.tasks,
        imageLaunch({
          parameters: {
            inputType: 'image_to_image',
            references: [{ fileDocumentId, role: 'subject', rightsRecordId }],
          },
        })
      );

    it('authorise a reference', async () => {
      const answer = await record();
      expect(answer.status).toBe(201);
      expect(answer.data).toMatchObject({
        holder: 'Studio Li',
        isValid: true,
        statedBy: { name: all.editor.name },
      });
      const { data } = await all.editor.api.get<Page<RightsRecord>>(api.rightsRecords, {
        fileDocumentId: picture.documentId,
      });
      expect(data.results[0]?.rightsRecordId).toBe(answer.data.rightsRecordId);
      expect((await launchWith(answer.data.rightsRecordId)).status).toBe(201);
    });

    it('must be there, belong to the picture, and hold today', async () => {
      const expired = ok(await record({ validUntil: dayFromNow(-1) }), 'Record');
      expect(expired.isValid).toBe(false);
      const other = (await make(all.editor)).output.fileDocumentId ?? '';
      const valid = ok(await record({ validUntil: dayFromNow(0) }), 'Record');
      const wrong = [
        await launchWith('nothere'),
        await launchWith(expired.rightsRecordId),
        await launchWith(valid.rightsRecordId, other),
      ];
      for (const { status, error } of wrong) {
        expect(status).toBe(400);
        expect(error?.details.fields?.[0]?.path).toBe('parameters.references.0.rightsRecordId');
      }
      expect((await launchWith(valid.rightsRecordId)).status).toBe(201);
    });

    it('name files that are there', async () => {
      expect((await record({ fileDocumentId: 'nothere' })).status).toBe(404);
      const evidence = await record({ evidenceFileDocumentId: 'nothere' });
      expect(evidence.error?.details.fields?.[0]?.path).toBe('evidenceFileDocumentId');
      expect((await record({ holder: ' ' })).status).toBe(400);
    });
  });

  describe('the library', () => {
    type Query = Omit<LibraryQuery, 'cursor' | 'limit'> & {
      cursor?: string | null;
      limit?: number;
    };
    const library = async (query: Query = {}, person = all.contentManager) =>
      ok(await person.api.get<Page<LibraryItem>>(api.library, query), 'Library');
    const names = async (query: Query, person = all.contentManager) =>
      (await library({ limit: 100, ...query }, person)).results.map(({ outputId }) => outputId);

    it('shows files with what is known of them', async () => {
      const made = await makeApproved(pair(), { limits: { validUntil: dayFromNow(30) } });
      const { results } = await library({
        status: 'approved',
        origin: 'generated',
        purpose: 'product_hero',
        kind: 'image',
      });
      expect(results[0]).toMatchObject({
        fileDocumentId: made.output.fileDocumentId,
        fileId: made.fileId,
        approvalStatus: 'approved',
        origin: 'generated',
        taskId: made.task.taskId,
        assetId: made.asset.assetId,
        purpose: 'product_hero',
        owner: all.editor.name,
        limits: { validUntil: dayFromNow(30) },
        bytes: made.output.bytes,
      });
    });

    it('calls what is over expired, not approved', async () => {
      const { output } = await makeApproved(pair(), { limits: { validUntil: dayFromNow(-1) } });
      expect(await names({ status: 'expired' })).toContain(output.outputId);
      expect(await names({ status: 'approved' })).not.toContain(output.outputId);
      const { results } = await library({ status: 'expired' });
      expect(results.find(({ outputId }) => outputId === output.outputId)?.approvalStatus).toBe(
        'expired'
      );
    });

    it('is searched by subject, two Chinese characters included, and by prompt only by those who may', async () => {
      const { output } = await make(all.editor, {
        subject: '红色帆布包',
        parameters: { prompt: 'Extraordinary zephyr over the dunes' },
      });
      expect(await names({ q: '帆布' })).toContain(output.outputId);
      expect(await names({ q: 'ZEPHYR' })).toContain(output.outputId);
      expect(await names({ q: 'zephyr' }, all.editor)).toContain(output.outputId);
      expect(await names({ q: '100% sure' })).toEqual([]);
      const stranger = await make(all.contentManager, {
        parameters: { prompt: 'Secret quixotry at noon' },
      });
      expect(await names({ q: 'quixotry' }, all.editor)).not.toContain(stranger.output.outputId);
    });

    it('comes in pages', async () => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<LibraryItem> = await library({ limit: 7, cursor });
        seen.push(...page.results.map(({ fileDocumentId }) => fileDocumentId));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(7);
    });

    it('tells of files without a record', async () => {
      const form = new FormData();
      form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'stranger.txt');
      await all.contentManager.http.post('/upload', form);
      const { results } = await library({ status: 'untracked', origin: 'unknown', q: 'stranger' });
      expect(results[0]).toMatchObject({
        approvalStatus: 'untracked',
        origin: 'unknown',
        taskId: null,
        limits: null,
      });
    });
  });
});

import { createHash } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type { ApprovedAsset, Page, TaskDetail } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  assetOf,
  dayFromNow,
  decide,
  fileIdOf,
  make,
  makeApproved,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';

const ARTICLES = '/content-manager/collection-types/api::article.article';

jest.setTimeout(60_000);

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
          ['sections.0.figures.0.media', 'modules.0.media'].map((field) =>
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
});

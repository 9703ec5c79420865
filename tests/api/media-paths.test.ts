import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, Page, TaskDetail } from '../../plugins/asset-provenance/shared';
import { download, replace, upload } from '../support/files';
import type { StockFile } from '../support/files';
import { createHttp } from '../support/http';
import type { Http } from '../support/http';
import { picture } from '../support/marked-files';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, makeApproved, ok, submit } from '../support/story';
import type { Made } from '../support/story';

const ARTICLES = '/content-manager/collection-types/api::article.article';

describe('every path by which files change or go', () => {
  let all: People;
  let publicApi: Http;

  beforeAll(async () => {
    all = await people();
    const answer = await all.superAdmin.http.post<{ accessKey: string }>('/admin/api-tokens', {
      name: `Media paths ${Date.now()}`,
      description: '',
      type: 'full-access',
      lifespan: null,
    });
    publicApi = createHttp({
      url: sharedServer().url,
      base: '/api',
      token: ok(answer, 'Token').accessKey,
    });
  });

  const pair = () => ({ owner: all.editor, reviewer: all.contentManager });
  const png = () => picture().png().toBuffer();
  const plain = async () => upload(all.editor, await png(), 'plain.png', 'image/png');
  const idOf = ({ output }: Made) => fileIdOf(all.superAdmin, output.fileDocumentId);
  const statusOf = async ({ output }: Made): Promise<string | undefined> => {
    const { results } = ok(
      await all.contentManager.api.get<Page<LibraryItem>>(api.library, {
        fileDocumentId: output.fileDocumentId,
      }),
      'Library'
    );
    return results[0]?.approvalStatus;
  };
  const isThere = async (fileId: number) =>
    (await all.superAdmin.http.get(`/upload/files/${fileId}`)).status === 200;
  const hold = (fileDocumentId: string | null, isHeld: boolean) =>
    all.contentManager.api.post(api.hold(fileDocumentId ?? ''), { isHeld, reason: 'A claim' });

  describe('replacing and cropping', () => {
    it('of an approved file needs a new review, until the bytes are back', async () => {
      const made = await makeApproved(pair());
      const bytes = await download(sharedServer().url + (made.output.url ?? ''));
      const answer = await replace(all.superAdmin, made.fileId, await png(), 'x.png', 'image/png');
      expect(answer.status).toBe(200);
      expect(await statusOf(made)).toBe('changed');
      await replace(all.superAdmin, made.fileId, bytes, 'x.png', 'image/png');
      const events = ok(
        await all.editor.api.get<TaskDetail>(api.task(made.task.taskId)),
        'Task'
      ).timeline.filter(({ type }) => type === 'file.replaced');
      expect(events).toHaveLength(2);
      expect(events[0]?.actor.name).toBe(all.superAdmin.name);
    });

    it('by the content API is the same', async () => {
      const made = await makeApproved(pair());
      const form = new FormData();
      form.append('files', new Blob([new Uint8Array(await png())], { type: 'image/png' }), 'x.png');
      expect((await publicApi.post(`/upload?id=${made.fileId}`, form)).status).toBe(200);
      expect(await statusOf(made)).toBe('changed');
    });
  });

  it('moving changes nothing but the place', async () => {
    const made = await makeApproved(pair());
    const folder = ok(
      await all.superAdmin.http.post<{ id: number }>('/upload/folders', {
        name: `Moved ${Date.now()}`,
        parent: null,
      }),
      'Folder'
    );
    ok(
      await all.superAdmin.http.post('/upload/actions/bulk-move', {
        fileIds: [made.fileId],
        folderIds: [],
        destinationFolderId: folder.id,
      }),
      'Move'
    );
    expect(await statusOf(made)).toBe('approved');
    const answer = await all.superAdmin.http.post('/upload/actions/bulk-delete', {
      folderIds: [folder.id],
      fileIds: [],
    });
    expect(answer).toMatchObject({ status: 409, error: { details: { why: 'active_asset' } } });
    expect(await isThere(made.fileId)).toBe(true);
    expect(await statusOf(made)).toBe('approved');
  });

  describe('deleting', () => {
    const single = (fileId: number) => all.superAdmin.http.del(`/upload/files/${fileId}`);
    const byApi = (fileId: number) => publicApi.del(`/upload/files/${fileId}`);
    const bulk = (...fileIds: number[]) =>
      all.superAdmin.http.post('/upload/actions/bulk-delete', { fileIds, folderIds: [] });

    it.each([
      ['one', single],
      ['one by the content API', byApi],
      ['several', bulk],
    ])('%s is refused while it is approved or waits for review', async (_how, remove) => {
      const approved = await makeApproved(pair());
      expect(await remove(approved.fileId)).toMatchObject({
        status: 409,
        error: { status: 409, details: { code: 'file_in_use', why: 'active_asset' } },
      });
      const waiting = await make(all.editor);
      ok(await submit(all.editor, waiting), 'Submit');
      expect(await remove(await idOf(waiting))).toMatchObject({
        status: 409,
        error: { details: { why: 'waits_for_review' } },
      });
      expect(await statusOf(waiting)).toBe('pending');
    });

    it('several is all or nothing', async () => {
      const free = await plain();
      const kept = await makeApproved(pair());
      const answer = await bulk(free.id, kept.fileId);
      expect(answer.status).toBe(409);
      expect(answer.error?.message).toContain('Nothing was deleted.');
      expect(await isThere(free.id)).toBe(true);
      expect((await bulk(free.id)).status).toBe(200);
      expect(await isThere(free.id)).toBe(false);
    });

    it('takes what stands beside the file with it, in every way', async () => {
      const rowsBeside = (fileIds: number[]) =>
        readRows(sharedServer(), async (database): Promise<unknown[]> => {
          const rows = database('ap_file_provenances').whereIn('file_id', fileIds);
          return rows.orderBy('file_id').select({ id: 'file_id', kind: 'kind' });
        });
      const folder = ok(
        await all.superAdmin.http.post<{ id: number }>('/upload/folders', {
          name: `Gone ${Date.now()}`,
          parent: null,
        }),
        'Folder'
      );
      const files = [await plain(), await plain(), await plain(), await plain()];
      const ids = files.map(({ id }) => id);
      const [alone = 0, open = 0, together = 0, inside = 0] = ids;
      expect(await rowsBeside(ids)).toEqual(ids.map((id) => ({ id, kind: 'image' })));
      ok(
        await all.superAdmin.http.post('/upload/actions/bulk-move', {
          ...{ fileIds: [inside], folderIds: [], destinationFolderId: folder.id },
        }),
        'Move'
      );
      const withFolder = { folderIds: [folder.id], fileIds: [] };
      for (const answer of [
        await single(alone),
        await byApi(open),
        await bulk(together),
        await all.superAdmin.http.post('/upload/actions/bulk-delete', withFolder),
      ])
        expect(answer.status).toBe(200);
      expect(await rowsBeside(ids)).toEqual([]);
    });

    it('is refused while the public sees it, whatever it is', async () => {
      const file = await plain();
      const show = async (data: Record<string, unknown>) => {
        const { documentId } = ok(
          await all.superAdmin.http.post<{ documentId: string }>(ARTICLES, {
            title: 'Shows it',
            ...data,
          }),
          'Article'
        );
        ok(
          await all.superAdmin.http.post(`${ARTICLES}/${documentId}/actions/publish`, {}),
          'Publish'
        );
        return documentId;
      };
      const [cover, markdown] = [
        await show({ cover: file.id }),
        await show({ markdown: `![](${file.url})` }),
      ];
      expect(await single(file.id)).toMatchObject({
        status: 409,
        error: { details: { why: 'in_use' } },
      });
      ok(await all.superAdmin.http.del(`${ARTICLES}/${cover}`), 'Delete');
      expect(await single(file.id)).toMatchObject({
        status: 409,
        error: { details: { why: 'in_use', usedIn: [{ documentId: markdown }] } },
      });
      ok(await all.superAdmin.http.del(`${ARTICLES}/${markdown}`), 'Delete');
      expect((await single(file.id)).status).toBe(200);
    });

    it('is refused for evidence, until the authorisation is withdrawn', async () => {
      const [subject, evidence] = [await plain(), await plain()];
      const right = ok(
        await all.contentManager.api.post<{ rightsRecordId: string }>(api.rightsRecords, {
          fileDocumentId: subject.documentId,
          kind: 'licence',
          holder: 'Studio',
          scope: 'All',
          evidenceFileDocumentId: evidence.documentId,
        }),
        'Rights'
      );
      expect(await single(evidence.id)).toMatchObject({
        status: 409,
        error: { details: { why: 'evidence' } },
      });
      ok(
        await all.contentManager.api.post(api.withdrawRights(right.rightsRecordId), {
          reason: 'Over',
        }),
        'Withdraw'
      );
      expect((await single(evidence.id)).status).toBe(200);
      expect((await single(subject.id)).status).toBe(200);
    });
  });

  describe('under hold', () => {
    it('is neither deleted nor replaced by anybody', async () => {
      const file: StockFile = await plain();
      ok(await hold(file.documentId, true), 'Hold');
      const answers = [
        await all.superAdmin.http.del(`/upload/files/${file.id}`),
        await publicApi.del(`/upload/files/${file.id}`),
        await all.superAdmin.http.post('/upload/actions/bulk-delete', {
          fileIds: [file.id],
          folderIds: [],
        }),
        await replace(all.superAdmin, file.id, await png(), 'x.png', 'image/png'),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({
          status: 409,
          error: { details: { code: 'file_held', fileDocumentId: file.documentId } },
        });
      expect(answers[0]?.error?.message).toContain(all.contentManager.name);
      expect(await isThere(file.id)).toBe(true);
      expect(await hold(file.documentId, true)).toMatchObject({ status: 409 });
      ok(await hold(file.documentId, false), 'Release');
      expect((await all.superAdmin.http.del(`/upload/files/${file.id}`)).status).toBe(200);
    });

    it('shows in the library, and is for those who manage assets', async () => {
      const made = await make(all.editor);
      const { fileDocumentId } = made.output;
      ok(await hold(fileDocumentId, true), 'Hold');
      const { results } = ok(
        await all.editor.api.get<Page<LibraryItem>>(api.library, { fileDocumentId }),
        'Library'
      );
      expect(results).toMatchObject([{ isHeld: true }]);
      const refused = await all.editor.api.post(api.hold(fileDocumentId ?? ''), {
        isHeld: false,
        reason: 'x',
      });
      expect(refused.status).toBe(403);
    });
  });
});

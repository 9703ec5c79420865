import { api } from '../../plugins/asset-provenance/shared';
import type { GateReason } from '../../plugins/asset-provenance/shared';
import type { Answer, Http } from '../support/http';
import { createHttp } from '../support/http';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, makeApproved, ok } from '../support/story';
import type { Approved } from '../support/story';

type Entry = { id: number; documentId: string; publishedAt: string | null };

const ARTICLES = '/content-manager/collection-types/api::article.article';
const CAMPAIGNS = '/content-manager/collection-types/api::campaign.campaign';
const NOTICES = '/content-manager/collection-types/api::notice.notice';

const reasonsOf = ({ error }: Answer<unknown>) => (error?.details.reasons ?? []) as GateReason[];
const codesOf = (answer: Answer<unknown>) => reasonsOf(answer).map(({ code }) => code);

describe('the publish gate on every path', () => {
  let all: People;
  let manager: Http;
  let publicApi: Http;
  let unapproved: { fileId: number; fileDocumentId: string | null };
  let approved: Approved;

  const create = async (data: Record<string, unknown>, type = ARTICLES) =>
    ok(await manager.post<Entry>(type, { title: 'Bags', ...data }), 'Create').documentId;
  const isPublished = async (documentId: string) => {
    const { data } = await manager.get<Entry | null>(`${ARTICLES}/${documentId}`, {
      status: 'published',
    });
    return Boolean(data?.publishedAt);
  };
  const newlyApproved = () => makeApproved({ owner: all.editor, reviewer: all.contentManager });

  beforeAll(async () => {
    all = await people();
    manager = all.contentManager.http;
    const made = await make(all.editor);
    const { fileDocumentId } = made.output;
    unapproved = { fileId: await fileIdOf(all.editor, fileDocumentId), fileDocumentId };
    approved = await newlyApproved();
    const answer = await all.superAdmin.http.post<{ accessKey: string }>('/admin/api-tokens', {
      name: `Gate ${Date.now()}`,
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

  it('creating a published entry by the content API', async () => {
    const title = `Refused ${Date.now()}`;
    const answer = await publicApi.post<Entry>('/articles', {
      data: { title, cover: unapproved.fileId },
    });
    expect(answer.status).toBe(400);
    expect(answer.error?.details.code).toBe('publish_refused');
    const drafts = await publicApi.get<Entry[]>('/articles', {
      status: 'draft',
      'filters[title][$eq]': title,
    });
    expect(drafts.data).toEqual([]);
    expect(
      (await publicApi.post('/articles', { data: { title, cover: approved.fileId } })).status
    ).toBe(201);
  });

  it('creating a draft by the content API passes', async () => {
    const data = { title: 'Draft', cover: unapproved.fileId };
    expect((await publicApi.post('/articles?status=draft', { data })).status).toBe(201);
  });

  it('updating a published entry by the content API', async () => {
    const created = ok(
      await publicApi.post<Entry>('/articles', { data: { title: 'Before' } }),
      'Create'
    );
    const path = `/articles/${created.documentId}`;
    const answer = await publicApi.put<Entry>(path, {
      data: { title: 'After', cover: unapproved.fileId },
    });
    expect(answer.status).toBe(400);
    for (const status of ['draft', 'published']) {
      expect((await publicApi.get<{ title: string }>(path, { status })).data.title).toBe('Before');
    }
  });

  it('types without drafts: create, update, clone', async () => {
    const refused = await manager.post(NOTICES, { text: 'Live', image: unapproved.fileId });
    expect(refused.status).toBe(400);
    expect(codesOf(refused)).toEqual(['not_approved']);

    const own = await newlyApproved();
    const notice = ok(
      await manager.post<Entry>(NOTICES, { text: 'Live', image: own.fileId }),
      'Create'
    );
    const update = await manager.put(`${NOTICES}/${notice.documentId}`, {
      image: unapproved.fileId,
    });
    expect(codesOf(update)).toEqual(['not_approved']);

    ok(
      await all.contentManager.api.post(api.revoke(own.asset.assetId), { reason: 'Over' }),
      'Revoke'
    );
    const clone = await manager.post(`${NOTICES}/clone/${notice.documentId}`, {
      text: 'Copy',
      image: own.fileId,
    });
    expect(codesOf(clone)).toEqual(['revoked']);
  });

  it('bulk publishing: nothing of it', async () => {
    const good = await create({ cover: approved.fileId });
    const bad = await create({ cover: unapproved.fileId });
    const answer = await manager.post(`${ARTICLES}/actions/bulkPublish`, {
      documentIds: [good, bad],
    });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['not_approved']);
    expect(await isPublished(good)).toBe(false);
    expect(await isPublished(bad)).toBe(false);

    const another = await create({ cover: approved.fileId });
    const passed = await manager.post(`${ARTICLES}/actions/bulkPublish`, {
      documentIds: [good, another],
    });
    expect(passed.status).toBe(200);
  });

  it('each language by itself', async () => {
    const admin = all.superAdmin.http;
    await admin.post('/i18n/locales', { code: 'zh-Hans', name: '中文', isDefault: false });
    const { documentId } = ok(
      await admin.post<Entry>(CAMPAIGNS, { name: 'Spring', cover: approved.fileId }),
      'English'
    );
    ok(
      await admin.put(`${CAMPAIGNS}/${documentId}?locale=zh-Hans`, {
        name: '春',
        cover: unapproved.fileId,
      }),
      'Chinese'
    );
    expect((await admin.post(`${CAMPAIGNS}/${documentId}/actions/publish`, {})).status).toBe(200);
    const chinese = await admin.post(
      `${CAMPAIGNS}/${documentId}/actions/publish?locale=zh-Hans`,
      {}
    );
    expect(codesOf(chinese)).toEqual(['not_approved']);
  });
});

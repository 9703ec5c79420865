import { api } from '../../plugins/asset-provenance/shared';
import type { FileUsage, FoundPlacement } from '../../plugins/asset-provenance/shared';
import {
  ARTICLES,
  CAMPAIGNS,
  NOTICES,
  imageBlock,
  linkBlock,
  textBlock,
  upload,
} from '../support/entries';
import type { Entry, Uploaded } from '../support/entries';
import { createHttp } from '../support/http';
import type { Http } from '../support/http';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { ok } from '../support/story';

type Use = [field: string, isPublished: boolean];

const MINUTE = 60_000;

describe('usage of files in entries', () => {
  let all: People;
  let http: Http;
  let file: Uploaded;

  const usage = async ({ documentId }: Pick<Uploaded, 'documentId'>): Promise<FileUsage> =>
    ok(await all.editor.api.get<FileUsage>(api.fileUsage(documentId)), 'Usage');
  const entriesOf = async (used: Uploaded): Promise<FoundPlacement[]> =>
    (await usage(used)).entries;
  const usesOf = async (used: Uploaded, entry?: string): Promise<Use[]> =>
    (await entriesOf(used))
      .filter(({ documentId }) => !entry || documentId === entry)
      .map(({ field, isPublished }): Use => [field, isPublished])
      .sort();

  const create = async (data: Record<string, unknown>, type = ARTICLES): Promise<string> =>
    ok(await http.post<Entry>(type, { title: 'Bags', ...data }), 'Create').documentId;
  const update = async (id: string, data: Record<string, unknown>, type = ARTICLES) =>
    ok(await http.put<Entry>(`${type}/${id}`, data), 'Update');
  const act = async (id: string, action: string, type = ARTICLES, body: object = {}) =>
    ok(await http.post<Entry>(`${type}/${id}/actions/${action}`, body), action);

  beforeAll(async () => {
    all = await people();
    http = all.superAdmin.http;
    await http.post('/i18n/locales', { code: 'zh-Hans', name: '中文', isDefault: false });
  }, MINUTE);
  beforeEach(async () => {
    file = await upload(http);
  });

  const places: [string, (file: Uploaded) => Record<string, unknown>, string][] = [
    ['a field', ({ id }) => ({ cover: id }), 'cover'],
    ['a field of several', ({ id }) => ({ gallery: [id] }), 'gallery'],
    ['a component', ({ id }) => ({ leadFigure: { media: id } }), 'leadFigure.media'],
    [
      'a repeatable component',
      ({ id }) => ({ figures: [{ caption: 'None' }, { media: id }] }),
      'figures.1.media',
    ],
    [
      'a nested component',
      ({ id }) => ({ sections: [{}, { figures: [{}, {}, { media: id }] }] }),
      'sections.1.figures.2.media',
    ],
    [
      'a dynamic zone',
      ({ id }) => ({
        modules: [
          { __component: 'shared.quote', text: 'Said' },
          { __component: 'shared.figure', media: id },
        ],
      }),
      'modules.1.media',
    ],
    ['a picture in blocks', (each) => ({ body: [textBlock('A'), imageBlock(each)] }), 'body.1'],
    ['a link in blocks', (each) => ({ body: [linkBlock(each)] }), 'body.0'],
    ['Markdown', ({ url }) => ({ markdown: `# Bags\n\n![A bag](${url})` }), 'markdown'],
    [
      'HTML in Markdown, with this server’s address',
      ({ url }) => ({ markdown: `<video src="${sharedServer().url}${url}?v=2"></video>` }),
      'markdown',
    ],
  ];

  describe.each(places)('in %s', (_where, data, field) => {
    it('follows draft and publication', async () => {
      const id = await create(data(file));
      expect(await usesOf(file)).toEqual([[field, false]]);
      await act(id, 'publish');
      expect(await entriesOf(file)).toEqual([
        {
          uid: 'api::article.article',
          documentId: id,
          title: 'Bags',
          locale: null,
          field,
          isPublished: true,
        },
      ]);
      const nothing = Object.fromEntries(Object.keys(data(file)).map((name) => [name, null]));
      const empty = { ...nothing, figures: [], sections: [], modules: [], gallery: [] };
      await update(id, empty);
      expect(await usesOf(file)).toEqual([[field, true]]);
      await act(id, 'discard');
      expect(await usesOf(file)).toEqual([[field, true]]);
      await act(id, 'unpublish');
      expect(await usesOf(file)).toEqual([[field, false]]);
      ok(await http.del(`${ARTICLES}/${id}`), 'Delete');
      expect(await usesOf(file)).toEqual([]);
    });
  });

  it('finds the sizes of a picture by their addresses', async () => {
    const picture = await upload(
      http,
      {},
      new Blob([Buffer.from(await pngOf(800, 600))], { type: 'image/png' })
    );
    const small = picture.formats?.small?.url ?? '';
    expect(small).toContain('small_');
    await create({ markdown: `![](${small})` });
    expect(await usesOf(picture)).toEqual([['markdown', false]]);
  });

  it('follows copies', async () => {
    const id = await create({ cover: file.id, markdown: `![](${file.url})` });
    const copy = ok(
      await http.post<Entry>(`${ARTICLES}/clone/${id}`, { title: 'Copy' }),
      'Clone'
    ).documentId;
    expect(await usesOf(file, copy)).toEqual([
      ['cover', false],
      ['markdown', false],
    ]);
  });

  it('counts an entry once, in however many languages and fields', async () => {
    const id = await create({ name: 'Spring', cover: file.id, gallery: [file.id] }, CAMPAIGNS);
    ok(
      await http.put(`${CAMPAIGNS}/${id}?locale=zh-Hans`, { name: '春', body: [imageBlock(file)] }),
      'Chinese'
    );
    await act(id, 'publish', CAMPAIGNS);
    expect((await usage(file)).placementCount).toBe(1);
    await act(id, 'publish?locale=zh-Hans', CAMPAIGNS);
    const { entries, placementCount, maximumPlacements } = await usage(file);
    expect(placementCount).toBe(1);
    expect(maximumPlacements).toBeNull();
    expect(
      entries.map(({ locale, field, title, isPublished }) => [locale, field, title, isPublished])
    ).toEqual(
      expect.arrayContaining([
        ['en', 'cover', 'Spring', true],
        ['en', 'gallery', 'Spring', true],
        ['zh-Hans', 'body.0', '春', true],
      ])
    );
    await act(id, 'unpublish?locale=zh-Hans', CAMPAIGNS);
    expect((await entriesOf(file)).find(({ locale }) => locale === 'zh-Hans')?.isPublished).toBe(
      false
    );
    ok(await http.del(`${CAMPAIGNS}/${id}?locale=zh-Hans`), 'Delete Chinese');
    expect((await entriesOf(file)).map(({ locale }) => locale)).toEqual(['en', 'en']);
  });

  it('forgets the entries of a deleted language', async () => {
    const code = 'de';
    const locale = ok(
      await http.post<{ id: number }>('/i18n/locales', { code, name: 'Deutsch', isDefault: false }),
      'Locale'
    );
    const id = await create({ name: 'Spring' }, CAMPAIGNS);
    ok(
      await http.put(`${CAMPAIGNS}/${id}?locale=${code}`, { name: 'Frühling', cover: file.id }),
      'German'
    );
    expect(await usesOf(file)).toEqual([['cover', false]]);
    const localeId = locale?.id ?? (await localeIdOf(code));
    ok(await http.del(`/i18n/locales/${localeId}`), 'Delete locale');
    expect(await usesOf(file)).toEqual([]);
  });

  it('follows what is changed by the press that publishes it', async () => {
    const other = await upload(http);
    const id = await create({ cover: file.id });
    await act(id, 'publish', ARTICLES, { title: 'Bags', cover: other.id });
    expect(await usesOf(file, id)).toEqual([]);
    expect(await usesOf(other, id)).toEqual([['cover', true]]);
    await act(id, 'unpublish');
    expect(await usesOf(other, id)).toEqual([['cover', false]]);
  });

  it('takes every save of a type without drafts as published', async () => {
    const id = await create({ text: 'Live', image: file.id }, NOTICES);
    expect(await usesOf(file)).toEqual([['image', true]]);
    expect((await usage(file)).placementCount).toBe(1);
    await update(id, { image: null }, NOTICES);
    expect(await usesOf(file)).toEqual([]);
  });

  it('follows the content API', async () => {
    const token = ok(
      await http.post<{ accessKey: string }>('/admin/api-tokens', {
        name: `Usage ${Date.now()}`,
        description: '',
        type: 'full-access',
        lifespan: null,
      }),
      'Token'
    ).accessKey;
    const content = createHttp({ url: sharedServer().url, base: '/api', token });
    const created = ok(
      await content.post<Entry>('/articles', { data: { title: 'Bags', cover: file.id } }),
      'Create'
    );
    expect(await usesOf(file)).toEqual([['cover', true]]);
    await content.put(`/articles/${created.documentId}`, { data: { cover: null } });
    expect(await usesOf(file)).toEqual([]);
  });

  it('follows bulk publication, unpublication and deletion', async () => {
    const ids = [await create({ cover: file.id }), await create({ cover: file.id })];
    ok(await http.post(`${ARTICLES}/actions/bulkPublish`, { documentIds: ids }), 'Publish');
    expect((await usage(file)).placementCount).toBe(2);
    ok(await http.post(`${ARTICLES}/actions/bulkUnpublish`, { documentIds: ids }), 'Unpublish');
    expect((await usage(file)).placementCount).toBe(0);
    ok(await http.post(`${ARTICLES}/actions/bulkDelete`, { documentIds: ids }), 'Delete');
    expect(await usesOf(file)).toEqual([]);
  });

  it('follows files that an upload attaches to an entry', async () => {
    const entry = ok(await http.post<Entry>(ARTICLES, { title: 'Bags' }), 'Create');
    const attached = await upload(http, {
      ref: 'api::article.article',
      refId: String(entry.id),
      field: 'gallery',
    });
    expect(await usesOf(attached)).toEqual([['gallery', false]]);
  });

  it('forgets deleted files, although texts still name them', async () => {
    const id = await create({ cover: file.id, markdown: `![](${file.url})` });
    ok(await http.del(`/upload/files/${file.id}`), 'Delete');
    expect((await all.editor.api.get(api.fileUsage(file.documentId))).status).toBe(404);
    await update(id, { title: 'Still there' });
    const other = await upload(http);
    await update(id, { cover: other.id });
    expect(await usesOf(other)).toEqual([['cover', false]]);
  });

  it('keeps usage when the bytes are replaced', async () => {
    await create({ cover: file.id, markdown: `![](${file.url})` });
    const form = new FormData();
    form.append('files', new Blob(['other'], { type: 'text/plain' }), 'other.txt');
    ok(await http.post(`/upload?id=${file.id}`, form), 'Replace');
    expect(await usesOf(file)).toEqual([
      ['cover', false],
      ['markdown', false],
    ]);
  });

  it('refuses strangers, and names what it does not know', async () => {
    expect((await all.auditor.api.get(api.fileUsage(file.documentId))).status).toBe(200);
    const stranger = createHttp({ url: sharedServer().url, base: '/asset-provenance' });
    expect((await stranger.get(api.fileUsage(file.documentId))).status).toBe(401);
    const unknown = await all.editor.api.get(api.fileUsage('nosuchfile'));
    expect([unknown.status, unknown.error?.details.code]).toEqual([404, 'not_found']);
  });

  const localeIdOf = async (code: string): Promise<number> => {
    const { body } = await http.get('/i18n/locales');
    return (body as { id: number; code: string }[]).find((each) => each.code === code)?.id ?? 0;
  };
});

const pngOf = async (width: number, height: number): Promise<Buffer> => {
  const { default: sharp } = await import('sharp');
  return sharp({ create: { width, height, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
};

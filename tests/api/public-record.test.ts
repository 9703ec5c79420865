import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type { PublicRecord } from '../../plugins/asset-provenance/shared';
import { replace, sha256Of } from '../support/files';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, makeApproved, ok } from '../support/story';
import type { Approved, Made } from '../support/story';

jest.setTimeout(120_000);

const BASE = '/api/asset-provenance/public/files';
const ARTICLES = '/content-manager/collection-types/api::article.article';
const PROMPT = 'A prompt that nobody outside may read';

/** Everything that a public record may say; whoever adds a field decides it here too. */
const ALLOWED = [
  'contentUrl',
  'credit',
  'dates',
  'digitalSourceType',
  'fileDocumentId',
  'height',
  'isAiGenerated',
  'isChanged',
  'label',
  'licence',
  'mime',
  'sha256',
  'system',
  'usageTerms',
  'webStatement',
  'width',
];

let all: People;
let approved: Approved;

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${sharedServer().url}${BASE}${path}`, { headers });
const recordOf = async (path: string): Promise<PublicRecord> => {
  const response = await ask(path);
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: PublicRecord }).data;
};
const byUrl = (url: string) => `?url=${encodeURIComponent(url)}`;

const stored = ({ output }: Approved) =>
  readFileSync(path.join(sharedServer().publicDir, output.url ?? ''));

/** *Replace media* of the stock media library. */
const replaceWithOther = async (shown: Approved): Promise<void> => {
  const other = await sharp(stored(shown)).negate().png().toBuffer();
  ok(await replace(all.contentManager, shown.fileId, other, 'other.png', 'image/png'), 'Replace');
};

beforeAll(async () => {
  all = await people();
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    {
      limits: { channels: ['website'], creditLine: 'Studio <A&B>', licence: 'House licence' },
      overrides: { parameters: { prompt: `${PROMPT} ${Date.now()}` } },
    }
  );
});

describe('the public record', () => {
  it('is reached by documentId, hash, key and address, also of a size and behind a CDN', async () => {
    const { fileDocumentId, storedSha256, url, thumbnailUrl } = approved.output;
    const expected = expect.objectContaining({ fileDocumentId, sha256: storedSha256 });
    const key = /([^/]+)\.\w+$/.exec(url ?? '')?.[1];
    for (const path of [
      `/${fileDocumentId}`,
      `/${storedSha256}`,
      `/${key}`,
      byUrl(url ?? ''),
      byUrl(`https://cdn.example.org/x${thumbnailUrl}?w=200`),
      byUrl(`https://shop.example.org/_next/image?url=${encodeURIComponent(url ?? '')}&w=640`),
    ])
      expect(await recordOf(path)).toEqual(expected);
  });

  it('says that it was generated, by what kind of system, and nothing that is not listed', async () => {
    const record = await recordOf(`/${approved.output.fileDocumentId}`);
    expect(Object.keys(record).sort()).toEqual(ALLOWED);
    expect(record).toMatchObject({
      digitalSourceType: expect.stringMatching(/^http:\/\/cv\.iptc\.org\/newscodes\//),
      label: { en: expect.any(String), 'zh-Hans': expect.any(String) },
      credit: 'Studio <A&B>',
      licence: 'House licence',
      dates: null,
    });
  });

  it('tells programs by schema.org and people by a page, each cacheable', async () => {
    const path = `/${approved.output.fileDocumentId}`;
    const program = await ask(path, { accept: 'application/ld+json' });
    expect(program.headers.get('content-type')).toContain('application/ld+json');
    const record = await recordOf(path);
    expect(await program.json()).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ImageObject',
      contentUrl: record.contentUrl,
      creditText: 'Studio <A&B>',
      caption: expect.arrayContaining([{ '@language': 'en', '@value': record.label.en }]),
    });

    const page = await ask(path, { accept: 'text/html', 'accept-language': 'zh-CN' });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('<html lang="zh-Hans">');
    expect(html).toContain('Studio &lt;A&amp;B&gt;');
    expect(html).not.toContain('<A&B>');

    const tag = page.headers.get('etag') ?? '';
    expect(page.headers.get('cache-control')).toContain('public');
    const again = await ask(path, {
      accept: 'text/html',
      'accept-language': 'zh-CN',
      'if-none-match': tag,
      // fetch would ask past every cache otherwise.
      'cache-control': 'max-age=0',
    });
    expect(again.status).toBe(304);
  });

  it('keeps prompts, people, ids of tasks, models and costs to the house', async () => {
    const { output, task } = approved;
    const secrets = [
      PROMPT,
      all.editor.name,
      all.contentManager.name,
      task.taskId,
      output.outputId,
      task.modelId,
      task.providerId,
    ];
    for (const as of ['json', 'json-ld', 'page']) {
      const text = await (await ask(`/${output.fileDocumentId}?as=${as}`)).text();
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });

  it('is the same nothing for what is unknown, waiting, or for the house alone', async () => {
    const waiting: Made = await make(all.editor);
    const internal = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { isPublicUseAllowed: false } }
    );
    const answers: string[] = [];
    for (const path of [
      '/aaaaaaaaaaaaaaaaaaaaaaaa',
      `/${'0'.repeat(64)}`,
      '/1',
      `/${waiting.output.fileDocumentId}`,
      `/${waiting.output.storedSha256}`,
      `/${internal.output.fileDocumentId}`,
      `/${approved.task.taskId}`,
      `/${approved.output.outputId}`,
      byUrl('/uploads/nothing_1234567890.png'),
    ]) {
      const response = await ask(path);
      expect(response.status).toBe(404);
      answers.push(await response.text());
    }
    expect(new Set(answers).size).toBe(1);
  });

  it('stays when the approval ends while an entry shows the file to everybody', async () => {
    const shown = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { creditLine: 'Studio of an approval', licence: 'Licence of an approval' } }
    );
    const entry = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Shown',
        cover: await fileIdOf(all.contentManager, shown.output.fileDocumentId),
      }),
      'Article'
    );
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${entry.documentId}/actions/publish`, {}),
      'Publish'
    );
    ok(
      await all.contentManager.api.post(api.revoke(shown.asset.assetId), { reason: 'Rights' }),
      'Revoke'
    );
    const ended = await recordOf(`/${shown.output.fileDocumentId}`);
    expect(ended.label.en).toBeTruthy();
    expect(ended).toMatchObject({ isChanged: false, licence: null });
    expect(ended.credit).not.toBe('Studio of an approval');
    await replaceWithOther(shown);
    expect(await recordOf(`/${shown.output.fileDocumentId}`)).toMatchObject({
      isChanged: true,
      label: ended.label,
    });
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${entry.documentId}/actions/unpublish`, {}),
      'Unpublish'
    );
    expect((await ask(`/${shown.output.fileDocumentId}`)).status).toBe(404);
  });

  it('describes the bytes that are served, of which nothing is claimed when they took the place of others', async () => {
    const shown = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { creditLine: 'Studio', licence: 'House licence' } }
    );
    const file = `/${shown.output.fileDocumentId}`;
    const before = await recordOf(file);
    expect(before).toMatchObject({ isChanged: false, sha256: sha256Of(stored(shown)) });
    const entry = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Shown while its file is replaced',
        cover: shown.fileId,
      }),
      'Article'
    );
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${entry.documentId}/actions/publish`, {}),
      'Publish'
    );
    await replaceWithOther(shown);
    const now = sha256Of(stored(shown));
    expect(now).not.toBe(before.sha256);
    for (const path of [file, `/${now}`, byUrl(shown.output.url ?? '')])
      expect(await recordOf(path)).toMatchObject({
        sha256: now,
        isChanged: true,
        // A label that belongs beside what is shown is never lost.
        isAiGenerated: before.isAiGenerated,
        label: before.label,
        ...{ digitalSourceType: null, credit: null, licence: null, usageTerms: null, dates: null },
      });
    const jsonLd = await (await ask(`${file}?as=json-ld`)).text();
    expect(jsonLd).toContain(now);
    expect(jsonLd).toContain('took the place');
    for (const unsaid of [before.sha256, 'Studio', 'House licence', before.digitalSourceType])
      expect(jsonLd).not.toContain(unsaid);
    expect(await (await ask(`${file}?as=page&lang=zh-Hans`)).text()).toContain('已被其他字节取代');
  });

  it('refuses questions that it does not know, naming the field', async () => {
    for (const [path, field] of [
      [`/${approved.output.fileDocumentId}?as=xml`, 'as'],
      ['', 'url'],
      ['?url=%20', 'url'],
    ] as const) {
      const response = await ask(path);
      const { error } = (await response.json()) as {
        error: { details: { fields: { path: string }[] } };
      };
      expect([response.status, error.details.fields.map((each) => each.path)]).toEqual([
        400,
        [field],
      ]);
    }
  });

  // Last: from then on this machine has asked too much for a minute.
  it('is refused for a while to who asks too much', async () => {
    const statuses = new Set<number>();
    for (let count = 0; count < 130; count += 1) {
      const response = await ask('/aaaaaaaaaaaaaaaaaaaaaaaa');
      statuses.add(response.status);
      if (response.status === 429)
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { PublicRecord } from '../../plugins/asset-provenance/shared';
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
    expect(await program.json()).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'ImageObject',
      creditText: 'Studio <A&B>',
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
      '',
    ]) {
      const response = await ask(path);
      expect(response.status).toBe(404);
      answers.push(await response.text());
    }
    expect(new Set(answers).size).toBe(1);
  });

  it('stays when the approval ends while an entry shows the file to everybody', async () => {
    const shown = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
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
    expect((await recordOf(`/${shown.output.fileDocumentId}`)).label.en).toBeTruthy();
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${entry.documentId}/actions/unpublish`, {}),
      'Unpublish'
    );
    expect((await ask(`/${shown.output.fileDocumentId}`)).status).toBe(404);
  });

  it('refuses questions that it does not know', async () => {
    const response = await ask(`/${approved.output.fileDocumentId}?as=xml`);
    expect(response.status).toBe(400);
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

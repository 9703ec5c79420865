import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { api } from '../../plugins/asset-provenance/shared';
import type { StandingOn, TraceAnswer } from '../../plugins/asset-provenance/shared';
import { replace } from '../support/files';
import { createHttp } from '../support/http';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import {
  assetRecord,
  dayFromNow,
  decide,
  fileIdOf,
  make,
  makeApproved,
  ok,
} from '../support/story';
import type { Approved } from '../support/story';

jest.setTimeout(120_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';

let all: People;
let approved: Approved;
let article: string;

const stored = (url: string | null) => readFileSync(path.join(sharedServer().publicDir, url ?? ''));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const ask = async (q: string): Promise<TraceAnswer> =>
  ok(await all.auditor.api.get<TraceAnswer>(api.trace, { q }), 'Trace');

const drop = async (bytes: Buffer, name = 'found-on-the-web.png'): Promise<TraceAnswer> => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return ok(await all.auditor.api.post<TraceAnswer>(api.traceFile, form), 'Trace of a file');
};

const found = (answer: TraceAnswer) =>
  answer.results.map(({ match, format, output }) => ({
    match,
    format,
    outputId: output.outputId,
  }));

beforeAll(async () => {
  all = await people();
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { limits: { channels: ['website'] } }
  );
  const entry = ok(
    await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
      title: 'Traced',
      cover: approved.fileId,
    }),
    'Article'
  );
  article = entry.documentId;
  ok(await all.contentManager.http.post(`${ARTICLES}/${article}/actions/publish`, {}), 'Publish');
});

describe('trace', () => {
  it('reaches the record from an address, also of a size, with a query or a host before it', async () => {
    const { url, thumbnailUrl, outputId } = approved.output;
    expect(found(await ask(url ?? ''))).toEqual([{ match: 'url', format: null, outputId }]);
    expect(found(await ask(`https://cdn.example.org/assets${thumbnailUrl}?w=200#top`))).toEqual([
      { match: 'url', format: 'thumbnail', outputId },
    ]);
  });

  it.each<[string, (url: string) => string]>([
    ['an image optimiser', (url) => `/_next/image?url=${encodeURIComponent(url)}&w=640&q=75`],
    [
      'a proxy with a whole address',
      (url) =>
        `https://cdn.example.org/f?w=9&src=${encodeURIComponent(`https://cms.example.org${url}?v=2`)}`,
    ],
    ['escaped slashes', (url) => `https://cdn.example.org/fetch/${encodeURIComponent(url)}`],
    ['a converter', (url) => `https://cdn.example.org${url}.webp`],
    ['a screen with more pixels', (url) => url.replace(/(\.\w+)$/, '@2x$1')],
    ['a trailing slash', (url) => `https://cdn.example.org${url}/`],
  ])('reaches it from the address of %s', async (_name, of) => {
    const { url, thumbnailUrl, outputId } = approved.output;
    expect(found(await ask(of(url ?? '')))).toEqual([{ match: 'url', format: null, outputId }]);
    expect(found(await ask(of(thumbnailUrl ?? '')))).toEqual([
      { match: 'url', format: 'thumbnail', outputId },
    ]);
  });

  it('reaches it from a resized copy that somebody downloaded, by its bytes', async () => {
    const answer = await drop(stored(approved.output.thumbnailUrl));
    expect(found(answer)).toEqual([
      { match: 'format_bytes', format: 'thumbnail', outputId: approved.output.outputId },
    ]);
    expect(answer.results[0]?.sentence.en).toContain('approved by');
  });

  it('reaches it from the file itself, its hash, its ids and the provider’s', async () => {
    const { output, task, asset } = approved;
    const { outputId } = output;
    expect(found(await drop(stored(output.url)))[0]).toMatchObject({
      match: 'stored_bytes',
      outputId,
    });
    expect(found(await ask(sha256(stored(output.url))))[0]).toMatchObject({
      match: 'stored_bytes',
      outputId,
    });
    expect(found(await ask(task.taskId))).toEqual([{ match: 'task_id', format: null, outputId }]);
    expect(found(await ask(outputId))).toEqual([{ match: 'output_id', format: null, outputId }]);
    expect(found(await ask(asset.assetId))).toEqual([
      { match: 'asset_id', format: null, outputId },
    ]);
    expect(found(await ask(output.fileDocumentId ?? ''))).toEqual([
      { match: 'file_id', format: null, outputId },
    ]);
    expect(found(await ask(task.providerTaskIds[0] ?? ''))).toEqual([
      { match: 'provider_task_id', format: null, outputId },
    ]);
  });

  it('reaches it from the published entry that shows it', async () => {
    const expected = [{ match: 'entry', format: null, outputId: approved.output.outputId }];
    expect(found(await ask(`api::article.article/${article}`))).toEqual(expected);
    expect(
      found(
        await ask(
          `https://cms.example.org/admin/content-manager/collection-types/api::article.article/${article}?plugins=1`
        )
      )
    ).toEqual(expected);
  });

  it('answers with the whole record: task, parameters, owner, reviewer, verdict, limits, placements, checks', async () => {
    const record = await assetRecord(all.auditor, approved.output.outputId);
    expect(record).toMatchObject({
      task: {
        taskId: approved.task.taskId,
        owner: { name: all.editor.name },
        requested: { seed: expect.anything() },
      },
      asset: {
        state: 'active',
        reviewer: { name: all.contentManager.name },
        limits: { channels: ['website'] },
      },
      verdicts: [{ verdict: 'approved', storedSha256: approved.output.storedSha256 }],
      placements: [
        { uid: 'api::article.article', documentId: article, field: 'cover', isPublished: true },
      ],
    });
    expect(record?.checks.map(({ id, isIntact }) => [id, isIntact])).toEqual([
      ['stored_bytes', true],
      ['verdict_bytes', true],
      ['events', true],
    ]);
    expect(record?.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'task.launched',
        'job.moved',
        'output.moved',
        'output.submitted',
        'verdict.given',
        'asset.approved',
      ])
    );
  });

  it('says that a file without a record has none, and what was tried for what is not here', async () => {
    const form = new FormData();
    const stranger = await sharp({
      create: { width: 40, height: 40, channels: 3, background: '#a50' },
    })
      .png()
      .toBuffer();
    form.append(
      'files',
      new Blob([new Uint8Array(stranger)], { type: 'image/png' }),
      'stranger.png'
    );
    const [uploaded] = (await all.contentManager.http.post('/upload', form)).body as {
      documentId: string;
      url: string;
    }[];
    const answer = await ask(uploaded?.url ?? '');
    expect(answer.results).toEqual([]);
    expect(answer.untracked).toMatchObject([
      { fileDocumentId: uploaded?.documentId, approvalStatus: 'untracked', origin: 'unknown' },
    ]);

    const nothing = await drop(randomBytes(2000));
    expect(nothing).toMatchObject({ results: [], untracked: [] });
    expect(nothing.tried.length).toBeGreaterThan(0);
    expect(
      (await all.auditor.api.get(api.trace, { q: ' ' })).error?.details.fields?.[0]?.path
    ).toBe('q');
    expect((await all.auditor.api.post(api.traceFile, {})).error?.details.fields?.[0]?.path).toBe(
      'file'
    );
  });

  it('knows bytes that were replaced since, and says that the file is not as it was approved', async () => {
    const other = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const before = stored(other.output.url);
    const form = new FormData();
    const edited = await sharp(before).negate().png().toBuffer();
    form.append('files', new Blob([new Uint8Array(edited)], { type: 'image/png' }), 'edited.png');
    ok(await all.contentManager.http.post(`/upload?id=${other.fileId}`, form), 'Replace');

    expect(found(await drop(before))[0]).toMatchObject({
      match: 'former_bytes',
      outputId: other.output.outputId,
    });
    const [now] = (await ask(other.output.url ?? '')).results;
    expect(now?.output.approvalStatus).toBe('changed');
    const record = await assetRecord(all.auditor, other.output.outputId);
    expect(record.asset?.state).toBe('changed');
    expect(record.checks.find(({ id }) => id === 'verdict_bytes')?.isIntact).toBe(false);
  });

  it.each([
    ['approved', async () => undefined],
    [
      'revoked',
      async ({ asset }: Approved) =>
        void ok(
          await all.contentManager.api.post(api.revoke(asset.assetId), { reason: 'Rights' }),
          'Revoke'
        ),
    ],
  ] as const)(
    'claims no approval for bytes that took the place of an %s file',
    async (_name, end) => {
      const other = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
      await end(other);
      const { outputId, url } = other.output;
      const put = async (bytes: Buffer) =>
        ok(
          await replace(all.contentManager, other.fileId, bytes, 'put.png', 'image/png'),
          'Replace'
        );
      const before = stored(url);
      await put(await sharp(before).negate().png().toBuffer());
      const second = stored(url);
      const ofBytes = await ask(sha256(second));
      expect(found(ofBytes)).toEqual([{ match: 'replaced_bytes', format: null, outputId }]);
      expect(ofBytes.results[0]?.sentence).toEqual({
        en: expect.stringMatching(/^Never approved: .* other bytes were approved by .*, now /),
        zh: expect.stringMatching(/^从未审核通过。.*以下结论针对其他字节：.*现为/),
      });
      const [thumbnail] = (await drop(stored(other.output.thumbnailUrl))).results;
      expect(thumbnail).toMatchObject({ match: 'replaced_bytes', format: 'thumbnail' });
      expect((await ask(url ?? '')).results[0]?.sentence.en).toContain('other bytes were approved');

      // What was approved is told of the approved bytes alone.
      const [approvedBytes] = (await drop(before)).results;
      expect(approvedBytes?.match).toBe('former_bytes');
      expect(approvedBytes?.sentence.en).not.toContain('other bytes');
      await put(await sharp(before).blur().png().toBuffer());
      const [between] = (await ask(sha256(second))).results;
      expect(between?.match).toBe('former_bytes');
      expect(between?.sentence.en).toContain('other bytes were approved');
    }
  );

  it('shows no prompt, key, task or status to the public', async () => {
    const prompt = approved.task.prompt ?? 'no prompt';
    const roles = (await all.superAdmin.http.get('/users-permissions/roles')).body as {
      roles: { id: number; type: string }[];
    };
    const anyone = roles.roles.find(({ type }) => type === 'public');
    const role = (await all.superAdmin.http.get(`/users-permissions/roles/${anyone?.id}`)).body as {
      role: {
        name: string;
        description: string;
        permissions: Record<
          string,
          { controllers: Record<string, Record<string, { enabled: boolean }>> }
        >;
      };
    };
    const { permissions } = role.role;
    for (const action of ['find', 'findOne']) {
      const controller = permissions['api::article']?.controllers.article;
      if (controller?.[action]) controller[action].enabled = true;
    }
    ok(
      await all.superAdmin.http.put(`/users-permissions/roles/${anyone?.id}`, {
        ...role.role,
        users: [],
      }),
      'Public read'
    );
    const open = createHttp({ url: sharedServer().url });
    const { body, status } = await open.get(`/api/articles/${article}`, { populate: '*' });
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(text).toContain(approved.output.url);
    for (const secret of [prompt, approved.task.taskId, 'provenance', 'sandbox'])
      expect(text).not.toContain(secret);
    expect(
      (await open.get('/api/articles', { 'filters[cover][provenanceStatus][$eq]': 'approved' }))
        .status
    ).toBe(400);
  });

  it('is not for everybody', async () => {
    expect((await all.editor.api.get(api.trace, { q: approved.task.taskId })).status).toBe(403);
    const made = await make(all.editor);
    expect(await fileIdOf(all.editor, made.output.fileDocumentId)).toEqual(expect.any(Number));
  });
});

describe('publications', () => {
  const act = async (documentId: string, action: 'publish' | 'unpublish') =>
    ok(
      await all.contentManager.http.post(`${ARTICLES}/${documentId}/actions/${action}`, {}),
      action
    );
  const recordOf = ({ output }: Approved) => assetRecord(all.auditor, output.outputId);

  it('say who published it where and when, and that it was approved then', async () => {
    const shown = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { channels: ['website'] } }
    );
    expect((await recordOf(shown)).publications).toEqual([]);
    const { documentId } = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Published twice',
        cover: shown.fileId,
      }),
      'Article'
    );
    await act(documentId, 'publish');
    await act(documentId, 'publish');
    await act(documentId, 'unpublish');
    ok(
      await decide(all.contentManager, shown, {
        verdict: 'rejected',
        reason: 'A rights holder objects.',
        supersedes: shown.verdict.verdictId,
      }),
      'Reject'
    );
    const { publications, timeline } = await recordOf(shown);
    expect(publications).toMatchObject([
      {
        uid: 'api::article.article',
        documentId,
        status: 'approved',
        limits: { channels: ['website'] },
        event: {
          actor: { name: all.contentManager.name },
          data: { files: [shown.output.fileDocumentId] },
        },
      },
    ]);
    const withdrawn = timeline.filter(({ type }) => type === 'entry.withdrawn');
    expect(withdrawn).toHaveLength(1);
    expect(publications[0]?.endedAt).toBe(withdrawn[0]?.at);
  });

  it('that are refused leave none', async () => {
    const made = await make(all.editor);
    const { documentId } = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'Refused',
        cover: await fileIdOf(all.contentManager, made.output.fileDocumentId),
      }),
      'Article'
    );
    const refused = await all.contentManager.http.post(
      `${ARTICLES}/${documentId}/actions/publish`,
      {}
    );
    expect(refused.status).toBe(400);
    const { publications, timeline } = await assetRecord(all.auditor, made.output.outputId);
    expect(publications).toEqual([]);
    expect(timeline.map(({ type }) => type)).toContain('gate.refused');
  });
});

describe('the status on a day', () => {
  const on = async (outputId: string, day: string) =>
    ok(await all.auditor.api.get<StandingOn>(api.standingOn(outputId), { day }), 'Standing');

  it('is told by the events: before it was there, today, and after its last day', async () => {
    const made = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { validUntil: dayFromNow(3) } }
    );
    const { outputId } = made.output;
    expect(await on(outputId, dayFromNow(-1))).toMatchObject({ status: null, since: null });
    expect(await on(outputId, dayFromNow(3))).toMatchObject({
      status: 'approved',
      since: { type: 'verdict.given', actor: { name: all.contentManager.name } },
      limits: { validUntil: dayFromNow(3) },
    });
    expect(await on(outputId, dayFromNow(4))).toMatchObject({ status: 'expired', since: null });

    ok(
      await all.contentManager.api.post(api.revoke(made.asset.assetId), { reason: 'Rights' }),
      'Revoke'
    );
    expect(await on(outputId, dayFromNow(0))).toMatchObject({
      status: 'revoked',
      since: { type: 'asset.revoked' },
    });
  });

  it('needs a day and an output', async () => {
    const { outputId } = approved.output;
    const wrong = await all.auditor.api.get(api.standingOn(outputId), { day: 'yesterday' });
    expect([wrong.status, wrong.error?.details.fields?.[0]?.path]).toEqual([400, 'day']);
    const unknown = await all.auditor.api.get(api.standingOn('a'.repeat(24)), {
      day: dayFromNow(0),
    });
    expect(unknown.status).toBe(404);
  });
});

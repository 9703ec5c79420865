import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { PUBLIC_RECORD_BASE, api } from '../../plugins/asset-provenance/shared';
import type { OutputSummary, TaskDetail } from '../../plugins/asset-provenance/shared';
import { NEW_API_KEY, createNewApiFake } from '../fakes/gateways/new-api';
import type { Fake } from '../fakes/kit';
import { createReceiver } from '../support/callbacks';
import type { Receiver } from '../support/callbacks';
import { EVERY_FIELD, askExiftool, canAskExiftool, testMarks } from '../support/marks';
import { gifWithComment, picture, pngWithTexts, withBox } from '../support/marked-files';
import { createUser, preparePeople } from '../support/people';
import type { People, Person } from '../support/people';
import { providerSettings } from '../support/provider-suite';
import { readRows } from '../support/rows';
import { secrets, startServer } from '../support/server';
import type { Server } from '../support/server';
import { approval, assetRecord, decide, fileIdOf, makeSubmitted, ok } from '../support/story';
import type { Made } from '../support/story';
import { firstOutput, imageLaunch, launchAndSettle, videoLaunch } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(180_000);

/** What an editor types and nobody outside may read; each word stands nowhere else. */
const typed = {
  prompt: 'plantedprompt7391',
  finalReason: 'plantedfinal7391',
  comment: 'plantedcomment7391',
  verdict: 'plantedverdict7391',
  note: 'plantednote7391',
  callback: 'plantedcallback7391',
};
const PRICE = '0.07391';
const keys = [...Object.values(secrets), NEW_API_KEY];
const ARTICLES = '/content-manager/collection-types/api::article.article';

/** Texts as they may stand in files, also in what is compressed there. */
const textsIn = (bytes: Buffer): string => {
  const parts = [bytes.toString('latin1'), bytes.toString('utf16le')];
  for (let at = bytes.indexOf('zTXt'); at >= 0; at = bytes.indexOf('zTXt', at + 4)) {
    const start = bytes.indexOf(0, at + 4) + 2;
    parts.push(inflateSync(bytes.subarray(start), { finishFlush: 2 }).toString('latin1'));
  }
  return parts.join('\n');
};

const describedAs = (description: string): string =>
  [
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ` dc:description="${description}"/></rdf:RDF></x:xmpmeta>`,
  ].join('');

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

let server: Server;
let gateway: Fake;
let receiver: Receiver;
let all: People;
let made: Made;
/** What was made by a generator that writes into its files what it was told. */
let told: OutputSummary[];
let articleId: string;
/** Everybody who may never be named outside. */
let names: string[];

const text = async (url: string, headers: Record<string, string> = {}): Promise<string> => {
  const response = await fetch(`${server.url}${url}`, { headers });
  return [response.status, JSON.stringify([...response.headers]), await response.text()].join('\n');
};

const found = (words: string[], where: string): string[] =>
  words.filter((word) => where.includes(word));
/** Of what everybody may read. */
const nothingPrivate = (where: string): void => {
  const { task, output } = made;
  const routing = [gateway.url, new URL(gateway.url).host, task.providerId, task.modelId];
  const ids = [task.taskId, output.outputId, ...task.jobs.map(({ jobId }) => jobId)];
  expect(
    found([...Object.values(typed), ...keys, PRICE, ...names, ...routing, ...ids], where)
  ).toEqual([]);
};
/** Of what people with an account read who may not see prompts. */
const nothingSecret = (where: string): void =>
  expect(found([...keys, typed.prompt, typed.callback], where)).toEqual([]);

/** Where Strapi reports to; its own form takes no address on this machine. */
const addWebhook = async (): Promise<void> => {
  await server.stop();
  await readRows(server, (database) =>
    database('strapi_webhooks').insert({
      name: 'Elsewhere',
      url: `${receiver.url}/strapi`,
      headers: '{}',
      events: JSON.stringify(['media.create', 'media.update', 'entry.create', 'entry.publish']),
      enabled: true,
    })
  );
  await server.restart();
};

/** Every right of the content API to read, for visitors without an account. */
const openContentApi = async (admin: Person): Promise<void> => {
  type Actions = Record<string, Record<string, { enabled: boolean }>>;
  type Role = { id: number; type: string; permissions: Record<string, { controllers: Actions }> };
  const { roles } = (await admin.http.get<never>('/users-permissions/roles')).body as unknown as {
    roles: Role[];
  };
  const everybody = roles.find(({ type }) => type === 'public');
  const { role } = (await admin.http.get<never>(`/users-permissions/roles/${everybody?.id}`))
    .body as unknown as { role: Role };
  for (const { controllers } of Object.values(role.permissions))
    for (const actions of Object.values(controllers))
      for (const action of Object.values(actions)) action.enabled = true;
  ok(await admin.http.put(`/users-permissions/roles/${everybody?.id}`, role), 'Rights');
};

/** Every address of the content API that is read, with what it needs filled in. */
const contentRoutes = async (admin: Person): Promise<string[]> => {
  type Route = { method: string; path: string };
  const { routes } = (await admin.http.get<never>('/users-permissions/routes')).body as unknown as {
    routes: Record<string, Route[]>;
  };
  const id = String(await fileIdOf(admin, made.output.fileDocumentId));
  return Object.values(routes)
    .flat()
    .filter(({ method }) => method === 'GET')
    .map(({ path: route }) => route.replace(/:(\w+)/g, route.includes('upload') ? id : articleId));
};

/** A result of which the gateway makes a file of this kind. */
const makeTold = async (kind: string): Promise<OutputSummary> => {
  const parameters = {
    prompt: `${randomUUID()} ${typed.prompt} [[${kind}]]`,
    seed: null,
    extras: {},
  };
  const launched =
    kind === 'mp4'
      ? videoLaunch({
          providerId: 'gateway',
          modelId: 'wan-video',
          parameters: {
            ...parameters,
            resolution: '720p',
            durationSeconds: 4,
            frameRate: null,
            cameraMotion: null,
          },
        })
      : imageLaunch({
          providerId: 'gateway',
          modelId: 'gpt-image-1',
          parameters: { ...parameters, aspectRatio: '1:1', size: '1024x1024' },
        });
  return firstOutput(await launchAndSettle(all.editor, launched));
};

const clip = readFileSync(path.join(__dirname, '../fakes/media/clip.mp4'));

/** Files as generators leave them: with what they were told, in every place that a format has. */
const toldFiles = async (): Promise<Record<string, Buffer>> => {
  const photo = () => picture({ width: 1280, height: 720 });
  const told = () =>
    photo()
      .withExif({ IFD0: { ImageDescription: typed.prompt, Software: typed.prompt } })
      .withXmp(describedAs(typed.prompt));
  return {
    jpeg: await told().jpeg().toBuffer(),
    png: await pngWithTexts({ prompt: typed.prompt, workflow: typed.prompt }),
    webp: await told().webp().toBuffer(),
    gif: gifWithComment(await photo().gif().toBuffer(), typed.prompt),
    avif: await told().avif({ effort: 0 }).toBuffer(),
    mp4: withBox(clip, 'udta', Buffer.from(typed.prompt)),
  };
};

const environment = (): Record<string, string> => ({
  ...testMarks,
  ...providerSettings,
  GRAPHQL: 'true',
  GRAPHQL_INTROSPECTION: 'true',
  CALLBACK_ALLOWED_HOSTS: '127.0.0.1',
  GATEWAY_BASE_URL: gateway.url,
  GATEWAY_API_KEY: NEW_API_KEY,
  GATEWAY_PRESET: 'new-api',
  GATEWAY_MODELS: JSON.stringify({ 'gpt-image-1': {}, 'wan-video': { like: 'video' } }),
  PROVIDER_PRICES: JSON.stringify({
    gateway: {
      'gpt-image-1': { amount: PRICE, currency: 'USD', unit: 'output', source: 'A list' },
    },
  }),
});

beforeAll(async () => {
  const files = await toldFiles();
  [gateway, receiver] = await Promise.all([createNewApiFake(files), createReceiver()]);
  server = await startServer({ isPublic: true, env: environment() });
  all = await preparePeople(server.url);
  names = Object.values(all).flatMap(({ name, email }) => [name, email]);
  await addWebhook();
  await openContentApi(all.superAdmin);
  told = await Promise.all(Object.keys(files).map(makeTold));

  made = await makeSubmitted(
    all.editor,
    {
      providerId: 'gateway',
      modelId: 'gpt-image-1',
      finalReason: typed.finalReason,
      callbackUrl: `${receiver.url}/${typed.callback}`,
      parameters: {
        prompt: `A bag, ${typed.prompt}`,
        aspectRatio: '1:1',
        size: '1024x1024',
        quality: 'low',
        seed: null,
        extras: {},
      },
    },
    'A bag stands on a table.'
  );
  const { output } = made;
  ok(
    await all.contentManager.api.post(api.comments(output.outputId), { body: typed.comment }),
    'Comment'
  );
  ok(await decide(all.contentManager, made, { ...approval(), reason: typed.verdict }), 'Verdict');
  ok(
    await all.contentManager.api.post(api.revisionNotes, {
      target: { type: 'task', id: made.task.taskId },
      reason: typed.note,
      questionSource: 'A reader',
      approvingOwner: 'The desk',
    }),
    'Note'
  );
  const entry = ok(
    await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
      title: 'Shown',
      cover: await fileIdOf(all.contentManager, output.fileDocumentId),
    }),
    'Article'
  );
  articleId = entry.documentId;
  ok(await all.contentManager.http.post(`${ARTICLES}/${articleId}/actions/publish`, {}), 'Publish');
}, 180_000);

afterAll(async () => {
  await server?.dispose();
  await Promise.all([gateway?.close(), receiver?.close()]);
});

describe('what is private stays here', () => {
  it('was planted: those who may read it do', async () => {
    const own = ok(await all.editor.api.get<TaskDetail>(api.task(made.task.taskId)), 'Task');
    expect(JSON.stringify(own)).toContain(typed.prompt);
    expect(JSON.stringify(own)).toContain(typed.finalReason);
    expect(receiver.requests.map(({ path: called }) => called)).toContain(`/${typed.callback}`);
  });

  it('in the public record, by every key and in every shape', async () => {
    const { fileDocumentId, storedSha256, url } = made.output;
    const base = `/api${PUBLIC_RECORD_BASE}`;
    for (const key of [`/${fileDocumentId}?`, `/${storedSha256}?`, `?url=${url}&`])
      for (const shape of ['as=json', 'as=json-ld', 'as=page&lang=en', 'as=page&lang=zh-Hans']) {
        const answer = await text(`${base}${key}${shape}`);
        expect(answer.startsWith('200')).toBe(true);
        nothingPrivate(answer);
      }
  });

  it('in everything that the content API gives to visitors', async () => {
    const routes = await contentRoutes(all.superAdmin);
    expect(routes.length).toBeGreaterThan(10);
    let answered = 0;
    for (const route of routes)
      for (const query of ['', '?populate=*', '?populate[cover][populate]=*']) {
        const answer = await text(`${route.startsWith('/api') ? '' : '/api'}${route}${query}`);
        if (answer.startsWith('200')) answered += 1;
        nothingPrivate(answer);
      }
    expect(answered).toBeGreaterThan(5);
  });

  it('in GraphQL, which knows no table of ours and no private column of files', async () => {
    const ask = async (query: string): Promise<string> =>
      (
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query }),
        })
      ).text();
    const schema = await ask(
      '{ __schema { types { name fields { name } inputFields { name } } } }'
    );
    type Type = { name: string; fields: { name: string }[] | null };
    const { types } = (JSON.parse(schema) as { data: { __schema: { types: Type[] } } }).data
      .__schema;
    const ofFiles = types.find(({ name }) => name === 'UploadFile')?.fields ?? [];
    expect(ofFiles.map(({ name }) => name)).toEqual(expect.arrayContaining(['url', 'name']));
    expect(ofFiles.filter(({ name }) => /provenance|usable/i.test(name))).toEqual([]);
    expect(types.filter(({ name }) => /provenance|generation|verdict|ledger/i.test(name))).toEqual(
      []
    );
    const fields = ofFiles
      .map(({ name }) => name)
      .filter((name) => !/related|createdBy|updatedBy/.test(name));
    const answer = await ask(`{ articles { title cover { ${fields.join(' ')} } } }`);
    expect(answer).toContain('Shown');
    nothingPrivate(answer);
  });

  it('in the files, of every format', async () => {
    const endings = told.map(({ url }) => path.extname(url ?? ''));
    expect(endings.sort()).toEqual(['.avif', '.gif', '.jpg', '.mp4', '.png', '.webp']);
    for (const { outputId } of told) {
      const { marks } = await assetRecord(all.auditor, outputId);
      expect(marks[0]?.written).toEqual(['text_removal', 'iptc', 'aigc_label', 'c2pa']);
    }
    const files = filesBelow(server.publicDir).map((file) => ({
      bytes: readFileSync(file),
      mime: `file/${path.extname(file).slice(1)}`,
    }));
    // The ids of task and output stand in the marks: they lead the house back to its record.
    const words = [...Object.values(typed), ...keys, PRICE, ...names, gateway.url];
    for (const { bytes } of files) expect(found(words, textsIn(bytes))).toEqual([]);
    if (canAskExiftool())
      expect(found(words, JSON.stringify(askExiftool(files, EVERY_FIELD)))).toEqual([]);
  });

  it('in what is sent out: callbacks and webhooks', async () => {
    const sent = await until(
      () => {
        const bodies = receiver.requests.map(({ rawBody }) => rawBody.toString('utf8'));
        return bodies.some((body) => body.includes('entry.publish')) && bodies;
      },
      { what: 'the webhook of the publication' }
    );
    expect(sent.some((body) => body.includes('media.create'))).toBe(true);
    const { callback: _theirs, ...rest } = typed;
    for (const body of sent)
      expect(found([...Object.values(rest), ...keys, PRICE, gateway.url], body)).toEqual([]);
  });

  it('in errors', async () => {
    const { outputId } = made.output;
    const wrong = [
      await all.editor.api.post(api.tasks, { parameters: { prompt: typed.prompt } }),
      await all.editor.api.post(api.submitForReview(outputId), { alternativeText: '' }),
      await all.editor.api.get(api.task(made.task.taskId), { unknown: 'x' }),
      await all.auditor.api.post(api.verdicts(outputId), { verdict: 'no' }),
      await all.auditor.api.get(api.trace, { q: '' }),
      await all.contentManager.api.post(api.testConnection('gateway')),
    ];
    for (const { status, body } of wrong) {
      if (status >= 400) nothingSecret(JSON.stringify(body));
      expect(found(keys, JSON.stringify(body))).toEqual([]);
    }
    nothingPrivate(await text(`/api${PUBLIC_RECORD_BASE}/${made.task.taskId}`));
  });

  it('in every answer to people who may trace, but read no private record', async () => {
    const role = ok(
      await all.superAdmin.http.post<{ id: number }>('/admin/roles', {
        name: 'Tracer',
        description: '',
      }),
      'Role'
    );
    const actions = ['task.read', 'task.read-all', 'trace.read', 'audit.read', 'review.decide'];
    ok(
      await all.superAdmin.http.put(`/admin/roles/${role.id}/permissions`, {
        permissions: actions.map((action) => ({
          action: `plugin::asset-provenance.${action}`,
          subject: null,
          properties: {},
          conditions: [],
        })),
      }),
      'Permissions'
    );
    const tracer = await createUser(all.superAdmin, {
      url: server.url,
      roleId: String(role.id),
      candidate: { firstname: 'Tracy', lastname: 'Tracer', email: 'tracer@example.org' },
    });
    const { taskId, jobs } = made.task;
    const { outputId, fileDocumentId, storedSha256 } = made.output;
    const pages: [string, Record<string, string | null>?][] = [
      [api.tasks],
      [api.task(taskId)],
      [api.callbacksOfTask(taskId)],
      [api.costsOfTask(taskId)],
      [api.reviewQueue],
      [api.reviewCase(outputId)],
      [api.comments(outputId)],
      [api.assets],
      [api.library],
      [api.fileOrigin(fileDocumentId ?? '')],
      [api.fileUsage(fileDocumentId ?? '')],
      [api.trace, { q: storedSha256 }],
      [api.trace, { q: taskId }],
      [api.trace, { q: `api::article.article/${articleId}` }],
      [api.assetRecord(outputId)],
      [api.ledger],
      [api.settings],
      [api.catalog],
      [api.notices],
    ];
    let answered = 0;
    for (const [page, query] of pages) {
      const { status, body } = await tracer.api.get(page, query);
      if (status === 200) answered += 1;
      const words = found([...keys, PRICE, typed.prompt, typed.callback], JSON.stringify(body));
      expect({ page, words }).toEqual({ page, words: [] });
    }
    expect(jobs.length).toBe(1);
    expect(answered).toBeGreaterThan(8);
  });

  it('in the log', () => {
    const log = server.logs();
    expect(log.length).toBeGreaterThan(100);
    expect(found([...Object.values(typed), ...keys, PRICE], log)).toEqual([]);
  });

  it('also in the files of an operator who wants no marks at all', async () => {
    const noMarks = { MARK_XMP: 'false', MARK_C2PA: 'false', MARK_AIGC: 'false' };
    await server.restart({ env: { ...environment(), ...noMarks } });
    const { url, marks } = await makeTold('jpeg');
    expect(marks?.written).toEqual(['text_removal']);
    const bytes = readFileSync(path.join(server.publicDir, url ?? ''));
    expect(found([typed.prompt], textsIn(bytes))).toEqual([]);
  });
});

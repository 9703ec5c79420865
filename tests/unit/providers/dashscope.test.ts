import fc from 'fast-check';
import { NotSent, Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import type {
  Adapter,
  ResolvedReference,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { ProviderError } from '../../../plugins/asset-provenance/server/src/providers/contract';
import { dashscopeDefinition } from '../../../plugins/asset-provenance/server/src/providers/dashscope/adapter';
import { classOfError } from '../../../plugins/asset-provenance/server/src/providers/dashscope/errors';
import type { ModelCapabilities } from '../../../plugins/asset-provenance/shared';
import { DASHSCOPE_KEY, createDashscopeFake } from '../../fakes/dashscope';
import type { Fake, FakeAnswer } from '../../fakes/kit';
import { createFake } from '../../fakes/kit';
import {
  adapterAlone,
  closeAlone,
  finalAnswer,
  formatsOf,
  handleOf,
  referenceOf,
  requestOf,
} from '../../support/adapter-alone';
import { until } from '../../support/wait';

const modelOf = (id: string): ModelCapabilities => {
  const model = dashscopeDefinition.models.find((each) => each.id === id);
  if (!model) throw new Error(`There is no ${id}.`);
  return model;
};
const picture = modelOf('wan2.2-t2i-flash');
const message = modelOf('wan2.6-t2i');
const edit = modelOf('wan2.6-image');
const film = modelOf('wan2.6-t2v');
const moving = modelOf('wan2.6-i2v-flash');

const referencesOf = ({ references }: ModelCapabilities): ResolvedReference[][] => {
  if (references.maximum === 0) return [[]];
  if (references.roles.includes('last_frame'))
    return [[referenceOf('first_frame'), referenceOf('last_frame')]];
  if (references.roles.includes('first_frame')) return [[referenceOf('first_frame')]];
  return [1, references.maximum].map((count) =>
    Array.from({ length: count }, (_, index) => referenceOf('subject', index))
  );
};

describe('Alibaba DashScope', () => {
  let fake: Fake;
  let dashscope: Adapter;

  const connect = (baseUrl: string, apiKey = DASHSCOPE_KEY) =>
    adapterAlone(dashscopeDefinition, { baseUrl, apiKey }).adapter;

  beforeAll(async () => {
    fake = await createDashscopeFake();
    dashscope = connect(fake.url);
  });
  afterAll(async () => {
    await fake.close();
    await closeAlone();
  });

  const lastPost = () => fake.requests.filter(({ method }) => method === 'POST').at(-1);
  const accepted = async (request: ReturnType<typeof requestOf>) => {
    const answer = await dashscope.submit(request);
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
    return handleOf(request, answer.providerTaskId);
  };
  const ended = async (scenario: string, model = picture, changes = {}) =>
    finalAnswer(
      dashscope,
      await accepted(requestOf(model, { prompt: `A bag [[${scenario}]]`, ...changes }))
    );

  it.each(dashscopeDefinition.models.map((model) => [model.id, model] as const))(
    'asks for everything that %s offers in a form that the documentation allows',
    async (_id, model) => {
      for (const references of referencesOf(model)) {
        const requests = [
          ...formatsOf(model).map((format) => requestOf(model, format, references)),
          requestOf(model, { count: model.outputsPerJob, seed: 4_294_967_295 }, references),
          requestOf(model, { negativePrompt: 'blurred', audio: false }, references),
          requestOf(model, { durationSeconds: model.durationsSeconds?.maximum }, references),
          ...Object.entries(model.extras).flatMap(([key, { values }]) =>
            (values ?? []).map((value) =>
              requestOf(model, { extras: { [key]: value } }, references)
            )
          ),
        ];
        for (const request of requests)
          expect({
            answer: await dashscope.submit(request),
            asked: request.parameters,
          }).toMatchObject({ answer: { kind: 'accepted' } });
      }
    }
  );

  it('is held against a fake that refuses what is not documented', async () => {
    const post = (changes: object, headers: Record<string, string> = {}) =>
      fetch(`${fake.url}/api/v1/services/aigc/text2image/image-synthesis`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${DASHSCOPE_KEY}`,
          'x-dashscope-async': 'enable',
          ...headers,
        },
        body: JSON.stringify({
          model: picture.id,
          input: { prompt: 'A bag' },
          parameters: { size: '1024*1024', n: 1, ...changes },
        }),
      }).then(({ status }) => status);
    expect(await post({})).toBe(200);
    expect(await post({ size: '1024x1024' })).toBe(400);
    expect(await post({ size: '2048*2048' })).toBe(400);
    expect(await post({ n: 5 })).toBe(400);
    expect(await post({ steps: 20 })).toBe(400);
    expect(await post({}, { 'x-dashscope-async': 'no' })).toBe(403);
    expect(await post({}, { authorization: 'Bearer another' })).toBe(401);
  });

  it('writes a picture of the older protocol, several at once, each with its seed', async () => {
    const changes = { aspectRatio: '16:9', size: '1280x720', count: 3, seed: 7 };
    const job = await accepted(
      requestOf(picture, { ...changes, negativePrompt: 'blurred', extras: { watermark: 'true' } })
    );
    expect(lastPost()).toMatchObject({
      path: '/api/v1/services/aigc/text2image/image-synthesis',
      json: {
        model: picture.id,
        input: { prompt: 'A canvas bag on a table', negative_prompt: 'blurred' },
        parameters: { size: '1280*720', n: 3, seed: 7, prompt_extend: true, watermark: true },
      },
    });
    expect(await finalAnswer(dashscope, job)).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 7 }, { seed: 8 }, { seed: 9 }],
      effective: { seed: 7, revisedPrompt: 'A canvas bag on a table, in soft light' },
      usage: { image_count: 3 },
      cost: null,
    });
  });

  it('keeps the seeds of the others where one picture of several was blocked', async () => {
    const answer = await ended('partial', picture, { count: 3, seed: 7 });
    expect(answer).toMatchObject({ kind: 'succeeded', results: [{ seed: 7 }, { seed: 9 }] });
  });

  it('writes a picture of the newer protocol, with references as data URLs', async () => {
    const request = requestOf(edit, { count: 2, seed: 7 }, [
      referenceOf('subject'),
      referenceOf('style'),
    ]);
    const job = await accepted(request);
    expect(lastPost()?.json).toMatchObject({
      input: {
        messages: [
          {
            role: 'user',
            content: [
              { text: 'A canvas bag on a table' },
              { image: expect.stringMatching(/^data:image\/png;base64,/) },
              { image: expect.stringMatching(/^data:image\/png;base64,/) },
            ],
          },
        ],
      },
      parameters: { n: 2 },
    });
    // This protocol does not say which seed each of several pictures has.
    expect(await finalAnswer(dashscope, job)).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: null }, { seed: null }],
      effective: { seed: 7, size: '1024x1024' },
    });
    expect(dashscope.adjustmentsOf(edit.id, request.parameters)).toMatchObject([
      { field: 'references' },
    ]);
  });

  it('reads until when a result address is good', async () => {
    const answer = await ended('success', message);
    const [result] = answer.kind === 'succeeded' ? answer.results : [];
    const hours = (Date.parse(result?.expiresAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });

  it.each([
    ['wan2.6-t2v', [], 'video-generation', { size: '1280*720', duration: 4 }, {}],
    [
      'wan2.6-i2v-flash',
      ['first_frame'],
      'video-generation',
      { resolution: '720P', duration: 4, audio: false },
      { img_url: expect.stringMatching(/^data:/) },
    ],
    [
      'wan2.2-kf2v-flash',
      ['first_frame', 'last_frame'],
      'image2video',
      { resolution: '720P' },
      {
        first_frame_url: expect.stringMatching(/^data:/),
        last_frame_url: expect.stringMatching(/^data:/),
      },
    ],
    ['wan2.7-t2v', [], 'video-generation', { resolution: '720P', ratio: '16:9', duration: 4 }, {}],
    [
      'wan2.7-i2v',
      ['first_frame', 'last_frame'],
      'video-generation',
      { resolution: '720P', duration: 4 },
      { media: [{ type: 'first_frame' }, { type: 'last_frame' }] },
    ],
  ] as const)('writes %s as its protocol wants it', async (id, roles, group, parameters, input) => {
    const request = requestOf(
      modelOf(id),
      { resolution: '720p', durationSeconds: 4, audio: false, extras: { prompt_extend: false } },
      roles.map((role) => referenceOf(role))
    );
    await accepted(request);
    expect(lastPost()).toMatchObject({
      path: `/api/v1/services/aigc/${group}/video-synthesis`,
      json: {
        model: id,
        input: { prompt: 'A canvas bag on a table', ...input },
        parameters: { ...parameters, prompt_extend: false, watermark: false },
      },
    });
    const sent = lastPost()?.json as { parameters: object };
    expect(Object.keys(sent.parameters).sort()).toEqual(
      [...Object.keys(parameters), 'prompt_extend', 'watermark'].sort()
    );
  });

  it('says before what a video will be although it was asked otherwise', () => {
    const fields = (model: ModelCapabilities, changes: object, roles: 'first_frame'[] = []) =>
      dashscope
        .adjustmentsOf(
          model.id,
          requestOf(
            model,
            { ...changes },
            roles.map((role) => referenceOf(role))
          ).parameters
        )
        .map(({ field }) => field);
    expect(fields(film, { audio: false })).toEqual(['audio']);
    expect(fields(film, { audio: true, seed: 3_000_000_000 })).toEqual(['seed']);
    expect(fields(moving, { audio: false }, ['first_frame'])).toEqual(['aspectRatio']);
    expect(fields(film, { negativePrompt: 'x'.repeat(501) })).toEqual(['negativePrompt']);
  });

  it('names what the model cannot do, before anything is sent', () => {
    const problems = (
      model: ModelCapabilities,
      changes: object,
      roles: ResolvedReference['role'][] = []
    ) => {
      const references = roles.map((role) => referenceOf(role));
      return dashscope.checkExtras(
        model.id,
        requestOf(model, { ...changes }, references).parameters
      );
    };
    const older = modelOf('wan2.5-t2v-preview');
    expect(problems(older, { aspectRatio: '4:3', resolution: '480p' })).toMatchObject([
      { path: 'aspectRatio', message: 'is not made at 480p; there are 16:9, 9:16, 1:1' },
    ]);
    expect(problems(moving, { aspectRatio: '4:3', resolution: '480p' }, ['first_frame'])).toEqual(
      []
    );
    expect(problems(picture, { extras: { shot_type: 'multi' } })).toMatchObject([
      { path: 'extras.shot_type', message: expect.stringContaining('prompt_extend, watermark') },
    ]);
    expect(problems(film, { extras: { shot_type: 'multi' } })).toEqual([]);
    expect(problems(modelOf('wan2.7-i2v'), {}, ['last_frame'])).toMatchObject([
      { path: 'references' },
    ]);
  });

  it('reads what a finished video really is', async () => {
    expect(await ended('success', film, { seed: 5, durationSeconds: 6 })).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 5 }],
      effective: { seed: 5, durationSeconds: 6, size: '1280x720' },
      usage: { video_count: 1, SR: 720 },
    });
  });

  it.each([
    ['moderation', 'moderation', 400],
    ['brand', 'moderation', 400],
    ['credit', 'credit', 400],
    ['free_only', 'credit', 403],
    ['rate', 'queue', 429],
    ['denied', 'authentication', 403],
    ['parameters', 'invalid_parameters', 400],
    ['error_200', 'moderation', 200],
  ])('understands the refusal %s', async (scenario, expected, status) => {
    const answer = await dashscope.submit(requestOf(picture, { prompt: `A bag [[${scenario}]]` }));
    expect(answer).toMatchObject({
      kind: 'refused',
      failure: {
        class: expected,
        phase: 'submit',
        billed: 'no',
        httpStatus: status,
        retryable: expected === 'queue',
      },
    });
  });

  it.each([
    'submit:reset',
    'submit:half',
    'submit:not_json',
    'submit:empty',
    'submit:500',
    'submit:503',
    'submit:redirect_private',
    'submit:lost',
  ])('does not know after %s whether it was taken', async (scenario) => {
    await expect(
      dashscope.submit(requestOf(picture, { prompt: `A bag [[${scenario}]]` }))
    ).rejects.toBeInstanceOf(Unanswered);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const closed = await createFake(() => ({}));
    await closed.close();
    const nowhere = connect(closed.url);
    await expect(nowhere.submit(requestOf(picture))).rejects.toBeInstanceOf(NotSent);
  });

  it.each([
    ['failed', 'upstream', 'InternalError.Algo'],
    ['late_moderation', 'moderation', 'DataInspectionFailed'],
    ['late_parameters', 'invalid_parameters', 'InvalidParameter'],
    ['all_blocked', 'moderation', 'DataInspectionFailed'],
    ['no_result', 'upstream', null],
  ])('understands a task that ended as %s', async (scenario, expected, providerCode) => {
    expect(await ended(scenario)).toMatchObject({
      kind: 'failed',
      failure: { class: expected, phase: 'poll', billed: 'no', retryable: false, providerCode },
    });
  });

  /** DashScope that gives one answer to everything. */
  const answering = async (answer: FakeAnswer, submittedAt = new Date()) => {
    const other = await createFake(() => answer);
    const adapter = connect(`${other.url}/api/v1`);
    return {
      requests: other.requests,
      poll: () => adapter.poll(handleOf(requestOf(film), 'task-1', submittedAt)),
      test: () => adapter.testConnection(),
      close: async () => {
        await other.close();
      },
    };
  };
  const status = (task_status: string): FakeAnswer => ({ json: { output: { task_status } } });

  it('waits on in states that it does not know', async () => {
    expect(await ended('odd_state')).toMatchObject({ kind: 'succeeded' });
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        fc.pre(!['PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED'].includes(text));
        const other = await answering(status(text));
        await expect(other.poll()).resolves.toMatchObject({ kind: 'processing' });
        await other.close();
      }),
      { numRuns: 15 }
    );
  });

  it('does not lose a result because of what else stands in the answer', async () => {
    const url = 'https://example.com/1.mp4?Expires=1718049470';
    const output = {
      task_status: 'SUCCEEDED',
      video_url: url,
      results: {},
      choices: 'no',
      code: '',
    };
    const other = await answering({ json: { output, usage: 'much' } });
    await expect(other.poll()).resolves.toMatchObject({
      kind: 'succeeded',
      results: [{ url, expiresAt: '2024-06-10T19:57:50.000Z', seed: null }],
      usage: null,
    });
    await other.close();
  });

  it('takes UNKNOWN for the end only once the provider no longer keeps the task', async () => {
    const young = await answering(status('UNKNOWN'), new Date(Date.now() - 3_600_000));
    await expect(young.poll()).resolves.toMatchObject({ kind: 'processing' });
    await young.close();
    const old = await answering(status('UNKNOWN'), new Date(Date.now() - 90_000_000));
    await expect(old.poll()).resolves.toMatchObject({
      kind: 'failed',
      failure: { class: 'upstream', billed: 'unknown', providerCode: 'UNKNOWN' },
    });
    await old.close();
  });

  it.each<[string, FakeAnswer]>([
    ['a wrong key', { status: 401, json: { code: 'InvalidApiKey', message: 'no' } }],
    ['too many queries', { status: 429, json: { code: 'Throttling.RateQuota', message: 'no' } }],
    ['a server error', { status: 503, body: 'no' }],
    ['a path that is not there', { status: 404, body: 'no' }],
    ['something that is not JSON', { body: 'hello' }],
    ['an unknown shape', { json: { output: {} } }],
  ])('asks again after %s in answer to a query', async (_name, answer) => {
    const other = await answering(answer);
    const error = await other.poll().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    const { failure } = error as ProviderError;
    expect(failure).toMatchObject({ phase: 'poll', retryable: true });
    expect(failure.class).not.toBe('invalid_parameters');
    expect(other.requests[0]?.path).toBe('/api/v1/tasks/task-1');
    await other.close();
  });

  it('cancels what waits, and lets be what runs', async () => {
    const waiting = await accepted(requestOf(picture, { prompt: 'A bag [[queued_long]]' }));
    await dashscope.cancel?.(waiting);
    expect(await dashscope.poll(waiting)).toEqual({ kind: 'cancelled' });
    const running = await accepted(requestOf(picture, { prompt: 'A bag [[running_long]]' }));
    await until(async () => (await dashscope.poll(running)).kind === 'processing', {
      what: 'it to run',
    });
    await expect(dashscope.cancel?.(running)).resolves.toBeUndefined();
    expect(await finalAnswer(dashscope, running)).toMatchObject({ kind: 'succeeded' });
  });

  it('tests the connection with one question that costs nothing', async () => {
    expect(await dashscope.testConnection()).toMatchObject({ isOk: true });
    const stranger = connect(fake.url, 'sk-of-somebody-else');
    expect(await stranger.testConnection()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('InvalidApiKey'),
    });
    const page = await answering({ body: '<html>Welcome</html>' });
    expect(await page.test()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('baseUrl'),
    });
    await page.close();
  });

  it('puts every documented code into a class', () => {
    const classes = {
      moderation: ['DataInspectionFailed', 'data_inspection_failed', 'IPInfringementSuspect'],
      credit: ['Arrearage', 'AllocationQuota.FreeTierOnly', 'PostpaidBillOverdue'],
      queue: ['Throttling', 'Throttling.RateQuota', 'Throttling.BurstRate', 'LimitRequests'],
      authentication: ['InvalidApiKey', 'AccessDenied', 'Workspace.AccessDenied', 'ModelNotFound'],
      invalid_parameters: [
        'InvalidParameter.DataInspection',
        'InvalidURL',
        'BadRequest.EmptyInput',
      ],
      upstream: ['InternalError.Timeout', 'SystemError', 'RequestTimeOut', 'ModelServingError'],
    };
    for (const [expected, codes] of Object.entries(classes))
      for (const code of codes) expect([code, classOfError({ code })]).toEqual([code, expected]);
    const quota = 'Throttling.AllocationQuota';
    expect(classOfError({ code: quota, message: 'Allocated quota exceeded' })).toBe('queue');
    expect(classOfError({ code: quota, message: 'Free allocated quota exceeded' })).toBe('credit');
    expect(classOfError({ code: 'SomethingNew' })).toBeUndefined();
  });
});

import fc from 'fast-check';
import { NotSent, Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import type {
  Adapter,
  ResolvedReference,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { ProviderError } from '../../../plugins/asset-provenance/server/src/providers/contract';
import { arkDefinition } from '../../../plugins/asset-provenance/server/src/providers/volcengine-ark/adapter';
import { classOfError } from '../../../plugins/asset-provenance/server/src/providers/volcengine-ark/errors';
import type { ModelCapabilities } from '../../../plugins/asset-provenance/shared';
import type { FakeAnswer } from '../../fakes/kit';
import { createFake } from '../../fakes/kit';
import { ARK_KEY, createArkFake } from '../../fakes/volcengine-ark';
import type { ArkFake } from '../../fakes/volcengine-ark';
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
  const model = arkDefinition.models.find((each) => each.id === id);
  if (!model) throw new Error(`There is no ${id}.`);
  return model;
};
const picture = modelOf('doubao-seedream-4-0-250828');
const set = modelOf('doubao-seedream-4-0-250828:set');
const film = modelOf('doubao-seedance-1-5-pro-251215');
const film2 = modelOf('doubao-seedance-2-0-260128');

const rolesOf = ({ references: { roles, maximum } }: ModelCapabilities): ResolvedReference[][] => {
  const has = (role: ResolvedReference['role']) => roles.includes(role);
  return [
    ...(has('first_frame') ? [[referenceOf('first_frame')]] : []),
    ...(has('last_frame') ? [[referenceOf('first_frame'), referenceOf('last_frame')]] : []),
    ...(has('subject')
      ? [Array.from({ length: maximum }, (_, index) => referenceOf('subject', index))]
      : []),
  ];
};

describe('Volcengine Ark', () => {
  let fake: ArkFake;
  let ark: Adapter;

  beforeAll(async () => {
    fake = await createArkFake();
    ark = adapterAlone(arkDefinition, { baseUrl: fake.url, apiKey: ARK_KEY }).adapter;
  });
  afterAll(async () => {
    await fake.close();
    await closeAlone();
  });

  const lastBody = () => fake.requests.filter(({ method }) => method === 'POST').at(-1)?.json;
  const refusalOf = async (scenario: string, model = picture) => {
    const answer = await ark.submit(requestOf(model, { prompt: `A bag [[${scenario}]]` }));
    if (answer.kind !== 'refused') throw new Error(`It was ${answer.kind}.`);
    return answer.failure;
  };
  const accepted = async (request: ReturnType<typeof requestOf>) => {
    const answer = await ark.submit(request);
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
    return handleOf(request, answer.providerTaskId);
  };
  const ended = async (scenario: string, model = film) =>
    finalAnswer(ark, await accepted(requestOf(model, { prompt: `A bag [[${scenario}]]` })));

  it.each(arkDefinition.models.map((model) => [model.id, model] as const))(
    'asks for everything that %s offers in a form that the documentation allows',
    async (_id, model) => {
      const references = rolesOf(model);
      const plain = model.references.isRequired ? (references[0] ?? []) : [];
      const requests = [
        ...formatsOf(model).map((format) => requestOf(model, format, plain)),
        ...references.map((each) => requestOf(model, { inputType: model.inputTypes.at(-1) }, each)),
        requestOf(model, { count: model.outputsPerJob }, plain),
        requestOf(model, { durationSeconds: model.durationsSeconds?.maximum }, plain),
        ...(model.hasSeed ? [requestOf(model, { seed: 4_294_967_295 }, plain)] : []),
        ...Object.entries(model.extras).flatMap(([key, { values }]) =>
          (values ?? []).map((value) => requestOf(model, { extras: { [key]: value } }, plain))
        ),
      ];
      for (const request of requests) {
        const answer = await ark.submit({ ...request, callbackUrl: null });
        expect({ answer, asked: request.parameters }).toMatchObject({
          answer: { kind: model.kind === 'image' ? 'finished' : 'accepted' },
        });
      }
    }
  );

  it('is held against a fake that refuses what is not documented', async () => {
    const post = (changes: object, key = ARK_KEY) =>
      fetch(`${fake.url}/api/v3/images/generations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: JSON.stringify({ model: picture.id, prompt: 'A bag', ...changes }),
      }).then(({ status }) => status);
    expect(await post({ size: '1024x1024' })).toBe(200);
    expect(await post({ size: '512x512' })).toBe(400);
    expect(await post({ n: 4 })).toBe(400);
    expect(await post({ seed: 1 })).toBe(400);
    expect(await post({ model: 'doubao-seedream-9' })).toBe(404);
    expect(await post({}, 'another')).toBe(401);
  });

  it('asks for one picture without the field for sets, which not every model accepts', async () => {
    const answer = await ark.submit(requestOf(picture, { extras: { watermark: true } }));
    expect(lastBody()).toEqual({
      model: 'doubao-seedream-4-0-250828',
      prompt: 'A canvas bag on a table',
      size: '1024x1024',
      response_format: 'url',
      watermark: true,
    });
    expect(answer).toMatchObject({
      kind: 'finished',
      providerTaskId: null,
      effective: { size: '1024x1024', modelVersion: 'doubao-seedream-4-0-250828' },
      cost: null,
      usage: { generated_images: 1, output_tokens: 16_384 },
    });
    const [result] = answer.kind === 'finished' ? answer.results : [];
    const hours = (Date.parse(result?.expiresAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
  });

  it('asks for a set by its number in the prompt, and says so before', async () => {
    const request = requestOf(set, { prompt: '四季庭院', count: 4 });
    const answer = await ark.submit(request);
    expect(answer).toMatchObject({ kind: 'finished' });
    expect(lastBody()).toMatchObject({
      model: 'doubao-seedream-4-0-250828',
      prompt: '四季庭院\n生成一组共4张图片。',
      sequential_image_generation: 'auto',
      sequential_image_generation_options: { max_images: 4 },
    });
    const [adjustment] = ark.adjustmentsOf(set.id, request.parameters);
    expect(adjustment).toMatchObject({ field: 'prompt' });
    expect(adjustment?.en).toContain('生成一组共4张图片。');
  });

  it('takes what was made of a set of which one picture was blocked', async () => {
    const answer = await ark.submit(requestOf(set, { prompt: 'A bag [[partial]]', count: 3 }));
    expect(answer).toMatchObject({ kind: 'finished', usage: { generated_images: 2 } });
    expect(answer.kind === 'finished' && answer.results).toHaveLength(2);
  });

  it('sends frames, seed, sound and camera as the video models name them', async () => {
    const request = requestOf(
      film,
      {
        aspectRatio: '9:16',
        resolution: '720p',
        durationSeconds: 6,
        seed: 4_294_967_295,
        audio: false,
        extras: { camera_fixed: true, service_tier: 'flex' },
      },
      [referenceOf('first_frame'), referenceOf('last_frame')]
    );
    await ark.submit({ ...request, callbackUrl: 'http://127.0.0.1:9/callback' });
    expect(lastBody()).toEqual({
      model: film.id,
      content: [
        { type: 'text', text: 'A canvas bag on a table' },
        {
          type: 'image_url',
          image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) },
          role: 'first_frame',
        },
        { type: 'image_url', image_url: expect.anything(), role: 'last_frame' },
      ],
      resolution: '720p',
      ratio: '9:16',
      duration: 6,
      watermark: false,
      seed: 2_147_483_647,
      generate_audio: false,
      camera_fixed: true,
      service_tier: 'flex',
      callback_url: 'http://127.0.0.1:9/callback',
    });
    expect(ark.adjustmentsOf(film.id, request.parameters).map(({ field }) => field)).toEqual([
      'seed',
      'aspectRatio',
    ]);
  });

  it('reads what a finished video really is', async () => {
    const answer = await ended('success');
    expect(answer).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 4711 }],
      effective: {
        seed: 4711,
        modelVersion: film.id,
        durationSeconds: 4,
        resolution: '480p',
        aspectRatio: '16:9',
        size: '864x496',
      },
      usage: { completion_tokens: 108_900 },
      cost: null,
    });
  });

  it.each([
    ['moderation', 'moderation', 400],
    ['person', 'moderation', 400],
    ['credit', 'credit', 403],
    ['trial_over', 'credit', 429],
    ['queue_full', 'queue', 429],
    ['rate', 'queue', 429],
    ['overloaded', 'queue', 429],
    ['not_open', 'authentication', 404],
    ['parameters', 'invalid_parameters', 400],
    ['error_200', 'moderation', 200],
  ])(
    'understands the refusal %s of a picture and of a video',
    async (scenario, expected, status) => {
      for (const model of [picture, film]) {
        expect(await refusalOf(scenario, model)).toMatchObject({
          class: expected,
          phase: 'submit',
          billed: 'no',
          httpStatus: status,
          retryable: expected === 'queue',
          providerCode: expect.any(String),
        });
      }
    }
  );

  it('says that nothing was made and billed when every picture was blocked', async () => {
    expect(await refusalOf('all_blocked')).toMatchObject({ class: 'moderation', billed: 'no' });
    expect(await refusalOf('no_data')).toMatchObject({ class: 'upstream', billed: 'no' });
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
    'submit:hang',
  ])('does not know after %s whether it was taken', async (scenario) => {
    for (const model of [picture, film])
      await expect(
        ark.submit(requestOf(model, { prompt: `A bag [[${scenario}]]` }))
      ).rejects.toBeInstanceOf(Unanswered);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const closed = await createFake(() => ({}));
    await closed.close();
    const nowhere = adapterAlone(arkDefinition, { baseUrl: closed.url, apiKey: ARK_KEY }).adapter;
    await expect(nowhere.submit(requestOf(picture))).rejects.toBeInstanceOf(NotSent);
  });

  it.each([
    ['failed', 'upstream', 'InternalServiceError', 'no'],
    ['late_moderation', 'moderation', 'OutputVideoSensitiveContentDetected', 'no'],
    ['timed_out', 'cancelled_by_provider', 'expired', 'unknown'],
    ['no_video', 'upstream', null, 'no'],
  ])('understands a video that ended as %s', async (scenario, expected, code, billed) => {
    expect(await ended(scenario)).toMatchObject({
      kind: 'failed',
      failure: {
        class: expected,
        phase: 'poll',
        providerCode: code,
        billed,
        retryable: false,
      },
    });
  });

  it('waits on in states that it does not know', async () => {
    expect(await ended('odd_state')).toMatchObject({ kind: 'succeeded' });
    await fc.assert(
      fc.asyncProperty(fc.string(), async (status) => {
        fc.pre(!['queued', 'succeeded', 'failed', 'cancelled', 'expired'].includes(status));
        const other = await answering({ json: { id: 'cgt-1', status } });
        await expect(other.poll()).resolves.toMatchObject({ kind: 'processing' });
        await other.close();
      }),
      { numRuns: 15 }
    );
  });

  /** Ark that gives one answer to everything. */
  const answering = async (answer: FakeAnswer, submittedAt = new Date()) => {
    const other = await createFake(() => answer);
    const adapter = adapterAlone(arkDefinition, {
      baseUrl: `${other.url}/api/v3`,
      apiKey: ARK_KEY,
    }).adapter;
    return {
      requests: other.requests,
      poll: () => adapter.poll(handleOf(requestOf(film), 'cgt-1', submittedAt)),
      cancel: () => adapter.cancel?.(handleOf(requestOf(film), 'cgt-1')),
      test: () => adapter.testConnection(),
      close: async () => {
        await other.close();
      },
    };
  };

  it.each<[string, FakeAnswer]>([
    ['a wrong key', { status: 401, json: { error: { code: 'AuthenticationError', message: '' } } }],
    ['too many queries', { status: 429, json: { error: { code: 'RateLimitExceeded.X' } } }],
    ['a server error', { status: 503, body: 'no' }],
    ['something that is not JSON', { body: 'hello' }],
    ['an unknown shape', { json: { task: 'cgt-1' } }],
    ['a task that is not known yet', { status: 404, json: { error: { code: 'NotFound.id' } } }],
  ])('asks again after %s in answer to a query', async (_name, answer) => {
    const other = await answering(answer);
    const error = await other.poll().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    const { failure } = error as ProviderError;
    expect(failure).toMatchObject({ phase: 'poll', retryable: true });
    expect(failure.class).not.toBe('invalid_parameters');
    expect(other.requests[0]?.path).toBe('/api/v3/contents/generations/tasks/cgt-1');
    await other.close();
  });

  it('does not lose a result because of what else stands in the answer', async () => {
    const other = await answering({
      json: {
        id: 'cgt-1',
        status: 'succeeded',
        content: { video_url: 'https://example.com/1.mp4' },
        updated_at: '1718049470',
        seed: 'none',
        duration: null,
        usage: 'much',
        error: 'no',
      },
    });
    await expect(other.poll()).resolves.toMatchObject({
      kind: 'succeeded',
      results: [
        { url: 'https://example.com/1.mp4', expiresAt: '2024-06-11T19:57:50.000Z', seed: null },
      ],
      usage: null,
    });
    await other.close();
  });

  it('gives up on a task whose record is gone, without saying that it cost nothing', async () => {
    const answer = { status: 404, json: { error: { code: 'NotFound.id', message: 'gone' } } };
    const other = await answering(answer, new Date(Date.now() - 3_600_000));
    await expect(other.poll()).resolves.toMatchObject({
      kind: 'failed',
      failure: { class: 'upstream', billed: 'unknown', retryable: false, httpStatus: 404 },
    });
    await other.close();
  });

  it('cancels what waits, and never touches what runs or is done', async () => {
    const waiting = await accepted(requestOf(film, { prompt: 'A bag [[queued_long]]' }));
    await ark.cancel?.(waiting);
    expect(await ark.poll(waiting)).toEqual({ kind: 'cancelled' });

    const running = await accepted(requestOf(film, { prompt: 'A bag [[running_long]]' }));
    await until(async () => (await ark.poll(running)).kind === 'processing', {
      what: 'it to run',
    });
    await ark.cancel?.(running);
    expect(await finalAnswer(ark, running)).toMatchObject({ kind: 'succeeded' });

    const done = await accepted(requestOf(film));
    await finalAnswer(ark, done);
    await ark.cancel?.(done);
    expect(await ark.poll(done)).toMatchObject({ kind: 'succeeded' });
    expect(fake.erased).toEqual([]);
    const deletes = fake.requests.filter(({ method }) => method === 'DELETE');
    expect(deletes.map(({ path }) => path.split('/').pop())).toEqual([waiting.providerTaskId]);
  });

  it('takes a callback as a hint, whatever it says', async () => {
    const job = handleOf(requestOf(film), 'cgt-1');
    const read = (body: string) =>
      ark.readCallback?.({
        headers: {},
        rawBody: Buffer.from(body),
        now: new Date(),
        job: async () => job,
      });
    const body = { id: 'cgt-1', status: 'succeeded', updated_at: 1, content: { video_url: 'x' } };
    expect(await read(JSON.stringify(body))).toEqual({
      kind: 'hint',
      eventId: 'cgt-1:succeeded:1',
      providerTaskId: 'cgt-1',
    });
    expect(await read('<html>')).toMatchObject({ kind: 'refused', reason: 'unreadable' });
    expect(await read('{"status":"succeeded"}')).toMatchObject({ reason: 'unreadable' });
  });

  it('names what does not go together before anything is sent', () => {
    const problems = (roles: ResolvedReference['role'][], extras = {}) =>
      ark
        .checkExtras(
          film2.id,
          requestOf(
            film2,
            { extras },
            roles.map((role) => referenceOf(role))
          ).parameters
        )
        .map(({ path }) => path);
    expect(problems(['first_frame', 'last_frame'])).toEqual([]);
    expect(problems(['subject', 'style'])).toEqual([]);
    expect(problems(['first_frame', 'subject'])).toEqual(['references']);
    expect(problems(['last_frame'])).toEqual(['references']);
    expect(problems(['first_frame', 'first_frame'])).toEqual(['references']);
    expect(problems([], { watermark: 'maybe', frames: 29 })).toEqual([
      'extras.watermark',
      'extras.frames',
    ]);
    expect(problems([], { camera_fixed: true })).toEqual(['extras.camera_fixed']);
  });

  it('tests the connection with one question that costs nothing', async () => {
    expect(await ark.testConnection()).toMatchObject({ isOk: true });
    const stranger = adapterAlone(arkDefinition, {
      baseUrl: fake.url,
      apiKey: 'ark-of-somebody-else',
    }).adapter;
    expect(await stranger.testConnection()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('AuthenticationError'),
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
      moderation: [
        'SensitiveContentDetected',
        'SensitiveContentDetected.Violence',
        'InputTextSensitiveContentDetected',
        'OutputVideoSensitiveContentDetected',
        'InputAudioSensitiveContentDetected.PolicyViolation',
        'InputTextRiskDetection',
      ],
      credit: ['AccountOverdueError', 'OperationDenied.ServiceOverdue', 'SetLimitExceeded'],
      queue: [
        'RateLimitExceeded.EndpointTPMExceeded',
        'ModelAccountRpmRateLimitExceeded',
        'ModelAccountIpmRateLimitExceeded',
        'RequestBurstTooFast',
        'InflightBatchsizeExceeded',
        'AccountRateLimitExceeded',
      ],
      authentication: [
        'AuthenticationError',
        'AccessDenied',
        'OperationDenied.PermissionDenied',
        'InvalidEndpoint.ClosedEndpoint',
        'InvalidEndpointOrModel.NotFound',
      ],
      invalid_parameters: ['MissingParameter', 'InvalidParameter.size', 'InvalidImageURL.EmptyURL'],
      upstream: ['InternalServiceError', 'ContentSecurityDetectionError'],
    };
    for (const [expected, codes] of Object.entries(classes))
      for (const code of codes) expect([code, classOfError({ code })]).toEqual([code, expected]);
    expect(classOfError({ code: 'SomethingNew' })).toBeUndefined();
  });
});

import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import { openaiCompatibleDefinition } from '../../../plugins/asset-provenance/server/src/providers/openai-compatible/adapter';
import { modelsOf } from '../../../plugins/asset-provenance/server/src/providers/models';
import { gatewayModels } from '../../../plugins/asset-provenance/server/src/providers/openai-compatible/models';
import type { CallbackReading } from '../../../plugins/asset-provenance/server/src/providers/contract';
import { LITELLM_KEY, createLiteLlmFake } from '../../fakes/gateways/litellm';
import { NEW_API_KEY, createNewApiFake } from '../../fakes/gateways/new-api';
import {
  OPENROUTER_KEY,
  OPENROUTER_SECRET,
  createOpenRouterFake,
} from '../../fakes/gateways/openrouter';
import type { OpenRouterFake } from '../../fakes/gateways/openrouter';
import { createFake, png } from '../../fakes/kit';
import type { Fake } from '../../fakes/kit';
import {
  adapterAlone,
  closeAlone,
  imageParameters,
  jobHandle,
  pictureAt,
  submitRequest,
  videoParameters,
} from '../../support/adapter-alone';
import { hasOperation, openaiProblems } from '../../support/openai-spec';

let newApi: Fake;
let liteLlm: Fake;
let openRouter: OpenRouterFake;
beforeAll(async () => {
  newApi = await createNewApiFake();
  liteLlm = await createLiteLlmFake();
  openRouter = await createOpenRouterFake();
});
afterAll(async () => {
  await Promise.all([newApi.close(), liteLlm.close(), openRouter.close()]);
  await closeAlone();
});

const noTls = { videos: { callback: { requiresTls: false } } };
const gateways = {
  'new-api': () => ({ baseUrl: newApi.url, apiKey: NEW_API_KEY, preset: 'new-api' }),
  litellm: () => ({ baseUrl: liteLlm.url, apiKey: LITELLM_KEY, preset: 'litellm' }),
  openrouter: () => ({
    baseUrl: `${openRouter.url}/api`,
    apiKey: OPENROUTER_KEY,
    preset: 'openrouter',
    webhookSecret: OPENROUTER_SECRET,
  }),
};
type Preset = keyof typeof gateways;
const presets = Object.keys(gateways) as Preset[];
const alone = (preset: Preset, changes = {}) =>
  adapterAlone(openaiCompatibleDefinition, { ...gateways[preset](), ...changes });

const submitVideo = async (preset: Preset, scenario: string, changes = {}) =>
  alone(preset, changes).adapter.submit(
    submitRequest({
      modelId: 'video-model',
      parameters: videoParameters({ prompt: `A bag [[${scenario}]]` }),
    })
  );

const submitImage = async (preset: Preset, scenario: string, count = 1) =>
  alone(preset).adapter.submit(
    submitRequest({
      modelId: 'image-model',
      parameters: imageParameters({ prompt: `A bag [[${scenario}]]`, count }),
    })
  );

/** Submits and polls until it ends; at most ten times. */
const play = async (preset: Preset, scenario: string, changes = {}) => {
  const { adapter } = alone(preset, changes);
  const parameters = videoParameters({ prompt: `A bag [[${scenario}]]` });
  const taken = await adapter.submit(submitRequest({ modelId: 'video-model', parameters }));
  if (taken.kind !== 'accepted') throw new Error(`Not accepted: ${JSON.stringify(taken)}`);
  const job = jobHandle({ providerTaskId: taken.providerTaskId, parameters });
  const seen = [];
  for (let times = 0; times < 10; times += 1) {
    const answer = await adapter.poll(job);
    seen.push(answer.kind);
    if (answer.kind !== 'queued' && answer.kind !== 'processing') return { adapter, answer, seen };
  }
  throw new Error(`It never ended: ${seen.join()}`);
};

describe('videos of a gateway', () => {
  it.each([
    ['new-api', 'success', {}],
    ['new-api', 'odd_state', {}],
    ['new-api', 'no_url', {}],
    ['new-api', 'success', { options: { videos: { path: '/v1/video/generations' } } }],
    ['new-api', 'odd_state', { options: { videos: { path: '/v1/video/generations' } } }],
    ['new-api', 'old_installation', { options: { videos: { path: '/v1/video/generations' } } }],
    ['litellm', 'success', {}],
    ['litellm', 'odd_state', {}],
    ['openrouter', 'success', {}],
    ['openrouter', 'odd_state', {}],
  ] as const)('%s: %s %j comes to a file that can be opened', async (preset, scenario, changes) => {
    const { adapter, answer, seen } = await play(preset, scenario, changes);
    expect(seen).toEqual(['queued', 'processing', 'succeeded']);
    if (answer.kind !== 'succeeded') throw new Error('unreachable');
    expect(answer.results).toHaveLength(1);
    const stream = await adapter.open(answer.results[0]?.url ?? '', new AbortController().signal);
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    expect(Buffer.concat(chunks).subarray(4, 8).toString()).toBe('ftyp');
  });

  it('reads what was used and what it cost', async () => {
    const router = await play('openrouter', 'success');
    expect(router.answer).toMatchObject({
      cost: { microUnits: 123_457, currency: 'USD' },
      usage: { cost: 0.123457, is_byok: 'false' },
    });
    const lite = await play('litellm', 'success');
    expect(lite.answer).toMatchObject({
      cost: null,
      effective: { durationSeconds: 8, size: '1280x720', modelVersion: 'video-model' },
      results: [{ expiresAt: expect.stringMatching(/^20/) as string }],
    });
    const wrapped = await play('new-api', 'success', {
      options: { videos: { path: '/v1/video/generations' } },
    });
    expect(wrapped.answer).toMatchObject({ usage: { total_tokens: 1200 } });
  });

  it.each([
    ['new-api', 'job_failed', { class: 'upstream', billed: 'no', providerCode: 'task_failed' }],
    ['new-api', 'job_moderation', { class: 'moderation', billed: 'no' }],
    ['litellm', 'job_failed', { class: 'upstream', billed: 'unknown' }],
    ['litellm', 'job_moderation', { class: 'moderation', providerCode: 'moderation_blocked' }],
    ['openrouter', 'job_failed', { class: 'upstream', billed: 'unknown' }],
    ['openrouter', 'job_moderation', { class: 'moderation' }],
    ['openrouter', 'expired', { class: 'timeout', retryable: false }],
  ] as const)('%s: %s is a definite failure', async (preset, scenario, failure) => {
    const { answer } = await play(preset, scenario);
    expect(answer).toMatchObject({ kind: 'failed', failure: { phase: 'poll', ...failure } });
  });

  it('knows a job that OpenRouter cancelled', async () => {
    expect((await play('openrouter', 'cancelled')).answer).toEqual({ kind: 'cancelled' });
  });

  it.each(presets)(
    '%s: a job that is not known is asked for again at first, then failed',
    async (preset) => {
      const { adapter } = alone(preset);
      const job = jobHandle({ providerTaskId: 'nobody', parameters: videoParameters() });
      await expect(adapter.poll(job)).rejects.toMatchObject({ failure: { retryable: true } });
      const old = { ...job, submittedAt: new Date(Date.now() - 600_000).toISOString() };
      expect(await adapter.poll(old)).toMatchObject({
        kind: 'failed',
        failure: { class: 'upstream', retryable: false, billed: 'unknown' },
      });
    }
  );

  it.each(['not_json', '500', '503', '429', 'empty', 'wrong_type'])(
    'asks again after a poll that ended with: %s',
    async (accident) => {
      const { adapter } = alone('litellm');
      const parameters = videoParameters({ prompt: `A bag [[poll:${accident}]]` });
      const taken = await adapter.submit(submitRequest({ modelId: 'v', parameters }));
      if (taken.kind !== 'accepted') throw new Error('Not accepted');
      const job = jobHandle({ providerTaskId: taken.providerTaskId, parameters });
      const failure = { retryable: true, phase: 'poll' };
      await expect(adapter.poll(job)).rejects.toMatchObject({ failure });
    }
  );

  it('says processing for any word that it does not know', async () => {
    let word = '';
    const odd = await createFake(() => ({ json: { id: 'a', status: word } }));
    const { adapter } = alone('new-api', { baseUrl: odd.url });
    const job = jobHandle({ providerTaskId: 'a', parameters: videoParameters() });
    const known =
      /^(queued|pending|submitted|not_start|completed|succeeded|success|failed|failure|cancell?ed|expired)$/;
    try {
      await fc.assert(
        fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
          word = text;
          fc.pre(text.trim() !== '' && !known.test(text.trim().toLowerCase()));
          expect(await adapter.poll(job)).toMatchObject({ kind: 'processing' });
        }),
        { numRuns: 60, examples: [['__proto__'], ['constructor'], ['toString']] }
      );
    } finally {
      await odd.close();
    }
  });
});

describe('submits to a gateway', () => {
  it.each([
    ['new-api', 'moderation', { class: 'moderation', providerCode: 'moderation_blocked' }],
    ['new-api', 'credit', { class: 'credit', httpStatus: 403 }],
    ['new-api', 'rate', { class: 'queue', retryable: true }],
    ['new-api', 'invalid', { class: 'invalid_parameters' }],
    ['new-api', 'no_such_model', { class: 'invalid_parameters', providerCode: 'model_not_found' }],
    ['litellm', 'moderation', { class: 'moderation' }],
    ['litellm', 'credit', { class: 'credit', providerCode: 'budget_exceeded' }],
    ['litellm', 'rate', { class: 'queue', retryable: true }],
    ['litellm', 'invalid', { class: 'invalid_parameters' }],
    ['openrouter', 'moderation', { class: 'moderation', httpStatus: 403 }],
    ['openrouter', 'credit', { class: 'credit', httpStatus: 402 }],
    ['openrouter', 'rate', { class: 'queue', retryAfter: 60, providerCode: 'rate_limited' }],
    ['openrouter', 'invalid', { class: 'invalid_parameters' }],
  ] as const)('%s: %s is a refusal of videos and images', async (preset, scenario, failure) => {
    expect(await submitVideo(preset, scenario)).toMatchObject({
      kind: 'refused',
      failure: { phase: 'submit', billed: 'no', ...failure },
    });
    const { class: failureClass } = failure;
    if (scenario !== 'no_such_model')
      expect(await submitImage(preset, scenario)).toMatchObject({
        kind: 'refused',
        failure: { class: failureClass, billed: 'no' },
      });
  });

  it.each([
    ['new-api', 'task_failed'],
    ['openrouter', '502'],
  ] as const)(
    '%s: an error in a good answer is a refusal that may be billed',
    async (preset, code) => {
      const refused = { kind: 'refused', failure: { billed: 'unknown' } };
      expect(await submitVideo(preset, 'error_in_200')).toMatchObject({
        ...refused,
        failure: { ...refused.failure, providerCode: code },
      });
      expect(await submitImage(preset, 'error_in_200')).toMatchObject(refused);
    }
  );

  it.each(['lost', 'half', 'not_json', 'empty', '500', '503', 'html', 'redirect_private', 'huge'])(
    'stay open after: %s',
    async (accident) => {
      for (const preset of presets) {
        const scenario = `submit:${accident}`;
        await expect(submitVideo(preset, scenario)).rejects.toBeInstanceOf(Unanswered);
      }
      await expect(submitImage('new-api', `submit:${accident}`)).rejects.toBeInstanceOf(Unanswered);
    },
    30_000
  );

  it.each(presets)('%s: a wrong key is a refusal', async (preset) => {
    expect(await submitVideo(preset, 'success', { apiKey: 'wrong' })).toMatchObject({
      kind: 'refused',
      failure: { class: 'authentication' },
    });
  });

  it('sends OpenAI bodies where a gateway copies OpenAI', async () => {
    const { adapter, answers } = alone('litellm');
    await adapter.submit(submitRequest({ modelId: 'sora-2', parameters: videoParameters() }));
    expect(hasOperation('post', '/videos')).toBe(true);
    expect(openaiProblems('CreateVideoJsonBody', liteLlm.requests.at(-1)?.json)).toEqual([]);
    expect(openaiProblems('VideoResource', answers.at(-1)?.json)).toEqual([]);

    const framed = submitRequest({
      modelId: 'sora-2',
      parameters: videoParameters({ inputType: 'image_to_video' }),
      references: [pictureAt('first_frame', png('first'))],
    });
    expect(await adapter.submit(framed)).toMatchObject({ kind: 'accepted' });
    const form = [...(liteLlm.requests.at(-1)?.form ?? [])].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.filename,
    ]);
    expect(openaiProblems('CreateVideoMultipartBody', Object.fromEntries(form))).toEqual([]);

    await adapter.submit(submitRequest({ modelId: 'gpt-image-1', parameters: imageParameters() }));
    expect(openaiProblems('CreateImageRequest', liteLlm.requests.at(-1)?.json)).toEqual([]);
    // LiteLLM writes null where OpenAI leaves out.
    const said = JSON.stringify(answers.at(-1)?.json, (_key, value: unknown) => value ?? undefined);
    expect(openaiProblems('ImagesResponse', JSON.parse(said))).toEqual([]);
  });

  it('puts references where each gateway wants them', async () => {
    const references = [
      pictureAt('first_frame', png('first')),
      pictureAt('last_frame', png('last')),
    ];
    const parameters = videoParameters({
      inputType: 'image_to_video',
      seed: 7,
      negativePrompt: 'blur',
    });
    const request = submitRequest({ modelId: 'v', parameters, references });
    await alone('openrouter').adapter.submit(request);
    expect(openRouter.requests.at(-1)?.json).toMatchObject({
      duration: 8,
      resolution: '720p',
      aspect_ratio: '16:9',
      seed: 7,
      frame_images: [{ frame_type: 'first_frame' }, { frame_type: 'last_frame' }],
    });
    await alone('new-api').adapter.submit(request);
    expect(newApi.requests.at(-1)?.json).toMatchObject({
      duration: 8,
      seconds: '8',
      size: '1280x720',
      metadata: { seed: 7, negative_prompt: 'blur' },
      images: [expect.stringMatching(/^data:image\/png;base64,/), expect.any(String)],
    });
    const edit = submitRequest({
      modelId: 'i',
      parameters: imageParameters({ inputType: 'image_to_image' }),
      references: [pictureAt('subject', png('s')), pictureAt('mask', png('m'))],
    });
    expect(await alone('litellm').adapter.submit(edit)).toMatchObject({
      kind: 'finished',
      providerTaskId: 'call-1',
      cost: { microUnits: 42_500, currency: 'USD' },
    });
    expect(liteLlm.requests.at(-1)?.path).toBe('/v1/images/edits');
  });

  it('reads several pictures, those by address too, and what OpenRouter charged', async () => {
    expect(await submitImage('openrouter', 'success', 2)).toMatchObject({
      results: [{ url: expect.stringMatching(/^data:image\/png/) as string }, {}],
      cost: { microUnits: 40_000, currency: 'USD' },
    });
    expect(await submitImage('new-api', 'url')).toMatchObject({
      results: [{ url: expect.stringContaining('/files/url-0.png') as string }],
    });
    expect(await submitImage('new-api', 'partial', 3)).toHaveProperty('results.length', 2);
    expect(await submitImage('new-api', 'no_results')).toMatchObject({
      kind: 'refused',
      failure: { class: 'upstream', billed: 'unknown' },
    });
  });
});

describe('callbacks of OpenRouter', () => {
  const now = new Date('2026-05-01T12:00:00Z');
  const parameters = videoParameters();
  const job = jobHandle({ providerTaskId: 'vid1', parameters });
  const event = (data: Record<string, unknown>) =>
    JSON.stringify({ type: `video.generation.${String(data.status)}`, created_at: '', data });
  const done = event({
    id: 'vid1',
    status: 'completed',
    unsigned_urls: ['https://openrouter.ai/api/v1/videos/vid1/content?index=0'],
    usage: { cost: 0.5 },
  });
  const signed = (body: string, seconds = now.getTime() / 1000, secret = OPENROUTER_SECRET) =>
    `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds},${body}`).digest('hex')}`;

  const read = async (body: string, signature?: string, changes = {}): Promise<CallbackReading> => {
    const { readCallback } = alone('openrouter', changes).adapter;
    if (!readCallback) throw new Error('It takes no callbacks.');
    const headers = {
      'x-openrouter-idempotency-key': 'vid1-completed',
      ...(signature === undefined ? {} : { 'x-openrouter-signature': signature }),
    };
    return readCallback({ headers, rawBody: Buffer.from(body), now, job: async () => job });
  };

  it('are verified by a vector computed by hand and read like a poll', async () => {
    // printf '1777636800,{"a":1}' | openssl dgst -sha256 -hmac 'fake workspace signing secret'
    expect(signed('{"a":1}')).toBe(
      't=1777636800,v1=028606dab7b5b1ef3ed2ba0a4d1a665efd3df426d87f69bd5257d559806a101b'
    );
    expect(await read(done, signed(done))).toMatchObject({
      kind: 'verified',
      eventId: 'vid1-completed',
      providerTaskId: 'vid1',
      answer: {
        kind: 'succeeded',
        results: [{ url: `${openRouter.url}/api/v1/videos/vid1/content?index=0` }],
        cost: { microUnits: 500_000 },
      },
    });
    const failed = event({ id: 'vid1', status: 'failed', error: 'Content policy violation' });
    expect(await read(failed, signed(failed))).toMatchObject({
      answer: { kind: 'failed', failure: { class: 'moderation' } },
    });
  });

  it.each([
    ['no signature', undefined, 'forged'],
    ['an empty one', '', 'forged'],
    ['one without a time', 'v1=00', 'forged'],
    ['one with another secret', signed(done, undefined, 'other'), 'forged'],
    ['one of another body', signed(`${done} `), 'forged'],
    ['one that is too old', signed(done, now.getTime() / 1000 - 301), 'stale'],
    ['one from the future', signed(done, now.getTime() / 1000 + 301), 'stale'],
  ])('are refused with %s', async (_name, signature, reason) => {
    expect(await read(done, signature)).toMatchObject({ kind: 'refused', reason });
  });

  it('are good at the edge of the window, and during a change of the secret', async () => {
    expect(await read(done, signed(done, now.getTime() / 1000 - 300))).toMatchObject({
      kind: 'verified',
    });
    expect(await read(done, signed(done).replace(',v1=', ',v1=00,v1='))).toMatchObject({
      kind: 'verified',
    });
  });

  it('are unreadable when signed nonsense comes', async () => {
    for (const body of ['nonsense', '{}', event({ status: 'completed' })])
      expect(await read(body, signed(body))).toMatchObject({ reason: 'unreadable' });
  });

  it('are only a hint where no secret is configured', async () => {
    expect(await read(done, undefined, { webhookSecret: null })).toEqual({
      kind: 'hint',
      eventId: 'vid1-completed',
      providerTaskId: 'vid1',
    });
  });

  it('are asked for only where the gateway would accept the address', async () => {
    const send = async (callbackUrl: string, changes = {}) => {
      const request = submitRequest({ modelId: 'v', parameters, callbackUrl });
      await alone('openrouter', changes).adapter.submit(request);
      return openRouter.requests.at(-1)?.json;
    };
    expect(await send('http://site.example/cb')).not.toHaveProperty('callback_url');
    expect(await send('https://site.example/cb')).toHaveProperty('callback_url');
    expect(await send('http://site.example/cb', { options: noTls })).toHaveProperty('callback_url');
  });

  it('are not offered by gateways that have none', () => {
    expect(alone('litellm').adapter.readCallback).toBeUndefined();
    expect(alone('new-api').adapter.readCallback).toBeUndefined();
  });
});

describe('a gateway by configuration alone', () => {
  it('may be described entirely by options', async () => {
    const bodies: unknown[] = [];
    const odd = await createFake(({ method, path, json }) => {
      if (method === 'POST') bodies.push(json);
      if (path === '/run/clip') return { json: { result: { job: { no: 17 } } } };
      if (path === '/run/clip/17/state')
        return {
          json: {
            job: {
              phase: 'DONE',
              clips: [{ href: 'https://cdn.example/1.mp4' }, { href: 'https://cdn.example/2.mp4' }],
            },
            bill: { usd: '0.75' },
          },
        };
      return { status: 404, json: {} };
    });
    const { adapter } = adapterAlone(openaiCompatibleDefinition, {
      baseUrl: odd.url,
      apiKey: 'k',
      options: {
        images: null,
        videos: {
          path: '/run/clip',
          pollPath: '/run/clip/{id}/state',
          contentPath: null,
          request: {
            seconds: null,
            size: null,
            'input.text': 'prompt',
            prompt: null,
            'input.length': 'seconds',
            watermark: { constant: false },
          },
          references: {
            input_reference: null,
            picture: { roles: ['first_frame'], as: 'data_url' },
          },
          extras: {
            style: { label: { en: 'Style', zh: '风格' }, values: ['noir'], place: 'input.style' },
          },
          states: { done: 'succeeded' },
          answer: {
            id: ['result.job.no'],
            state: ['job.phase'],
            urls: ['job.clips.*.href'],
            cost: ['bill.usd'],
            currency: 'USD',
          },
        },
      },
      models: modelsOf(
        openaiCompatibleDefinition,
        { models: { clip: { like: 'video' }, still: { like: 'image' } }, options: {} },
        'odd'
      ),
    });
    expect(adapter.models).toMatchObject([{ id: 'clip', extras: { style: { values: ['noir'] } } }]);
    const parameters = videoParameters({ extras: { style: 'noir' } });
    expect(adapter.checkExtras('clip', parameters)).toEqual([]);
    const taken = await adapter.submit(
      submitRequest({
        modelId: 'clip',
        parameters,
        references: [pictureAt('first_frame', png('f'))],
      })
    );
    expect(taken).toEqual({ kind: 'accepted', providerTaskId: '17' });
    expect(bodies).toEqual([
      {
        model: 'clip',
        input: { text: 'A canvas bag turns', length: 8, style: 'noir' },
        watermark: false,
        picture: expect.stringMatching(/^data:image\/png/) as string,
      },
    ]);
    const answer = await adapter.poll(jobHandle({ providerTaskId: '17', parameters }));
    expect(answer).toMatchObject({
      kind: 'succeeded',
      results: [{ url: 'https://cdn.example/1.mp4' }, { url: 'https://cdn.example/2.mp4' }],
      cost: { microUnits: 750_000, currency: 'USD' },
    });
    const image = submitRequest({ modelId: 'still', parameters: imageParameters() });
    expect(await adapter.submit(image)).toMatchObject({ kind: 'refused' });
    await odd.close();
  });

  it.each([
    [{ video: {} }, 'providers.alone.options: Unrecognized key: "video"'],
    [{ videos: { path: 'v1' } }, 'providers.alone.options.videos.path: must begin with /'],
    [{ videos: { states: { done: 'ready' } } }, 'providers.alone.options.videos.states.done'],
    [{ images: { request: { size: 'pixels' } } }, 'providers.alone.options.images.request.size'],
    [{ images: { answer: { url: 'data.0' } } }, 'providers.alone.options.images.answer.url'],
    [{ errors: { classes: { busy: 'later' } } }, 'providers.alone.options.errors.classes.busy'],
  ])('names the entry that makes no sense: %j', (options, message) => {
    expect(() => alone('new-api', { options })).toThrow(message);
  });

  it('offers only documented models when none are listed, and those listed as they are', () => {
    const ids = (preset: Preset, models = gatewayModels) =>
      alone(preset, { models }).adapter.models.map(({ id }) => id);
    expect(ids('litellm')).toEqual(['gpt-image-1']);
    expect(ids('openrouter')).toEqual(
      expect.arrayContaining(['google/veo-3.1', 'openai/gpt-image-2'])
    );
    expect(ids('openrouter')).not.toContain('video');
    const listed = modelsOf(
      openaiCompatibleDefinition,
      { models: { 'my-wan': { like: 'video' }, video: {} }, options: {} },
      'g'
    );
    expect(ids('litellm', listed)).toEqual(['my-wan', 'video']);
  });

  it('says what a gateway has no field for', () => {
    const { adapter } = alone('litellm');
    const fields = adapter
      .adjustmentsOf(
        'video',
        videoParameters({
          seed: 7,
          audio: true,
          negativePrompt: 'blur',
          references: [{ fileDocumentId: 'a', role: 'last_frame', rightsRecordId: 'b' }],
        })
      )
      .map(({ field }) => field);
    expect(fields).toEqual(['negativePrompt', 'seed', 'audio', 'references']);
    expect(adapter.adjustmentsOf('video', videoParameters())).toEqual([]);
  });

  it.each(presets)('%s: tests the connection', async (preset) => {
    expect(await alone(preset).adapter.testConnection()).toMatchObject({ isOk: true });
    const wrong = await alone(preset, { apiKey: 'wrong' }).adapter.testConnection();
    expect(wrong).toMatchObject({ isOk: false, en: expect.stringContaining('apiKey') as string });
  });

  it('takes base addresses with the version at their end', async () => {
    const { adapter } = alone('openrouter', { baseUrl: `${openRouter.url}/api/v1` });
    expect(await adapter.testConnection()).toMatchObject({ isOk: true });
    const { answer } = await play('openrouter', 'success', { baseUrl: `${openRouter.url}/api/v1` });
    expect(answer).toMatchObject({
      results: [{ url: expect.stringContaining(`${openRouter.url}/api/v1/videos/`) as string }],
    });
  });
});

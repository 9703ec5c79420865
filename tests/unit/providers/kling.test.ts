import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type {
  Adapter,
  InboundCallback,
  ResolvedReference,
  SubmitRequest,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { ProviderError } from '../../../plugins/asset-provenance/server/src/providers/contract';
import { Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import { klingDefinition } from '../../../plugins/asset-provenance/server/src/providers/kling/adapter';
import { readCallback } from '../../../plugins/asset-provenance/server/src/providers/kling/callback';
import {
  answerOf,
  microUnitsOf,
} from '../../../plugins/asset-provenance/server/src/providers/kling/reading';
import { signToken } from '../../../plugins/asset-provenance/server/src/providers/kling/token';
import type {
  ImageParameters,
  Parameters,
  VideoParameters,
} from '../../../plugins/asset-provenance/shared';
import { png } from '../../fakes/kit';
import {
  KLING_ACCESS_KEY,
  KLING_API_KEY,
  KLING_SECRET_KEY,
  createKlingFake,
} from '../../fakes/kling';
import type { KlingFake } from '../../fakes/kling';
import {
  adapterAlone,
  closeAlone,
  imageParameters,
  jobHandle,
  pictureAt,
  submitRequest,
  videoParameters,
} from '../../support/adapter-alone';

type Given =
  (Partial<VideoParameters> & { kind: 'video' }) | (Partial<ImageParameters> & { kind: 'image' });
const clip = { kind: 'video' } as const;
const picture = { kind: 'image' } as const;

let fake: KlingFake;
let kling: Adapter;

const reference = (role: ResolvedReference['role'], mime = 'image/png'): ResolvedReference => ({
  ...pictureAt(role, png(role)),
  mime,
});

const parametersOf = (given: Given): Parameters =>
  given.kind === 'video'
    ? videoParameters({ durationSeconds: 5, ...given })
    : imageParameters({ quality: null, ...given });

let number = 0;
const requestOf = (
  modelId: string,
  given: Given,
  more: Partial<SubmitRequest> = {}
): SubmitRequest =>
  submitRequest({
    clientKey: `job${(number += 1)}-0`,
    modelId,
    parameters: parametersOf(given),
    ...more,
  });
const handleOf = ({ modelId, parameters }: SubmitRequest, providerTaskId: string) =>
  jobHandle({ modelId, parameters, providerTaskId });

const sentBy = (clientKey: string) =>
  fake.requests
    .filter(({ method }) => method === 'POST')
    .map(({ path: address, json }) => ({ address, body: json as Record<string, unknown> }))
    .find(({ body }) => body.external_task_id === clientKey);

beforeAll(async () => {
  fake = await createKlingFake();
  kling = adapterAlone(klingDefinition, {
    baseUrl: fake.url,
    apiKey: KLING_ACCESS_KEY,
    secretKey: KLING_SECRET_KEY,
  }).adapter;
});
afterAll(async () => {
  await fake.close();
  await closeAlone();
});

describe('authorisation', () => {
  it('signs a token as RFC 7519 says, with the times of Kling', () => {
    const [head = '', claims = '', signature] = signToken('ak', 'sk', 1_700_000_000_900).split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(claims)).toEqual({ iss: 'ak', exp: 1_700_001_800, nbf: 1_699_999_995 });
    expect(signature).toBe(
      createHmac('sha256', 'sk').update(`${head}.${claims}`).digest('base64url')
    );
  });

  it('sends a plain API key when there is no secret key', async () => {
    const { adapter: plain } = adapterAlone(klingDefinition, {
      baseUrl: fake.url,
      apiKey: KLING_API_KEY,
    });
    await expect(plain.testConnection()).resolves.toMatchObject({ isOk: true });
  });

  it('names a webhook secret that is none', () => {
    const connect = () =>
      adapterAlone(klingDefinition, {
        baseUrl: fake.url,
        providerId: 'k',
        webhookSecret: 'secret',
      });
    expect(connect).toThrow(/providers\.k\.webhookSecret/);
  });

  it('says what to do when the key is wrong', async () => {
    const { adapter: wrong } = adapterAlone(klingDefinition, {
      baseUrl: fake.url,
      apiKey: 'access-key-alone',
    });
    const test = await wrong.testConnection();
    expect(test.isOk).toBe(false);
    expect(test.en).toMatch(/also needs its secret key/);
  });
});

describe('requests', () => {
  it.each([
    ['kling-v1', { ...clip, cameraMotion: 'tilt_up' }, { pan: 5, tilt: 0, zoom: 0 }],
    ['kling-v1', { ...clip, cameraMotion: 'pan_left' }, { tilt: -5, pan: 0, zoom: 0 }],
    ['kling-v1', { ...clip, cameraMotion: 'zoom_in' }, { zoom: -5, pan: 0, tilt: 0 }],
  ] as const)('%s %j: moves one axis, by the words of Kling', async (modelId, given, config) => {
    const request = requestOf(modelId, given);
    await expect(kling.submit(request)).resolves.toMatchObject({ kind: 'accepted' });
    expect(sentBy(request.clientKey)?.body.camera_control).toMatchObject({
      type: 'simple',
      config,
    });
  });

  it('sends a video from frames', async () => {
    const request = requestOf(
      'kling-v2-6',
      { ...clip, inputType: 'image_to_video', resolution: '1080p', durationSeconds: 10 },
      {
        references: [reference('first_frame'), reference('last_frame')],
        callbackUrl: 'https://a.example/x',
      }
    );
    await expect(kling.submit(request)).resolves.toMatchObject({ kind: 'accepted' });
    expect(sentBy(request.clientKey)).toEqual({
      address: '/v1/videos/image2video',
      body: {
        model_name: 'kling-v2-6',
        prompt: 'A canvas bag turns',
        external_task_id: request.clientKey,
        callback_url: 'https://a.example/x',
        image: png('first_frame').toString('base64'),
        image_tail: png('last_frame').toString('base64'),
        duration: '10',
        mode: 'pro',
        sound: 'off',
      },
    });
  });

  it('sends pictures with a subject, and no negative prompt beside it', async () => {
    const request = requestOf(
      'kling-v2-1-image',
      {
        ...picture,
        inputType: 'image_to_image',
        negativePrompt: 'text',
        size: '2720x1536',
        aspectRatio: '16:9',
        count: 3,
        extras: { imageFidelity: 0.7, humanFidelity: '0.4' },
      },
      { references: [reference('subject')] }
    );
    await expect(kling.submit(request)).resolves.toMatchObject({ kind: 'accepted' });
    expect(sentBy(request.clientKey)?.body).toEqual({
      model_name: 'kling-v2-1',
      prompt: 'A canvas bag',
      external_task_id: request.clientKey,
      image: png('subject').toString('base64'),
      image_reference: 'subject',
      image_fidelity: 0.7,
      human_fidelity: 0.4,
      resolution: '2k',
      n: 3,
      aspect_ratio: '16:9',
    });
  });

  it('takes every size, ratio, duration and resolution that its catalogue offers', async () => {
    for (const model of klingDefinition.models) {
      for (const aspectRatio of model.aspectRatios) {
        const asked =
          model.kind === 'image'
            ? (model.sizes[aspectRatio] ?? []).map((size) => ({ ...picture, size }))
            : model.resolutions.flatMap((resolution) =>
                [model.durationsSeconds?.minimum, model.durationsSeconds?.maximum].map(
                  (durationSeconds) => ({
                    ...clip,
                    resolution,
                    durationSeconds,
                    audio: model.hasAudio && resolution === '1080p',
                  })
                )
              );
        for (const given of asked) {
          const answer = await kling.submit(requestOf(model.id, { ...given, aspectRatio }));
          expect([model.id, given, answer]).toEqual([
            model.id,
            given,
            { kind: 'accepted', providerTaskId: expect.any(String) as string },
          ]);
        }
      }
    }
  });

  it.each([
    ['kling-v2-6', { ...clip, audio: true }, [], ['resolution']],
    ['kling-v2-6', { ...clip, audio: true, resolution: '1080p' }, [], []],
    ['kling-v3', { ...clip, audio: true }, [], []],
    ['kling-v2-5-turbo', clip, ['first_frame', 'last_frame'], ['resolution']],
    ['kling-v3', clip, ['last_frame'], ['references']],
    [
      'kling-v2-6',
      { ...clip, audio: true, resolution: '1080p' },
      ['first_frame', 'last_frame'],
      ['audio'],
    ],
    [
      'kling-v2-6',
      { ...clip, audio: true },
      ['first_frame', 'last_frame'],
      ['audio', 'resolution'],
    ],
  ] as const)('%s %j %j does not go together: %j', (modelId, given, roles, paths) => {
    const references = roles.map((role) => ({ fileDocumentId: 'a', role, rightsRecordId: 'b' }));
    const problems = kling.checkExtras(modelId, parametersOf({ ...given, references }));
    expect(problems.map(({ path }) => path)).toEqual(paths);
  });

  it('refuses a reference of a kind that Kling does not take', async () => {
    const request = requestOf(
      'kling-v3-image',
      { ...picture, inputType: 'image_to_image' },
      { references: [reference('composition', 'image/webp')] }
    );
    await expect(kling.submit(request)).resolves.toMatchObject({ kind: 'refused' });
  });

  it('says what is converted or left out', () => {
    const fields = (modelId: string, given: Given) =>
      kling.adjustmentsOf(modelId, parametersOf(given)).map(({ field }) => field);
    expect(
      fields('kling-v3-image', { ...picture, inputType: 'image_to_image', negativePrompt: 'x' })
    ).toEqual(['size', 'negativePrompt']);
    expect(fields('kling-v3', { ...clip, inputType: 'image_to_video' })).toEqual(['aspectRatio']);
    expect(fields('kling-v1', { ...clip, cameraMotion: 'static' })).toEqual(['cameraMotion']);
    expect(fields('kling-v3', clip)).toEqual([]);
  });

  it('checks extras', () => {
    const paths = (modelId: string, extras: Parameters['extras']) =>
      kling.checkExtras(modelId, parametersOf({ ...clip, extras })).map(({ path }) => path);
    expect(paths('kling-v1-6', { cfgScale: 0.5 })).toEqual([]);
    expect(paths('kling-v1-6', { cfgScale: 2, steps: 3 })).toEqual([
      'extras.steps',
      'extras.cfgScale',
    ]);
    expect(paths('kling-v3', { cfgScale: 0.5 })).toEqual(['extras.cfgScale']);
    expect(paths('kling-v1-6', { hasOwnProperty: 0.5 })).toEqual(['extras.hasOwnProperty']);
  });
});

describe('answers to a submit', () => {
  it.each([
    ['bad_key', 'authentication', 401, '1002'],
    ['account', 'authentication', 429, '1100'],
    ['arrears', 'credit', 429, '1101'],
    ['credit', 'credit', 429, '1102'],
    ['permission', 'authentication', 403, '1103'],
    ['bad_value', 'invalid_parameters', 400, '1201'],
    ['no_model', 'invalid_parameters', 404, '1203'],
    ['policy', 'moderation', 400, '1300'],
    ['moderation', 'moderation', 400, '1301'],
    ['rate', 'queue', 429, '1302'],
    ['parallel', 'queue', 429, '1303'],
    ['address', 'authentication', 429, '1304'],
    ['code_in_200', 'moderation', 200, '1301'],
    ['submit:429', 'queue', 429, null],
    ['submit:404', 'invalid_parameters', 404, null],
  ])('%s is a refusal: %s', async (scenario, failureClass, httpStatus, providerCode) => {
    const answer = await kling.submit(
      requestOf('kling-v3', { ...clip, prompt: `[[${scenario}]]` })
    );
    expect(answer).toMatchObject({
      kind: 'refused',
      failure: { class: failureClass, httpStatus, providerCode, phase: 'submit', billed: 'no' },
    });
  });

  it.each([
    ['clock_ahead', /about 10 minutes ahead.*NTP/],
    ['clock_behind', /about 40 minutes behind.*NTP/],
  ])('%s names the clock', async (scenario, message) => {
    const answer = await kling.submit(
      requestOf('kling-v3', { ...clip, prompt: `[[${scenario}]]` })
    );
    expect(answer).toMatchObject({
      kind: 'refused',
      failure: { class: 'authentication', message: expect.stringMatching(message) as string },
    });
  });

  it.each([
    'broken',
    'broken_in_200',
    'unknown_code',
    'submit:reset',
    'submit:hang',
    'submit:half',
    'submit:not_json',
    'submit:empty',
    'submit:500',
    'submit:503',
    'submit:html',
    'submit:wrong_type',
    'submit:redirect_private',
    'submit:lost',
  ])('%s leaves open whether it was taken', async (scenario) => {
    const request = requestOf('kling-v3', { ...clip, prompt: `[[${scenario}]]` });
    await expect(kling.submit(request)).rejects.toBeInstanceOf(Unanswered);
  });

  it('finds a lost one by our own key, and takes a second submit for no refusal', async () => {
    const request = requestOf('kling-v3-image', { ...picture, prompt: '[[submit:lost]]' });
    await expect(kling.submit(request)).rejects.toBeInstanceOf(Unanswered);
    const found = await kling.lookUp?.(request, new Date().toISOString());
    expect(found).toEqual({ kind: 'accepted', providerTaskId: fake.taskIdOf(request.clientKey) });
    await expect(kling.submit(request)).rejects.toThrow(/already has a task with this key/);
    expect(fake.posts(request.clientKey)).toBe(1);
  });

  it('does not take "not found" for "not taken"', async () => {
    const request = requestOf('kling-v3', clip);
    const longAgo = new Date(Date.now() - 86_400_000).toISOString();
    await expect(kling.lookUp?.(request, longAgo)).resolves.toEqual({ kind: 'unknown' });
  });
});

describe('answers to a poll', () => {
  const submitted = async (scenario: string) => {
    const request = requestOf('kling-v3', { ...clip, prompt: `[[${scenario}]]` });
    const answer = await kling.submit(request);
    if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
    return handleOf(request, answer.providerTaskId);
  };

  it.each([
    'poll:reset',
    'poll:half',
    'poll:not_json',
    'poll:500',
    'poll:429',
    'poll:404',
    'poll:html',
  ])('%s is asked again', async (scenario) => {
    const job = await submitted(scenario);
    const error: unknown = await kling.poll(job).catch((problem: unknown) => problem);
    const isAskedAgain =
      error instanceof Unanswered || (error instanceof ProviderError && error.failure.retryable);
    expect(isAskedAgain).toBe(true);
    await expect(kling.poll(job)).resolves.toMatchObject({ kind: 'processing' });
  });

  const told = (task_status: string, more: Record<string, unknown> = {}) =>
    answerOf({
      task_id: '1',
      task_status,
      final_unit_deduction: null,
      final_balance_deduction: null,
      ...more,
    });

  it('goes on whatever the state is called', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(!['succeed', 'succeeded', 'failed', 'submitted'].includes(status));
        expect(told(status)).toMatchObject({ kind: 'processing' });
      })
    );
  });

  it.each([
    ['Failure to pass the risk control system', 'moderation'],
    ['输入内容触发风控', 'moderation'],
    ['The resolution or aspect ratio of the input image is invalid.', 'invalid_parameters'],
    ['Task processing failed.', 'upstream'],
    ['', 'upstream'],
  ])('"%s" is %s', (reason, failureClass) => {
    expect(told('failed', { task_status_msg: reason })).toMatchObject({
      kind: 'failed',
      failure: { class: failureClass, billed: 'unknown', retryable: false },
    });
  });

  it('believes what was counted of a failed task', () => {
    expect(told('failed', { final_unit_deduction: '0' })).toMatchObject({
      failure: { billed: 'no' },
    });
    expect(told('failed', { final_unit_deduction: '3.5' })).toMatchObject({
      failure: { billed: 'yes' },
    });
  });

  it('reads decimals without rounding', () => {
    expect(['3.5', '0.02', '10', '0', '1.1234567'].map(microUnitsOf)).toEqual([
      3_500_000, 20_000, 10_000_000, 0, 1_123_456,
    ]);
    expect(['', 'many', '-1', null, undefined, '1e3'].map(microUnitsOf)).toEqual(
      Array.from({ length: 6 }, () => null)
    );
  });
});

describe('reports', () => {
  // The test vector that Kling publishes.
  const secret = 'whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=';
  const body =
    '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}';
  const headers = {
    'webhook-id': '9876543210',
    'webhook-timestamp': '1781080794',
    'webhook-signature': 'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
  };
  const report = (changes: Partial<InboundCallback> = {}): InboundCallback => ({
    headers,
    rawBody: Buffer.from(body),
    now: new Date(1_781_080_800_000),
    job: async () => handleOf(requestOf('kling-v3', clip), '1234567890'),
    ...changes,
  });

  it('accepts the published vector', () => {
    expect(readCallback(report(), secret)).toEqual({
      kind: 'verified',
      eventId: '9876543210',
      providerTaskId: '1234567890',
      answer: null,
    });
  });

  it('accepts one of several signatures, while a secret is replaced', () => {
    const signature = `v1,AAAA ${headers['webhook-signature']} v2,BBBB`;
    const both = report({ headers: { ...headers, 'webhook-signature': signature } });
    expect(readCallback(both, secret)).toMatchObject({ kind: 'verified' });
  });

  it.each([
    ['forged', { rawBody: Buffer.from(body.replace('1234567890', '1234567891')) }],
    ['forged', { headers: { ...headers, 'webhook-id': '1' } }],
    ['forged', { headers: { ...headers, 'webhook-signature': 'v1,AAAA' } }],
    ['forged', { headers: {} }],
    ['stale', { now: new Date(1_781_081_100_000) }],
    ['stale', { now: new Date(1_781_080_400_000) }],
  ] as const)('refuses as %s', (reason, changes) => {
    expect(readCallback(report(changes), secret)).toMatchObject({ kind: 'refused', reason });
  });

  it('reads a whole task, and takes an unsigned one for a hint', () => {
    const whole = {
      task_id: '42',
      task_status: 'succeed',
      task_result: { videos: [{ id: 'v', url: 'https://cdn.example/v.mp4', duration: '5.041' }] },
      final_unit_deduction: '3.5',
    };
    const unsigned = report({ headers: {}, rawBody: Buffer.from(JSON.stringify(whole)) });
    expect(readCallback(unsigned, null)).toEqual({
      kind: 'hint',
      eventId: null,
      providerTaskId: '42',
    });
    expect(readCallback(report({ rawBody: Buffer.from('{"a":1}') }), null)).toMatchObject({
      reason: 'unreadable',
    });
    expect(readCallback(report({ rawBody: Buffer.from('[') }), null)).toMatchObject({
      reason: 'unreadable',
    });
  });
});

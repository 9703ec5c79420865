import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import type {
  Adapter,
  InboundCallback,
  JobHandle,
  SubmitRequest,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { falDefinition } from '../../../plugins/asset-provenance/server/src/providers/fal/adapter';
import { createAddresses } from '../../../plugins/asset-provenance/server/src/providers/fal/addresses';
import { readCallback } from '../../../plugins/asset-provenance/server/src/providers/fal/callback';
import {
  classOf,
  troubleIn,
} from '../../../plugins/asset-provenance/server/src/providers/fal/errors';
import type { ModelCapabilities } from '../../../plugins/asset-provenance/shared';
import { FAL_KEY_FOR_TESTS, createFalFake, falHeaders } from '../../fakes/fal';
import type { FalFake } from '../../fakes/fal';
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

let fake: FalFake;
let fal: Adapter;

const alone = (changes: Partial<Parameters<typeof adapterAlone>[1]> = {}) =>
  adapterAlone(falDefinition, {
    baseUrl: fake.url,
    apiKey: FAL_KEY_FOR_TESTS,
    options: { jwksUrl: fake.jwksUrl },
    ...changes,
  }).adapter;

const model = (id: string): ModelCapabilities => {
  const found = falDefinition.models.find((each) => each.id === id);
  if (!found) throw new Error(`There is no model ${id}.`);
  return found;
};
const schnell = () => model('fal-ai/flux/schnell');

const submitted = async (adapter: Adapter, request: SubmitRequest): Promise<JobHandle> => {
  const answer = await adapter.submit(request);
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return { ...handleOf(request, answer.providerTaskId), reference: answer.reference };
};
const takenAs = ({ providerTaskId }: JobHandle) => fake.taken.get(providerTaskId);
const playing = (scenario: string, changes: Record<string, unknown> = {}) =>
  requestOf(schnell(), { prompt: `A bag [[${scenario}]]`, ...changes });

beforeAll(async () => {
  fake = await createFalFake();
  fal = alone();
});
afterAll(async () => {
  await fake.close();
  await closeAlone();
});

describe('requests', () => {
  it.each(falDefinition.models.map((each) => [each.id, each] as const))(
    '%s: every format and choice that is offered is taken',
    async (_id, each) => {
      for (const format of formatsOf(each)) await submitted(fal, requestOf(each, format));
      for (const [key, { values }] of Object.entries(each.extras))
        for (const value of values ?? [])
          await submitted(fal, requestOf(each, { extras: { [key]: value } }));
      if (each.durationsSeconds) {
        const { minimum, maximum, step } = each.durationsSeconds;
        for (let seconds = minimum; seconds <= maximum; seconds += step)
          await submitted(fal, requestOf(each, { durationSeconds: seconds }));
      }
    }
  );

  it.each(
    falDefinition.models
      .filter(({ references }) => references.maximum > 0)
      .map((each) => [each.id, each] as const)
  )('%s: takes its references, alone and together', async (_id, each) => {
    const [first] = each.references.roles;
    if (!first) throw new Error('It has no roles.');
    for (const format of formatsOf(each))
      await submitted(fal, requestOf(each, format, [referenceOf(first)]));
    const most = Array.from({ length: each.references.maximum }, (_, index) =>
      referenceOf(each.references.roles[index % each.references.roles.length] ?? first, index)
    );
    await submitted(fal, requestOf(each, {}, most));
  });

  it('names what was asked by the names of the model', async () => {
    const asked = { aspectRatio: '16:9', size: '1024x576', count: 3, seed: 7 };
    const job = await submitted(fal, requestOf(schnell(), asked));
    expect(takenAs(job)?.input).toEqual({
      prompt: 'A canvas bag on a table',
      output_format: 'png',
      image_size: { width: 1024, height: 576 },
      num_images: 3,
      seed: 7,
    });
  });

  it.each([
    [[], 'fal-ai/veo3.1/fast'],
    [['first_frame'], 'fal-ai/veo3.1/fast/image-to-video'],
    [['first_frame', 'last_frame'], 'fal-ai/veo3.1/fast/first-last-frame-to-video'],
  ] as const)('with %s it asks %s', async (roles, endpoint) => {
    const veo = model('fal-ai/veo3.1/fast');
    const references = roles.map((role) => referenceOf(role));
    const job = await submitted(fal, requestOf(veo, { durationSeconds: 6 }, references));
    expect(takenAs(job)).toMatchObject({ endpoint, input: { duration: '6s' } });
  });

  it('gives the step of the size that was asked for', async () => {
    const pro = model('fal-ai/nano-banana-pro');
    const job = await submitted(fal, requestOf(pro, { aspectRatio: '16:9', size: '2752x1536' }));
    expect(takenAs(job)?.input).toMatchObject({ resolution: '2K', aspect_ratio: '16:9' });
  });

  it('names what the model cannot do, before anything is sent', () => {
    const problems = (modelId: string, changes: object, role?: 'last_frame') =>
      fal.checkExtras(
        modelId,
        requestOf(model(modelId), { ...changes }, role ? [referenceOf(role)] : []).parameters
      );
    expect(problems('fal-ai/kling-video/v2.5-turbo/pro', {}, 'last_frame')).toMatchObject([
      { path: 'references' },
    ]);
    expect(problems(schnell().id, { extras: { toString: 1 } })).toMatchObject([
      { path: 'extras.toString' },
    ]);
  });

  it('says that pictures go without their roles', () => {
    const nano = model('fal-ai/nano-banana');
    const { parameters } = requestOf(nano, {}, [referenceOf('style')]);
    expect(fal.adjustmentsOf(nano.id, parameters)).toEqual([
      expect.objectContaining({ field: 'references' }),
    ]);
  });

  it('asks a configured model at its own address, by the input it is like', async () => {
    const own = { ...schnell(), id: 'fal-ai/flux-2-pro' };
    const adapter = alone({ models: [own], baseModelOf: () => 'fal-ai/flux-2-pro' });
    expect(takenAs(await submitted(adapter, requestOf(own)))?.endpoint).toBe('fal-ai/flux-2-pro');
  });

  it('gives the callback address in the query', async () => {
    const callbackUrl = 'https://cms.example/api/callbacks/1?a=b&c=d';
    const job = await submitted(fal, { ...requestOf(schnell()), callbackUrl });
    expect(takenAs(job)?.webhook).toBe(callbackUrl);
  });

  it('names the option that makes no sense', () => {
    expect(() => alone({ options: { jwksUrl: 'no address' } })).toThrow(
      /providers\.alone\.options/
    );
  });
});

describe('addresses of a request', () => {
  it('are those that fal gave', async () => {
    const job = await submitted(fal, requestOf(schnell()));
    expect(job.reference).toEqual({
      statusUrl: expect.stringContaining('/fal-ai/flux/requests/'),
      responseUrl: expect.any(String),
      cancelUrl: expect.any(String),
    });
  });

  it('are built where those given lead elsewhere, and the key does not follow', async () => {
    const job = await submitted(fal, playing('foreign_addresses'));
    expect(job.reference).toEqual({ statusUrl: null, responseUrl: null, cancelUrl: null });
    expect(await finalAnswer(fal, job)).toMatchObject({ kind: 'succeeded' });
  });

  it('are never those of another origin, whatever was kept', () => {
    const addresses = createAddresses('https://queue.fal.run');
    const leaky = [
      'https://queue.fal.run.evil.test/x',
      'http://queue.fal.run/x',
      '//evil.test',
      'x',
    ];
    for (const address of leaky) {
      const reference = { statusUrl: address, responseUrl: address, cancelUrl: address };
      const job = { modelId: 'fal-ai/flux/schnell', providerTaskId: 'a/b', reference };
      expect(addresses.of(job)).toEqual({
        status: '/fal-ai/flux/requests/a%2Fb/status',
        response: '/fal-ai/flux/requests/a%2Fb',
        cancel: '/fal-ai/flux/requests/a%2Fb/cancel',
      });
    }
  });

  it('are enough without a reference: a lost job is adopted by its id alone', async () => {
    const job = await submitted(fal, requestOf(schnell()));
    expect(await finalAnswer(fal, { ...job, reference: null })).toMatchObject({
      kind: 'succeeded',
    });
  });
});

describe('answers', () => {
  it('reads results, seed, size, prompt and counters', async () => {
    const veo = model('fal-ai/veo3.1/fast');
    const job = await submitted(fal, requestOf(veo, { seed: 11 }));
    expect(await finalAnswer(fal, job)).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 11, expiresAt: null }],
      effective: { seed: 11, revisedPrompt: expect.stringContaining('at dusk') },
      cost: null,
      usage: { billable_units: 0.5, inference_time: 0.75 },
    });
    const picture = await finalAnswer(fal, await submitted(fal, requestOf(schnell())));
    expect(picture).toMatchObject({ effective: { size: '1024x576', seed: 4242 } });
  });

  it.each([
    ['moderation', 'moderation', 'content_policy_violation', 'unknown'],
    ['unsafe', 'moderation', 'no_media_generated', 'unknown'],
    ['no_media', 'upstream', 'no_media_generated', 'unknown'],
    ['late_invalid', 'invalid_parameters', 'image_too_small', 'unknown'],
    ['model_500', 'upstream', 'internal_server_error', 'no'],
    ['model_504', 'upstream', 'generation_timeout', 'no'],
    ['runner_gone', 'upstream', 'runner_disconnected', 'no'],
    ['no_runner', 'queue', 'runner_scheduling_failure', 'no'],
    ['all_flagged', 'moderation', 'has_nsfw_concepts', 'unknown'],
    ['no_file', 'upstream', null, 'unknown'],
    ['gone', 'upstream', null, 'unknown'],
  ])('%s ends as %s', async (scenario, failureClass, providerCode, billed) => {
    const answer = await finalAnswer(fal, await submitted(fal, playing(scenario)));
    expect(answer).toMatchObject({
      kind: 'failed',
      failure: { class: failureClass, phase: 'poll', providerCode, billed, retryable: false },
    });
  });

  it('asks again where only the result address failed', async () => {
    const job = await submitted(fal, playing('result_late'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(fal.poll(job)).rejects.toMatchObject({
      failure: { class: 'upstream', retryable: true, httpStatus: 504 },
    });
    await expect(fal.poll(job)).rejects.toMatchObject({ failure: { retryable: true } });
    expect(await fal.poll(job)).toMatchObject({ kind: 'succeeded' });
  });

  it.each([
    ['locked', 'credit', 403],
    ['forbidden', 'authentication', 403],
    ['denied', 'authentication', 401],
    ['throttled', 'queue', 429],
    ['invalid', 'invalid_parameters', 422],
  ])('refuses %s as %s', async (scenario, failureClass, httpStatus) => {
    expect(await fal.submit(playing(scenario))).toMatchObject({
      kind: 'refused',
      failure: { class: failureClass, httpStatus, billed: 'no', phase: 'submit' },
    });
  });

  it('is not known what became of it when the answer is none', async () => {
    for (const scenario of ['submit:lost', 'submit:not_json', 'submit:500', 'submit:empty'])
      await expect(fal.submit(playing(scenario))).rejects.toThrow(Unanswered);
  });

  it('waits for a request that is not found yet, and gives up one that is old', async () => {
    const job = handleOf(requestOf(schnell()), 'nobody');
    await expect(fal.poll(job)).rejects.toMatchObject({ failure: { retryable: true } });
    const old = { ...job, submittedAt: '2020-01-01T00:00:00.000Z' };
    expect(await fal.poll(old)).toMatchObject({ kind: 'failed', failure: { retryable: false } });
  });

  it('reads every error as a class or leaves it to the status', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => classOf(troubleIn(json))).not.toThrow();
      })
    );
    expect(troubleIn({ detail: 'x' }, { 'x-fal-error-type': 'bad_request' }).type).toBe(
      'bad_request'
    );
  });
});

describe('cancelling', () => {
  it.each(['queued_long', 'running_long'])('%s: the next poll says so', async (scenario) => {
    const job = await submitted(fal, playing(scenario));
    await fal.cancel?.(job);
    const stopped = { ...job, cancelRequestedAt: new Date().toISOString() };
    expect(await fal.poll(stopped)).toEqual({ kind: 'cancelled' });
  });

  it('leaves alone what has ended', async () => {
    const job = await submitted(fal, playing('not_stopped'));
    await fal.cancel?.(job);
    const stopped = { ...job, cancelRequestedAt: new Date().toISOString() };
    expect(await finalAnswer(fal, stopped)).toMatchObject({ kind: 'succeeded' });
  });
});

describe('callbacks', () => {
  const now = new Date('2026-01-02T03:04:05Z');
  const reportOf = (content: object = {}) =>
    Buffer.from(
      JSON.stringify({
        request_id: 'abc',
        gateway_request_id: 'abc',
        status: 'OK',
        payload: { images: [{ url: 'https://x.test/a.png' }], seed: 5 },
        ...content,
      })
    );
  const body = reportOf();

  const callback = (rawBody = body, at = now, key = fake.key): InboundCallback => ({
    headers: falHeaders(rawBody, { requestId: 'abc', at, key }),
    rawBody,
    now,
    job: async () => ({ ...handleOf(requestOf(schnell()), ''), providerTaskId: null }),
  });

  it('takes what is signed, by asking for the keys once', async () => {
    const adapter = alone();
    const before = fake.requests.length;
    const readings = await Promise.all([1, 2, 3].map(() => adapter.readCallback?.(callback())));
    for (const reading of readings)
      expect(reading).toMatchObject({
        kind: 'verified',
        eventId: 'abc',
        providerTaskId: 'abc',
        answer: { kind: 'succeeded', effective: { seed: 5 } },
      });
    expect(fake.requests).toHaveLength(before + 1);
  });

  it.each([
    [
      {
        status: 'ERROR',
        error: 'Invalid status code: 422',
        payload: { detail: [{ loc: ['body'], msg: 'flagged', type: 'content_policy_violation' }] },
      },
      { kind: 'failed', failure: { class: 'moderation' } },
    ],
    [
      {
        status: 'ERROR',
        error: 'cancelled',
        payload: { detail: 'x', error_type: 'client_cancelled' },
      },
      { kind: 'cancelled' },
    ],
    [{ status: 'ERROR', error: 'Invalid status code: 500', payload: null }, null],
    [{ status: 'OK', payload: null, payload_error: 'not serialisable' }, null],
  ])('reads %j', async (content, answer) => {
    const reading = await alone().readCallback?.(callback(reportOf(content)));
    expect(reading).toMatchObject({ kind: 'verified', answer });
  });

  it.each([
    [-301, 'stale'],
    [301, 'stale'],
    [-299, undefined],
    [299, undefined],
  ])('signed %d seconds from now: %s', async (seconds, reason) => {
    const at = new Date(now.getTime() + seconds * 1000);
    const reading = await alone().readCallback?.(callback(body, at));
    expect(reading && 'reason' in reading ? reading.reason : undefined).toBe(reason);
  });

  it('refuses any change of one byte of body, ids, timestamp or signature', async () => {
    const pair = generateKeyPairSync('ed25519');
    const keys = { now: async () => [pair.publicKey], newer: async () => [] };
    const good = callback(body, now, pair.privateKey);
    expect(await readCallback(good, keys)).toMatchObject({ kind: 'verified' });
    const parts = [
      'body',
      'x-fal-webhook-request-id',
      'x-fal-webhook-user-id',
      'x-fal-webhook-timestamp',
      'x-fal-webhook-signature',
    ] as const;
    const bytesOf = (part: (typeof parts)[number]) =>
      part === 'body' ? good.rawBody : Buffer.from(good.headers[part] ?? '', 'latin1');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...parts),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (part, position, difference) => {
          const bytes = Buffer.from(bytesOf(part));
          const at = position % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ difference;
          const changed =
            part === 'body'
              ? { ...good, rawBody: bytes }
              : { ...good, headers: { ...good.headers, [part]: bytes.toString('latin1') } };
          expect(await readCallback(changed, keys)).toMatchObject({
            kind: 'refused',
            reason: 'forged',
          });
        }
      ),
      { numRuns: 1500 }
    );
  });

  it('follows a change of keys, and asks for them only now and then', async () => {
    const adapter = alone();
    await adapter.readCallback?.(callback());
    const renewed = callback(body, now, fake.rotate());
    const clock = jest.spyOn(Date, 'now');
    try {
      const before = fake.requests.length;
      expect(await adapter.readCallback?.(renewed)).toMatchObject({ reason: 'forged' });
      expect(fake.requests).toHaveLength(before);
      clock.mockReturnValue(Date.now() + 301_000);
      expect(await adapter.readCallback?.(renewed)).toMatchObject({ kind: 'verified' });
      expect(fake.requests).toHaveLength(before + 1);
    } finally {
      clock.mockRestore();
    }
  });

  it('sends no key to where the keys are, unless it is the provider itself', async () => {
    const elsewhere = await createFake(() => ({ json: { keys: [] } }));
    try {
      const adapter = adapterAlone(falDefinition, {
        baseUrl: fake.url,
        apiKey: FAL_KEY_FOR_TESTS,
        options: { jwksUrl: `${elsewhere.url}/keys` },
      }).adapter;
      await expect(adapter.readCallback?.(callback())).rejects.toThrow(/keys/);
      // Loopback is private: an address that nobody listed is not even contacted.
      expect(elsewhere.requests).toHaveLength(0);
    } finally {
      await elsewhere.close();
    }
  });

  it.each([
    ['not JSON', '<html>'],
    ['no list', '{}'],
    ['keys of another kind', '{"keys":[{"kty":"RSA","n":"x","e":"AQAB"}]}'],
    ['a broken key', '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]}'],
    ['far too much', `{"keys":[${' '.repeat(70_000)}]}`],
  ])('knows nothing of a report when the list of keys is %s', async (_what, list) => {
    const odd = await createFake(() => ({ body: list }));
    try {
      const options = { jwksUrl: `${odd.url}/keys` };
      const adapter = adapterAlone(falDefinition, { baseUrl: odd.url, options }).adapter;
      await expect(adapter.readCallback?.(callback())).rejects.toThrow(/cannot be had/);
    } finally {
      await odd.close();
    }
  });

  it('refuses what is signed and no report', async () => {
    expect(await alone().readCallback?.(callback(Buffer.from('[]')))).toMatchObject({
      kind: 'refused',
      reason: 'unreadable',
    });
  });
});

describe('test of the connection', () => {
  it('tells a wrong key from a good one', async () => {
    expect(await fal.testConnection()).toMatchObject({ isOk: true });
    expect(await alone({ apiKey: 'wrong' }).testConnection()).toMatchObject({
      isOk: false,
      en: expect.stringContaining('apiKey'),
    });
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { NotSent, Unanswered } from '../../../plugins/asset-provenance/server/src/network/service';
import type {
  Adapter,
  InboundCallback,
  SubmitRequest,
} from '../../../plugins/asset-provenance/server/src/providers/contract';
import { replicateDefinition } from '../../../plugins/asset-provenance/server/src/providers/replicate/adapter';
import { causeOf } from '../../../plugins/asset-provenance/server/src/providers/replicate/errors';
import { answerOf } from '../../../plugins/asset-provenance/server/src/providers/replicate/reading';
import { standardWebhookObjection } from '../../../plugins/asset-provenance/server/src/providers/standard-webhooks';
import type { ModelCapabilities } from '../../../plugins/asset-provenance/shared';
import {
  COMMUNITY_VERSION,
  REPLICATE_TOKEN,
  createReplicateFake,
  replicateHeaders,
} from '../../fakes/replicate';
import type { ReplicateFake } from '../../fakes/replicate';
import {
  adapterAlone,
  closeAlone,
  finalAnswer,
  formatsOf,
  handleOf,
  pictureAt,
  referenceOf,
  requestOf,
} from '../../support/adapter-alone';

let fake: ReplicateFake;
let replicate: Adapter;

const alone = (changes: Partial<Parameters<typeof adapterAlone>[1]> = {}) =>
  adapterAlone(replicateDefinition, {
    baseUrl: fake.url,
    apiKey: REPLICATE_TOKEN,
    ...changes,
  }).adapter;

const model = (id: string): ModelCapabilities => {
  const found = replicateDefinition.models.find((each) => each.id === id);
  if (!found) throw new Error(`There is no model ${id}.`);
  return found;
};
const schnell = () => model('black-forest-labs/flux-schnell');

const accepted = async (adapter: Adapter, request: SubmitRequest): Promise<string> => {
  const answer = await adapter.submit(request);
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return answer.providerTaskId;
};
const inputOf = (id: string) => fake.predictions.get(id)?.input;

beforeAll(async () => {
  fake = await createReplicateFake();
  replicate = alone();
});
afterAll(async () => {
  await fake.close();
  await closeAlone();
});

describe('requests', () => {
  it.each(replicateDefinition.models.map((each) => [each.id, each] as const))(
    '%s: every format and choice that is offered is taken',
    async (_id, each) => {
      const roles = each.references.isRequired ? each.references.roles.slice(0, 1) : [];
      const references = roles.map((role) => referenceOf(role));
      for (const format of formatsOf(each))
        await accepted(replicate, requestOf(each, format, references));
      const extras = Object.entries(each.extras).flatMap(([key, { values }]) =>
        (values ?? []).map((value) => ({ [key]: value }))
      );
      for (const chosen of extras)
        await accepted(replicate, requestOf(each, { extras: chosen }, references));
      if (each.durationsSeconds) {
        const { minimum, maximum, step } = each.durationsSeconds;
        for (let seconds = minimum; seconds <= maximum; seconds += step)
          await accepted(replicate, requestOf(each, { durationSeconds: seconds }, references));
      }
    }
  );

  it.each(
    replicateDefinition.models
      .filter(({ references }) => references.maximum > 0)
      .map((each) => [each.id, each] as const)
  )('%s: takes its references, alone and together', async (_id, each) => {
    const [first] = each.references.roles;
    if (!first) throw new Error('It has no roles.');
    await accepted(replicate, requestOf(each, {}, [referenceOf(first)]));
    const most = Array.from({ length: each.references.maximum }, (_, index) =>
      referenceOf(each.references.roles[index % each.references.roles.length] ?? first, index)
    );
    await accepted(replicate, requestOf(each, {}, most));
  });

  it('names what was asked by the names of the model', async () => {
    const asked = { aspectRatio: '16:9', size: '672x384', count: 3, seed: 7 };
    const id = await accepted(replicate, requestOf(schnell(), asked));
    expect(inputOf(id)).toEqual({
      prompt: 'A canvas bag on a table',
      output_format: 'png',
      aspect_ratio: '16:9',
      megapixels: '0.25',
      num_outputs: 3,
      seed: 7,
    });
  });

  it('asks for the pixels themselves where the model takes them', async () => {
    const flux2 = model('black-forest-labs/flux-2-pro');
    const id = await accepted(
      replicate,
      requestOf(flux2, { aspectRatio: '16:9', size: '1792x1008' }, [referenceOf('subject')])
    );
    expect(inputOf(id)).toMatchObject({
      aspect_ratio: 'custom',
      width: 1792,
      height: 1008,
      input_images: [expect.stringMatching(/^data:image\/png;base64,/)],
    });
  });

  it('counts frames for Wan', async () => {
    const wan = model('wan-video/wan-2.2-t2v-fast');
    const id = await accepted(replicate, requestOf(wan, { durationSeconds: 6 }));
    expect(inputOf(id)).toMatchObject({ num_frames: 97, frames_per_second: 16 });
  });

  it('leaves the ratio to the first frame, and says so before', async () => {
    const seedance = model('bytedance/seedance-1-pro');
    const request = requestOf(seedance, { aspectRatio: '1:1' }, [referenceOf('first_frame')]);
    const id = await accepted(replicate, request);
    expect(inputOf(id)).not.toHaveProperty('aspect_ratio');
    expect(replicate.adjustmentsOf(seedance.id, request.parameters)).toEqual([
      expect.objectContaining({ field: 'aspectRatio' }),
    ]);
  });

  it('sends large pictures as files of their own', async () => {
    const large = pictureAt('subject', randomBytes(300_000));
    const kontext = model('black-forest-labs/flux-kontext-pro');
    const id = await accepted(replicate, requestOf(kontext, {}, [large]));
    expect(inputOf(id)?.input_image).toMatch(new RegExp(`^${fake.url}/v1/files/`));
  });

  it('has sent nothing when a picture cannot be handed over', async () => {
    const large = pictureAt('subject', randomBytes(300_000));
    const kontext = model('black-forest-labs/flux-kontext-pro');
    const prompt = 'never sent';
    const denied = alone({ apiKey: 'wrong' });
    await expect(denied.submit(requestOf(kontext, { prompt }, [large]))).rejects.toThrow(NotSent);
    expect(fake.posts(prompt)).toBe(0);
  });

  it('names what the model cannot do, before anything is sent', () => {
    const problems = (
      modelId: string,
      changes: object,
      ...roles: Parameters<typeof referenceOf>[0][]
    ) => {
      const references = roles.map((role, index) => referenceOf(role, index));
      const { parameters } = requestOf(model(modelId), { ...changes }, references);
      return replicate.checkExtras(modelId, parameters).map(({ path }) => path);
    };
    expect(problems('bytedance/seedance-1-pro', {}, 'last_frame')).toEqual(['references']);
    expect(problems('bytedance/seedance-1-pro', {}, 'first_frame', 'last_frame')).toEqual([]);
    const kontext = 'black-forest-labs/flux-kontext-pro';
    expect(problems(kontext, {}, 'subject', 'subject')).toEqual(['references']);
    const hailuo = 'minimax/hailuo-02';
    expect(problems(hailuo, { resolution: '1080p', durationSeconds: 10 })).toEqual([
      'durationSeconds',
    ]);
    expect(problems(hailuo, { resolution: '1080p', durationSeconds: 6 })).toEqual([]);
  });

  it('asks for a model that is not official by its version, and by the input it is like', async () => {
    const own = { ...schnell(), id: 'acme/bags' };
    const adapter = alone({
      models: [own],
      options: { versions: { 'acme/bags': COMMUNITY_VERSION } },
      baseModelOf: () => schnell().id,
    });
    const id = await accepted(adapter, requestOf(own, { count: 2 }));
    expect(fake.predictions.get(id)?.version).toBe(COMMUNITY_VERSION);
    expect(inputOf(id)).toMatchObject({ num_outputs: 2 });
  });

  it('takes the address of the API with and without its version', async () => {
    await accepted(alone({ baseUrl: `${fake.url}/v1` }), requestOf(schnell()));
  });

  it('names the option that makes no sense', () => {
    expect(() => alone({ options: { version: 'x' } })).toThrow(/providers\.alone\.options/);
  });

  it('knows which extras there are', () => {
    const { parameters } = requestOf(schnell(), { extras: { steps: 4 } });
    expect(replicate.checkExtras(schnell().id, parameters)).toMatchObject([
      { path: 'extras.steps' },
    ]);
  });
});

describe('answers', () => {
  it('reads results, seed, version and counters', async () => {
    const request = requestOf(schnell(), { seed: 11 });
    const id = await accepted(replicate, request);
    expect(await finalAnswer(replicate, handleOf(request, id))).toMatchObject({
      kind: 'succeeded',
      results: [{ seed: 11, expiresAt: expect.stringMatching(/^\d{4}-/) }],
      effective: { seed: 11 },
      cost: null,
      usage: { predict_time: 1.25, total_time: 1.5 },
    });
  });

  it('is not known what became of it when the answer is none', async () => {
    for (const scenario of ['submit:lost', 'submit:not_json', 'submit:500', 'submit:empty']) {
      const request = requestOf(schnell(), { prompt: `A bag [[${scenario}]]` });
      await expect(replicate.submit(request)).rejects.toThrow(Unanswered);
    }
  });

  it.each([
    [
      'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (x)',
      'moderation',
      'E005',
    ],
    ['NSFW content detected. Try running it again, or try a different prompt.', 'moderation', null],
    ['All generated images contained NSFW content.', 'moderation', null],
    ['Request rejected by the safety filter', 'moderation', null],
    ['E1001: The model ran out of memory', 'upstream', 'E1001'],
    ['E6716 Timeout starting prediction', 'queue', 'E6716'],
    ['Input validation failed: width must be at least 256', 'invalid_parameters', null],
    ['Prediction interrupted; please retry (code: PA)', 'upstream', null],
    ['CUDA error: device-side assert triggered', 'upstream', null],
    ['', 'upstream', null],
  ] as const)('takes "%s" for %s', (error, failureClass, code) => {
    expect(causeOf(error)).toEqual({ class: failureClass, code });
  });

  it('goes on with every state that it does not know', () => {
    const known = ['succeeded', 'failed', 'canceled', 'aborted', 'starting'];
    fc.assert(
      fc.property(fc.string(), (status) => {
        fc.pre(!known.includes(status));
        const answer = answerOf({ id: 'a', status, output: null, error: null });
        expect(answer).toMatchObject({ kind: 'processing' });
      })
    );
  });

  it.each([
    ['https://x.test/1.png', 1],
    [['https://x.test/1.png', 'https://x.test/2.png'], 2],
    [{ video: 'https://x.test/1.mp4', frames: ['https://x.test/1.png'], took: 3 }, 2],
    [['no address', null, 4], 0],
  ])('finds the files in %j', (output, files) => {
    const answer = answerOf({ id: 'a', status: 'succeeded', output, error: null });
    expect(answer.kind === 'succeeded' ? answer.results.length : 0).toBe(files);
  });

  it('says that a given up prediction is not billed', () => {
    expect(answerOf({ id: 'a', status: 'aborted', output: null, error: null })).toMatchObject({
      kind: 'failed',
      failure: { class: 'cancelled_by_provider', billed: 'no' },
    });
  });

  it('takes a prediction that it may not see for a matter of the token', async () => {
    const request = requestOf(schnell());
    await expect(replicate.poll(handleOf(request, 'ffff'))).rejects.toMatchObject({
      failure: { class: 'authentication', retryable: true },
    });
  });
});

describe('a submit that nobody answered', () => {
  const lost = async (scenario: string, callbackUrl: string | null) => {
    const request = {
      ...requestOf(schnell(), { prompt: `A bag [[${scenario}]]` }),
      callbackUrl,
    };
    const at = new Date().toISOString();
    await expect(replicate.submit(request)).rejects.toThrow(Unanswered);
    return replicate.lookUp?.(request, at);
  };

  it('is found by the address that only this job has, pages back', async () => {
    const webhook = 'https://cms.example/api/callbacks/one';
    const request = {
      ...requestOf(schnell(), { prompt: 'A bag [[submit:lost_listed]]' }),
      callbackUrl: webhook,
    };
    const at = new Date().toISOString();
    await expect(replicate.submit(request)).rejects.toThrow(Unanswered);
    for (let index = 0; index < 120; index += 1) await accepted(replicate, requestOf(schnell()));
    const [found] = [...fake.predictions.values()].filter((each) => each.webhook === webhook);
    expect(await replicate.lookUp?.(request, at)).toEqual({
      kind: 'accepted',
      providerTaskId: found?.id,
    });
  });

  it('stays unknown when the listing leaves the address out, or there was none', async () => {
    expect(await lost('submit:lost', 'https://cms.example/api/callbacks/two')).toEqual({
      kind: 'unknown',
    });
    expect(await lost('submit:lost_listed', null)).toEqual({ kind: 'unknown' });
  });
});

describe('callbacks', () => {
  const now = new Date('2026-01-02T03:04:05Z');
  const body = JSON.stringify({ id: 'abc', status: 'succeeded', output: ['https://x.test/a.png'] });

  const callback = (changes: Partial<InboundCallback> = {}, at = now): InboundCallback => ({
    headers: replicateHeaders(body, { id: 'msg_1', secret: fake.secret, at }),
    rawBody: Buffer.from(body),
    now,
    job: async () => ({ ...handleOf(requestOf(schnell()), ''), providerTaskId: null }),
    ...changes,
  });

  it('takes what is signed, by asking for the secret once', async () => {
    const adapter = alone();
    const before = fake.requests.length;
    const readings = await Promise.all([1, 2, 3].map(() => adapter.readCallback?.(callback())));
    expect(readings).toEqual(
      readings.map(() =>
        expect.objectContaining({ kind: 'verified', eventId: 'msg_1', providerTaskId: 'abc' })
      )
    );
    expect(fake.requests).toHaveLength(before + 1);
  });

  it('verifies the known vector of the scheme', () => {
    const vector = {
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      rawBody: Buffer.from('{"test": 2432232314}'),
      now: new Date(1_614_265_330_000),
    };
    expect(standardWebhookObjection(vector, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeNull();
  });

  it('takes one good signature among several', () => {
    const { headers, ...rest } = callback();
    const signature = `v1,AAAA ${headers['webhook-signature']}`;
    const both = { ...rest, headers: { ...headers, 'webhook-signature': signature } };
    expect(standardWebhookObjection(both, fake.secret)).toBeNull();
  });

  it.each([
    [-301, 'stale'],
    [301, 'stale'],
    [-299, null],
    [299, null],
  ])('signed %d seconds from now: %s', (seconds, reason) => {
    const at = new Date(now.getTime() + seconds * 1000);
    expect(standardWebhookObjection(callback({}, at), fake.secret)?.reason ?? null).toBe(reason);
  });

  it('refuses any change of one byte of body, id, timestamp or signature', () => {
    const good = callback();
    const parts = ['body', 'webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
    const bytesOf = (part: (typeof parts)[number]) =>
      part === 'body' ? good.rawBody : Buffer.from(good.headers[part] ?? '', 'latin1');
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (part, position, difference) => {
          const bytes = Buffer.from(bytesOf(part));
          const at = position % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ difference;
          const changed =
            part === 'body'
              ? { ...good, rawBody: bytes }
              : { ...good, headers: { ...good.headers, [part]: bytes.toString('latin1') } };
          expect(standardWebhookObjection(changed, fake.secret)?.reason).toBe('forged');
        }
      ),
      { numRuns: 2000 }
    );
  });

  it('tells two bodies apart that are the same as text', () => {
    const sent = Buffer.from([0x22, 0xff, 0x22]);
    const headers = callback().headers;
    const broken = { headers, rawBody: sent, now };
    expect(standardWebhookObjection(broken, fake.secret)?.reason).toBe('forged');
  });

  it('asks again for the secret when a signature does not fit, and not each time', async () => {
    const adapter = alone();
    const forged = callback({
      headers: replicateHeaders(body, { id: 'm', secret: 'whsec_AAAA', at: now }),
    });
    await adapter.readCallback?.(callback());
    const clock = jest.spyOn(Date, 'now');
    try {
      const before = fake.requests.length;
      for (let index = 0; index < 5; index += 1)
        expect(await adapter.readCallback?.(forged)).toMatchObject({ reason: 'forged' });
      expect(fake.requests).toHaveLength(before);
      clock.mockReturnValue(Date.parse('2100-01-01T00:00:00Z'));
      for (let index = 0; index < 5; index += 1) await adapter.readCallback?.(forged);
      expect(fake.requests).toHaveLength(before + 1);
    } finally {
      clock.mockRestore();
    }
  });

  it('knows nothing of a report while the secret cannot be had', async () => {
    const adapter = alone({ apiKey: 'wrong' });
    await expect(adapter.readCallback?.(callback())).rejects.toThrow(/secret/);
  });

  it('asks nobody when the secret is configured', async () => {
    const adapter = alone({ apiKey: 'wrong', webhookSecret: fake.secret });
    expect(await adapter.readCallback?.(callback())).toMatchObject({ kind: 'verified' });
  });

  it('refuses what is signed and not a prediction', async () => {
    const rawBody = Buffer.from('[]');
    const headers = replicateHeaders('[]', { id: 'm', secret: fake.secret, at: now });
    expect(await replicate.readCallback?.(callback({ rawBody, headers }))).toMatchObject({
      kind: 'refused',
      reason: 'unreadable',
    });
  });
});

describe('test of the connection', () => {
  it('says who it is, and what to do about a wrong token', async () => {
    expect(await replicate.testConnection()).toMatchObject({
      isOk: true,
      en: expect.stringContaining('acme'),
    });
    const denied = await alone({ apiKey: 'wrong' }).testConnection();
    expect(denied).toMatchObject({ isOk: false, en: expect.stringContaining('api-tokens') });
  });
});

import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { falInputs } from './fal-inputs';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/** fal's queue, from its guides and the types of its clients. */

export const FAL_KEY_FOR_TESTS = 'fake-fal-key-id:fake-fal-key-secret';
const USER_ID = 'fake-user';

type QueueRequest = {
  id: string;
  endpoint: string;
  application: string;
  prompt: string;
  scenario: string;
  input: Record<string, unknown>;
  webhook: string | null;
  createdAt: number;
  isCancelled: boolean;
  polls: number;
  results: number;
  downloads: number;
};

const modelError = (status: number, type: string, msg: string, loc: string[]): FakeAnswer => ({
  status,
  headers: { 'x-fal-retryable': 'false' },
  json: {
    detail: [{ loc, msg, type, url: `https://docs.fal.ai/errors#${type}`, input: {} }],
  },
});
const requestError = (status: number, errorType: string, detail: string): FakeAnswer => ({
  status,
  headers: { 'x-fal-error-type': errorType },
  json: { detail, error_type: errorType },
});
const notFound = (): FakeAnswer => ({ status: 404, json: { detail: 'Request not found' } });
const unauthorised = (): FakeAnswer => ({
  status: 401,
  json: {
    detail: 'Cannot access application. Authentication is required to access this application.',
  },
});

const refusals: Record<string, () => FakeAnswer> = {
  denied: unauthorised,
  locked: () => ({
    status: 403,
    json: {
      detail:
        'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
    },
  }),
  forbidden: () => ({ status: 403, json: { detail: 'This key may not use this application.' } }),
  throttled: () => ({
    status: 429,
    headers: { 'retry-after': '9' },
    json: { detail: 'Too many requests' },
  }),
  invalid: () =>
    modelError(422, 'greater_than', 'Input should be greater than 0', ['body', 'seed']),
};

/** What the result address answers when the work ended badly. */
const badEnds: Record<string, () => FakeAnswer> = {
  moderation: () =>
    modelError(
      422,
      'content_policy_violation',
      'The content could not be processed because it contained material flagged by a content checker.',
      ['body', 'prompt']
    ),
  unsafe: () => modelError(422, 'no_media_generated', 'unsafe content in the answer', ['body']),
  no_media: () => modelError(422, 'no_media_generated', 'The model gave no media.', ['body']),
  late_invalid: () =>
    modelError(422, 'image_too_small', 'Image dimensions are too small.', ['body', 'image_url']),
  model_500: () => modelError(500, 'internal_server_error', 'Internal server error', ['body']),
  model_504: () => modelError(504, 'generation_timeout', 'Generation timeout', ['body']),
  runner_gone: () => requestError(503, 'runner_disconnected', 'Runner disconnected'),
  no_runner: () => requestError(503, 'runner_scheduling_failure', 'No runner available'),
  gone: notFound,
};
/** Of these the status itself says that the work ended badly. */
const saidByStatus: Record<string, string> = {
  runner_gone: 'runner_disconnected',
  no_runner: 'runner_scheduling_failure',
};

/** Milliseconds until a request leaves the queue, and until it is complete. */
const timesOf = (scenario: string): [starts: number, ends: number] => {
  if (scenario === 'slow') return [300, 4000];
  if (scenario === 'queued_long') return [120_000, 240_000];
  if (scenario === 'running_long') return [0, 120_000];
  if (scenario === 'not_stopped') return [0, 1500];
  // Polled, it is never done: what ends it must have been the callback.
  if (scenario === 'callback' || scenario === 'callback_failed') return [0, 600_000];
  if (scenario.startsWith('callback')) return [0, 2500];
  return [100, 250];
};

const isVideo = (endpoint: string) => /video|veo/.test(endpoint);

const resultOf = (
  { endpoint, input, scenario, id, results, prompt }: QueueRequest,
  base: string
) => {
  const file = (index: number, type: string) => ({
    url: `${base}/files/${id}/${results}/${index}.${type === 'video/mp4' ? 'mp4' : 'png'}`,
    content_type: type,
    file_name: null,
    file_size: null,
  });
  const seed = typeof input.seed === 'number' ? input.seed : 4242;
  if (scenario === 'no_file') return { seed, prompt };
  if (isVideo(endpoint))
    return { video: file(0, 'video/mp4'), seed, actual_prompt: `${prompt}, at dusk` };
  const count = Number(input.num_images ?? 1);
  return {
    images: Array.from({ length: count }, (_, index) => ({
      ...file(index, 'image/png'),
      width: 1024,
      height: 576,
    })),
    timings: { inference: 0.7 },
    seed,
    prompt,
    has_nsfw_concepts: Array.from(
      { length: count },
      (_, index) => scenario === 'all_flagged' || (scenario === 'partial' && index === 0)
    ),
  };
};

type Signing = { requestId: string; at: Date; key: KeyObject };

/** As fal signs: Ed25519 over four lines. */
export const falHeaders = (body: Buffer, { requestId, at, key }: Signing) => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const digest = createHash('sha256').update(body).digest('hex');
  const message = Buffer.from([requestId, USER_ID, timestamp, digest].join('\n'));
  return {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': USER_ID,
    'x-fal-webhook-timestamp': timestamp,
    'x-fal-webhook-signature': sign(null, message, key).toString('hex'),
  };
};

export type FalFake = Fake & {
  jwksUrl: string;
  key: KeyObject;
  /** Signs with a new key from now on, and publishes it beside the old one. */
  rotate: () => KeyObject;
  taken: Map<string, QueueRequest>;
  answered: { scenario: string; status: number }[];
};

export const createFalFake = async (): Promise<FalFake> => {
  const keys = [generateKeyPairSync('ed25519')];
  const foreign = generateKeyPairSync('ed25519');
  const newest = () => keys.at(-1)?.privateKey as KeyObject;
  const taken = new Map<string, QueueRequest>();
  const answered: FalFake['answered'] = [];

  const send = async (of: QueueRequest, content: object, signing: Signing) => {
    const body = Buffer.from(
      JSON.stringify({ request_id: of.id, gateway_request_id: of.id, ...content })
    );
    const answer = await fetch(of.webhook ?? '', {
      method: 'POST',
      body,
      headers: falHeaders(body, signing),
      redirect: 'manual',
    }).catch(() => null);
    answered.push({ scenario: of.scenario, status: answer?.status ?? 0 });
  };

  const callBack = async (of: QueueRequest, base: string) => {
    const signing = { requestId: of.id, at: new Date(), key: newest() };
    const good = { status: 'OK', error: null, payload: resultOf(of, base) };
    const bad = {
      status: 'ERROR',
      error: 'Invalid status code: 422',
      payload: {
        detail: [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }],
      },
    };
    if (of.scenario === 'callback_forged')
      return send(of, bad, { ...signing, key: foreign.privateKey });
    if (of.scenario === 'callback_stale')
      return send(of, bad, { ...signing, at: new Date(Date.now() - 600_000) });
    if (of.scenario === 'callback_failed') return send(of, bad, signing);
    if (of.scenario === 'callback_without_payload')
      return send(of, { status: 'OK', payload: null, payload_error: 'not serialisable' }, signing);
    await send(of, good, signing);
    if (of.scenario === 'callback_repeated') {
      await send(of, good, signing);
      await send(of, good, signing);
    }
    // The failure of a first attempt, told after the success of the second.
    if (of.scenario === 'callback_disordered')
      await send(of, bad, { ...signing, requestId: `${of.id}-1` });
  };

  const addressesOf = ({ id, application, scenario }: QueueRequest, base: string) => {
    const root = scenario === 'foreign_addresses' ? 'http://127.0.0.1:9' : base;
    const request = `${root}/${application}/requests/${id}`;
    return {
      request_id: id,
      response_url: request,
      status_url: `${request}/status`,
      cancel_url: `${request}/cancel`,
    };
  };

  const take = (request: FakeRequest, fake: Fake, endpoint: string): FakeAnswer => {
    const input = falInputs[endpoint]?.safeParse(request.json);
    if (!input) return { status: 404, json: { detail: `Path /${endpoint} not found` } };
    if (!input.success) {
      const detail = input.error.issues.map(({ path, message }) => ({
        loc: ['body', ...path],
        msg: message,
        type: 'value_error',
      }));
      return { status: 422, json: { detail } };
    }
    const body = input.data as Record<string, unknown>;
    const prompt = String(body.prompt);
    const scenario = scenarioOf(prompt);
    const refused = refusals[scenario]?.();
    if (refused) return refused;
    const accident = mishap(scenario, 'submit');
    if (scenario === 'submit:429' && accident) return accident;
    fake.bill(request);
    if (accident) return accident;
    const queued: QueueRequest = {
      id: randomUUID(),
      endpoint,
      application: endpoint.split('/').slice(0, 2).join('/'),
      prompt,
      scenario,
      input: body,
      webhook: request.query.get('fal_webhook'),
      createdAt: Date.now(),
      isCancelled: false,
      polls: 0,
      results: 0,
      downloads: 0,
    };
    taken.set(queued.id, queued);
    if (scenario.startsWith('callback') && queued.webhook)
      setTimeout(() => void callBack(queued, fake.url), 600).unref();
    if (scenario === 'submit:lost') return 'reset';
    return {
      json: { status: 'IN_QUEUE', queue_position: 0, ...addressesOf(queued, fake.url) },
    };
  };

  const statusOf = (of: QueueRequest, base: string): FakeAnswer => {
    of.polls += 1;
    const accident = of.polls <= 2 ? mishap(of.scenario, 'poll') : null;
    if (accident) return accident;
    const [starts, ends] = timesOf(of.scenario);
    const age = Date.now() - of.createdAt;
    const addresses = addressesOf(of, base);
    if (of.isCancelled && age < starts) return notFound();
    if (of.isCancelled)
      return {
        json: {
          status: 'COMPLETED',
          logs: null,
          metrics: {},
          error: 'Request cancelled by the client',
          error_type: 'client_cancelled',
          ...addresses,
        },
      };
    if (age < starts)
      return { status: 202, json: { status: 'IN_QUEUE', queue_position: 3, ...addresses } };
    if (of.scenario === 'odd_state' && of.polls < 4)
      return { status: 202, json: { status: 'WARMING_UP', ...addresses } };
    if (age < ends)
      return { status: 202, json: { status: 'IN_PROGRESS', logs: null, ...addresses } };
    const errorType = saidByStatus[of.scenario];
    return {
      json: {
        status: 'COMPLETED',
        logs: null,
        metrics: { inference_time: 0.75 },
        ...(errorType ? { error: 'The request failed', error_type: errorType } : {}),
        ...addresses,
      },
    };
  };

  const endOf = (of: QueueRequest, base: string): FakeAnswer => {
    of.results += 1;
    if (of.isCancelled) return requestError(499, 'client_cancelled', 'Request cancelled');
    if (of.scenario === 'result_late' && of.results <= 2)
      return requestError(504, 'request_timeout', 'Request timed out');
    const bad = badEnds[of.scenario]?.();
    return bad ?? { headers: { 'x-fal-billable-units': '0.5' }, json: resultOf(of, base) };
  };

  const cancel = (of: QueueRequest): FakeAnswer => {
    const age = Date.now() - of.createdAt;
    if (age > timesOf(of.scenario)[1] || of.scenario === 'not_stopped')
      return { status: 400, json: { status: 'ALREADY_COMPLETED' } };
    of.isCancelled = true;
    return { status: 202, json: { status: 'CANCELLATION_REQUESTED' } };
  };

  const deliver = (path: string): FakeAnswer => {
    const [, , id = '', generation, name = ''] = path.split('/');
    const of = taken.get(id);
    if (!of) return { status: 404, body: 'not found' };
    of.downloads += 1;
    const accident = of.downloads <= 2 ? mishap(of.scenario, 'download') : null;
    if (accident) return accident;
    if (of.scenario === 'address_expired') return { status: 403, body: 'expired' };
    const isOld = Number(generation) < of.results || of.downloads === 1;
    if (of.scenario === 'address_renewed' && isOld) return { status: 404, body: 'expired' };
    return name.endsWith('.mp4')
      ? { headers: { 'content-type': 'video/mp4' }, body: mp4() }
      : { headers: { 'content-type': 'image/png' }, body: png(`${id} ${name}`) };
  };

  const answer = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const { method, path, headers } = request;
    if (path.startsWith('/files/')) return deliver(path);
    if (path === '/.well-known/jwks.json')
      return {
        json: {
          keys: keys.map(({ publicKey }, index) => ({
            ...publicKey.export({ format: 'jwk' }),
            kid: `key-${index}`,
          })),
        },
      };
    if (headers.authorization !== `Key ${FAL_KEY_FOR_TESTS}`) return unauthorised();
    const [, application, id = '', action] =
      /^\/([\w.-]+\/[\w.-]+)\/requests\/([\w-]+)(?:\/(status|cancel))?$/.exec(path) ?? [];
    if (!application) {
      if (method !== 'POST') return { status: 405, json: { detail: 'Method Not Allowed' } };
      return take(request, fake, path.slice(1));
    }
    const of = taken.get(id);
    if (!of || of.application !== application) return notFound();
    if (method === 'GET' && action === 'status') return statusOf(of, fake.url);
    if (method === 'GET' && !action) return endOf(of, fake.url);
    if (method === 'PUT' && action === 'cancel') return cancel(of);
    return { status: 405, json: { detail: 'Method Not Allowed' } };
  };

  const fake = await createFake(answer);
  return {
    ...fake,
    jwksUrl: `${fake.url}/.well-known/jwks.json`,
    key: newest(),
    rotate: () => {
      keys.push(generateKeyPairSync('ed25519'));
      return newest();
    },
    taken,
    answered,
  };
};

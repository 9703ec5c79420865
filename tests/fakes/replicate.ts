import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';
import { replicateInputs } from './replicate-inputs';

/** Replicate's HTTP API, from its OpenAPI document and its guides. */

export const REPLICATE_TOKEN = 'fake-replicate-token';
/** Not an official model: it is asked for by version. */
export const COMMUNITY_VERSION = 'f'.repeat(64);

const SIGNING_SECRET = `whsec_${Buffer.from('fake-replicate-signing-secret').toString('base64')}`;
const FOREIGN_SECRET = `whsec_${Buffer.from('the secret of somebody else').toString('base64')}`;

const envelope = {
  input: z.record(z.string(), z.unknown()),
  webhook: z.url({ protocol: /^https?$/ }).optional(),
  webhook_events_filter: z.array(z.enum(['start', 'output', 'logs', 'completed'])).optional(),
  stream: z.boolean().optional(),
};
const officialSchema = z.strictObject(envelope);
const versionSchema = z.strictObject({ ...envelope, version: z.string().min(1) });

type Prediction = {
  id: string;
  model: string;
  version: string;
  prompt: string;
  scenario: string;
  input: Record<string, unknown>;
  webhook: string | null;
  createdAt: number;
  isCancelled: boolean;
  polls: number;
  downloads: number;
};

const problem = (status: number, title: string, detail: string, more: object = {}): FakeAnswer => ({
  status,
  json: { title, detail, status, ...more },
});
const notFound = (): FakeAnswer => ({
  status: 404,
  json: { detail: 'The requested resource could not be found.', status: 404 },
});

const refusals: Record<string, () => FakeAnswer> = {
  credit: () =>
    problem(
      402,
      'Insufficient credit',
      'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit.'
    ),
  denied: () => problem(401, 'Unauthenticated', 'You did not pass a valid authentication token'),
  throttled: () => ({
    status: 429,
    headers: { 'retry-after': '7' },
    json: {
      detail: 'Request was throttled. Expected available in 7 seconds.',
      status: 429,
      retry_after: 7,
    },
  }),
  invalid: () =>
    problem(422, 'Input validation failed', '- input.prompt: Invalid value\n', {
      invalid_fields: [{ type: 'value', field: 'input.prompt', description: 'Invalid value' }],
    }),
};

const errors: Record<string, string> = {
  sensitive:
    'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
  nsfw: 'All generated images contained NSFW content. Try running it again with a different prompt.',
  broken: 'Prediction interrupted; please retry (code: PA)',
  memory: 'E1001: The model ran out of memory',
  not_started: 'E6716: Timeout starting prediction',
  late_invalid: 'Input validation failed: width must be between 256 and 2048',
};

/** Milliseconds until a prediction starts, and until it ends. */
const timesOf = (scenario: string): [starts: number, ends: number] => {
  if (scenario === 'slow') return [300, 4000];
  if (scenario === 'queued_long') return [60_000, 120_000];
  if (scenario === 'running_long') return [0, 120_000];
  // Polled, it is never done: what ends it must have been the callback.
  if (scenario === 'callback' || scenario === 'callback_failed') return [0, 600_000];
  if (scenario.startsWith('callback')) return [0, 2500];
  return [100, 250];
};

const isList = (model: string) => /flux-schnell|seedream/.test(model);
const isVideo = (model: string) => /wan|seedance|veo|kling|hailuo/.test(model);

const countOf = ({ input, scenario }: Prediction): number => {
  const asked = Number(input.num_outputs ?? 1);
  return scenario === 'partial' ? asked - 1 : asked;
};

const statusOf = (prediction: Prediction, now: number): string => {
  const [starts, ends] = timesOf(prediction.scenario);
  const age = now - prediction.createdAt;
  if (prediction.isCancelled) return 'canceled';
  if (age < starts) return 'starting';
  if (prediction.scenario === 'odd_state' && prediction.polls < 3) return 'uploading';
  if (age < ends) return 'processing';
  if (prediction.scenario in errors) return 'failed';
  if (prediction.scenario === 'cancelled_there') return 'canceled';
  if (prediction.scenario === 'aborted') return 'aborted';
  return 'succeeded';
};

const outputOf = (prediction: Prediction, base: string) => {
  if (prediction.scenario === 'removed' || prediction.scenario === 'no_file') return null;
  const kind = isVideo(prediction.model) ? 'mp4' : 'png';
  // Asked again, a file has a new address, as signed addresses do.
  const addresses = Array.from(
    { length: countOf(prediction) },
    (_, index) => `${base}/delivery/${prediction.id}/${prediction.polls}/${index}.${kind}`
  );
  return isList(prediction.model) ? addresses : addresses[0];
};

const shown = (prediction: Prediction, base: string, status: string) => {
  const ended = !['starting', 'processing', 'uploading'].includes(status);
  const at = new Date(prediction.createdAt);
  return {
    id: prediction.id,
    model: prediction.model,
    version: prediction.version,
    input: prediction.input,
    logs: 'seed' in prediction.input ? `Using seed: ${String(prediction.input.seed)}\n` : '',
    output: status === 'succeeded' ? outputOf(prediction, base) : null,
    data_removed: ended && prediction.scenario === 'removed',
    error: status === 'failed' ? errors[prediction.scenario] : null,
    source: 'api',
    status,
    created_at: at.toISOString(),
    ...(status === 'starting' ? {} : { started_at: at.toISOString() }),
    ...(ended ? { completed_at: new Date().toISOString() } : {}),
    metrics: ended ? { predict_time: 1.25, total_time: 1.5, image_count: countOf(prediction) } : {},
    urls: {
      get: `${base}/v1/predictions/${prediction.id}`,
      cancel: `${base}/v1/predictions/${prediction.id}/cancel`,
      web: `https://replicate.com/p/${prediction.id}`,
    },
  };
};

type Sending = { id: string; secret: string; at: Date };

/** As Replicate signs: Standard Webhooks. */
export const replicateHeaders = (body: string, { id, secret, at }: Sending) => {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
};

export type ReplicateFake = Fake & {
  secret: string;
  predictions: Map<string, Prediction>;
  /** Status codes with which callbacks were answered, by scenario. */
  answered: { scenario: string; status: number }[];
};

export const createReplicateFake = async (): Promise<ReplicateFake> => {
  const predictions = new Map<string, Prediction>();
  const files = new Set<string>();
  const answered: ReplicateFake['answered'] = [];

  const send = async (prediction: Prediction, base: string, status: string, sending: Sending) => {
    const body = JSON.stringify(shown(prediction, base, status));
    const answer = await fetch(prediction.webhook ?? '', {
      method: 'POST',
      body,
      headers: replicateHeaders(body, sending),
      redirect: 'manual',
    }).catch(() => null);
    answered.push({ scenario: prediction.scenario, status: answer?.status ?? 0 });
  };

  const callBack = async (prediction: Prediction, base: string) => {
    const { scenario } = prediction;
    const good = { id: `msg_${prediction.id}`, secret: SIGNING_SECRET, at: new Date() };
    const end = scenario === 'callback_failed' ? 'failed' : 'succeeded';
    if (scenario === 'callback_forged')
      return send(prediction, base, 'failed', { ...good, secret: FOREIGN_SECRET });
    if (scenario === 'callback_stale')
      return send(prediction, base, 'failed', { ...good, at: new Date(Date.now() - 600_000) });
    await send(prediction, base, end, good);
    if (scenario === 'callback_repeated') {
      await send(prediction, base, end, good);
      await send(prediction, base, end, good);
    }
    if (scenario === 'callback_disordered')
      await send(prediction, base, 'processing', { ...good, id: `${good.id}_start` });
  };

  const take = (request: FakeRequest, fake: Fake, model: string, version: string): FakeAnswer => {
    const schema = version === 'hidden' ? officialSchema : versionSchema;
    const body = schema.safeParse(request.json);
    const input = body.success ? replicateInputs[model]?.safeParse(body.data.input) : undefined;
    if (!body.success || !input?.success) {
      const issues = body.error?.issues ?? input?.error?.issues ?? [];
      const detail = issues
        .map(({ path, message }) => `- ${path.join('.')}: ${message}\n`)
        .join('');
      return problem(422, 'Input validation failed', detail, { invalid_fields: [] });
    }
    const prompt = String(body.data.input.prompt);
    const scenario = scenarioOf(prompt);
    const refused = refusals[scenario]?.();
    if (refused) return refused;
    const accident = mishap(scenario, 'submit');
    if (scenario === 'submit:429' && accident) return accident;
    fake.bill(request);
    if (accident) return accident;
    const prediction: Prediction = {
      id: randomBytes(13).toString('hex'),
      model,
      version,
      prompt,
      scenario,
      input: body.data.input,
      webhook: body.data.webhook ?? null,
      createdAt: Date.now(),
      isCancelled: false,
      polls: 0,
      downloads: 0,
    };
    predictions.set(prediction.id, prediction);
    if (scenario.startsWith('callback') && prediction.webhook)
      setTimeout(() => void callBack(prediction, fake.url), 600).unref();
    if (scenario.startsWith('submit:lost')) return 'reset';
    return { status: 201, json: shown(prediction, fake.url, 'starting') };
  };

  const poll = (prediction: Prediction, base: string): FakeAnswer => {
    prediction.polls += 1;
    const accident = prediction.polls <= 2 ? mishap(prediction.scenario, 'poll') : null;
    return accident ?? { json: shown(prediction, base, statusOf(prediction, Date.now())) };
  };

  /** The specification names no `webhook` here; the SDK does. Both are played. */
  const list = ({ query }: FakeRequest, base: string): FakeAnswer => {
    const after = Date.parse(query.get('created_after') ?? '1970-01-01');
    const all = [...predictions.values()]
      .filter(({ createdAt }) => createdAt >= after)
      .sort((one, other) => other.createdAt - one.createdAt);
    const from = Number(query.get('cursor') ?? 0);
    const next = from + 100 < all.length ? `${base}/v1/predictions?cursor=${from + 100}` : null;
    const results = all.slice(from, from + 100).map((prediction) => ({
      ...shown(prediction, base, statusOf(prediction, Date.now())),
      ...(prediction.scenario === 'submit:lost_listed' ? { webhook: prediction.webhook } : {}),
    }));
    return { json: { next, previous: null, results } };
  };

  const deliver = (path: string): FakeAnswer => {
    const [, , id = '', generation, name = ''] = path.split('/');
    const prediction = predictions.get(id);
    if (!prediction) return { status: 404, body: 'not found' };
    prediction.downloads += 1;
    const { scenario, downloads } = prediction;
    const accident = downloads <= 2 ? mishap(scenario, 'download') : null;
    if (accident) return accident;
    if (scenario === 'address_expired') return { status: 403, body: 'expired' };
    // Only the newest address is good.
    const isOld = Number(generation) < prediction.polls || downloads === 1;
    if (scenario === 'address_renewed' && isOld) return { status: 404, body: 'expired' };
    return name.endsWith('.mp4')
      ? { headers: { 'content-type': 'video/mp4' }, body: mp4() }
      : { headers: { 'content-type': 'image/png' }, body: png(`${prediction.id} ${name}`) };
  };

  const upload = ({ form }: FakeRequest, base: string): FakeAnswer => {
    const content = form?.get('content');
    if (!content || typeof content === 'string')
      return problem(400, 'Bad request', 'Missing content');
    const id = randomUUID();
    files.add(id);
    return { status: 201, json: { id, urls: { get: `${base}/v1/files/${id}` } } };
  };

  const answer = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const { method, path, headers } = request;
    if (path.startsWith('/delivery/')) return deliver(path);
    if (headers.authorization !== `Bearer ${REPLICATE_TOKEN}`)
      return problem(401, 'Unauthenticated', 'You did not pass a valid authentication token');
    const route = `${method} ${path}`;
    if (route === 'GET /v1/account')
      return { json: { type: 'organization', username: 'acme', name: 'Acme' } };
    if (route === 'GET /v1/webhooks/default/secret') return { json: { key: SIGNING_SECRET } };
    if (route === 'POST /v1/files') return upload(request, fake.url);
    if (route === 'GET /v1/predictions') return list(request, fake.url);
    if (route === 'POST /v1/predictions') {
      const { version } = Object(request.json) as { version?: unknown };
      if (version !== COMMUNITY_VERSION)
        return problem(
          422,
          'Invalid version or not permitted',
          'The specified version does not exist'
        );
      return take(request, fake, 'black-forest-labs/flux-schnell', COMMUNITY_VERSION);
    }
    const [, model] = /^POST \/v1\/models\/([\w.-]+\/[\w.-]+)\/predictions$/.exec(route) ?? [];
    if (model) return replicateInputs[model] ? take(request, fake, model, 'hidden') : notFound();
    const [, id = '', isCancel] = /^\w+ \/v1\/predictions\/(\w+)(\/cancel)?$/.exec(route) ?? [];
    const prediction = predictions.get(id);
    if (!prediction) return notFound();
    if (method === 'GET' && !isCancel) return poll(prediction, fake.url);
    if (method !== 'POST' || !isCancel)
      return { status: 405, json: { detail: 'Method not allowed' } };
    const isOpen = ['starting', 'processing'].includes(statusOf(prediction, Date.now()));
    if (isOpen) prediction.isCancelled = true;
    return { json: shown(prediction, fake.url, statusOf(prediction, Date.now())) };
  };

  const fake = await createFake(answer);
  return { ...fake, secret: SIGNING_SECRET, predictions, answered };
};

import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from '../kit';
import type { Fake, FakeAnswer, FakeRequest } from '../kit';
import { below, createJobs, isAuthorised } from './jobs';
import type { GatewayJob, Standing } from './jobs';

/** new-api, from its router, its request and answer types and its error types. */

export const NEW_API_KEY = 'fake-new-api-key';

const imageSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  n: z.number().int().min(1).max(10).optional(),
  size: z.string().optional(),
  quality: z.string().optional(),
});
const videoSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  size: z.string().optional(),
  duration: z.number().int().positive().optional(),
  seconds: z.string().regex(/^\d+$/).optional(),
  image: z.string().optional(),
  images: z.array(z.string().startsWith('data:image/')).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

const relayError = (status: number, code: string, message: string, type = 'new_api_error') => ({
  status,
  json: { error: { message, type, param: '', code } },
});
const taskError = (status: number, code: string, message: string) => ({
  status,
  json: { code, message, data: null },
});
/** What the provider behind the gateway said, as the gateway hands it on. */
const upstream = (status: number, error: unknown) =>
  taskError(status, 'fail_to_fetch_task', JSON.stringify({ error }));

const videoRefusals: Record<string, () => FakeAnswer> = {
  moderation: () =>
    upstream(400, {
      message: 'Your request was rejected by the safety system.',
      type: 'image_generation_user_error',
      code: 'moderation_blocked',
    }),
  credit: () => taskError(403, 'insufficient_user_quota', '预扣费额度失败, 用户剩余额度不足'),
  rate: () => taskError(429, 'fail_to_fetch_task', '当前分组上游负载已饱和，请稍后再试'),
  invalid: () => taskError(400, 'invalid_request', 'size is not supported'),
  no_such_model: () => relayError(404, 'model_not_found', 'No available channel for the model'),
  error_in_200: () => ({
    json: { code: 'task_failed', message: 'The channel refused it', data: null },
  }),
};
const imageRefusals: Record<string, () => FakeAnswer> = {
  moderation: () => relayError(400, 'sensitive_words_detected', 'user sensitive words detected'),
  credit: () => relayError(403, 'pre_consume_token_quota_failed', 'token quota is not enough'),
  rate: () => relayError(429, 'rate_limit_exceeded', 'Too many requests', 'upstream_error'),
  invalid: () => relayError(400, 'invalid_request', 'size an unexpected error occurred'),
  error_in_200: () => ({
    json: { error: { message: 'bad response', type: 'upstream_error', code: 'bad_response' } },
  }),
};

const flatWords: Record<Standing, string> = {
  queued: 'queued',
  processing: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
  odd: 'unknown',
};
const wrappedWords: Record<Standing, string> = {
  queued: 'QUEUED',
  processing: 'IN_PROGRESS',
  succeeded: 'SUCCESS',
  failed: 'FAILURE',
  cancelled: 'FAILURE',
  expired: 'FAILURE',
  odd: 'WARMING_UP',
};
const reasonOf = ({ scenario }: GatewayJob) =>
  scenario === 'job_moderation'
    ? 'The prompt violates our content policy.'
    : 'The channel failed while making the video.';

/** Files by scenario. */
type Files = Record<string, Buffer>;

const images = (request: FakeRequest, fake: Fake, files: Files): FakeAnswer => {
  const read = imageSchema.safeParse(request.json);
  if (!read.success)
    return relayError(400, 'invalid_request', read.error.issues[0]?.message ?? 'invalid');
  const { prompt, n = 1 } = read.data;
  const scenario = scenarioOf(prompt);
  const refusal = imageRefusals[scenario]?.();
  if (refusal) return refusal;
  if (scenario === 'submit:429') return mishap(scenario, 'submit') ?? {};
  fake.bill(request);
  if (scenario === 'submit:lost') return 'reset';
  const count = { no_results: 0, partial: n - 1 }[scenario] ?? n;
  const asUrl = scenario === 'url' || scenario.startsWith('download:');
  return (
    mishap(scenario, 'submit') ?? {
      json: {
        created: 1,
        data: Array.from({ length: count }, (_, index) =>
          asUrl
            ? { url: `${fake.url}/files/${encodeURIComponent(scenario)}-${index}.png` }
            : { b64_json: (files[scenario] ?? png(`${prompt} ${index}`)).toString('base64') }
        ),
        usage: { total_tokens: 300, input_tokens: 28, output_tokens: 272 },
      },
    }
  );
};

/** @param files what is made in place of the usual, by scenario. */
export const createNewApiFake = (files: Files = {}): Promise<Fake> => {
  const jobs = createJobs('task_');
  const fileUrl = (fake: Fake, job: GatewayJob) =>
    `${fake.url}/files/${job.id}.mp4?token=${job.scenario === 'expired_url' ? job.polls : 'any'}`;

  const flat = (fake: Fake, job: GatewayJob, standing: Standing): FakeAnswer => ({
    json: {
      id: job.id,
      task_id: job.id,
      object: 'video',
      model: job.model,
      status: flatWords[standing],
      progress: standing === 'succeeded' ? 100 : job.polls * 20,
      created_at: Math.floor(job.takenAt / 1000),
      ...(standing === 'succeeded' && job.scenario !== 'no_url'
        ? { metadata: { url: fileUrl(fake, job) } }
        : {}),
      ...(standing === 'failed' ? { error: { message: reasonOf(job), code: 'task_failed' } } : {}),
    },
  });

  const wrapped = (fake: Fake, job: GatewayJob, standing: Standing): FakeAnswer => ({
    json: {
      code: 'success',
      message: '',
      data: {
        id: 7,
        task_id: job.id,
        platform: '50',
        quota: 250_000,
        action: 'generate',
        status: wrappedWords[standing],
        fail_reason:
          standing === 'failed'
            ? reasonOf(job)
            : standing === 'succeeded' && job.scenario === 'old_installation'
              ? fileUrl(fake, job)
              : '',
        ...(standing === 'succeeded' && job.scenario !== 'old_installation'
          ? { result_url: fileUrl(fake, job) }
          : {}),
        progress: standing === 'succeeded' ? '100%' : `${job.polls * 20}%`,
        data: { usage: { total_tokens: 1200 } },
      },
    },
  });

  const file = (request: FakeRequest): FakeAnswer => {
    const name = below(request.path, '/files') ?? '';
    if (name.endsWith('.png'))
      return (
        mishap(name.replace(/-\d+\.png$/, ''), 'download') ?? {
          headers: { 'content-type': 'image/png' },
          body: png(name),
        }
      );
    const job = jobs.get(name.replace('.mp4', ''));
    if (!job) return { status: 404, body: 'gone' };
    // Each address is good until the next poll; the first one has expired before it is used.
    const isStale = job.scenario === 'expired_url' && request.query.get('token') === '3';
    return isStale
      ? { status: 403, body: 'expired' }
      : jobs.download(job, files[job.scenario] ?? mp4());
  };

  const read = (fake: Fake, id: string, show: typeof flat): FakeAnswer => {
    const job = jobs.get(id);
    return job
      ? jobs.poll(job, (standing) => show(fake, job, standing))
      : taskError(400, 'task_not_exist', 'task_not_exist');
  };

  const submit = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const asked = videoSchema.safeParse(request.json);
    if (!asked.success)
      return taskError(400, 'invalid_request', asked.error.issues[0]?.message ?? 'invalid');
    const refusal = videoRefusals[scenarioOf(asked.data.prompt)]?.();
    return (
      refusal ??
      jobs.take(request, fake, asked.data, (job) => ({
        json: {
          id: job.id,
          task_id: job.id,
          object: 'video',
          model: job.model,
          status: 'queued',
          progress: 0,
          created_at: Math.floor(job.takenAt / 1000),
        },
      }))
    );
  };

  return createFake((request, fake): FakeAnswer => {
    const { method, path } = request;
    if (path.startsWith('/files/')) return file(request);
    if (!isAuthorised(request, NEW_API_KEY)) return relayError(401, '', '无效的令牌');
    const call = `${method} ${path}`;
    if (call === 'GET /v1/models')
      return { json: { object: 'list', data: [{ id: 'gpt-image-1' }, { id: 'wan-video' }] } };
    if (call === 'POST /v1/images/generations') return images(request, fake, files);
    if (call === 'POST /v1/videos' || call === 'POST /v1/video/generations')
      return submit(request, fake);
    const content = /^\/v1\/videos\/([^/]+)\/content$/.exec(path)?.[1];
    if (method === 'GET' && content) {
      const job = jobs.get(content);
      return job
        ? jobs.download(job, files[job.scenario] ?? mp4())
        : relayError(404, '', 'Task not found');
    }
    const flatId = below(path, '/v1/videos');
    if (method === 'GET' && flatId) return read(fake, flatId, flat);
    const wrappedId = below(path, '/v1/video/generations');
    if (method === 'GET' && wrappedId) return read(fake, wrappedId, wrapped);
    return relayError(404, '', `Invalid URL (${method} ${path})`, 'invalid_request_error');
  });
};

import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from '../kit';
import type { Fake, FakeAnswer, FakeRequest } from '../kit';
import { below, createJobs, isAuthorised } from './jobs';
import type { GatewayJob, Standing } from './jobs';

/** OpenRouter below `/api`, from its OpenAPI document and its guides for images, videos and webhooks. */

export const OPENROUTER_KEY = 'fake-openrouter-key';
export const OPENROUTER_SECRET = 'fake workspace signing secret';

const picture = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({ url: z.string().regex(/^(data:image\/|https:)/) }),
});
const imageSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  n: z.number().int().min(1).max(10).optional(),
  size: z.string().optional(),
  quality: z.enum(['auto', 'low', 'medium', 'high']).optional(),
  seed: z.number().int().optional(),
  input_references: z.array(picture).max(16).optional(),
});
const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'];
const videoSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().optional(),
  duration: z.number().int().min(1).optional(),
  resolution: z.enum(['480p', '720p', '768p', '1080p', '1K', '2K', '4K']).optional(),
  aspect_ratio: z.enum(RATIOS).optional(),
  generate_audio: z.boolean().optional(),
  seed: z.number().int().optional(),
  callback_url: z.url().optional(),
  frame_images: z
    .array(z.strictObject({ ...picture.shape, frame_type: z.enum(['first_frame', 'last_frame']) }))
    .optional(),
  input_references: z.array(picture).optional(),
});

const error = (status: number, message: string, metadata?: unknown): FakeAnswer => ({
  status,
  headers: status === 429 ? { 'retry-after': '60' } : {},
  json: { error: { code: status, message, ...(metadata ? { metadata } : {}) } },
});

const refusals: Record<string, () => FakeAnswer> = {
  moderation: () =>
    error(403, 'Your input was flagged', {
      reasons: ['violence'],
      flagged_input: 'a …',
      provider_name: 'Google',
      model_slug: 'google/veo-3.1',
    }),
  credit: () => error(402, 'Insufficient credits. Add more credits and retry the request.'),
  rate: () =>
    error(429, 'Rate limit exceeded', {
      error_type: 'rate_limit_exceeded',
      provider_code: 'rate_limited',
    }),
  invalid: () => error(400, 'Invalid duration for this model'),
  no_such_model: () => error(404, 'No endpoints found for this model'),
  error_in_200: () => ({ ...Object(error(502, 'Provider returned error')), status: 200 }),
};

const words: Record<Standing, string> = {
  queued: 'pending',
  processing: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
  odd: 'reticulating',
};
const reasons: Partial<Record<Standing, string>> = {
  failed: 'Provider failed to generate the video',
  cancelled: 'Job was cancelled',
  expired: 'Job exceeded maximum time to live',
};

/** What polls and reports say of a job beside its state. */
const factsOf = (job: GatewayJob, standing: Standing) => ({
  id: job.id,
  status: words[standing],
  generation_id: `gen-${job.id}`,
  ...(standing === 'succeeded'
    ? {
        unsigned_urls: [`https://openrouter.ai/api/v1/videos/${job.id}/content?index=0`],
        usage: { cost: 0.123457, is_byok: false },
      }
    : {}),
  ...(reasons[standing]
    ? { error: job.scenario === 'job_moderation' ? 'Content policy violation' : reasons[standing] }
    : {}),
});

export type Report = { url: string; headers: Record<string, string>; body: string };
export type OpenRouterFake = Fake & {
  /** The job whose prompt holds this text. */
  jobOf: (text: string) => GatewayJob | null;
  /** A report as OpenRouter would send it; `at` in milliseconds. */
  report: (job: GatewayJob, standing: Standing, at?: number, secret?: string) => Report;
};

const reportOf: OpenRouterFake['report'] = (
  job,
  standing,
  at = Date.now(),
  secret = OPENROUTER_SECRET
) => {
  const body = JSON.stringify({
    type: `video.generation.${words[standing]}`,
    created_at: new Date(at).toISOString(),
    data: { ...factsOf(job, standing), model: job.model },
  });
  const seconds = Math.floor(at / 1000);
  const signature = createHmac('sha256', secret).update(`${seconds},${body}`).digest('hex');
  return {
    url: job.callbackUrl ?? '',
    headers: {
      'content-type': 'application/json',
      'x-openrouter-signature': `t=${seconds},v1=${signature}`,
      'x-openrouter-idempotency-key': `${job.id}-${words[standing]}`,
    },
    body,
  };
};

export const send = ({ url, ...report }: Report): Promise<Response> =>
  fetch(url, { method: 'POST', ...report });

const images = (request: FakeRequest, fake: Fake): FakeAnswer => {
  const read = imageSchema.safeParse(request.json);
  if (!read.success) return error(400, read.error.issues[0]?.message ?? 'Invalid body');
  const { prompt, n = 1 } = read.data;
  const scenario = scenarioOf(prompt);
  const refusal = refusals[scenario]?.();
  if (refusal) return refusal;
  if (scenario === 'submit:429') return mishap(scenario, 'submit') ?? {};
  fake.bill(request);
  if (scenario === 'submit:lost') return 'reset';
  return (
    mishap(scenario, 'submit') ?? {
      json: {
        created: 1,
        data: Array.from({ length: n }, (_, index) => ({
          b64_json: png(`${prompt} ${index}`).toString('base64'),
          media_type: 'image/png',
        })),
        usage: { prompt_tokens: 0, completion_tokens: 4175, total_tokens: 4175, cost: 0.04 },
      },
    }
  );
};

const CALLBACK_AFTER_MS = 400;

export const createOpenRouterFake = async (): Promise<OpenRouterFake> => {
  const jobs = createJobs('vid');

  const submit = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const read = videoSchema.safeParse(request.json);
    if (!read.success) return error(400, read.error.issues[0]?.message ?? 'Invalid body');
    const asked = { ...read.data, prompt: read.data.prompt ?? '' };
    const refusal = refusals[scenarioOf(asked.prompt)]?.();
    if (refusal) return refusal;
    const call = { ...asked, callbackUrl: asked.callback_url };
    return jobs.take(request, fake, call, (job) => {
      if (job.scenario === 'callback_only' && job.callbackUrl)
        setTimeout(
          () => void send(reportOf(job, 'succeeded')).catch(() => null),
          CALLBACK_AFTER_MS
        );
      const polling = `https://openrouter.ai/api/v1/videos/${job.id}`;
      return { status: 202, json: { id: job.id, polling_url: polling, status: 'pending' } };
    });
  };

  const fake = await createFake((request, self): FakeAnswer => {
    const { method, path } = request;
    const call = `${method} ${path}`;
    if (call === 'GET /api/v1/models') return { json: { data: [] } };
    if (!isAuthorised(request, OPENROUTER_KEY)) return error(401, 'Missing Authentication header');
    if (call === 'GET /api/v1/key')
      return {
        json: { data: { label: 'sk-or-v1-…', usage: 1, limit: null, limit_remaining: null } },
      };
    if (call === 'POST /api/v1/images') return images(request, self);
    if (call === 'POST /api/v1/videos') return submit(request, self);
    const content = /^\/api\/v1\/videos\/([^/]+)\/content$/.exec(path)?.[1];
    const job = jobs.get(content ?? below(path, '/api/v1/videos') ?? '');
    if (method !== 'GET' || !job) return error(404, 'Not found');
    if (content) return jobs.download(job, mp4());
    return jobs.poll(job, (standing) => ({
      json: {
        ...factsOf(job, standing),
        polling_url: `https://openrouter.ai/api/v1/videos/${job.id}`,
      },
    }));
  });
  return Object.assign(fake, {
    jobOf: (text: string) => jobs.all().find(({ prompt }) => prompt.includes(text)) ?? null,
    report: reportOf,
  });
};

import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from '../kit';
import type { Fake, FakeAnswer, FakeRequest } from '../kit';
import { below, createJobs, isAuthorised } from './jobs';
import type { GatewayJob, Standing } from './jobs';

/** The proxy of LiteLLM, from its endpoints and its reference of errors and headers. */

export const LITELLM_KEY = 'fake-litellm-key';

const imageSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  n: z.number().int().min(1).max(10).optional(),
  size: z.string().optional(),
  quality: z.enum(['low', 'medium', 'high', 'auto']).optional(),
});
const file = z.object({ filename: z.string(), mime: z.string(), bytes: z.instanceof(Buffer) });
const editSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  n: z.string().regex(/^\d+$/).transform(Number).optional(),
  size: z.string().optional(),
  quality: z.string().optional(),
  'image[]': file,
  mask: file.optional(),
});
const videoSchema = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  seconds: z.enum(['4', '8', '12']).optional(),
  size: z.enum(['720x1280', '1280x720', '1024x1792', '1792x1024']).optional(),
  input_reference: file.optional(),
});

const error = (status: number, type: string | null, message: string): FakeAnswer => ({
  status,
  headers: { 'x-litellm-call-id': 'call-1' },
  json: { error: { message, type, param: null, code: String(status) } },
});

const refusals: Record<string, () => FakeAnswer> = {
  moderation: () =>
    error(
      400,
      'invalid_request_error',
      'litellm.ContentPolicyViolationError: ContentPolicyViolationError: rejected'
    ),
  credit: () => error(429, 'budget_exceeded', 'Budget has been exceeded! Current cost: 10.1'),
  rate: () =>
    error(429, null, 'litellm.RateLimitError: RateLimitError: OpenAIException - Rate limit'),
  invalid: () => error(400, 'invalid_request_error', 'litellm.BadRequestError: invalid size'),
  no_such_model: () => error(400, 'invalid_request_error', 'Invalid model name passed in model=x'),
};

const images = (request: FakeRequest, fake: Fake): FakeAnswer => {
  const isEdit = request.path.endsWith('/edits');
  const read = isEdit
    ? editSchema.safeParse(Object.fromEntries(request.form ?? []))
    : imageSchema.safeParse(request.json);
  if (!read.success)
    return error(422, 'invalid_request_error', read.error.issues[0]?.message ?? 'invalid');
  const { prompt, n = 1 } = read.data;
  const scenario = scenarioOf(prompt);
  const refusal = refusals[scenario]?.();
  if (refusal) return refusal;
  fake.bill(request);
  return (
    mishap(scenario, 'submit') ?? {
      headers: { 'x-litellm-response-cost': '0.0425', 'x-litellm-call-id': 'call-1' },
      json: {
        created: 1,
        data: Array.from({ length: n }, (_, index) => ({
          b64_json: png(`${prompt} ${index}`).toString('base64'),
          revised_prompt: null,
          url: null,
        })),
        size: '1024x1024',
        quality: 'low',
        usage: {
          input_tokens: 12,
          input_tokens_details: { image_tokens: 0, text_tokens: 12 },
          output_tokens: 272,
          total_tokens: 284,
        },
      },
    }
  );
};

const words: Record<Standing, string> = {
  queued: 'queued',
  processing: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
  odd: 'preparing_something',
};

const shown = (job: GatewayJob, standing: Standing): FakeAnswer => ({
  json: {
    id: job.id,
    object: 'video',
    status: words[standing],
    created_at: Math.floor(job.takenAt / 1000),
    completed_at: standing === 'succeeded' ? Math.floor(Date.now() / 1000) : null,
    expires_at: standing === 'succeeded' ? Math.floor(Date.now() / 1000) + 3600 : null,
    error:
      standing === 'failed'
        ? {
            code: job.scenario === 'job_moderation' ? 'moderation_blocked' : 'server_error',
            message: 'The generation failed.',
          }
        : null,
    progress: standing === 'succeeded' ? 100 : 30,
    prompt: job.prompt,
    remixed_from_video_id: null,
    seconds: String(job.fields.seconds ?? '4'),
    size: String(job.fields.size ?? '720x1280'),
    model: job.model,
  },
});

export const createLiteLlmFake = (): Promise<Fake> => {
  const jobs = createJobs('video_bGl0ZWxsbTpjdXN0b20');

  const submit = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const asked = videoSchema.safeParse(request.json ?? Object.fromEntries(request.form ?? []));
    if (!asked.success)
      return error(422, 'invalid_request_error', asked.error.issues[0]?.message ?? 'invalid');
    const refusal = refusals[scenarioOf(asked.data.prompt)]?.();
    return refusal ?? jobs.take(request, fake, asked.data, (job) => shown(job, 'queued'));
  };

  return createFake((request, fake): FakeAnswer => {
    const { method, path } = request;
    if (!isAuthorised(request, LITELLM_KEY))
      return error(401, 'auth_error', 'Authentication Error, Invalid proxy server token passed.');
    const call = `${method} ${path}`;
    if (call === 'GET /v1/models')
      return { json: { object: 'list', data: [{ id: 'gpt-image-1', object: 'model' }] } };
    if (call === 'POST /v1/images/generations' || call === 'POST /v1/images/edits')
      return images(request, fake);
    if (call === 'POST /v1/videos') return submit(request, fake);
    const content = /^\/v1\/videos\/([^/]+)\/content$/.exec(path)?.[1];
    const job = jobs.get(content ?? below(path, '/v1/videos') ?? '');
    if (method !== 'GET' || !job) return error(404, 'invalid_request_error', 'Not Found');
    return content ? jobs.download(job, mp4()) : jobs.poll(job, (standing) => shown(job, standing));
  });
};

import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createFake, mishap, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/** OpenAI's image endpoints, from its specification and its guide. */

export const OPENAI_KEY = 'fake-openai-key';

const MODELS = ['gpt-image-2', 'gpt-image-1.5', 'gpt-image-1', 'gpt-image-1-mini'] as const;
const STANDARD = ['1024x1024', '1536x1024', '1024x1536', 'auto'];

const isFreeSize = (size: string): boolean => {
  const [width = 0, height = 0] = size.split('x').map(Number);
  const pixels = width * height;
  return (
    width % 16 === 0 &&
    height % 16 === 0 &&
    Math.max(width, height) <= 3840 &&
    Math.max(width, height) <= 3 * Math.min(width, height) &&
    pixels >= 655_360 &&
    pixels <= 8_294_400
  );
};

const common = {
  model: z.enum(MODELS),
  prompt: z.string().min(1).max(32_000),
  size: z.string().regex(/^(auto|\d+x\d+)$/),
  quality: z.enum(['low', 'medium', 'high', 'auto']).optional(),
  background: z.enum(['transparent', 'opaque', 'auto']).optional(),
  output_format: z.enum(['png', 'jpeg', 'webp']).optional(),
};
const count = z.number().int().min(1).max(10);
const generationSchema = z.strictObject({
  ...common,
  n: count.default(1),
  moderation: z.enum(['low', 'auto']).optional(),
});
const file = z.object({ filename: z.string(), mime: z.string(), bytes: z.instanceof(Buffer) });
const editSchema = z.strictObject({
  ...common,
  n: z.string().regex(/^\d+$/).transform(Number).pipe(count).default(1),
  'image[]': file.refine(({ mime }) => ['image/png', 'image/webp', 'image/jpeg'].includes(mime)),
  mask: file.refine(({ mime }) => mime === 'image/png').optional(),
  input_fidelity: z.enum(['low', 'high']).optional(),
});
type Asked = z.output<typeof generationSchema> | z.output<typeof editSchema>;

const error = (
  status: number,
  type: string,
  code: string | null,
  message: string,
  more: {
    param?: string | null;
    moderation_details?: unknown;
    headers?: Record<string, string>;
  } = {}
): FakeAnswer => {
  const { headers = {}, param = null, ...rest } = more;
  return { status, headers, json: { error: { message, type, param, code, ...rest } } };
};

const blocked = (stage: 'input' | 'output') =>
  error(
    400,
    'image_generation_user_error',
    'moderation_blocked',
    'Your request was rejected by the safety system.',
    { moderation_details: { moderation_stage: stage, categories: ['harassment'] } }
  );

const refusals: Record<string, () => FakeAnswer> = {
  moderation: () => blocked('input'),
  moderation_output: () => blocked('output'),
  credit: () =>
    error(
      429,
      'insufficient_quota',
      'insufficient_quota',
      'You exceeded your current quota, please check your plan and billing details.'
    ),
  credit_limit: () =>
    error(
      400,
      'invalid_request_error',
      'billing_hard_limit_reached',
      'Billing hard limit has been reached'
    ),
  rate: () =>
    error(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached for gpt-image-2', {
      headers: { 'retry-after': '20' },
    }),
  not_verified: () =>
    error(
      403,
      'invalid_request_error',
      null,
      'Your organization must be verified to use the model `gpt-image-2`.'
    ),
  invalid: () =>
    error(400, 'invalid_request_error', 'invalid_value', 'Invalid value for size.', {
      param: 'size',
    }),
};

const problemOf = (asked: Asked): string | null => {
  const isFree = asked.model === 'gpt-image-2';
  if (!STANDARD.includes(asked.size) && !(isFree && isFreeSize(asked.size)))
    return `The size ${asked.size} is not supported by ${asked.model}.`;
  if (isFree && asked.background === 'transparent')
    return 'Transparent background is not supported';
  const fidelity = 'input_fidelity' in asked && asked.input_fidelity;
  if (fidelity && ['gpt-image-2', 'gpt-image-1-mini'].includes(asked.model))
    return 'input_fidelity is not supported by this model.';
  return null;
};

const tokens = (asked: Asked) => {
  const input = { text_tokens: 12, image_tokens: 'image[]' in asked ? 323 : 0 };
  const output = 272 * asked.n;
  return {
    input_tokens: input.text_tokens + input.image_tokens,
    input_tokens_details: input,
    output_tokens: output,
    output_tokens_details: { image_tokens: output, text_tokens: 0 },
    total_tokens: input.text_tokens + input.image_tokens + output,
  };
};

let requestNumber = 0;

const finished = (asked: Asked, scenario: string): FakeAnswer => {
  const pictures = { no_results: 0, partial: asked.n - 1 }[scenario] ?? asked.n;
  return {
    headers: { 'x-request-id': `req_${(requestNumber += 1)}` },
    json: {
      created: Math.floor(Date.now() / 1000),
      background: 'opaque',
      output_format: asked.output_format ?? 'png',
      quality: asked.quality ?? 'low',
      size: asked.size,
      data: Array.from({ length: pictures }, (_, index) => ({
        b64_json: png(`${asked.prompt} ${index}`).toString('base64'),
        ...(scenario === 'revised' ? { revised_prompt: `${asked.prompt}, in detail` } : {}),
      })),
      usage: tokens(asked),
    },
  };
};

const readBody = ({ path, json, form }: FakeRequest) =>
  path === '/v1/images/generations'
    ? generationSchema.safeParse(json)
    : editSchema.safeParse(Object.fromEntries(form ?? []));

const SLOW_MS = 1500;

const answerTo = async (request: FakeRequest, fake: Fake): Promise<FakeAnswer> => {
  const { method, path, headers } = request;
  if (headers.authorization !== `Bearer ${OPENAI_KEY}`)
    return error(
      401,
      'invalid_request_error',
      'invalid_api_key',
      'Incorrect API key provided: fake-***. You can find your API key in your account.'
    );
  if (method === 'GET' && path === '/v1/models')
    return {
      json: {
        object: 'list',
        data: MODELS.map((id) => ({ id, object: 'model', created: 1, owned_by: 'system' })),
      },
    };
  if (method !== 'POST' || !['/v1/images/generations', '/v1/images/edits'].includes(path))
    return error(404, 'invalid_request_error', null, `Invalid URL (${method} ${path})`);
  const read = readBody(request);
  if (!read.success) {
    const [issue] = read.error.issues;
    const param = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' && issue.keys[0]);
    return error(
      400,
      'invalid_request_error',
      'invalid_request',
      issue?.message ?? 'Invalid body',
      {
        param: param || null,
      }
    );
  }
  const asked = read.data;
  const problem = problemOf(asked);
  if (problem) return error(400, 'invalid_request_error', 'invalid_value', problem);
  const scenario = scenarioOf(asked.prompt);
  const refusal = refusals[scenario]?.();
  if (refusal) return refusal;
  if (scenario === 'submit:429') return mishap(scenario, 'submit') ?? {};
  fake.bill(request);
  if (scenario === 'submit:lost') return 'reset';
  if (scenario === 'slow') await wait(SLOW_MS);
  return mishap(scenario, 'submit') ?? finished(asked, scenario);
};

export const createOpenaiImagesFake = (): Promise<Fake> => createFake(answerTo);

import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/**
 * Kling's image and video endpoints that take `model_name`, from its API reference: error codes,
 * states, own task ids and reports.
 */

export const KLING_ACCESS_KEY = 'fake-access-key';
export const KLING_SECRET_KEY = 'fake-secret-key';
/** The other kind of key, which is sent as it is. */
export const KLING_API_KEY = 'fake-kling-api-key';
export const KLING_WEBHOOK_SECRET = `whsec_${Buffer.from('kling signs with this one').toString('base64')}`;

const base64 = z.base64().min(8);
const task = {
  prompt: z.string().min(1).max(2500),
  negative_prompt: z.string().max(2500).optional(),
  callback_url: z.url().optional(),
  external_task_id: z.string().min(1).max(64).optional(),
};

const axis = z.number().min(-10).max(10);
const cameraSchema = z
  .strictObject({
    type: z.enum(['simple', 'down_back', 'forward_up', 'right_turn_forward', 'left_turn_forward']),
    config: z
      .strictObject({
        horizontal: axis,
        vertical: axis,
        pan: axis,
        tilt: axis,
        roll: axis,
        zoom: axis,
      })
      .refine((config) => Object.values(config).filter((value) => value !== 0).length === 1)
      .optional(),
  })
  .refine(({ type, config }) => (type === 'simple') === (config !== undefined));

const VIDEO_MODELS = ['kling-v1', 'kling-v1-6', 'kling-v2-5-turbo', 'kling-v2-6', 'kling-v3'];
const video = {
  ...task,
  model_name: z.enum(VIDEO_MODELS as [string, ...string[]]),
  duration: z.string().regex(/^\d{1,2}$/),
  mode: z.enum(['std', 'pro']).default('std'),
  cfg_scale: z.number().min(0).max(1).optional(),
  camera_control: cameraSchema.optional(),
  sound: z.enum(['on', 'off']).optional(),
};
const textToVideo = z.strictObject({
  ...video,
  aspect_ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
});
const imageToVideo = z.strictObject({
  ...video,
  image: base64.optional(),
  image_tail: base64.optional(),
});
const images = z
  .strictObject({
    ...task,
    model_name: z.enum(['kling-v2-1', 'kling-v3']),
    image: base64.optional(),
    image_reference: z.enum(['subject', 'face']).optional(),
    image_fidelity: z.number().min(0).max(1).optional(),
    human_fidelity: z.number().min(0).max(1).optional(),
    resolution: z.enum(['1k', '2k']).default('1k'),
    n: z.number().int().min(1).max(9).default(1),
    aspect_ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9']),
  })
  .refine(({ image, negative_prompt }) => !image || !negative_prompt, 'no negative_prompt here')
  .refine(({ image, image_reference }) => image || !image_reference, 'image is required');

type VideoBody = Omit<z.output<typeof textToVideo>, 'aspect_ratio'> & {
  image?: string | undefined;
  image_tail?: string | undefined;
};

/** What the capability map says of a combination. */
const impossible = (path: string, body: VideoBody): string | null => {
  const { model_name: model, mode, duration, camera_control: camera, sound } = body;
  const seconds = Number(duration);
  const durations =
    model === 'kling-v3' ? seconds >= 3 && seconds <= 15 : [5, 10].includes(seconds);
  if (!durations) return 'duration is not supported';
  if (body.cfg_scale !== undefined && !model.startsWith('kling-v1'))
    return 'cfg_scale is not supported by this model';
  if (camera && (model !== 'kling-v1' || mode !== 'std' || duration !== '5'))
    return 'camera_control is not supported by this model';
  if (sound !== undefined && !['kling-v2-6', 'kling-v3'].includes(model))
    return 'sound is not supported by this model';
  if (sound === 'on' && model === 'kling-v2-6' && mode === 'std') return 'sound needs mode pro';
  if (path.endsWith('image2video') && !body.image) return 'image is required';
  if (body.image_tail && mode === 'std' && model !== 'kling-v3') return 'image_tail needs mode pro';
  return null;
};

const endpoints = {
  '/v1/videos/text2video': textToVideo,
  '/v1/videos/image2video': imageToVideo,
  '/v1/images/generations': images,
} as const;
type Endpoint = keyof typeof endpoints;
const endpointOf = (path: string): Endpoint | null =>
  path in endpoints ? (path as Endpoint) : null;

type Task = {
  id: string;
  path: Endpoint;
  externalId: string | null;
  callbackUrl: string | null;
  count: number;
  seconds: string | null;
  scenario: string;
  createdAt: number;
  polls: number;
};
export type Report = { url: string; headers: Record<string, string>; body: string };
export type KlingFake = Fake & {
  /** What has been reported, to be sent again or in another order. */
  reports: Report[];
  taskIdOf: (externalId: string) => string | null;
};

const envelope = (code: number, message: string) => ({ code, message, request_id: randomUUID() });
const refuse = (
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {}
): FakeAnswer => ({ status, headers, json: envelope(code, message) });

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toUTCString();

const refusals: Record<string, () => FakeAnswer> = {
  bad_key: () => refuse(401, 1002, 'Authorization is invalid'),
  clock_ahead: () => refuse(401, 1003, 'Authorization is not yet valid', { date: inMinutes(-10) }),
  clock_behind: () => refuse(401, 1004, 'Authorization has expired', { date: inMinutes(40) }),
  account: () => refuse(429, 1100, 'Account exception'),
  arrears: () => refuse(429, 1101, 'Account in arrears'),
  credit: () => refuse(429, 1102, 'Resource pack depleted or expired'),
  permission: () => refuse(403, 1103, 'Unauthorized access to requested resource'),
  bad_value: () => refuse(400, 1201, 'Invalid value of duration'),
  no_model: () => refuse(404, 1203, 'model is not supported'),
  policy: () => refuse(400, 1300, 'Trigger platform strategy'),
  moderation: () => refuse(400, 1301, 'Trigger content security policy'),
  rate: () => refuse(429, 1302, 'API request too frequent', { 'retry-after': '7' }),
  parallel: () => refuse(429, 1303, 'parallel task over resource pack limit'),
  address: () => refuse(429, 1304, 'Trigger IP whitelist policy'),
  code_in_200: () => refuse(200, 1301, 'Trigger content security policy'),
  broken: () => refuse(500, 5000, 'Internal server error'),
  broken_in_200: () => refuse(200, 5001, 'Service temporarily unavailable'),
  unknown_code: () => refuse(200, 7777, 'Something new'),
};

const reasons: Record<string, string> = {
  moderation_late: 'Failure to pass the risk control system',
  bad_picture: 'The resolution or aspect ratio of the input image is invalid.',
  failed: 'Task processing failed.',
};

/** Seconds until the result, where the scenario is about time. */
const lasting: Record<string, number> = { slow: 3, never: 3600 };

const statusOf = ({ scenario, createdAt, polls }: Task): string => {
  const seconds = lasting[scenario];
  if (seconds !== undefined)
    return Date.now() - createdAt < seconds * 1000 ? 'processing' : 'succeed';
  if (polls <= 1) return 'submitted';
  if (polls === 2) return scenario === 'new_state' ? 'throttled' : 'processing';
  return reasons[scenario] ? 'failed' : 'succeed';
};

const tokenProblem = (token: string): FakeAnswer | null => {
  const [head = '', claims = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', KLING_SECRET_KEY).update(`${head}.${claims}`).digest();
  const given = Buffer.from(signature, 'base64url');
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isSigned || read(head).alg !== 'HS256' || read(claims).iss !== KLING_ACCESS_KEY)
    return refuse(401, 1002, 'Authorization is invalid');
  const { exp, nbf } = read(claims) as { exp: number; nbf: number };
  const now = Date.now() / 1000;
  if (nbf > now) return refuse(401, 1003, 'Authorization is not yet valid');
  return exp < now ? refuse(401, 1004, 'Authorization has expired') : null;
};

const keyProblem = ({ headers }: FakeRequest): FakeAnswer | null => {
  const { authorization = '' } = headers;
  if (!authorization) return refuse(401, 1001, 'Authorization is empty');
  const token = authorization.replace(/^Bearer /, '');
  if (token === KLING_API_KEY) return null;
  return token.split('.').length === 3
    ? tokenProblem(token)
    : refuse(401, 1002, 'Authorization is invalid');
};

type Options = { webhookSecret?: string | null };

export const createKlingFake = async ({
  webhookSecret = KLING_WEBHOOK_SECRET,
}: Options = {}): Promise<KlingFake> => {
  const tasks = new Map<string, Task>();
  const byExternalId = new Map<string, string>();
  const reports: Report[] = [];
  const fetched = new Map<string, number>();
  let number = 880_000_000_000_000_000n;

  const dataOf = (each: Task, baseUrl: string, status = statusOf(each)) => {
    const isVideo = each.path.startsWith('/v1/videos/');
    const hasResult = status === 'succeed' && each.scenario !== 'no_result';
    // A new address at each look, as signed addresses are.
    const address = (index: number) =>
      `${baseUrl}/files/${each.id}/${index}-${each.polls}.${isVideo ? 'mp4' : 'png'}`;
    const files = Math.max(1, each.count - (each.scenario === 'partial' ? 1 : 0));
    return {
      task_id: each.id,
      task_status: status,
      task_status_msg: status === 'failed' ? reasons[each.scenario] : '',
      task_info: { external_task_id: each.externalId ?? undefined },
      created_at: each.createdAt,
      updated_at: Date.now(),
      ...(status === 'succeed' && { final_unit_deduction: isVideo ? '3.5' : '0.02' }),
      ...(hasResult && {
        task_result: isVideo
          ? { videos: [{ id: `v${each.id}`, url: address(0), duration: `${each.seconds}.041` }] }
          : {
              images: Array.from({ length: files }, (_, index) => ({ index, url: address(index) })),
            },
      }),
    };
  };

  const report = (each: Task, baseUrl: string, status: string) => {
    if (!each.callbackUrl) return;
    const body = JSON.stringify(dataOf(each, baseUrl, status));
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (webhookSecret) {
      const id = String((number += 1n));
      const seconds = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(webhookSecret.replace(/^whsec_/, ''), 'base64');
      const digest = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
      Object.assign(headers, {
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': `v1,${digest}`,
      });
    }
    reports.push({ url: each.callbackUrl, headers, body });
    void fetch(each.callbackUrl, { method: 'POST', headers, body }).catch(() => undefined);
  };

  const create = (request: FakeRequest, fake: Fake, path: Endpoint): FakeAnswer => {
    const read = endpoints[path].safeParse(request.json);
    if (!read.success) {
      const [issue] = read.error.issues;
      return refuse(400, 1201, `${issue?.path.join('.')}: ${issue?.message}`);
    }
    const { data } = read;
    const scenario = scenarioOf(data.prompt);
    if ('duration' in data) {
      const problem = impossible(path, data);
      if (problem) return refuse(400, 1201, problem);
    }
    const accident = mishap(scenario, 'submit') ?? refusals[scenario]?.();
    if (accident) return accident;
    const { external_task_id: externalId = null } = data;
    if (externalId && byExternalId.has(externalId))
      return refuse(400, 1201, 'external_task_id is duplicated');
    fake.bill(request);
    const id = String((number += 1n));
    const each: Task = {
      id,
      path,
      externalId,
      callbackUrl: data.callback_url ?? null,
      count: 'n' in data ? data.n : 1,
      seconds: 'duration' in data ? data.duration : null,
      scenario,
      createdAt: Date.now(),
      polls: 0,
    };
    tasks.set(id, each);
    // Lost for good: it is there, and cannot be found by our own key.
    if (externalId && scenario !== 'submit:lost_for_good') byExternalId.set(externalId, id);
    if (scenario === 'submit:lost' || scenario === 'submit:lost_for_good') return 'reset';
    if (scenario === 'submit:lost_answer_500') return refuse(504, 5002, 'Server internal timeout');
    report(each, fake.url, 'submitted');
    if (scenario === 'reported') setTimeout(() => report(each, fake.url, 'succeed'), 300);
    return { json: { ...envelope(0, 'SUCCEED'), data: dataOf(each, fake.url, 'submitted') } };
  };

  const find = (path: Endpoint, id: string, fake: Fake): FakeAnswer => {
    const each = tasks.get(byExternalId.get(id) ?? id);
    if (!each || each.path !== path) return refuse(404, 1203, 'Task not found');
    each.polls += 1;
    const accident = each.polls === 1 ? mishap(each.scenario, 'poll') : null;
    if (accident) return accident;
    if (each.scenario === 'gone' && each.polls > 1) return refuse(404, 1203, 'Task not found');
    if (each.scenario === 'bad_key_later' && each.polls < 3)
      return refuse(401, 1002, 'Authorization is invalid');
    return { json: { ...envelope(0, 'SUCCEED'), data: dataOf(each, fake.url) } };
  };

  const file = (path: string): FakeAnswer => {
    const [, , id = '', name = ''] = path.split('/');
    const each = tasks.get(id);
    if (!each) return { status: 404, body: '' };
    const times = (fetched.get(id) ?? 0) + 1;
    fetched.set(id, times);
    const accident = times === 1 ? mishap(each.scenario, 'download') : null;
    if (accident) return accident;
    if (each.scenario === 'expired' && times === 1) return { status: 403, body: 'Expired' };
    return each.path.startsWith('/v1/videos/')
      ? { headers: { 'content-type': 'video/mp4' }, body: mp4() }
      : { headers: { 'content-type': 'image/png' }, body: png(`${id}/${name.split('-')[0]}`) };
  };

  const account = ({ query }: FakeRequest): FakeAnswer => {
    const isGiven = ['start_time', 'end_time'].every((key) =>
      /^\d{13}$/.test(query.get(key) ?? '')
    );
    if (!isGiven) return refuse(400, 1201, 'start_time and end_time are required');
    const pack = { resource_pack_name: 'Video', remaining_quantity: 118, status: 'online' };
    return {
      json: {
        ...envelope(0, 'SUCCEED'),
        data: { code: 0, msg: '', resource_pack_subscribe_infos: [pack] },
      },
    };
  };

  const fake = await createFake((request, self) => {
    const { method, path } = request;
    if (path.startsWith('/files/')) return file(path);
    const problem = keyProblem(request);
    if (problem) return problem;
    if (method === 'GET' && path === '/account/costs') return account(request);
    const endpoint = endpointOf(path);
    if (method === 'POST' && endpoint) return create(request, self, endpoint);
    const parent = endpointOf(path.slice(0, path.lastIndexOf('/')));
    if (method === 'GET' && parent)
      return find(parent, decodeURIComponent(path.slice(path.lastIndexOf('/') + 1)), self);
    return refuse(404, 1202, 'Invalid request method');
  });
  return Object.assign(fake, {
    reports,
    taskIdOf: (externalId: string) => byExternalId.get(externalId) ?? null,
  });
};

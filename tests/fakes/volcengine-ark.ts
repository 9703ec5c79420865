import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';
import {
  imageBody,
  imageModels,
  videoBody,
  videoModels,
  wrongImage,
  wrongVideo,
} from './volcengine-ark-rules';
import type { VideoBody } from './volcengine-ark-rules';

/** Ark as its documentation describes it: pictures at once, videos as tasks, files, callbacks. */

export const ARK_KEY = 'ark-fake-key-0001';

type Task = {
  id: string;
  model: string;
  scenario: string;
  createdAt: number;
  polls: number;
  isCancelled: boolean;
  asked: VideoBody;
};
export type ArkFake = Fake & {
  /** Tasks whose record was erased by a DELETE: must stay empty. */
  erased: string[];
  /** What our server answered to each callback. */
  callbacks: { url: string; body: unknown; status: number }[];
};

const error = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  json: { error: { code, message: `${message} Request ID: 0217`, param: '', type: 'Fake' } },
});
const invalid = (what: string) =>
  error(400, 'InvalidParameter', `The parameter ${what} specified in the request is not valid.`);

/** Refusals that a prompt can ask for, as documented. */
const refusals: Record<string, FakeAnswer> = {
  moderation: error(
    400,
    'InputTextSensitiveContentDetected',
    'The request failed because the input text may contain sensitive information.'
  ),
  person: error(
    400,
    'InputImageSensitiveContentDetected.PrivacyInformation',
    'The request failed because the input image may contain real person.'
  ),
  credit: error(403, 'AccountOverdueError', 'Your account has an overdue balance.'),
  trial_over: error(
    429,
    'QuotaExceeded',
    'Your account [1] has exhausted its free trial quota for the [m] model.'
  ),
  queue_full: error(429, 'QuotaExceeded', 'The request has exceeded the quota.'),
  rate: error(429, 'RateLimitExceeded.EndpointRPMExceeded', 'The RPM limit has been exceeded.'),
  overloaded: error(429, 'ServerOverloaded', 'The service is currently unable to handle more.'),
  not_open: error(404, 'ModelNotOpen', 'Your account 1 has not activated the model m.'),
  parameters: invalid('prompt'),
  error_200: {
    json: { error: { code: 'OutputImageSensitiveContentDetected', message: 'Blocked.' } },
  },
};

/** The accidents after which nobody knows whether it was taken are played as taken. */
const isTaken = (scenario: string) => !['submit:429', 'submit:404'].includes(scenario);

const QUEUED_MS = 150;
const RUNNING_MS = 450;

const unix = (ms: number) => Math.floor(ms / 1000);

export const createArkFake = async (): Promise<ArkFake> => {
  const tasks = new Map<string, Task>();
  const erased: string[] = [];
  const callbacks: ArkFake['callbacks'] = [];
  let serial = 0;

  const fileUrl = (name: string, scenario: string, generation = 0) =>
    `${fake.url}/files/${encodeURIComponent(name)}?scenario=${encodeURIComponent(scenario)}&generation=${generation}`;

  const images = async (request: FakeRequest): Promise<FakeAnswer> => {
    const read = imageBody.safeParse(request.json);
    if (!read.success) return invalid(read.error.issues.map(({ path }) => path.join('.')).join());
    const body = read.data;
    const model = imageModels[body.model];
    if (!model) return error(404, 'InvalidEndpointOrModel.NotFound', 'There is no such model.');
    const wrong = wrongImage(body, model);
    if (wrong) return invalid(wrong);
    const scenario = scenarioOf(body.prompt);
    const refusal = refusals[scenario];
    if (refusal) return refusal;
    const accident = mishap(scenario, 'submit');
    if (accident && !isTaken(scenario)) return accident;
    fake.bill(request);
    if (scenario === 'submit:lost') return 'reset';
    if (accident) return accident;
    if (scenario === 'slow') await new Promise((resolve) => setTimeout(resolve, 1500));
    const asked = body.sequential_image_generation_options?.max_images ?? 1;
    const count = scenario === 'fewer' ? Math.max(1, asked - 2) : asked;
    const sensitive = {
      error: { code: 'OutputImageSensitiveContentDetected', message: 'It may be sensitive.' },
    };
    const data = Array.from({ length: count }, (_, index) => {
      if (scenario === 'all_blocked' || (scenario === 'partial' && index === 1)) return sensitive;
      serial += 1;
      return { url: fileUrl(`picture-${serial}.png`, scenario), size: body.size };
    });
    const made = data.filter((each) => 'url' in each).length;
    return {
      json: {
        model: body.model,
        created: unix(Date.now()),
        data: scenario === 'no_data' ? [] : data,
        usage: {
          generated_images: scenario === 'no_data' ? 0 : made,
          output_tokens: made * 16_384,
          total_tokens: made * 16_384,
        },
      },
    };
  };

  const statusOf = (task: Task): string => {
    if (task.isCancelled) return 'cancelled';
    const age = Date.now() - task.createdAt;
    if (task.scenario === 'queued_long' || age < QUEUED_MS) return 'queued';
    if (task.scenario === 'slow' && age < 4000) return 'running';
    if (task.scenario === 'running_long' && age < 3000) return 'running';
    if (age < RUNNING_MS) return task.scenario === 'odd_state' ? 'warming_up' : 'running';
    if (['failed', 'late_moderation'].includes(task.scenario)) return 'failed';
    if (task.scenario === 'timed_out') return 'expired';
    if (task.scenario === 'cancelled_there') return 'cancelled';
    return 'succeeded';
  };

  const errorOf = (task: Task) =>
    task.scenario === 'late_moderation'
      ? { code: 'OutputVideoSensitiveContentDetected', message: 'It may be sensitive.' }
      : { code: 'InternalServiceError', message: 'The service met an unexpected error.' };

  const record = (task: Task) => {
    const status = statusOf(task);
    const isDone = status === 'succeeded';
    return {
      id: task.id,
      model: task.model,
      status,
      error: status === 'failed' ? errorOf(task) : null,
      created_at: unix(task.createdAt),
      updated_at: unix(Date.now()),
      ...(isDone && {
        content: {
          ...(task.scenario !== 'no_video' && {
            video_url: fileUrl(`${task.id}.mp4`, task.scenario, task.polls),
          }),
        },
        seed: task.asked.seed ?? 4711,
        resolution: task.asked.resolution ?? '720p',
        ratio: task.asked.ratio ?? '16:9',
        duration: task.asked.duration ?? 5,
        framespersecond: 24,
        usage: { completion_tokens: 108_900, total_tokens: 108_900 },
      }),
      service_tier: 'default',
      execution_expires_after: 172_800,
    };
  };

  const callBack = async (task: Task) => {
    const url = task.asked.callback_url;
    if (!url) return;
    const body = record(task);
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => null);
    callbacks.push({ url, body, status: answer?.status ?? 0 });
  };

  const create = (request: FakeRequest): FakeAnswer => {
    const read = videoBody.safeParse(request.json);
    if (!read.success) return invalid(read.error.issues.map(({ path }) => path.join('.')).join());
    const body = read.data;
    const model = videoModels[body.model];
    if (!model) return error(404, 'InvalidEndpointOrModel.NotFound', 'There is no such model.');
    const wrong = wrongVideo(body, model);
    if (wrong) return invalid(wrong);
    const prompt = body.content.find((part) => part.type === 'text')?.text ?? '';
    const scenario = scenarioOf(prompt);
    const refusal = refusals[scenario];
    if (refusal) return refusal;
    const accident = mishap(scenario, 'submit');
    if (accident && !isTaken(scenario)) return accident;
    fake.bill(request);
    serial += 1;
    const id = `cgt-20260101000000-${String(serial).padStart(5, '0')}`;
    const task: Task = {
      id,
      model: body.model,
      scenario,
      createdAt: Date.now(),
      polls: 0,
      isCancelled: false,
      asked: body,
    };
    tasks.set(id, task);
    for (const delay of [0, QUEUED_MS, RUNNING_MS])
      setTimeout(() => void callBack(task), delay + 20).unref();
    if (scenario === 'submit:lost') return 'reset';
    return accident ?? { json: { id } };
  };

  const query = (task: Task): FakeAnswer => {
    task.polls += 1;
    const accident = task.polls === 1 ? mishap(task.scenario, 'poll') : null;
    return accident ?? { json: record(task) };
  };

  const remove = (task: Task): FakeAnswer => {
    const status = statusOf(task);
    if (status === 'running' || status === 'cancelled' || status === 'warming_up')
      return error(400, 'OperationDenied.InvalidState', 'The task is in an invalid state.');
    if (status === 'queued') {
      task.isCancelled = true;
    } else {
      tasks.delete(task.id);
      erased.push(task.id);
    }
    return { json: {} };
  };

  const downloads = new Map<string, number>();
  const file = ({ path, query: parameters }: FakeRequest): FakeAnswer => {
    const name = decodeURIComponent(path.slice('/files/'.length));
    const scenario = parameters.get('scenario') ?? '';
    const tries = (downloads.get(name) ?? 0) + 1;
    downloads.set(name, tries);
    const accident = tries === 1 ? mishap(scenario, 'download') : null;
    if (accident) return accident;
    if (scenario === 'address_expired') return { status: 403, body: 'AccessDenied' };
    // Good only at the address that a later query gave.
    if (scenario === 'address_renewed' && tries === 1) return { status: 403, body: 'AccessDenied' };
    if (scenario === 'always_html')
      return { headers: { 'content-type': 'image/png' }, body: '<!doctype html><p>Sign in</p>' };
    const isVideo = name.endsWith('.mp4');
    return {
      headers: { 'content-type': isVideo ? 'video/mp4' : 'image/png' },
      body: isVideo ? mp4() : png(name),
    };
  };

  const withTask = (path: string, act: (task: Task) => FakeAnswer): FakeAnswer => {
    const task = tasks.get(decodeURIComponent(path.split('/').pop() ?? ''));
    return task ? act(task) : error(404, 'NotFound.id', 'The specified task is not found.');
  };

  const route = (request: FakeRequest): FakeAnswer | Promise<FakeAnswer> => {
    const { method, path } = request;
    if (method === 'GET' && path.startsWith('/files/')) return file(request);
    if (request.headers['authorization'] !== `Bearer ${ARK_KEY}`)
      return error(401, 'AuthenticationError', 'The API key in the request is missing or invalid.');
    const collection = '/api/v3/contents/generations/tasks';
    if (method === 'POST' && path === '/api/v3/images/generations') return images(request);
    if (method === 'POST' && path === collection) return create(request);
    if (method === 'GET' && path === collection)
      return { json: { total: tasks.size, items: [...tasks.values()].slice(0, 1).map(record) } };
    if (method === 'GET' && path.startsWith(`${collection}/`)) return withTask(path, query);
    if (method === 'DELETE' && path.startsWith(`${collection}/`)) return withTask(path, remove);
    return error(404, 'NotFound', 'There is no such path.');
  };

  const fake = Object.assign(await createFake(route), { erased, callbacks });
  return fake;
};

import { creators, error, invalid } from './dashscope-rules';
import type { Taken } from './dashscope-rules';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/** DashScope as its documentation describes it: every job is a task that is queried. */

export const DASHSCOPE_KEY = 'sk-fake-dashscope-0001';

type Task = Taken & {
  id: string;
  scenario: string;
  createdAt: number;
  polls: number;
  isCancelled: boolean;
};

const refusals: Record<string, FakeAnswer> = {
  moderation: error(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.'),
  brand: error(400, 'IPInfringementSuspect', 'Input data is suspected of infringing on IP.'),
  credit: error(
    400,
    'Arrearage',
    'Access denied, please make sure your account is in good standing.'
  ),
  free_only: error(403, 'AllocationQuota.FreeTierOnly', 'The free tier of the model is exhausted.'),
  rate: error(429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.'),
  denied: error(403, 'AccessDenied.Unpurchased', 'Access to model denied.'),
  parameters: invalid('Required parameter(s) missing or invalid.'),
  error_200: {
    json: { request_id: 'fake', code: 'DataInspectionFailed', message: 'Inappropriate content.' },
  },
};

const isTaken = (scenario: string) => !['submit:429', 'submit:404'].includes(scenario);

const PENDING_MS = 150;
const RUNNING_MS = 450;

const isTask = (value: Taken | FakeAnswer): value is Taken =>
  typeof value === 'object' && 'kind' in value;

export const createDashscopeFake = async (): Promise<Fake> => {
  const tasks = new Map<string, Task>();
  const downloads = new Map<string, number>();

  const fileUrl = (name: string, scenario: string) => {
    const expires = Math.floor(Date.now() / 1000) + 86_400;
    return `${fake.url}/files/${name}?Expires=${expires}&OSSAccessKeyId=fake&Signature=fake&scenario=${encodeURIComponent(scenario)}`;
  };

  const statusOf = (task: Task): string => {
    const age = Date.now() - task.createdAt;
    if (task.isCancelled) return 'CANCELED';
    if (task.scenario === 'queued_long' || age < PENDING_MS) return 'PENDING';
    if (task.scenario === 'forgotten') return 'UNKNOWN';
    if (task.scenario === 'running_long' && age < 3000) return 'RUNNING';
    if (task.scenario === 'slow' && age < 4000) return 'RUNNING';
    if (age < RUNNING_MS) return task.scenario === 'odd_state' ? 'SUSPENDED' : 'RUNNING';
    if (task.scenario === 'cancelled_there') return 'CANCELED';
    return ['failed', 'late_moderation', 'late_parameters'].includes(task.scenario)
      ? 'FAILED'
      : 'SUCCEEDED';
  };

  const whyFailed: Record<string, object> = {
    failed: { code: 'InternalError.Algo', message: 'inference internal error' },
    late_parameters: { code: 'InvalidParameter', message: 'The size is not match' },
    late_moderation: {
      code: 'DataInspectionFailed',
      message: 'Output data may contain inappropriate content.',
    },
  };

  const pictureOf = (task: Task, index: number) => {
    const isBlocked =
      task.scenario === 'all_blocked' || (task.scenario === 'partial' && index === 1);
    if (isBlocked) return whyFailed['late_moderation'] ?? {};
    return {
      orig_prompt: task.prompt,
      ...(task.isExtended && { actual_prompt: `${task.prompt}, in soft light` }),
      url: fileUrl(`${task.id}-${index}.png`, task.scenario),
    };
  };

  const resultsOf = (task: Task) => {
    const pictures = Array.from({ length: task.count }, (_, index) => pictureOf(task, index));
    if (task.scenario === 'no_result') return {};
    if (task.kind === 'images') {
      const made = pictures.filter((each) => 'url' in each).length;
      return {
        results: pictures,
        task_metrics: { TOTAL: task.count, SUCCEEDED: made, FAILED: task.count - made },
      };
    }
    if (task.kind === 'messages')
      return {
        finished: true,
        choices: pictures.map((each) => ({
          finish_reason: 'stop',
          message: {
            role: 'assistant',
            content: [{ image: 'url' in each ? each.url : undefined, type: 'image' }],
          },
        })),
      };
    return {
      orig_prompt: task.prompt,
      ...(task.isExtended && { actual_prompt: `${task.prompt}, in soft light` }),
      video_url: fileUrl(`${task.id}.mp4`, task.scenario),
    };
  };

  const usageOf = (task: Task) =>
    task.kind === 'video'
      ? {
          duration: task.duration,
          size: task.size ?? '1280*720',
          input_video_duration: 0,
          output_video_duration: task.duration,
          video_count: 1,
          SR: 720,
        }
      : { image_count: task.count, ...(task.kind === 'messages' && { size: task.size }) };

  const query = (task: Task): FakeAnswer => {
    task.polls += 1;
    const accident = task.polls === 1 ? mishap(task.scenario, 'poll') : null;
    if (accident) return accident;
    const status = statusOf(task);
    return {
      json: {
        request_id: 'fake',
        output: {
          task_id: task.id,
          task_status: status,
          submit_time: '2026-01-01 00:00:00.000',
          ...(status === 'FAILED' && whyFailed[task.scenario]),
          ...(status === 'SUCCEEDED' && resultsOf(task)),
        },
        ...(status === 'SUCCEEDED' && { usage: usageOf(task) }),
      },
    };
  };

  const create = (request: FakeRequest): FakeAnswer => {
    if (request.headers['x-dashscope-async'] !== 'enable')
      return error(403, 'AccessDenied', 'current user api does not support synchronous calls.');
    const wanted = creators[request.path]?.(request.json, request.path);
    if (!wanted || !isTask(wanted)) return wanted ?? error(404, 'NotFound', 'Not found');
    const scenario = scenarioOf(wanted.prompt);
    const refusal = refusals[scenario];
    if (refusal) return refusal;
    const accident = mishap(scenario, 'submit');
    if (accident && !isTaken(scenario)) return accident;
    fake.bill(request);
    const id = `0385dc79-5ff8-4d82-bcb6-${String(tasks.size + 1).padStart(12, '0')}`;
    tasks.set(id, {
      ...wanted,
      id,
      scenario,
      createdAt: Date.now(),
      polls: 0,
      isCancelled: false,
    });
    if (scenario === 'submit:lost') return 'reset';
    return (
      accident ?? {
        json: { output: { task_status: 'PENDING', task_id: id }, request_id: 'fake' },
      }
    );
  };

  const cancel = (task: Task): FakeAnswer => {
    if (statusOf(task) !== 'PENDING')
      return error(
        400,
        'UnsupportedOperation',
        'Failed to cancel the task, please confirm if the task is in PENDING status.'
      );
    task.isCancelled = true;
    return { json: { request_id: 'fake' } };
  };

  const file = ({ path, query: parameters }: FakeRequest): FakeAnswer => {
    const name = path.slice('/files/'.length);
    const scenario = parameters.get('scenario') ?? '';
    const tries = (downloads.get(name) ?? 0) + 1;
    downloads.set(name, tries);
    const accident = tries === 1 ? mishap(scenario, 'download') : null;
    if (accident) return accident;
    const isExpired = scenario === 'address_renewed' && tries === 1;
    if (isExpired || scenario === 'address_expired') return { status: 403, body: 'AccessDenied' };
    const isVideo = name.endsWith('.mp4');
    return {
      headers: { 'content-type': isVideo ? 'video/mp4' : 'image/png' },
      body: isVideo ? mp4() : png(name),
    };
  };

  const unknownTask = (id: string): FakeAnswer => ({
    json: { request_id: 'fake', output: { task_id: id, task_status: 'UNKNOWN' } },
  });

  const route = (request: FakeRequest): FakeAnswer => {
    const { method, path } = request;
    if (method === 'GET' && path.startsWith('/files/')) return file(request);
    if (request.headers['authorization'] !== `Bearer ${DASHSCOPE_KEY}`)
      return error(401, 'InvalidApiKey', 'Invalid API-key provided.');
    if (method === 'GET' && path === '/api/v1/tasks/')
      return {
        json: { request_id: 'fake', total: tasks.size, data: [], page_no: 1, page_size: 1 },
      };
    const [, id = '', action] = /^\/api\/v1\/tasks\/([^/]+)(?:\/(cancel))?$/.exec(path) ?? [];
    const task = tasks.get(id);
    if (id && method === 'GET' && !action) return task ? query(task) : unknownTask(id);
    if (id && method === 'POST' && action && task) return cancel(task);
    if (method === 'POST') return create(request);
    return error(404, 'NotFound', 'Not found');
  };

  const fake = await createFake(route);
  return fake;
};

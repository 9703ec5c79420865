import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/** DashScope as its documentation describes it: every job is a task that is queried. */

export const DASHSCOPE_KEY = 'sk-fake-dashscope-0001';

type Task = {
  id: string;
  model: string;
  scenario: string;
  createdAt: number;
  polls: number;
  isCancelled: boolean;
  kind: 'images' | 'messages' | 'video';
  count: number;
  size: string | undefined;
  duration: number;
  prompt: string;
  isExtended: boolean;
};

const error = (status: number, code: string, message: string): FakeAnswer => ({
  status,
  json: { request_id: 'fake-request', code, message },
});
const invalid = (message: string) => error(400, 'InvalidParameter', message);

const picture = z
  .string()
  .regex(/^(https?:\/\/|oss:\/\/|data:image\/(png|jpeg|jpg|bmp|webp);base64,)/);
const size = z.string().regex(/^\d+\*\d+$/);
const seed = z.number().int().min(0).max(2_147_483_647).optional();
const common = {
  prompt_extend: z.boolean().optional(),
  watermark: z.boolean().optional(),
  seed,
};
const negative = z.string().max(4000).optional();

const promptImages = z.strictObject({
  model: z.string(),
  input: z.strictObject({ prompt: z.string().min(1), negative_prompt: negative }),
  parameters: z.strictObject({ ...common, size, n: z.number().int().min(1).max(4) }),
});
const messageImages = z.strictObject({
  model: z.string(),
  input: z.strictObject({
    messages: z
      .array(
        z.strictObject({
          role: z.literal('user'),
          content: z.array(
            z.union([
              z.strictObject({ text: z.string().min(1) }),
              z.strictObject({ image: picture }),
            ])
          ),
        })
      )
      .length(1),
  }),
  parameters: z.strictObject({
    ...common,
    size,
    n: z.number().int().min(1).max(4),
    negative_prompt: negative,
    enable_interleave: z.boolean().optional(),
  }),
});
const video = z.strictObject({
  model: z.string(),
  input: z.strictObject({
    prompt: z.string().min(1),
    negative_prompt: negative,
    audio_url: z.string().optional(),
    img_url: picture.optional(),
    first_frame_url: picture.optional(),
    last_frame_url: picture.optional(),
    media: z
      .array(z.strictObject({ type: z.enum(['first_frame', 'last_frame']), url: picture }))
      .optional(),
  }),
  parameters: z.strictObject({
    ...common,
    size: size.optional(),
    resolution: z.enum(['480P', '720P', '1080P']).optional(),
    ratio: z.enum(['16:9', '9:16', '1:1', '4:3', '3:4']).optional(),
    duration: z.number().int().optional(),
    shot_type: z.enum(['single', 'multi']).optional(),
    audio: z.boolean().optional(),
  }),
});
type Video = z.infer<typeof video>;

const qwen = ['1664*928', '1472*1104', '1328*1328', '1104*1472', '928*1664'];
/** Some of the sizes that are recommended lie a little below the range that is named. */
const recommended = ['1280*1280', '1104*1472', '1472*1104', '960*1696', '1696*960'];
const isWide = (width: number, height: number) =>
  recommended.includes(`${width}*${height}`) ||
  (width * height >= 1280 * 1280 && width * height <= 1440 * 1440);

const imageRules: Record<string, (width: number, height: number, n: number) => boolean> = {
  'wan2.2-t2i-flash': (w, h) => Math.min(w, h) >= 512 && Math.max(w, h) <= 1440,
  'wan2.2-t2i-plus': (w, h) => Math.min(w, h) >= 512 && Math.max(w, h) <= 1440,
  'wan2.5-t2i-preview': (w, h) => isWide(w, h),
  'qwen-image': (w, h, n) => n === 1 && qwen.includes(`${w}*${h}`),
  'qwen-image-plus': (w, h, n) => n === 1 && qwen.includes(`${w}*${h}`),
};
const messageRules: Record<string, (width: number, height: number, pictures: number) => boolean> = {
  'wan2.6-t2i': (w, h, pictures) => pictures === 0 && isWide(w, h),
  'wan2.6-image': (w, h, pictures) =>
    pictures >= 1 && pictures <= 4 && w * h >= 768 * 768 && w * h <= 2048 * 2048,
};

const sizes: Record<string, string[]> = {
  '480P': ['832*480', '480*832', '624*624'],
  '720P': ['1280*720', '720*1280', '960*960', '1088*832', '832*1088'],
  '1080P': ['1920*1080', '1080*1920', '1440*1440', '1632*1248', '1248*1632'],
};
type VideoRule = {
  takes: 'size' | 'img_url' | 'frames' | 'media';
  tiers: string[];
  seconds: number[] | null;
  shots?: boolean;
  audio?: boolean;
};
const whole = Array.from({ length: 14 }, (_, index) => index + 2);
const HD = ['720P', '1080P'];
const ALL = ['480P', ...HD];
const videoRules: Record<string, VideoRule> = {
  'wan2.6-t2v': { takes: 'size', tiers: HD, seconds: whole, shots: true },
  'wan2.5-t2v-preview': { takes: 'size', tiers: ALL, seconds: [5, 10] },
  'wan2.2-t2v-plus': { takes: 'size', tiers: ['480P', '1080P'], seconds: null },
  'wan2.6-i2v': { takes: 'img_url', tiers: HD, seconds: whole, shots: true },
  'wan2.6-i2v-flash': { takes: 'img_url', tiers: HD, seconds: whole, shots: true, audio: true },
  'wan2.5-i2v-preview': { takes: 'img_url', tiers: ALL, seconds: [5, 10] },
  'wan2.2-i2v-flash': { takes: 'img_url', tiers: ALL, seconds: null },
  'wan2.2-kf2v-flash': { takes: 'frames', tiers: ALL, seconds: null },
  'wan2.7-t2v': { takes: 'media', tiers: HD, seconds: whole },
  'wan2.7-i2v': { takes: 'media', tiers: HD, seconds: whole },
};

const wrongInput = ({ input, parameters }: Video, rule: VideoRule): string | null => {
  const given = {
    size: parameters.size !== undefined,
    img_url: input.img_url !== undefined,
    frames: input.first_frame_url !== undefined,
    media: input.media !== undefined || parameters.ratio !== undefined,
  };
  for (const [name, isGiven] of Object.entries(given))
    if (isGiven !== (name === rule.takes)) return `The input does not fit the model: ${name}`;
  if (rule.takes === 'size')
    return rule.tiers.some((tier) => sizes[tier]?.includes(parameters.size ?? ''))
      ? null
      : 'The size is not match';
  return rule.tiers.includes(parameters.resolution ?? '') ? null : 'resolution is not supported';
};

const wrongVideo = (body: Video, rule: VideoRule): string | null => {
  const { parameters } = body;
  const { duration } = parameters;
  if (duration !== undefined && !rule.seconds) return 'duration customization is not supported';
  if (duration !== undefined && !rule.seconds?.includes(duration)) return 'duration is not valid';
  if (parameters.shot_type && !rule.shots) return 'shot_type is not supported';
  if (parameters.audio !== undefined && !rule.audio) return 'audio is not supported';
  return wrongInput(body, rule);
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

type Taken = Pick<Task, 'model' | 'kind' | 'count' | 'size' | 'duration' | 'prompt' | 'isExtended'>;

const readPromptImages = (json: unknown): Taken | FakeAnswer => {
  const read = promptImages.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = imageRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  const [width = 0, height = 0] = parameters.size.split('*').map(Number);
  if (!rule(width, height, parameters.n)) return invalid('size or n is not valid');
  return {
    model,
    kind: 'images',
    count: parameters.n,
    size: parameters.size,
    duration: 0,
    prompt: input.prompt,
    isExtended: parameters.prompt_extend ?? true,
  };
};

const readMessageImages = (json: unknown): Taken | FakeAnswer => {
  const read = messageImages.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = messageRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  const content = input.messages.flatMap((message) => message.content);
  const texts = content.flatMap((part) => ('text' in part ? [part.text] : []));
  const [width = 0, height = 0] = parameters.size.split('*').map(Number);
  if (texts.length !== 1) return invalid('exactly one text is needed');
  if (!rule(width, height, content.length - 1)) return invalid('size or images are not valid');
  return {
    model,
    kind: 'messages',
    count: parameters.n,
    size: parameters.size,
    duration: 0,
    prompt: texts[0] ?? '',
    isExtended: false,
  };
};

const readVideo = (json: unknown, path: string): Taken | FakeAnswer => {
  const read = video.safeParse(json);
  if (!read.success) return invalid(read.error.message);
  const { model, input, parameters } = read.data;
  const rule = videoRules[model];
  if (!rule) return error(404, 'ModelNotFound', 'Model can not be found.');
  if (path.includes('image2video') !== (rule.takes === 'frames'))
    return error(400, 'InvalidParameter', 'url error, please check url!');
  const wrong = wrongVideo(read.data, rule);
  if (wrong) return invalid(wrong);
  return {
    model,
    kind: 'video',
    count: 1,
    size: parameters.size,
    duration: parameters.duration ?? 5,
    prompt: input.prompt,
    isExtended: parameters.prompt_extend ?? true,
  };
};

const creators: Record<string, (json: unknown, path: string) => Taken | FakeAnswer> = {
  '/api/v1/services/aigc/text2image/image-synthesis': readPromptImages,
  '/api/v1/services/aigc/image-generation/generation': readMessageImages,
  '/api/v1/services/aigc/video-generation/video-synthesis': readVideo,
  '/api/v1/services/aigc/image2video/video-synthesis': readVideo,
};

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

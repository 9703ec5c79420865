import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createFake, mishap, mp4, png, scenarioOf } from './kit';
import type { Fake, FakeAnswer, FakeRequest } from './kit';

/**
 * A ComfyUI server, from its source: it checks the graph against the nodes that it has, runs one job
 * at a time, keeps queue and history in memory and serves files that stay.
 */

/** A proxy before it wants this. */
export const COMFYUI_KEY = 'fake-proxy-key';
export const COMFYUI_CHECKPOINTS = ['sd_xl_base_1.0.safetensors', 'brand_xl.safetensors'];

const link = z.tuple([z.string(), z.number().int()]);
const whole = (minimum: number, maximum: number) => z.number().int().min(minimum).max(maximum);
const pixels = z.number().int().min(16).max(16_384).multipleOf(8);

/** Nodes by class, with every input that they require. */
const nodeInputs = (inputFiles: Set<string>) => ({
  CheckpointLoaderSimple: z.strictObject({
    ckpt_name: z.string().refine((name) => COMFYUI_CHECKPOINTS.includes(name), 'Value not in list'),
  }),
  CLIPTextEncode: z.strictObject({ text: z.string(), clip: link }),
  EmptyLatentImage: z.strictObject({ width: pixels, height: pixels, batch_size: whole(1, 4096) }),
  KSampler: z.strictObject({
    model: link,
    positive: link,
    negative: link,
    latent_image: link,
    seed: whole(0, Number.MAX_SAFE_INTEGER),
    steps: whole(1, 10_000),
    cfg: z.number().min(0).max(100),
    sampler_name: z.enum(['euler', 'euler_ancestral', 'dpmpp_2m', 'ddim']),
    scheduler: z.enum(['simple', 'normal', 'karras']),
    denoise: z.number().min(0).max(1),
  }),
  VAEDecode: z.strictObject({ samples: link, vae: link }),
  VAEEncode: z.strictObject({ pixels: link, vae: link }),
  RepeatLatentBatch: z.strictObject({ samples: link, amount: whole(1, 64) }),
  ImageScale: z.strictObject({
    image: link,
    upscale_method: z.enum(['nearest-exact', 'bilinear', 'area', 'bicubic', 'lanczos']),
    width: whole(0, 16_384),
    height: whole(0, 16_384),
    crop: z.enum(['disabled', 'center']),
  }),
  LoadImage: z.strictObject({
    image: z.string().refine((name) => inputFiles.has(name), 'Invalid image file'),
  }),
  SaveImage: z.strictObject({ images: link, filename_prefix: z.string() }),
  PreviewImage: z.strictObject({ images: link }),
  FakeVideo: z.strictObject({ text: z.string(), length: whole(1, 1000), fps: whole(1, 120) }),
  SaveVideo: z.strictObject({ video: link, filename_prefix: z.string() }),
});
const OUTPUT_NODES = ['SaveImage', 'PreviewImage', 'SaveVideo'];

const graphSchema = z.record(
  z.string(),
  z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) })
);
type Graph = z.infer<typeof graphSchema>;
const promptSchema = z.strictObject({
  prompt: graphSchema,
  client_id: z.string().optional(),
  prompt_id: z
    .string()
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    .optional(),
  extra_data: z.record(z.string(), z.unknown()).optional(),
});

type Job = {
  id: string;
  number: number;
  graph: Graph;
  scenario: string;
  clientId: string | undefined;
  queuedAt: number;
  isInterrupted: boolean;
};
type Entry = { prompt: unknown[]; outputs: unknown; status: unknown };

export type ComfyUiFake = Fake & {
  /** Forgets queue and history, as a restart does. */
  restart: () => void;
  /** The graph that was sent for a prompt with this text. */
  graphOf: (text: string) => Graph | null;
  /** What it remembers began so many minutes ago. */
  remember: (minutes: number) => void;
};

const refuse = (error: Record<string, unknown>, nodeErrors: unknown = {}): FakeAnswer => ({
  status: 400,
  json: { error: { details: '', extra_info: {}, ...error }, node_errors: nodeErrors },
});

const promptTextOf = (graph: Graph): string =>
  Object.values(graph)
    .map(({ inputs }) => inputs.text)
    .filter((text) => typeof text === 'string')
    .find((text) => text.includes('[[')) ?? '';

const batchOf = (graph: Graph): number =>
  Object.values(graph).reduce(
    (count, { inputs }) => Number(inputs.batch_size ?? inputs.amount ?? count),
    1
  );

/** Milliseconds of work. */
const lasting: Record<string, number> = { slow: 3000, never: 3_600_000, waits: 3_600_000 };
const QUICK = 250;

const failures: Record<string, { type: string; message: string }> = {
  out_of_memory: {
    type: 'torch.OutOfMemoryError',
    message: 'Allocation on device 0 would exceed allowed memory. (out of memory)\n\nTIPS: …',
  },
  failed: { type: 'RuntimeError', message: 'Given groups=1, weight of size [320, 4, 3, 3]' },
};

export const createComfyUiFake = async (): Promise<ComfyUiFake> => {
  const queue: Job[] = [];
  const history = new Map<string, Entry>();
  const files = new Map<string, { scenario: string; body: Buffer; reads: number }>();
  const inputFiles = new Set<string>();
  const sent: Graph[] = [];
  let number = 0;

  const problemOf = (graph: Graph): FakeAnswer | null => {
    const known = nodeInputs(inputFiles);
    const nodeErrors: Record<string, unknown> = {};
    for (const [id, { class_type: type, inputs }] of Object.entries(graph)) {
      const schema = known[type as keyof typeof known];
      if (!schema)
        return refuse({
          type: 'invalid_prompt',
          message: `Cannot execute because node ${type} does not exist.`,
          details: `Node ID '#${id}'`,
        });
      const read = schema.safeParse(inputs);
      const dangling = Object.entries(inputs).find(
        ([, value]) => Array.isArray(value) && !(String(value[0]) in graph)
      );
      const errors = [
        ...(read.success
          ? []
          : read.error.issues.map(({ path, message }) => ({
              type: 'value_not_in_list',
              message,
              details: `${path.join('.')}: ${JSON.stringify(inputs[String(path[0])])}`,
              extra_info: {},
            }))),
        ...(dangling
          ? [{ type: 'bad_link', message: 'Bad linked input', details: dangling[0] }]
          : []),
      ];
      if (errors.length > 0) nodeErrors[id] = { errors, dependent_outputs: [], class_type: type };
    }
    if (Object.keys(nodeErrors).length > 0)
      return refuse(
        { type: 'prompt_outputs_failed_validation', message: 'Prompt outputs failed validation' },
        nodeErrors
      );
    return Object.values(graph).some(({ class_type: type }) => OUTPUT_NODES.includes(type))
      ? null
      : refuse({ type: 'prompt_no_outputs', message: 'Prompt has no outputs' });
  };

  const save = (job: Job) => {
    const outputs: Record<string, unknown> = {};
    const graph = JSON.stringify(job.graph);
    for (const [id, { class_type: type, inputs }] of Object.entries(job.graph)) {
      if (!OUTPUT_NODES.includes(type) || job.scenario === 'no_result') continue;
      const isVideo = type === 'SaveVideo';
      const prefix = String(inputs.filename_prefix ?? 'ComfyUI_temp');
      const slash = prefix.lastIndexOf('/');
      const [subfolder, begin] = [prefix.slice(0, Math.max(0, slash)), prefix.slice(slash + 1)];
      const saved = Array.from({ length: isVideo ? 1 : batchOf(job.graph) }, (_, index) => {
        const filename = `${begin}_0000${index + 1}_.${isVideo ? 'mp4' : 'png'}`;
        const folder = type === 'PreviewImage' ? 'temp' : 'output';
        files.set(`${folder}/${subfolder}/${filename}`, {
          scenario: job.scenario,
          body: isVideo ? mp4() : png(`${graph}${index}`, { prompt: graph }),
          reads: 0,
        });
        return { filename, subfolder, type: folder };
      });
      outputs[id] = isVideo ? { images: saved, animated: [true] } : { images: saved };
    }
    return outputs;
  };

  const finish = (job: Job, startedAt: number) => {
    const broken = failures[job.scenario];
    const sampler = Object.entries(job.graph).find(([, node]) => node.class_type === 'KSampler');
    const about = { prompt_id: job.id, node_id: sampler?.[0], node_type: sampler?.[1].class_type };
    const event = (name: string, more: Record<string, unknown> = {}, timestamp = Date.now()) => [
      name,
      { prompt_id: job.id, ...more, timestamp },
    ];
    const end = job.isInterrupted
      ? event('execution_interrupted', { ...about, executed: [] })
      : broken
        ? event('execution_error', {
            ...about,
            executed: [],
            exception_message: broken.message,
            exception_type: broken.type,
            traceback: [],
          })
        : event('execution_success');
    const isWhole = !job.isInterrupted && !broken;
    history.set(job.id, {
      prompt: [
        job.number,
        job.id,
        job.graph,
        { client_id: job.clientId, create_time: job.queuedAt },
        [],
      ],
      outputs: isWhole ? save(job) : {},
      status: {
        status_str: isWhole ? 'success' : 'error',
        completed: isWhole,
        messages: [
          event('execution_start', {}, startedAt),
          event('execution_cached', { nodes: [] }),
          end,
        ],
      },
    });
  };

  /** Every job runs beside the others, so that a table need not wait; `waits` stays in the queue. */
  const isRunning = ({ scenario, queuedAt }: Job) =>
    scenario !== 'waits' && Date.now() - queuedAt > 60;
  const advance = () => {
    for (const job of [...queue]) {
      const isDone = Date.now() - job.queuedAt > (lasting[job.scenario] ?? QUICK);
      if (!isDone && !(job.isInterrupted && isRunning(job))) continue;
      queue.splice(queue.indexOf(job), 1);
      finish(job, job.queuedAt);
    }
  };

  const submit = (request: FakeRequest, fake: Fake): FakeAnswer => {
    const read = promptSchema.safeParse(request.json);
    if (!read.success)
      return refuse({ type: 'no_prompt', message: read.error.issues[0]?.message ?? 'No prompt' });
    const { prompt: graph, client_id: clientId, prompt_id: chosen } = read.data;
    const scenario = scenarioOf(promptTextOf(graph));
    const isOld = scenario === 'submit:lost_by_an_old_server';
    const id = (!isOld && chosen) || randomUUID();
    const accident = mishap(scenario, 'submit');
    if (accident) return accident;
    if (scenario === 'bad_node')
      return refuse({
        type: 'invalid_prompt',
        message: 'Cannot execute because node FaceDetailer does not exist.',
        details: "Node ID '#42'",
      });
    const problem = problemOf(graph);
    if (problem) return problem;
    fake.bill(request);
    sent.push(graph);
    queue.push({
      id,
      number: (number += 1),
      graph,
      scenario,
      clientId,
      queuedAt: Date.now(),
      isInterrupted: false,
    });
    if (scenario === 'submit:lost' || isOld) return 'reset';
    if (scenario === 'forgotten') queue.pop();
    return { json: { prompt_id: id, number, node_errors: {} } };
  };

  const tell = ({ id, number: place, graph, clientId }: Job) => [
    place,
    id,
    graph,
    { client_id: clientId },
    [],
  ];

  const pollAccident = (id: string): FakeAnswer | null => {
    const job = queue.find((each) => each.id === id);
    if (!job?.scenario.startsWith('poll:')) return null;
    const { scenario } = job;
    job.scenario = 'success';
    return mishap(scenario, 'poll');
  };

  const upload = ({ form }: FakeRequest): FakeAnswer => {
    const image = form?.get('image');
    if (!image || typeof image === 'string' || !image.filename) return { status: 400, body: '' };
    const subfolder = String(form?.get('subfolder') ?? '');
    const type = String(form?.get('type') ?? 'input');
    if (subfolder.includes('..') || type !== 'input') return { status: 400, body: '' };
    inputFiles.add(subfolder ? `${subfolder}/${image.filename}` : image.filename);
    return { json: { name: image.filename, subfolder, type } };
  };

  const view = ({ query }: FakeRequest): FakeAnswer => {
    const key = [
      query.get('type') ?? 'output',
      query.get('subfolder') ?? '',
      query.get('filename'),
    ];
    const file = files.get(key.join('/'));
    if (!file) return { status: 404, body: '' };
    file.reads += 1;
    const accident = file.reads === 1 ? mishap(file.scenario, 'download') : null;
    if (accident) return accident;
    const isVideo = String(query.get('filename')).endsWith('.mp4');
    return {
      headers: { 'content-type': isVideo ? 'video/mp4' : 'image/png' },
      body: file.body,
    };
  };

  const change = ({ path, json }: FakeRequest): FakeAnswer => {
    if (path === '/queue') {
      const { delete: ids = [] } = z.strictObject({ delete: z.array(z.string()) }).parse(json);
      for (const id of ids) {
        const waiting = queue.findIndex((job) => job.id === id && !isRunning(job));
        if (waiting >= 0) queue.splice(waiting, 1);
      }
    } else {
      const { prompt_id: id } = z.strictObject({ prompt_id: z.string() }).parse(json);
      for (const job of queue) if (job.id === id && isRunning(job)) job.isInterrupted = true;
    }
    return { status: 200, body: '' };
  };

  const fake = await createFake((request, self) => {
    const { method, path, headers, query } = request;
    if (headers.authorization !== `Bearer ${COMFYUI_KEY}`)
      return { status: 401, headers: { 'content-type': 'text/html' }, body: '<h1>401</h1>' };
    advance();
    if (method === 'POST' && path === '/prompt') return submit(request, self);
    if (method === 'POST' && path === '/upload/image') return upload(request);
    if (method === 'POST' && (path === '/queue' || path === '/interrupt')) return change(request);
    if (method === 'GET' && path === '/view') return view(request);
    if (method === 'GET' && path === '/system_stats')
      return {
        json: {
          system: { os: 'posix', comfyui_version: '0.3.64', python_version: '3.12' },
          devices: [{ name: 'cuda:0 NVIDIA GeForce RTX 4090', type: 'cuda', index: 0 }],
        },
      };
    if (method === 'GET' && path === '/queue') {
      const accident = queue.map(({ id }) => pollAccident(id)).find((each) => each !== null);
      return (
        accident ?? {
          json: {
            queue_running: queue.filter(isRunning).map(tell),
            queue_pending: queue.filter((job) => !isRunning(job)).map(tell),
          },
        }
      );
    }
    if (method === 'GET' && path === '/history') {
      const count = Number(query.get('max_items') ?? history.size);
      const from = Number(query.get('offset') ?? Math.max(0, history.size - count));
      return { json: Object.fromEntries([...history].slice(from, from + count)) };
    }
    if (method === 'GET' && path.startsWith('/history/')) {
      const id = path.slice('/history/'.length);
      const entry = history.get(id);
      return { json: entry ? { [id]: entry } : {} };
    }
    return { status: 404, body: '404: Not Found' };
  });

  return Object.assign(fake, {
    restart: () => {
      queue.splice(0);
      history.clear();
    },
    graphOf: (text: string) => sent.find((graph) => JSON.stringify(graph).includes(text)) ?? null,
    remember: (minutes: number) => {
      const id = createHash('md5').update(String(minutes)).digest('hex');
      const timestamp = Date.now() - minutes * 60_000;
      history.set(id, {
        prompt: [0, id, {}, {}, []],
        outputs: {},
        status: {
          status_str: 'success',
          completed: true,
          messages: [['execution_start', { prompt_id: id, timestamp }]],
        },
      });
    },
  });
};

import { api } from '../../plugins/asset-provenance/shared';
import type {
  Page,
  TaskDetail,
  TaskSummary,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import type { Server } from '../support/server';
import type { Answer } from '../support/http';
import { imageLaunch, launch, readTask } from '../support/tasks';
import { until } from '../support/wait';
import { megabytePicture, unique, uploadForm } from './pictures';
import { SIDES, startSide, stopSide } from './sides';
import type { Side, SideName, Sides } from './sides';
import { inParallel, interleaved, sampleOf, timed } from './stats';
import type { Sample } from './stats';

/** A figure of stock Strapi and the same, or its counterpart, with the plugin. */
export type Figure = {
  name: string;
  unit: 'ms' | 'per second';
  stock: Sample;
  plugin: Sample;
  note?: string;
};
type Say = (text: string) => void;

const ROUNDS = { emptyStart: 3, start: 5, upload: 15, throughput: 3, read: 40 };
const PICTURES = 50;
/** How many requests are under way at a time, for launches and for uploads. */
const WIDTH = 4;
const WARM_UP = 3;

const assertOk = <T>(answer: Answer<T>, what: string): Answer<T> => {
  if (answer.status >= 300)
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** Spawn → `/_health` answers; one server at a time. The last two are kept, stopped. */
const measureEmptyStarts = async (say: Say) => {
  const values: Record<SideName, number[]> = { stock: [], plugin: [] };
  const servers: Partial<Record<SideName, Server>> = {};
  for (let round = 1; round <= ROUNDS.emptyStart; round += 1) {
    for (const side of SIDES) {
      say(`start on an empty database: ${side} ${round} of ${ROUNDS.emptyStart}`);
      values[side].push(await timed(async () => (servers[side] = await startSide(side))));
      const server = servers[side] as Server;
      await (round < ROUNDS.emptyStart ? stopSide(server) : server.stop());
    }
  }
  return { values, servers: servers as Record<SideName, Server> };
};

const measureStarts = async (servers: Record<SideName, Server>, say: Say) => {
  const values: Record<SideName, number[]> = { stock: [], plugin: [] };
  for (let round = 1; round <= ROUNDS.start; round += 1) {
    for (const side of SIDES) {
      say(`start on the same database again: ${side} ${round} of ${ROUNDS.start}`);
      values[side].push(await timed(() => servers[side].restart()));
      await servers[side].stop();
    }
  }
  await Promise.all(SIDES.map((side) => servers[side].restart()));
  return values;
};

export const coldStarts = async (say: Say) => {
  const empty = await measureEmptyStarts(say);
  const again = await measureStarts(empty.servers, say);
  const figure = (name: string, values: Record<SideName, number[]>): Figure => ({
    name,
    unit: 'ms',
    stock: sampleOf(values.stock),
    plugin: sampleOf(values.plugin),
  });
  return {
    servers: empty.servers,
    figures: [
      figure('cold start, empty database', empty.values),
      figure('cold start, database in place', again),
    ],
  };
};

type Uploaded = { id: number; hash: string };

const upload = async ({ admin }: Side, form: FormData): Promise<Uploaded> => {
  const { body } = assertOk(await admin.http.post('/upload', form), 'Upload');
  const [file] = body as Uploaded[];
  if (!file) throw new Error('The upload was answered without a file.');
  return file;
};

export const uploads = async (sides: Sides, say: Say): Promise<Figure> => {
  const picture = await megabytePicture();
  say(`upload of ${(picture.length / 1e6).toFixed(2)} MB, ${ROUNDS.upload} times each`);
  const send = (side: SideName) => (round: number) =>
    upload(
      sides[side],
      uploadForm(unique(picture, `${side} ${round}`), `photo-${round}.jpg`, 'image/jpeg')
    );
  const samples = await interleaved(
    { stock: send('stock'), plugin: send('plugin') },
    { rounds: ROUNDS.upload, warmUp: WARM_UP }
  );
  return {
    name: `upload of a ${(picture.length / 1e6).toFixed(2)} MB image`,
    unit: 'ms',
    ...samples,
  };
};

const waitForFiles = ({ admin }: Side, taskIds: string[]) =>
  until(
    async () => {
      const page = await admin.api.get<Page<TaskSummary>>(api.tasks, {
        state: 'downloadable',
        limit: 100,
      });
      const done = new Set(page.data.results.map(({ taskId }) => taskId));
      return taskIds.every((taskId) => done.has(taskId));
    },
    { what: 'all files', timeoutMs: 120_000 }
  );

/** Launches one picture each, all for themselves, and waits until the last file is stored. */
const generate = async (side: Side): Promise<{ ms: number; tasks: TaskDetail[] }> => {
  const extras = { queueSeconds: 0, workSeconds: 0 };
  let ids: string[] = [];
  const ms = await timed(async () => {
    const launched = await inParallel(Array.from({ length: PICTURES }), WIDTH, () =>
      launch(side.admin, imageLaunch({ extras }))
    );
    ids = launched.map(({ taskId }) => taskId);
    await waitForFiles(side, ids);
  });
  return { ms, tasks: await inParallel(ids, WIDTH, (taskId) => readTask(side.admin, taskId)) };
};

const download = async ({ server }: Side, { outputs }: TaskDetail): Promise<Buffer> => {
  const response = await fetch(new URL(outputs[0]?.url ?? '', server.url));
  if (!response.ok) throw new Error(`Download: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

export const throughput = async (sides: Sides, say: Say) => {
  const perSecond: Record<SideName, number[]> = { stock: [], plugin: [] };
  let sample: TaskDetail | undefined;
  for (let round = 1; round <= ROUNDS.throughput; round += 1) {
    say(`${PICTURES} pictures, launch to downloadable: ${round} of ${ROUNDS.throughput}`);
    const { ms, tasks } = await generate(sides.plugin);
    perSecond.plugin.push(PICTURES / (ms / 1000));
    sample = tasks[0];
    const pictures = await inParallel(tasks, WIDTH, (task) => download(sides.plugin, task));
    say(
      `the same ${PICTURES} pictures, uploaded to stock Strapi: ${round} of ${ROUNDS.throughput}`
    );
    const stockMs = await timed(() =>
      inParallel(pictures, WIDTH, (bytes, index) =>
        upload(sides.stock, uploadForm(bytes, `picture-${index}.png`, 'image/png'))
      )
    );
    perSecond.stock.push(PICTURES / (stockMs / 1000));
  }
  const figure: Figure = {
    name: 'launch → downloadable / stock upload',
    unit: 'per second',
    stock: sampleOf(perSecond.stock),
    plugin: sampleOf(perSecond.plugin),
    note: `${PICTURES} sandbox pictures of 640×360, ${WIDTH} requests at a time; stock: uploads of the same files`,
  };
  if (!sample) throw new Error('No picture was generated.');
  return { figure, sample };
};

export const reads = async (sides: Sides, made: TaskDetail, say: Say): Promise<Figure[]> => {
  say(`reads, ${ROUNDS.read} times each`);
  const form = () =>
    uploadForm(unique(Buffer.alloc(0), `text ${Date.now()}`), 'read.txt', 'text/plain');
  const files = {
    stock: await upload(sides.stock, form()),
    plugin: await upload(sides.plugin, form()),
  };
  const { api: plugin, http } = sides.plugin.admin;
  const sha256 = made.outputs[0]?.storedSha256;
  const counted = async (
    what: string,
    ask: Promise<Answer<unknown>>,
    found: (data: never) => number
  ) => {
    if (found(assertOk(await ask, what).data as never) === 0)
      throw new Error(`${what}: nothing was found`);
  };
  const samples = await interleaved(
    {
      stock: async () =>
        assertOk(await sides.stock.admin.http.get(`/upload/files/${files.stock.id}`), 'File'),
      file: async () => assertOk(await http.get(`/upload/files/${files.plugin.id}`), 'File'),
      search: () =>
        counted(
          'Search',
          plugin.get(api.tasks, { q: '帆布', limit: 25 }),
          ({ results }: Page<TaskSummary>) => results.length
        ),
      trace: () =>
        counted(
          'Trace',
          plugin.get(api.trace, { q: sha256 }),
          ({ results }: TraceAnswer) => results.length
        ),
    },
    { rounds: ROUNDS.read, warmUp: WARM_UP }
  );
  const { stock } = samples;
  return [
    { name: 'GET of one file', unit: 'ms', stock, plugin: samples.file },
    {
      name: 'task list, full-text search',
      unit: 'ms',
      stock,
      plugin: samples.search,
      note: `25 of ${PICTURES * ROUNDS.throughput} tasks; stock: GET of one file`,
    },
    {
      name: 'trace by hash, whole record',
      unit: 'ms',
      stock,
      plugin: samples.trace,
      note: 'hashes the stored file anew; stock: GET of one file',
    },
  ];
};

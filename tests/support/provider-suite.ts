import { randomUUID } from 'node:crypto';
import type {
  Failure,
  JobSummary,
  TaskDetail,
  TaskState,
  TaskCallbacks,
} from '../../plugins/asset-provenance/shared';
import { api } from '../../plugins/asset-provenance/shared';
import type { Fake } from '../fakes/kit';
import { registerFirstAdmin } from './people';
import type { Person } from './people';
import { startServer } from './server';
import type { Server } from './server';
import { imageLaunch, launch, readTask, settled, videoLaunch } from './tasks';
import type { Changes } from './tasks';
import { until } from './wait';

/** One launch against the fake, and what must become of it. */
export type Row = {
  /** What the test says. */
  name: string;
  /** Played by the fake: it stands in the prompt as `[[scenario]]`. */
  scenario?: string;
  kind: 'image' | 'video';
  changes?: Changes;
  expect: {
    state: TaskState;
    failure?: Partial<Failure>;
    /** How many outputs are stored; default 1 where the task is downloadable. */
    outputs?: number;
    jobs?: number;
    /** Billable POSTs at the fake; default: one a job. Never more than one a job. */
    posts?: number;
  };
  /** Anything further that must hold. */
  also?: (task: TaskDetail, fake: Fake) => void | Promise<void>;
};

export type ProviderSuite<F extends Fake> = {
  title: string;
  providerId: string;
  createFake: () => Promise<F>;
  /** The environment by which this instance finds the fake (src/providers.ts). */
  env: (fake: F) => Record<string, string>;
  /** What a plain launch of each kind looks like for this provider: model, size, ratio … */
  image?: Changes;
  video?: Changes;
  rows: Row[];
};

export type ProviderContext<F extends Fake> = {
  server: () => Server;
  person: () => Person;
  fake: () => F;
  /** Launches with a prompt of its own; `marker` finds its requests at the fake. */
  start: (
    kind: 'image' | 'video',
    scenario?: string,
    changes?: Changes
  ) => Promise<{ task: TaskDetail; marker: string }>;
  settle: (taskId: string) => Promise<TaskDetail>;
  read: (taskId: string) => Promise<TaskDetail>;
  /** What the provider has reported of a task so far. */
  inboundOf: (taskId: string) => Promise<TaskCallbacks['inbound']>;
  /** Waits for what the provider reported of a task, and expects exactly that, in any order. */
  inbound: (taskId: string, wanted: object[]) => Promise<void>;
  /** Waits until a job is in this state. */
  jobIn: (taskId: string, state: JobSummary['state']) => Promise<JobSummary>;
};

const SETTLE_MS = 90_000;

const inboundOf = async (person: Person, taskId: string) =>
  (await person.api.get<TaskCallbacks>(api.callbacksOfTask(taskId))).data.inbound;

const expectInbound = async (person: Person, taskId: string, wanted: object[]) => {
  const records = await until(
    async () => {
      const found = await inboundOf(person, taskId);
      const isTaken = found.every(({ result }) => result !== 'recorded');
      return found.length >= wanted.length && isTaken && found;
    },
    { what: `${wanted.length} callbacks of ${taskId}` }
  );
  expect(records).toHaveLength(wanted.length);
  expect(records).toEqual(
    expect.arrayContaining(wanted.map((each) => expect.objectContaining(each)))
  );
};

/** Short times, so that a test waits no longer than it must. */
export const providerSettings: Record<string, string> = {
  PROVIDER_POLL_SECONDS: '0.15',
  PROVIDER_SUBMIT_SECONDS: '3',
  PROVIDER_RESULT_SECONDS: '12',
  PROVIDER_CONCURRENCY: '100',
  PROVIDER_ALLOWED_HOSTS: '127.0.0.1',
  ASSET_PROVENANCE_POLL_MS: '100',
};

/**
 * Runs a table of launches through a real Strapi against a provider's fake, all at once, and then
 * whatever else the suite wants to see of it.
 */
export const providerSuite = <F extends Fake>(
  suite: ProviderSuite<F>,
  more?: (context: ProviderContext<F>) => void
): void => {
  describe(suite.title, () => {
    let server: Server;
    let person: Person;
    let fake: F;
    const tasks = new Map<string, { taskId: string; marker: string }>();

    const start = async (kind: 'image' | 'video', scenario = 'success', changes: Changes = {}) => {
      const marker = randomUUID();
      const base = (kind === 'image' ? suite.image : suite.video) ?? {};
      const { parameters, extras, ...rest } = changes;
      const make = kind === 'image' ? imageLaunch : videoLaunch;
      const body = make({
        ...base,
        ...rest,
        providerId: suite.providerId,
        parameters: {
          prompt: `A canvas bag on a table, ${marker} [[${scenario}]]`,
          extras: extras ?? base.extras ?? {},
          ...base.parameters,
          ...parameters,
        },
      });
      return { task: await launch(person, body), marker };
    };

    beforeAll(async () => {
      fake = await suite.createFake();
      server = await startServer({
        isPublic: true,
        env: { ...providerSettings, ...suite.env(fake) },
      });
      person = await registerFirstAdmin(server.url);
      for (const row of suite.rows) {
        const { task, marker } = await start(row.kind, row.scenario, row.changes);
        tasks.set(row.name, { taskId: task.taskId, marker });
      }
    }, 180_000);

    afterAll(async () => {
      await fake?.close();
      await server?.dispose();
    }, 60_000);

    it.each(suite.rows.map((row) => [row.name, row] as const))(
      '%s',
      async (name, row) => {
        const { taskId, marker } = tasks.get(name) ?? { taskId: '', marker: '' };
        const task = await until(
          async () => {
            const now = await settled(person, taskId, SETTLE_MS);
            return now.state === row.expect.state && now;
          },
          { what: `${name} to be ${row.expect.state}`, timeoutMs: SETTLE_MS }
        ).catch(async (error: unknown) => {
          const { state, failure, jobs } = await readTask(person, taskId);
          throw new Error(`${String(error)}\n${JSON.stringify({ state, failure, jobs })}`);
        });
        const { failure, outputs, jobs, posts } = row.expect;
        if (failure) expect(task.failure ?? task.jobs[0]?.failure).toMatchObject(failure);
        if (jobs !== undefined) expect(task.jobs).toHaveLength(jobs);
        const stored = task.outputs.filter(({ state }) => state === 'stored');
        expect(stored).toHaveLength(outputs ?? (row.expect.state === 'downloadable' ? 1 : 0));
        expect(fake.posts(marker)).toBe(posts ?? task.jobs.length);
        expect(fake.posts(marker)).toBeLessThanOrEqual(task.jobs.length);
        await row.also?.(task, fake);
      },
      SETTLE_MS + 10_000
    );

    it('says in a test of the connection that it is reached and authorised', async () => {
      const { data } = await person.api.post<{ isOk: boolean; en: string }>(
        api.testConnection(suite.providerId)
      );
      expect(data).toMatchObject({ isOk: true });
    });

    it('goes on where it was when the process is killed in the middle', async () => {
      const kind = suite.image ? 'image' : 'video';
      const { task, marker } = await start(kind, 'slow');
      const waitsThere = () =>
        fake.requests.some(({ rawBody }) => rawBody.toString('utf8').includes(marker));
      await until(waitsThere, { what: 'the submit to reach the fake' });
      await server.kill9();
      await server.restart();
      const after = await settled(person, task.taskId, SETTLE_MS);
      // A synchronous provider's answer dies with the process: then a person must look.
      expect(['downloadable', 'submit_unknown']).toContain(after.state);
      expect(fake.posts(marker)).toBe(1);
    }, 150_000);

    more?.({
      server: () => server,
      person: () => person,
      fake: () => fake,
      start,
      settle: (taskId) => settled(person, taskId, SETTLE_MS),
      read: (taskId) => readTask(person, taskId),
      inboundOf: (taskId) => inboundOf(person, taskId),
      inbound: (taskId, wanted) => expectInbound(person, taskId, wanted),
      jobIn: (taskId, state) =>
        until(
          async () => (await readTask(person, taskId)).jobs.find((job) => job.state === state),
          { what: `a job of ${taskId} to be ${state}`, timeoutMs: SETTLE_MS }
        ),
    });
  });
};

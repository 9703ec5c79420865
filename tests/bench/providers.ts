import { readFileSync } from 'node:fs';
import path from 'node:path';
import { request } from 'undici';
import { api } from '../../plugins/asset-provenance/shared';
import type { Catalog, LaunchAnswer, TaskDetail } from '../../plugins/asset-provenance/shared';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { smallestLaunch } from '../support/smallest-launch';
import { settled } from '../support/tasks';
import { until } from '../support/wait';
import { signed, startReplicate, webhookSecret } from './replicate';
import type { BenchProvider } from './replicate';
import { inParallel, sampleOf, timed } from './stats';
import type { Sample } from './stats';

/** A figure that must stay below or above a bound. */
export type Bounded = { name: string; unit: string; value: Sample; bound: string; note?: string };
type Say = (text: string) => void;

const VIDEO_BYTES = 500_000_000;
const SMALL_VIDEO_BYTES = 1_000_000;
const JOBS = 500;
const POLL_SECONDS = 5;
const ROUNDS = { video: 3 };
const CALLBACKS = { jobs: 50, each: 40, rounds: 5, width: 16 };

const launchSmallest = async (person: Person, kind: 'image' | 'video', prompt: string) => {
  const { data: catalog } = await person.api.get<Catalog>(api.catalog);
  const launch = smallestLaunch(catalog, 'replicate', kind);
  const { status, data, error } = await person.api.post<LaunchAnswer>(api.tasks, {
    ...launch,
    parameters: { ...launch.parameters, prompt },
  });
  if (status !== 201) throw new Error(`Launch: ${status} ${JSON.stringify(error)}`);
  return data.task.taskId;
};

/** Resident memory of a process, in MB. */
const memoryOf = (pid: number): number => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
};

/** How much more memory a process takes at most while a task goes its way. */
const watchMemory = async (pid: number, work: () => Promise<TaskDetail>) => {
  const before = memoryOf(pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(pid));
  }, 20);
  try {
    return { task: await work(), growth: most - before };
  } finally {
    clearInterval(watch);
  }
};

const withServer = async <T>(
  provider: BenchProvider,
  env: Record<string, string>,
  body: (server: Server, person: Person) => Promise<T>
): Promise<T> => {
  const server = await startServer({
    isPublic: true,
    env: {
      REPLICATE_API_TOKEN: 'r8_bench',
      REPLICATE_BASE_URL: provider.url,
      PROVIDER_ALLOWED_HOSTS: '127.0.0.1',
      ...env,
    },
  });
  try {
    return await body(server, await registerFirstAdmin(server.url));
  } finally {
    await server.dispose();
  }
};

/** How much more memory the server takes at most while a large video passes through. */
export const largeVideo = async (say: Say): Promise<Bounded> => {
  const provider = await startReplicate();
  provider.setState('succeeded');
  const env = { PROVIDER_POLL_SECONDS: '0.5' };
  const growth = await withServer(provider, env, async (server, person) => {
    const values: number[] = [];
    for (let round = 0; round <= ROUNDS.video; round += 1) {
      // A small one first, so that code which is loaded when it is needed does not count.
      const bytes = round === 0 ? SMALL_VIDEO_BYTES : VIDEO_BYTES;
      provider.setVideoBytes(bytes);
      say(`a video of ${bytes / 1e6} MB from provider to storage, ${round} of ${ROUNDS.video}`);
      const { task, growth } = await watchMemory(server.pid, async () =>
        settled(person, await launchSmallest(person, 'video', `A large film, ${round}`), 180_000)
      );
      if (task.state !== 'downloadable') throw new Error(`${task.state} ${task.failure?.message}`);
      values.push(growth);
    }
    return values;
  });
  await provider.close();
  return {
    name: `memory for a ${VIDEO_BYTES / 1e6} MB video`,
    unit: 'MB more',
    value: sampleOf(growth.slice(1)),
    bound: '≤ 64',
    note: `resident memory, highest during the passage less that before it, after a video of ${SMALL_VIDEO_BYTES / 1e6} MB; each: ${growth.map((value) => value.toFixed(0)).join(', ')}`,
  };
};

/** By how many intervals the slowest poll of each job is late, with many jobs in flight. */
export const fleet = async (say: Say): Promise<Bounded> => {
  const provider = await startReplicate();
  const env = {
    PROVIDER_POLL_SECONDS: String(POLL_SECONDS),
    PROVIDER_CONCURRENCY: String(JOBS),
    PROVIDER_RESULT_SECONDS: '600',
  };
  const late = await withServer(provider, env, async (_server, person) => {
    say(`${JOBS} jobs, launched`);
    const numbers = Array.from({ length: JOBS }, (_, index) => index);
    await inParallel(numbers, 4, (index) => launchSmallest(person, 'image', `Picture ${index}`));
    await until(() => provider.polls.size === JOBS, {
      what: 'every job to be polled once',
      timeoutMs: 120_000,
    });
    const from = performance.now();
    const seconds = POLL_SECONDS * 6;
    say(`${JOBS} jobs in flight, watched for ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return [...provider.polls.values()].map((times) => {
      const seen = times.filter((time) => time >= from - POLL_SECONDS * 2000);
      const gaps = seen.slice(1).map((time, index) => time - (seen[index] ?? time));
      return Math.max(...gaps, performance.now() - (seen.at(-1) ?? from)) / 1000 / POLL_SECONDS - 1;
    });
  });
  await provider.close();
  return {
    name: `${JOBS} jobs polled every ${POLL_SECONDS} s`,
    unit: 'intervals late',
    value: sampleOf(late),
    bound: '≤ 1',
    note: `the longest wait of each job between two polls, beyond its interval; worst ${Math.max(...late).toFixed(2)}`,
  };
};

const ROOT = path.resolve(__dirname, '..', '..');

const post = async (url: string, body: string) => {
  const answer = await request(url, { method: 'POST', headers: signed(body), body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode}`);
};

/** Callbacks a second: every address gets `CALLBACKS.each`, each an event of its own. */
const rate = async (calls: { url: string; body: string }[]): Promise<number> => {
  const ms = await timed(() =>
    inParallel(calls, CALLBACKS.width, ({ url, body }) => post(url, body))
  );
  return calls.length / (ms / 1000);
};

type Prediction = ReturnType<BenchProvider['prediction']>;

/** The addresses that the provider was given, with the id of each prediction. */
const addressesOf = (provider: BenchProvider): { url: string; prediction: Prediction }[] =>
  [...provider.callbacks].map(([id, url]) => ({
    url,
    prediction: provider.prediction(id, 'processing'),
  }));

/** Signed callbacks a second, against a bare route that checks the same signature and inserts one row. */
export const callbacks = async (say: Say): Promise<{ bare: Sample; plugin: Sample }> => {
  const provider = await startReplicate();
  const bare = await startServer({
    env: { ASSET_PROVENANCE_ENABLED: 'false' },
    command: [path.join(__dirname, 'bare-server.cjs'), ROOT, webhookSecret],
  });
  const env = {
    PROVIDER_POLL_SECONDS: '600',
    PROVIDER_CONCURRENCY: String(CALLBACKS.jobs),
    PROVIDER_RESULT_SECONDS: '3600',
  };
  try {
    return await withServer(provider, env, async (_server, person) => {
      const numbers = Array.from({ length: CALLBACKS.jobs }, (_, index) => index);
      await inParallel(numbers, 4, (index) => launchSmallest(person, 'image', `Bag ${index}`));
      await until(() => provider.callbacks.size === CALLBACKS.jobs, {
        what: 'every job to be submitted',
        timeoutMs: 60_000,
      });
      const mine = addressesOf(provider).flatMap(({ url, prediction }) =>
        Array.from({ length: CALLBACKS.each }, () => ({ url, body: JSON.stringify(prediction) }))
      );
      const theirs = mine.map(({ body }) => ({ url: `${bare.url}/api/bare-callbacks`, body }));
      const values = { bare: [] as number[], plugin: [] as number[] };
      for (let round = 0; round <= CALLBACKS.rounds; round += 1) {
        say(`${mine.length} signed callbacks each, ${round} of ${CALLBACKS.rounds}`);
        const [bareRate, pluginRate] = [await rate(theirs), await rate(mine)];
        if (round === 0) continue;
        values.bare.push(bareRate);
        values.plugin.push(pluginRate);
      }
      return { bare: sampleOf(values.bare), plugin: sampleOf(values.plugin) };
    });
  } finally {
    await bare.dispose();
    await provider.close();
  }
};

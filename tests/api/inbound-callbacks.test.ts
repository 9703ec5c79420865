import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InboundCallbackRecord, TaskDetail } from '../../plugins/asset-provenance/shared';
import { REPLICATE_TOKEN, createReplicateFake, replicateHeaders } from '../fakes/replicate';
import type { ReplicateFake } from '../fakes/replicate';
import { callbacksOf } from '../support/callbacks';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, readTask, settled } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

const KILL_AT = path.join(__dirname, '..', 'support', 'kill-at.cjs');

let server: Server;
let person: Person;
let fake: ReplicateFake;
let folder: string;
let flag: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-inbound-'));
  flag = path.join(folder, 'flag');
  fake = await createReplicateFake();
  server = await startServer({
    isPublic: true,
    preload: [KILL_AT],
    env: {
      KILL_AT_FLAG: flag,
      REPLICATE_API_TOKEN: REPLICATE_TOKEN,
      REPLICATE_BASE_URL: fake.url,
      PROVIDER_ALLOWED_HOSTS: '127.0.0.1',
      PROVIDER_POLL_SECONDS: '0.3',
      ASSET_PROVENANCE_LEASE_SECONDS: '2',
      ASSET_PROVENANCE_POLL_MS: '100',
    },
  });
  person = await registerFirstAdmin(server.url);
});

afterAll(async () => {
  await fake?.close();
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const start = (scenario: string): Promise<TaskDetail> => {
  const body = imageLaunch({
    providerId: 'replicate',
    modelId: 'black-forest-labs/flux-schnell',
    parameters: { size: '672x384', quality: null, extras: {} },
  });
  body.parameters.prompt += ` [[${scenario}]]`;
  return launch(person, body);
};

const inboundOf = async (taskId: string) => (await callbacksOf(person, taskId)).inbound;

/** Waits until something came in about a task and nothing of it waits to be applied. */
const received = (taskId: string, count = 1): Promise<InboundCallbackRecord[]> =>
  until(
    async () => {
      const rows = await inboundOf(taskId);
      const isSettled = rows.length >= count && rows.every(({ result }) => result !== 'recorded');
      return isSettled && rows;
    },
    { what: `callbacks about ${taskId}` }
  );

const predictionOf = async (taskId: string) => {
  const { providerTaskIds } = await until(
    async () => {
      const task = await readTask(person, taskId);
      return task.providerTaskIds.length > 0 && task;
    },
    { what: `task ${taskId} to be with the provider` }
  );
  const prediction = fake.predictions.get(providerTaskIds[0] ?? '');
  if (!prediction?.webhook) throw new Error('The provider was not told where to call.');
  return { ...prediction, webhook: prediction.webhook };
};

type Report = { id?: string; eventId?: string; status?: string; body?: string };

/** Calls as the provider would, with any content. */
const report = async (taskId: string, { id, eventId, status, body }: Report) => {
  const prediction = await predictionOf(taskId);
  const text =
    body ??
    JSON.stringify({
      id: id ?? prediction.id,
      status: status ?? 'succeeded',
      output: [`${fake.url}/delivery/${prediction.id}/0/0.png`],
      error: null,
      logs: '',
      metrics: {},
      version: prediction.version,
      completed_at: new Date().toISOString(),
    });
  const sending = { id: eventId ?? `msg_${Math.random()}`, secret: fake.secret, at: new Date() };
  const answer = await fetch(prediction.webhook, {
    method: 'POST',
    body: text,
    headers: replicateHeaders(text, sending),
  });
  return { status: answer.status, json: (await answer.json()) as { data: { result: string } } };
};

const eventsOf = async (taskId: string) =>
  (await readTask(person, taskId)).timeline.filter(({ type }) => type === 'callback.received');

describe('callbacks of a provider', () => {
  it('that are signed are applied, and stand in the ledger', async () => {
    const { taskId } = await start('callback');
    expect((await settled(person, taskId)).state).toBe('downloadable');
    const [row, ...more] = await received(taskId);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ result: 'applied', times: 1, bodySha256: expect.any(String) });
    expect(await eventsOf(taskId)).toEqual([
      expect.objectContaining({
        actor: expect.objectContaining({ type: 'provider' }),
        data: expect.objectContaining({ result: 'applied', providerId: 'replicate' }),
      }),
    ]);
    const { callbacks } = await readTask(person, taskId);
    expect(callbacks).toMatchObject({ received: 1 });
  });

  it('that are forged or too old are refused and recorded, and change nothing', async () => {
    const forged = await start('callback_forged');
    const stale = await start('callback_stale');
    expect((await received(forged.taskId))[0]).toMatchObject({ result: 'forged', times: 1 });
    const [old] = await received(stale.taskId);
    expect(old).toMatchObject({ result: 'stale' });
    expect(old?.detail).toMatch(/\d{3} seconds/);
    for (const scenario of ['callback_forged', 'callback_stale'])
      // The row is there a moment before the sender has its answer.
      expect(
        await until(() => fake.answered.find((each) => each.scenario === scenario), {
          what: `the answer to ${scenario}`,
        })
      ).toEqual({ scenario, status: 401 });
    for (const { taskId } of [forged, stale]) {
      expect((await settled(person, taskId)).state).toBe('downloadable');
      expect(await eventsOf(taskId)).toHaveLength(1);
    }
  });

  it('that are repeated, at once or later, are one row and one event', async () => {
    const { taskId } = await start('running_long');
    const one = { eventId: 'msg_same' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => report(taskId, one)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const task = await settled(person, taskId);
    expect(task.state).toBe('downloadable');
    expect((await report(taskId, one)).json.data.result).toBe('applied');
    expect(await received(taskId)).toEqual([
      expect.objectContaining({ result: 'applied', times: 9 }),
    ]);
    expect(await eventsOf(taskId)).toHaveLength(1);
  });

  it('that come out of order or late change nothing', async () => {
    const { taskId } = await start('running_long');
    await report(taskId, { eventId: 'msg_end' });
    await settled(person, taskId);
    await report(taskId, { eventId: 'msg_start', status: 'processing' });
    await report(taskId, { eventId: 'msg_failed', status: 'failed' });
    const rows = await received(taskId, 3);
    expect(rows.map(({ result }) => result)).toEqual(['applied', 'late', 'late']);
    expect((await readTask(person, taskId)).state).toBe('downloadable');
    expect(await eventsOf(taskId)).toHaveLength(1);
  });

  it('that speak of another job are noted', async () => {
    const { taskId } = await start('running_long');
    await report(taskId, { id: 'another', eventId: 'msg_other' });
    expect((await received(taskId))[0]).toMatchObject({ result: 'other_job' });
    const { jobs, state } = await readTask(person, taskId);
    expect(jobs[0]?.otherProviderTaskIds).toEqual(['another']);
    expect(state).toBe('processing');
  });

  it('that are signed and unreadable are answered 400', async () => {
    const { taskId } = await start('running_long');
    expect((await report(taskId, { body: '<html>' })).status).toBe(400);
    expect((await report(taskId, { body: '{"not":"a prediction"}' })).status).toBe(400);
    expect(await received(taskId)).toEqual([
      expect.objectContaining({ result: 'unreadable', times: 2 }),
    ]);
  });

  it('are not lost when the server is killed before they are applied', async () => {
    const { taskId } = await start('callback_late_by_crash');
    writeFileSync(flag, 'callback-recorded');
    expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
    await server.restart();
    expect((await settled(person, taskId)).state).toBe('downloadable');
    const [row] = await received(taskId);
    expect(row?.result).toBe('hint');
    expect(row?.detail).toContain('the provider was asked instead');
  });

  it('leave no address, token or signature behind', async () => {
    const webhooks = [...fake.predictions.values()].map(({ webhook }) => webhook ?? '');
    const tokens = webhooks.map((webhook) => webhook.split('/').at(-1) ?? '');
    expect(tokens.length).toBeGreaterThan(5);
    const log = server.logs();
    for (const token of tokens) expect(log).not.toContain(token);
  });
});

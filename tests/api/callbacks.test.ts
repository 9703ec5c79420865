import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  CallbackDelivery,
  Page,
  SettingsStatus,
  TaskCallbacks,
  TaskDetail,
  TaskSummary,
} from '../../plugins/asset-provenance/shared';
import { createFake } from '../fakes/kit';
import {
  announceBody,
  callbacksOf,
  createReceiver,
  inboundPath,
  pourBody,
} from '../support/callbacks';
import type { Receiver } from '../support/callbacks';
import { createUser, preparePeople, prepareRoles } from '../support/people';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, readTask, settled } from '../support/tasks';
import type { Changes } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

const KILL_AT = path.join(__dirname, '..', 'support', 'kill-at.cjs');

let server: Server;
let folder: string;
let flag: string;
let all: People;
let colleague: Person;
let receiver: Receiver;

let environment: Record<string, string> = {
  CALLBACK_ALLOWED_HOSTS: '127.0.0.1',
  CALLBACK_FIRST_RETRY_SECONDS: '0.05',
  ASSET_PROVENANCE_LEASE_SECONDS: '2',
  ASSET_PROVENANCE_POLL_MS: '100',
};

beforeAll(async () => {
  receiver = await createReceiver();
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-callbacks-'));
  flag = path.join(folder, 'flag');
  environment = { ...environment, KILL_AT_FLAG: flag };
  server = await startServer({ preload: [KILL_AT], env: environment });
  all = await preparePeople(server.url);
  const roleIdOf = await prepareRoles(all.superAdmin);
  colleague = await createUser(all.superAdmin, {
    url: server.url,
    roleId: roleIdOf('provenance-editor'),
    candidate: { firstname: 'Emil', lastname: 'Editor', email: 'emil@example.org' },
  });
});

afterAll(async () => {
  await receiver?.close();
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

let paths = 0;
const nextPath = () => `/hook-${(paths += 1)}`;
const launchFor = (path: string, changes: Changes = {}): Promise<TaskDetail> =>
  launch(all.editor, imageLaunch({ callbackUrl: `${receiver.url}${path}`, ...changes }));

const allEnded = ({ deliveries }: TaskCallbacks) =>
  deliveries.length > 0 && deliveries.every(({ state }) => state !== 'pending');

/** Waits until the task has ended and nothing more is to be told about it. */
const told = async (taskId: string): Promise<TaskCallbacks> => {
  await settled(all.editor, taskId);
  return until(
    async () => {
      const callbacks = await callbacksOf(all.editor, taskId);
      return allEnded(callbacks) && callbacks;
    },
    { what: `the callbacks of ${taskId} to end`, timeoutMs: 40_000 }
  );
};

const resultsOf = (delivery: CallbackDelivery | undefined) =>
  delivery?.attempts.map(({ result }) => result);

describe('outbound callbacks', () => {
  it('tell every state in order, signed, and nothing that is private', async () => {
    const hook = nextPath();
    const task = await launchFor(hook, { parameters: { count: 2 } });
    const { deliveries, address } = await told(task.taskId);
    const received = receiver.at(hook);
    expect(received.map(({ callback }) => callback.type)).toEqual(
      deliveries.map(({ type }) => type)
    );
    expect(received.map(({ id }) => id)).toEqual(deliveries.map(({ eventId }) => eventId));
    expect(deliveries.map(resultsOf)).toEqual(deliveries.map(() => ['delivered']));
    const last = received.at(-1)?.callback;
    expect(last).toMatchObject({
      type: 'task.downloadable',
      data: { taskId: task.taskId, outputsExpected: 2, outputsStored: 2, failure: null },
    });
    expect(last?.data.outputs).toEqual([
      expect.objectContaining({ state: 'stored', mime: 'image/png', width: 640, height: 360 }),
      expect.objectContaining({ state: 'stored', mime: 'image/png', width: 640, height: 360 }),
    ]);
    expect(received[0]?.callback.data.outputs).toBeNull();
    expect(address).toEqual({ host: new URL(receiver.url).host });

    const sent = receiver.requests.filter((request) => request.path === hook);
    const detail = await readTask(all.editor, task.taskId);
    for (const { rawBody, headers } of sent) {
      const text = rawBody.toString('utf8') + JSON.stringify(headers);
      expect(text).not.toContain(task.prompt);
      expect(text).not.toContain(detail.providerTaskIds[0]);
      expect(text).not.toContain('/uploads/');
      expect(headers['user-agent']).toContain('strapi-plugin-asset-provenance');
    }
  });

  it('tell a failure by class and group', async () => {
    const hook = nextPath();
    const { taskId } = await launchFor(hook, { extras: { outcome: 'moderation' } });
    await told(taskId);
    expect(receiver.at(hook).at(-1)?.callback).toMatchObject({
      type: 'task.failed',
      data: { failure: { class: 'moderation', group: 'parameters' }, outputsStored: 0 },
    });
  });

  it('keep their order and their id while the first attempts fail; each attempt is recorded', async () => {
    const hook = nextPath();
    receiver.plan(hook, [{ status: 500, body: 'secret words' }, { status: 429 }, 'reset']);
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    const ids = receiver.at(hook).map(({ id }) => id);
    const [first = '', ...rest] = deliveries.map(({ eventId }) => eventId);
    expect(ids).toEqual([first, first, first, first, ...rest]);
    expect(resultsOf(deliveries[0])).toEqual(['refused', 'refused', 'unanswered', 'delivered']);
    expect(deliveries[0]?.attempts.map(({ httpStatus }) => httpStatus)).toEqual([
      500,
      429,
      null,
      200,
    ]);
    expect(JSON.stringify(deliveries)).not.toContain('secret words');
    expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
    expect((await readTask(all.editor, taskId)).state).toBe('downloadable');
  });

  it('wait as long as the address asks for', async () => {
    const hook = nextPath();
    receiver.plan(hook, [{ status: 503, headers: { 'retry-after': '2' } }]);
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    const [refused, delivered] = deliveries[0]?.attempts ?? [];
    const waited = Date.parse(delivered?.at ?? '') - Date.parse(refused?.at ?? '');
    expect(waited).toBeGreaterThanOrEqual(1900);
  });

  it('end for an address that answers 410, with all that waits for it', async () => {
    const hook = nextPath();
    receiver.plan(hook, [{ status: 500 }, { status: 500 }, { status: 410 }]);
    const { taskId } = await launchFor(hook);
    const other = await launchFor(hook);
    const { deliveries } = await told(taskId);
    expect(deliveries.every(({ state }) => state === 'given_up')).toBe(true);
    expect(resultsOf(deliveries[0])?.at(-1)).toBe('gone');
    expect(deliveries.at(-1)?.detail).toContain('410');
    const ofTask = receiver.at(hook).filter(({ callback }) => callback.data.taskId === taskId);
    expect(ofTask).toHaveLength(3);
    expect((await readTask(all.editor, taskId)).state).toBe('downloadable');
    expect((await told(other.taskId)).deliveries[0]).toMatchObject({
      state: 'given_up',
      attempts: [],
    });
  });

  it('do not follow a redirect', async () => {
    const elsewhere = await createFake(() => ({ status: 200 }));
    const hook = nextPath();
    receiver.plan(hook, [{ status: 307, headers: { location: `${elsewhere.url}/stolen` } }]);
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    expect(resultsOf(deliveries[0])).toEqual(['redirected', 'delivered']);
    expect(deliveries[0]?.attempts[0]?.detail).toContain('points elsewhere');
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it.each([
    'http://10.1.2.3/hook',
    'http://localhost:8080/hook',
    'http://[::1]/hook',
    'http://169.254.169.254/latest',
    'https://name:word@example.org/hook',
  ])('to %s are refused at launch', async (callbackUrl) => {
    const { status, error } = await all.editor.api.post(api.tasks, imageLaunch({ callbackUrl }));
    expect(status).toBe(400);
    expect(error?.details.fields).toEqual([
      expect.objectContaining({ path: 'callbackUrl', zh: expect.any(String) }),
    ]);
  });

  it('are sent again when a person asks for it, as the same event, by name', async () => {
    const hook = nextPath();
    const { taskId } = await launchFor(hook);
    const before = await told(taskId);
    const [first] = before.deliveries;
    const again = api.sendAgain(first?.deliveryId ?? '');
    expect((await all.auditor.api.post(again)).status).toBe(403);
    expect((await all.editor.api.post(api.sendAgain('unknown'))).status).toBe(404);

    receiver.plan(hook, [{ status: 500 }, { status: 500 }]);
    expect((await colleague.api.post(again)).status).toBe(200);
    expect((await all.editor.api.post(again)).status).toBe(409);
    const after = await told(taskId);
    expect(after.deliveries).toHaveLength(before.deliveries.length + 1);
    expect(after.deliveries.at(-1)).toMatchObject({
      eventId: first?.eventId,
      state: 'delivered',
      sentAgainBy: { name: colleague.name },
    });
    expect(receiver.at(hook).at(-1)?.id).toBe(first?.eventId);
    const { timeline } = await readTask(all.editor, taskId);
    expect(timeline).toContainEqual(
      expect.objectContaining({
        type: 'callback.sent_again',
        actor: expect.objectContaining({ name: colleague.name }),
      })
    );
  });

  it('show their address to nobody but owner and readers of private records', async () => {
    const hook = '/hook-with-a-secret-path';
    receiver.plan(hook, ['reset']);
    const { taskId } = await launchFor(hook);
    await told(taskId);
    const { data, body } = await colleague.api.get<TaskCallbacks>(api.callbacksOfTask(taskId));
    expect(data.address).toBeNull();
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
    expect(JSON.stringify(body)).not.toContain(hook);
    expect((await callbacksOf(all.auditor, taskId)).address).toEqual({
      host: new URL(receiver.url).host,
    });
    for (const person of [all.editor, all.auditor, colleague]) {
      const answers = await Promise.all([
        person.api.get(api.callbacksOfTask(taskId)),
        person.api.get(api.task(taskId)),
      ]);
      expect(JSON.stringify(answers)).not.toContain(hook);
      expect(JSON.stringify(answers)).not.toContain('whsec_');
    }
  });

  it('are counted in the list of tasks', async () => {
    const hook = nextPath();
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    const { data } = await all.editor.api.get<Page<TaskSummary>>(api.tasks, { limit: 100 });
    expect(data.results.find((task) => task.taskId === taskId)?.callbacks).toEqual({
      received: 0,
      delivered: deliveries.length,
      pending: 0,
      givenUp: 0,
    });
  });
});

describe('a server that is killed', () => {
  it('after sending and before recording: it is sent again under the same id, and nothing is lost', async () => {
    const hook = nextPath();
    const { taskId } = await launchFor(hook);
    writeFileSync(flag, 'callback-sent');
    expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
    await server.restart();
    const { deliveries } = await told(taskId);
    expect(deliveries.every(({ state }) => state === 'delivered')).toBe(true);
    expect(deliveries.at(-1)?.type).toBe('task.downloadable');
    const ids = receiver.at(hook).map(({ id }) => id);
    expect([...new Set(ids)]).toEqual(deliveries.map(({ eventId }) => eventId));
    expect(ids).toHaveLength(deliveries.length + 1);
  });
});

describe('inbound callbacks', () => {
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { method: 'POST', body, headers });

  it('to an unknown address are answered 404 and counted in one row', async () => {
    const { taskId } = await launch(all.editor, imageLaunch());
    const { jobs } = await settled(all.editor, taskId);
    const good = inboundPath(jobs[0]?.jobId ?? '');
    const before = (await all.superAdmin.api.get<SettingsStatus>(api.settings)).data.callbacks;
    const wrong = [
      `${good.slice(0, -1)}~`,
      good.replace(/[^/]+\/[^/]+$/, 'unknown/token'),
      good.replace(/\/[^/]+$/, ''),
    ];
    for (const path of wrong) expect((await send(path, '{}')).status).toBe(404);
    const after = (await all.superAdmin.api.get<SettingsStatus>(api.settings)).data.callbacks;
    expect(after.unknownAddresses).toBe(before.unknownAddresses + wrong.length);
    const rows = await readRows(server, (database) =>
      database('ap_inbound_callbacks').where({ result: 'unknown_address' })
    );
    expect(rows.length).toBeLessThanOrEqual(2);
  });

  it('without a signature are a hint, whatever their type; the token reaches no log', async () => {
    const { taskId } = await launch(all.editor, imageLaunch({ extras: { workSeconds: 3 } }));
    const { jobs } = await until(
      async () => {
        const task = await readTask(all.editor, taskId);
        return task.state === 'processing' && task;
      },
      { what: 'the job to be with the provider' }
    );
    const path = inboundPath(jobs[0]?.jobId ?? '');
    const types = [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data',
    ];
    for (const type of types) {
      const answer = await send(path, '{"not": "closed"', { 'content-type': type });
      expect([answer.status, await answer.json()]).toEqual([202, { data: { result: 'hint' } }]);
    }
    const { inbound } = await callbacksOf(all.editor, taskId);
    expect(inbound.reduce((sum, { times }) => sum + times, 0)).toBe(types.length);
    expect(inbound[0]).toMatchObject({ result: 'hint', bytes: 16 });
    expect(server.logs()).not.toContain(path.split('/').at(-1));
    expect((await settled(all.editor, taskId)).state).toBe('downloadable');
  });

  it('that are too large are answered 413 without being read', async () => {
    const { taskId } = await launch(all.editor, imageLaunch());
    const { jobs } = await settled(all.editor, taskId);
    const url = server.url + inboundPath(jobs[0]?.jobId ?? '');
    expect(await announceBody(url, 262_145)).toBe(413);
    const { status, sent } = await pourBody(url, Buffer.alloc(65_536, 'x'));
    expect(status).toBe(413);
    expect(sent).toBeLessThan(4_000_000);
    const { inbound } = await callbacksOf(all.editor, taskId);
    expect(inbound).toEqual([
      expect.objectContaining({ result: 'unreadable', times: 2, bytes: null }),
    ]);
    expect((await send(url.replace(server.url, ''), 'x'.repeat(262_144))).status).toBe(202);
  });
});

describe('after a change of the settings', () => {
  it('an address that leads into a private network is given up at once, and the task is not touched', async () => {
    const hook = nextPath();
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    const before = receiver.requests.length;
    await server.restart({ env: { ...environment, CALLBACK_ALLOWED_HOSTS: '' } });
    await all.editor.api.post(api.sendAgain(deliveries[0]?.deliveryId ?? ''));
    const after = (await told(taskId)).deliveries.at(-1);
    expect(after).toMatchObject({ state: 'given_up', attempts: [{ result: 'blocked' }] });
    expect(after?.detail).toContain('private network');
    expect(receiver.requests).toHaveLength(before);
    expect((await readTask(all.editor, taskId)).state).toBe('downloadable');
  });

  it('what never arrives is given up in the end, and the next one goes', async () => {
    await server.restart({ env: { ...environment, CALLBACK_FIRST_RETRY_SECONDS: '0.001' } });
    const hook = nextPath();
    receiver.plan(
      hook,
      Array.from({ length: 9 }, () => ({ status: 500 }))
    );
    const { taskId } = await launchFor(hook);
    const { deliveries } = await told(taskId);
    expect(deliveries[0]).toMatchObject({ state: 'given_up', lastStatus: 500 });
    expect(deliveries[0]?.attempts).toHaveLength(9);
    expect(deliveries.slice(1).every(({ state }) => state === 'delivered')).toBe(true);
    const { timeline, state } = await readTask(all.editor, taskId);
    expect(state).toBe('downloadable');
    expect(timeline.map(({ type }) => type)).toContain('callback.given_up');
  });
});

describe('a signing secret that is none', () => {
  it('stops the start with a sentence that does not repeat it', async () => {
    const secret = 'whsec_c2hvcnQ=';
    const start = startServer({ env: { CALLBACK_SIGNING_SECRET: secret } });
    const said = await start.then(
      (unexpected) => unexpected.dispose().then(() => 'It started.'),
      (error: unknown) => String(error)
    );
    expect(said).toContain('callbacks.signingSecret: must be "whsec_" followed by');
    expect(said).not.toContain(secret);
  });
});

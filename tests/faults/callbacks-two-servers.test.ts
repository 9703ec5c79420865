import type { TaskDetail } from '../../plugins/asset-provenance/shared';
import { REPLICATE_TOKEN, createReplicateFake, replicateHeaders } from '../fakes/replicate';
import type { ReplicateFake } from '../fakes/replicate';
import { callbacksOf, createReceiver } from '../support/callbacks';
import type { Receiver } from '../support/callbacks';
import { isPostgres } from '../support/database';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, readTask, settled } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(240_000);

// SQLite has one writer process by its nature; several servers need PostgreSQL.
(isPostgres() ? describe : describe.skip)('callbacks of two servers on one database', () => {
  let first: Server;
  let second: Server;
  let person: Person;
  let fake: ReplicateFake;
  let receiver: Receiver;

  beforeAll(async () => {
    fake = await createReplicateFake();
    receiver = await createReceiver();
    const env = {
      REPLICATE_API_TOKEN: REPLICATE_TOKEN,
      REPLICATE_BASE_URL: fake.url,
      PROVIDER_ALLOWED_HOSTS: '127.0.0.1',
      PROVIDER_POLL_SECONDS: '60',
      CALLBACK_ALLOWED_HOSTS: '127.0.0.1',
      CALLBACK_FIRST_RETRY_SECONDS: '0.05',
      ASSET_PROVENANCE_POLL_MS: '100',
    };
    first = await startServer({ isPublic: true, env });
    second = await startServer({
      // Whichever of them sends the job gives the provider the same address.
      env: {
        ...env,
        ...first.databaseEnv,
        PUBLIC_DIR: first.publicDir,
        PUBLIC_URL: first.url,
      },
    });
    person = await registerFirstAdmin(first.url);
  });

  afterAll(async () => {
    await second?.dispose();
    await first?.dispose();
    await receiver?.close();
    await fake?.close();
  });

  const start = async (): Promise<{ task: TaskDetail; id: string; webhook: string }> => {
    const body = imageLaunch({
      providerId: 'replicate',
      modelId: 'black-forest-labs/flux-schnell',
      parameters: { size: '672x384', quality: null, extras: {} },
    });
    body.parameters.prompt += ' [[running_long]]';
    const { taskId } = await launch(person, body);
    const task = await until(
      async () => {
        const now = await readTask(person, taskId);
        return now.state === 'processing' && now;
      },
      { what: 'the job to be with the provider' }
    );
    const prediction = fake.predictions.get(task.providerTaskIds[0] ?? '');
    return { task, id: prediction?.id ?? '', webhook: prediction?.webhook ?? '' };
  };

  it('apply once what both get at the same time', async () => {
    const { task, id, webhook } = await start();
    const body = JSON.stringify({
      id,
      status: 'succeeded',
      output: [`${fake.url}/delivery/${id}/0/0.png`],
      completed_at: new Date().toISOString(),
    });
    const headers = replicateHeaders(body, { id: 'msg_1', secret: fake.secret, at: new Date() });
    const addresses = [webhook, webhook.replace(first.url, second.url)];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        fetch(addresses[index % 2] ?? '', { method: 'POST', body, headers })
      )
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const after = await settled(person, task.taskId);
    expect(after.state).toBe('downloadable');
    const { inbound } = await callbacksOf(person, task.taskId);
    expect(inbound).toEqual([expect.objectContaining({ times: 10 })]);
    const succeeded = after.timeline.filter(
      ({ type, data }) => type === 'job.moved' && data.to === 'succeeded'
    );
    expect(succeeded).toHaveLength(1);
    expect(after.outputs).toHaveLength(1);
  });

  it('send each callback once, in order, although the first attempts fail', async () => {
    const paths = ['/a', '/b', '/c', '/d'];
    for (const path of paths) receiver.plan(path, [{ status: 500 }, { status: 500 }]);
    const tasks = await Promise.all(
      paths.map((path) => launch(person, imageLaunch({ callbackUrl: `${receiver.url}${path}` })))
    );
    for (const [index, path] of paths.entries()) {
      const { taskId } = tasks[index] ?? { taskId: '' };
      await settled(person, taskId);
      const { deliveries } = await until(
        async () => {
          const callbacks = await callbacksOf(person, taskId);
          return callbacks.deliveries.every(({ state }) => state === 'delivered') && callbacks;
        },
        { what: `the callbacks of ${taskId} to be delivered` }
      );
      const ids = deliveries.map(({ eventId }) => eventId);
      const [head = ''] = ids;
      expect(receiver.at(path).map(({ id }) => id)).toEqual([head, head, ...ids]);
    }
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, settled } from '../support/tasks';

jest.setTimeout(240_000);

const TASKS = 6;
const COUNT = 2;
const STALLS = 6;
/** Longer than a lease holds. */
const STALLED_MS = 2500;
const BETWEEN_MS = 350;

let server: Server;
let person: Person;

beforeAll(async () => {
  server = await startServer({
    env: {
      ASSET_PROVENANCE_LEASE_SECONDS: '2',
      ASSET_PROVENANCE_POLL_MS: '50',
      LEDGER_SEAL_SECONDS: '0.05',
      LEDGER_CHECKPOINT_EVENTS: '1',
    },
  });
  person = await registerFirstAdmin(server.url);
});

afterAll(() => server?.dispose());

/** Like a suspended machine: its leases end while it does not notice. */
const stall = async () => {
  process.kill(server.pid, 'SIGSTOP');
  await sleep(STALLED_MS);
  process.kill(server.pid, 'SIGCONT');
};

it('a server that stood still for longer than its leases goes on, and does nothing twice', async () => {
  const launched = await Promise.all(
    Array.from({ length: TASKS }, () =>
      launch(person, imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: COUNT } }))
    )
  );
  for (let round = 0; round < STALLS; round += 1) {
    await stall();
    await sleep(BETWEEN_MS);
  }
  for (const { taskId } of launched) {
    const { state, outputs } = await settled(person, taskId, 120_000);
    expect(state).toBe('downloadable');
    expect(outputs.map((output) => [output.state, output.marks?.missing])).toEqual(
      Array.from({ length: COUNT }, () => ['stored', []])
    );
  }
  const files = await readRows(server, (rows) => rows('files').count({ count: 'id' }));
  expect(Number((files as { count: number }[])[0]?.count)).toBe(TASKS * COUNT);
  expect(server.logs()).not.toMatch(/was stored without|do not reach|failed and will be tried/);
});

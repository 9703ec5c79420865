import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { TaskDetail } from '../../plugins/asset-provenance/shared';
import { preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { imageLaunch, launch, settled, videoLaunch } from '../support/tasks';

jest.setTimeout(240_000);

const KILL_AT = path.join(__dirname, '..', 'support', 'kill-at.cjs');
const POINTS = [
  'before-send',
  'after-accept',
  'before-upload',
  'after-upload',
  'before-output-commit',
  'before-commit',
];

let server: Server;
let editor: Person;
let folder: string;
let flag: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-kill-'));
  flag = path.join(folder, 'flag');
  server = await startServer({
    preload: [KILL_AT],
    env: {
      KILL_AT_FLAG: flag,
      ASSET_PROVENANCE_LEASE_SECONDS: '2',
      ASSET_PROVENANCE_POLL_MS: '100',
    },
  });
  ({ editor } = await preparePeople(server.url));
});

afterAll(async () => {
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

type Sizes = Record<string, { hash: string; ext: string }>;
/** PostgreSQL gives JSON as a value, SQLite as a text. */
type Upload = { hash: string; ext: string; formats: string | Sizes | null };

const namesOf = ({ hash, ext, formats }: Upload): string[] => {
  const sizes = typeof formats === 'string' ? (JSON.parse(formats) as Sizes) : (formats ?? {});
  return [`${hash}${ext}`, ...Object.values(sizes).map((size) => `${size.hash}${size.ext}`)];
};

/** What must hold after every crash, whatever the moment. */
const expectWhole = async (tasks: TaskDetail[]) => {
  for (const task of tasks) {
    expect(['downloadable', 'submit_unknown', 'failed']).toContain(task.state);
    for (const output of task.outputs) {
      if (output.state === 'failed') expect(output.failure?.class).toBeDefined();
      else expect(output.state).toBe('stored');
    }
  }
  await readRows(server, async (rows) => {
    const submits = await rows('ap_sandbox_jobs')
      .select('client_key')
      .count({ times: '*' })
      .groupBy('client_key');
    expect(submits.filter(({ times }) => Number(times) > 1)).toEqual([]);

    const files = (await rows('files').select('hash', 'ext', 'formats')) as Upload[];
    const outputs = await rows('ap_outputs').where({ state: 'stored' }).select('storage_key');
    expect(files.map(({ hash }) => hash).sort()).toEqual(
      outputs.map(({ storage_key: key }) => key as string).sort()
    );
    expect(readdirSync(path.join(server.publicDir, 'uploads')).sort()).toEqual(
      files.flatMap(namesOf).sort()
    );
  });
};

/** Starts the server again after it was killed and waits until its work is done. */
const recover = async (taskIds: string[]): Promise<TaskDetail[]> => {
  await server.restart();
  return Promise.all(taskIds.map((taskId) => settled(editor, taskId)));
};

describe('kill -9', () => {
  it.each(POINTS)('%s: nothing is lost, sent twice or stored twice', async (point) => {
    const before = await launch(
      editor,
      imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 3, seed: 11 } })
    );
    writeFileSync(flag, point);
    const after = await launch(editor, videoLaunch()).catch(() => null);
    expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
    const tasks = await recover([before.taskId, ...(after ? [after.taskId] : [])]);
    expect(tasks.map(({ state }) => state)).toEqual(tasks.map(() => 'downloadable'));
    await expectWhole(tasks);
  });

  it('at random moments: the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 1500 }), async (moment) => {
        const launched = await Promise.all([
          launch(editor, imageLaunch({ parameters: { count: 2 } })),
          launch(
            editor,
            imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 2 } })
          ),
        ]);
        await sleep(moment);
        await server.kill9();
        await expectWhole(await recover(launched.map(({ taskId }) => taskId)));
      }),
      { numRuns: 4, endOnFailure: true }
    );
  });

  it('of a provider that cannot be asked: the job waits for a person, and is never sent again', async () => {
    const { taskId } = await launch(
      editor,
      imageLaunch({ extras: { submit: 'lost_answer', lookup: 'no' } })
    );
    const [task] = await Promise.all([settled(editor, taskId)]);
    expect(task.state).toBe('submit_unknown');
    await server.kill9();
    const [later] = await recover([taskId]);
    expect(later?.state).toBe('submit_unknown');
    await readRows(server, async (rows) => {
      const sent = await rows('ap_sandbox_jobs').where('client_key', 'like', `${taskId}-%`);
      expect(sent).toHaveLength(1);
    });
  });
});

import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { api } from '../../plugins/asset-provenance/shared';
import type { AssetRecord, TaskDetail } from '../../plugins/asset-provenance/shared';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { makeOld, testRetention } from '../support/retention';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { firstOutput, imageLaunch, launchAndSettle } from '../support/tasks';
import { ok } from '../support/story';
import { expectIntact } from '../support/verified';
import { until } from '../support/wait';

jest.setTimeout(240_000);

const KILL_AT = path.join(__dirname, '..', 'support', 'kill-at.cjs');

let folder: string;
let flag: string;
let server: Server;
let all: People;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'asset-provenance-keeping-'));
  flag = path.join(folder, 'flag');
  server = await startServer({
    preload: [KILL_AT],
    env: {
      ...testRetention,
      KILL_AT_FLAG: flag,
      ASSET_PROVENANCE_LEASE_SECONDS: '2',
      ASSET_PROVENANCE_POLL_MS: '100',
    },
  });
  all = await preparePeople(server.url);
});

afterAll(async () => {
  await server?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const retainNow = () =>
  readRows(server, (rows) =>
    rows('ap_work_items').where({ kind: 'keeping.retain' }).update({ due_at: 0 })
  );
const recordOf = async (task: TaskDetail) =>
  ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(firstOutput(task).outputId)), 'Record');
const binariesOf = ({ outputs: [output] }: TaskDetail) => {
  const name = path.basename(output?.url ?? 'nothing').replace(/\.\w+$/, '');
  return readdirSync(path.join(server.publicDir, 'uploads')).filter((file) => file.includes(name));
};

describe('a process that dies while something goes', () => {
  it.each(['before-removal', 'after-removal'])(
    '%s: the restart finishes it, once',
    async (point) => {
      const task = await launchAndSettle(all.editor, imageLaunch());
      expect(binariesOf(task).length).toBeGreaterThan(0);
      await makeOld(task.taskId, server);
      writeFileSync(flag, point);
      await retainNow();
      expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
      expect(existsSync(flag)).toBe(false);
      const [decided] = await readRows(server, async (rows) =>
        rows('ap_file_removals').where({ task_id: task.taskId })
      );
      expect(decided).toMatchObject({ state: 'decided', rule: 'unsubmitted' });
      expect(binariesOf(task).length > 0).toBe(point === 'before-removal');

      await server.restart();
      await until(async () => (await recordOf(task)).keeping.removal?.isDone, {
        what: 'the removal to be finished',
        timeoutMs: 60_000,
      });
      expect(binariesOf(task)).toEqual([]);
      const { timeline, keeping, file } = await recordOf(task);
      expect(file).toBeNull();
      expect(keeping.removal?.sha256).toBe(firstOutput(task).storedSha256);
      for (const [type, times] of [
        ['retention.applied', 1],
        ['file.deleted', 1],
      ] as const)
        expect(
          timeline.filter((event) => event.type === type && event.data.rule === 'unsubmitted')
            .length
        ).toBe(times);
      await expectIntact(all.auditor);
    }
  );

  it('before the commit of a decision: nothing was decided, and the restart decides', async () => {
    const task = await launchAndSettle(all.editor, imageLaunch());
    await makeOld(task.taskId, server);
    writeFileSync(flag, 'before-commit');
    await retainNow().catch(() => undefined);
    expect(await server.exited()).toMatchObject({ signal: 'SIGKILL' });
    await server.restart();
    await until(async () => (await recordOf(task)).keeping.removal?.isDone, {
      what: 'the file to go',
      timeoutMs: 60_000,
    });
    await expectIntact(all.auditor);
  });
});

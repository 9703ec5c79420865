import { api } from '../../plugins/asset-provenance/shared';
import type { Budget, LaunchAnswer, LaunchInput } from '../../plugins/asset-provenance/shared';
import { isPostgres } from '../support/database';
import type { Answer } from '../support/http';
import { logIn, preparePeople } from '../support/people';
import type { People, Person } from '../support/people';
import { PICTURE, testPrices } from '../support/prices';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';
import { imageLaunch, readTask, settled } from '../support/tasks';
import type { Changes } from '../support/tasks';

jest.setTimeout(300_000);

const LAUNCHES = 200;
const ROOM = 50;
const sumOf = (rows: Record<string, unknown>[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

describe('two hundred launches at once, a budget for fifty', () => {
  let servers: Server[];
  let all: People;
  let editors: Person[];
  let answers: Answer<LaunchAnswer>[];

  beforeAll(async () => {
    const env = {
      PROVIDER_PRICES: JSON.stringify(testPrices),
      ASSET_PROVENANCE_POLL_MS: '100',
      COST_FINAL_WITHOUT_DRAFT: 'require',
    };
    const first = await startServer({ env });
    servers = [first];
    all = await preparePeople(first.url);
    editors = [all.editor];
    // SQLite has one writer process by its nature.
    if (isPostgres()) {
      const second = await startServer({
        env: { ...first.databaseEnv, ...env, PUBLIC_DIR: first.publicDir },
      });
      servers.push(second);
      editors.push(await logIn(second.url, all.editor));
    }
    ok(
      await all.superAdmin.api.post<Budget>(api.budgets, {
        name: 'Drafts',
        stage: 'draft',
        period: 'month',
        cap: ((ROOM * PICTURE) / 1e6).toFixed(2),
      }),
      'Budget'
    );
    const bodies: LaunchInput[] = Array.from({ length: LAUNCHES }, () =>
      imageLaunch({ modelId: 'sandbox-image-single' })
    );
    answers = await Promise.all(
      bodies.map((body, index) =>
        (editors[index % editors.length] ?? all.editor).api.post<LaunchAnswer>(api.tasks, body)
      )
    );
  });

  afterAll(async () => {
    for (const server of servers.reverse()) await server.dispose();
  });

  const refused = () => answers.filter(({ status }) => status !== 201);
  const launched = () => answers.filter(({ status }) => status === 201);

  it('takes fifty and refuses the rest, each with the budget and what to do', () => {
    expect(launched()).toHaveLength(ROOM);
    expect(refused().map(({ status }) => status)).toEqual(Array(LAUNCHES - ROOM).fill(409));
    for (const { body } of refused()) {
      expect(body).toMatchObject({
        error: {
          message: expect.stringContaining('“Drafts”'),
          details: { code: 'budget_exceeded', left: 0, wanted: PICTURE, currency: 'USD' },
        },
      });
    }
  });

  it('leaves nothing of a refused launch', async () => {
    const [first] = servers;
    if (!first) throw new Error('No server.');
    await readRows(first, async (rows) => {
      for (const table of ['ap_generation_tasks', 'ap_provider_jobs', 'ap_job_costs'])
        expect(await rows(table).select('id')).toHaveLength(ROOM);
    });
  });

  it('spends what it reserved, and the entries say the same as the settlements', async () => {
    const [first] = servers;
    if (!first) throw new Error('No server.');
    for (const { data } of launched())
      expect((await settled(all.editor, data.task.taskId, 120_000)).state).toBe('downloadable');
    await readRows(first, async (rows) => {
      const [period, ...others] = await rows('ap_budget_periods').select('*');
      expect(others).toHaveLength(0);
      expect(Number(period?.reserved)).toBe(0);
      expect(Number(period?.spent)).toBe(ROOM * PICTURE);
      const entries = await rows('ap_cost_entries').select('*');
      expect(sumOf(entries, 'reserved_change')).toBe(0);
      expect(sumOf(entries, 'spent_change')).toBe(ROOM * PICTURE);
      expect(sumOf(await rows('ap_job_costs').select('*'), 'spent')).toBe(ROOM * PICTURE);
      expect(entries).toHaveLength(2 * ROOM);
    });
  });

  it('asks a final for a reason, unless it follows from a chosen draft', async () => {
    const [draft] = launched();
    const task = await readTask(all.editor, draft?.data.task.taskId ?? '');
    const outputId = task.outputs[0]?.outputId ?? '';
    const final = (changes: Changes) =>
      all.editor.api.post<LaunchAnswer>(api.tasks, imageLaunch({ stage: 'final', ...changes }));
    const derivedFrom = { taskId: task.taskId, derivation: 'promote' as const, outputId };
    for (const changes of [{}, { derivedFrom }]) {
      const { status, error } = await final(changes);
      expect(status).toBe(400);
      expect(error?.details.fields?.map(({ path }) => path)).toEqual(['finalReason']);
    }
    expect((await final({ finalReason: 'The client chose it' })).status).toBe(201);
    ok(await all.editor.api.post(api.choose(outputId), { isChosen: true }), 'Choose');
    expect((await final({ derivedFrom })).status).toBe(201);
  });
});

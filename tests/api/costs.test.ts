import { api } from '../../plugins/asset-provenance/shared';
import type {
  Budget,
  BudgetInput,
  LaunchAnswer,
  LaunchInput,
  Notice,
  Page,
  Preflight,
  TaskCosts,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { PICTURE } from '../support/prices';
import { people } from '../support/shared-server';
import { ok } from '../support/story';
import {
  imageLaunch,
  launch,
  launchAndSettle,
  readTask,
  settled,
  videoLaunch,
} from '../support/tasks';
import type { Changes } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(60_000);

let all: People;

beforeAll(async () => {
  all = await people();
});

/** Of a model that costs something here. */
const priced = (changes: Changes = {}): LaunchInput =>
  imageLaunch({ modelId: 'sandbox-image-single', ...changes });

const costsOf = async (taskId: string): Promise<TaskCosts> =>
  ok(await all.editor.api.get<TaskCosts>(api.costsOfTask(taskId)), 'Costs');

const preflight = (body: LaunchInput, person: Person = all.editor) =>
  person.api.post<Preflight>(api.preflight, body);

describe('what a launch would cost', () => {
  it('is known before, with the source of the price', async () => {
    const { spend } = ok(await preflight(priced({ parameters: { count: 3 } })), 'Preflight');
    expect(spend.estimate).toEqual({
      cost: { microUnits: 3 * PICTURE, currency: 'USD' },
      accounted: { microUnits: 3 * PICTURE, currency: 'USD' },
      rate: null,
      certainty: 'exact',
      sources: ['Price list of the tests, 2026-11-01'],
    });
    expect(spend).toMatchObject({ exceeded: [], needsApproval: false });
  });

  it('is nothing for the sandbox as it comes', async () => {
    const { spend } = ok(await preflight(imageLaunch()), 'Preflight');
    expect(spend.estimate).toMatchObject({ certainty: 'exact', cost: { microUnits: 0 } });
  });
});

describe('the boundary of drafts', () => {
  const refusal = async (body: LaunchInput) => {
    const { status, error } = await all.editor.api.post<LaunchAnswer>(api.tasks, body);
    expect(status).toBe(400);
    return error as unknown as { details: { code: string; nearest: unknown; fields: unknown[] } };
  };

  it('refuses final quality and size, and names the nearest that is allowed', async () => {
    const { details } = await refusal(
      imageLaunch({ parameters: { size: '1280x720', quality: 'high' } })
    );
    expect(details).toMatchObject({
      code: 'beyond_stage',
      nearest: { size: '640x360', quality: 'low' },
      fields: [{ path: 'parameters.size' }, { path: 'parameters.quality' }],
    });
  });

  it('takes the nearest', async () => {
    const beyond = imageLaunch({ parameters: { size: '1280x720', quality: 'high' } });
    const { details } = await refusal(beyond);
    const body = {
      ...beyond,
      parameters: { ...beyond.parameters, ...(details.nearest as object) },
    } as LaunchInput;
    expect((await all.editor.api.post(api.tasks, body)).status).toBe(201);
  });

  it('is none of a final', async () => {
    const body = imageLaunch({
      stage: 'final',
      finalReason: 'Test',
      parameters: { size: '1280x720', quality: 'high' },
    });
    expect((await preflight(body)).status).toBe(200);
  });

  it('leaves videos of the sandbox as they are', async () => {
    expect((await preflight(videoLaunch())).status).toBe(200);
  });
});

describe('each end of a job is paid for what it was', () => {
  const spentBy = async (changes: Changes): Promise<TaskCosts> => {
    const { taskId } = await launchAndSettle(all.editor, priced(changes));
    return costsOf(taskId);
  };

  it('a picture that came: its price', async () => {
    const costs = await spentBy({ parameters: { count: 2 } });
    expect(costs).toMatchObject({
      reserved: 0,
      spent: 2 * PICTURE,
      estimate: 2 * PICTURE,
      jobs: [{ basis: 'computed' }, { basis: 'computed' }],
    });
    expect(costs.entries.map(({ kind }) => kind).sort()).toEqual([
      'reserved',
      'reserved',
      'settled',
      'settled',
    ]);
  });

  it.each([
    ['refused', { outcome: 'moderation' }],
    ['refused for its parameters', { outcome: 'invalid_parameters' }],
    ['not reached', { outcome: 'credit' }],
  ])('%s: nothing, and it is released', async (_name, extras) => {
    const costs = await spentBy({ extras });
    expect(costs).toMatchObject({ reserved: 0, spent: 0, jobs: [{ basis: null }] });
    expect(costs.entries.map(({ kind }) => kind)).toEqual(['reserved', 'released']);
  });

  it('a download that failed: the picture was made and is paid', async () => {
    const costs = await spentBy({ extras: { outcome: 'download' } });
    expect(costs).toMatchObject({ reserved: 0, spent: PICTURE, jobs: [{ basis: 'computed' }] });
  });

  it('time that ran out: as estimated, until a late success says what it was', async () => {
    const task = await launchAndSettle(all.editor, priced({ extras: { outcome: 'timeout' } }));
    expect(await costsOf(task.taskId)).toMatchObject({
      reserved: 0,
      spent: PICTURE,
      jobs: [{ basis: 'assumed' }],
    });
    await until(async () => (await readTask(all.editor, task.taskId)).state === 'downloadable', {
      what: 'the late result',
      timeoutMs: 40_000,
    });
    const late = await costsOf(task.taskId);
    expect(late).toMatchObject({ reserved: 0, spent: PICTURE, jobs: [{ basis: 'computed' }] });
    expect(late.entries.map(({ kind }) => kind)).toEqual(['reserved', 'settled', 'corrected']);
  });

  it('a cancelled one that was never sent: nothing', async () => {
    const { taskId } = await launch(all.editor, priced({ extras: { queueSeconds: 30 } }));
    await all.editor.api.post(api.cancel(taskId));
    const task = await settled(all.editor, taskId);
    expect(task.state).toBe('cancelled');
    const { reserved, spent } = await costsOf(taskId);
    expect(reserved).toBe(0);
    const wasSent = task.jobs[0]?.submittedAt !== null;
    expect(spent).toBe(wasSent ? PICTURE : 0);
  });

  describe('a submission to be checked', () => {
    const unknown = async (): Promise<TaskDetail> => {
      const task = await launchAndSettle(
        all.editor,
        priced({ extras: { submit: 'lost_answer', lookup: 'no' } })
      );
      expect(task.state).toBe('submit_unknown');
      return task;
    };
    const reconcile = async ({ jobs }: TaskDetail, decision: string) =>
      ok(
        await all.contentManager.api.post<TaskDetail>(api.reconcile(jobs[0]?.jobId ?? ''), {
          decision,
          reason: 'Looked there',
        }),
        'Reconcile'
      );

    it('keeps what is reserved, and counts it when it is given up', async () => {
      const task = await unknown();
      expect(await costsOf(task.taskId)).toMatchObject({ reserved: PICTURE, spent: 0 });
      await reconcile(task, 'failed');
      expect(await costsOf(task.taskId)).toMatchObject({
        reserved: 0,
        spent: PICTURE,
        jobs: [{ basis: 'assumed' }],
      });
    });

    it('pays twice when it was sent twice', async () => {
      const task = await unknown();
      await reconcile(task, 'send_again');
      const again = await settled(all.editor, task.taskId);
      expect(again.state).toBe('submit_unknown');
      expect(await costsOf(task.taskId)).toMatchObject({ reserved: PICTURE, spent: PICTURE });
      await reconcile(again, 'failed');
      expect(await costsOf(task.taskId)).toMatchObject({ reserved: 0, spent: 2 * PICTURE });
    });
  });
});

describe('spending above the threshold', () => {
  const dear = () => launch(all.editor, priced({ parameters: { count: 8 } }));
  const decide = (person: Person, taskId: string, isApproved: boolean) =>
    person.api.post<TaskDetail>(api.spendApproval(taskId), { isApproved, reason: 'Looked at it' });

  it('waits for somebody else, who agrees', async () => {
    const { spend } = ok(await preflight(priced({ parameters: { count: 8 } })), 'Preflight');
    expect(spend.needsApproval).toBe(true);
    const task = await dear();
    expect(task).toMatchObject({
      state: 'awaiting_approval',
      spend: { state: 'awaiting', by: null },
      acts: { canApproveSpend: false },
    });
    expect(await costsOf(task.taskId)).toMatchObject({ reserved: 8 * PICTURE, spent: 0 });
    expect((await decide(all.editor, task.taskId, true)).status).toBe(403);
    const decided = ok(await decide(all.contentManager, task.taskId, true), 'Approve');
    expect(decided.spend).toMatchObject({ state: 'approved', reason: 'Looked at it' });
    expect((await settled(all.editor, task.taskId)).state).toBe('downloadable');
    expect(await costsOf(task.taskId)).toMatchObject({ reserved: 0, spent: 8 * PICTURE });
    expect((await decide(all.contentManager, task.taskId, true)).status).toBe(409);
  });

  it('is refused, and what was reserved is free again', async () => {
    const { taskId } = await dear();
    expect(ok(await decide(all.contentManager, taskId, false), 'Refuse').state).toBe('cancelled');
    expect(await costsOf(taskId)).toMatchObject({ reserved: 0, spent: 0 });
  });

  it('is not approved by its own owner', async () => {
    const { taskId } = await launch(all.contentManager, priced({ parameters: { count: 8 } }));
    expect((await decide(all.contentManager, taskId, true)).status).toBe(403);
    ok(await all.contentManager.api.post(api.cancel(taskId)), 'Cancel');
  });
});

describe('budgets', () => {
  const add = (input: Partial<BudgetInput>, person: Person = all.superAdmin) =>
    person.api.post<Budget>(api.budgets, {
      name: 'Finals of the month',
      stage: 'final',
      period: 'month',
      cap: '0.05',
      ...input,
    });
  const setCap = async (
    { budgetId, name, stage, period, scope, alertShares }: Budget,
    microUnits: number,
    more: Partial<BudgetInput> = {}
  ): Promise<Budget> =>
    ok(
      await all.superAdmin.api.put<Budget>(api.budget(budgetId), {
        ...{ name, stage, period, scope, alertShares },
        cap: (microUnits / 1e6).toFixed(6),
        ...more,
      }),
      'Change'
    );
  /** Other tests spend too. */
  const usedBy = async (person: Person, { budgetId }: Budget): Promise<number> => {
    const { spend } = ok(await preflight(priced(), person), 'Preflight');
    const standing = spend.budgets.find((each) => each.budgetId === budgetId);
    return (standing?.spent ?? 0) + (standing?.reserved ?? 0);
  };
  const final = (count: number) =>
    priced({
      stage: 'final',
      finalReason: 'Test',
      parameters: { count, size: '640x360', quality: 'low' },
    });

  it('are for those who manage costs', async () => {
    expect((await add({}, all.contentManager)).status).toBe(403);
    expect((await all.editor.api.get(api.budgets)).status).toBe(403);
  });

  it.each([
    ['cap', { cap: '-5' }],
    ['cap', { cap: '5e9' }],
    ['cap', { cap: '' }],
    ['name', { name: ' ' }],
    ['period', { period: 'year' as 'month' }],
    ['alertShares.0', { alertShares: [0] }],
  ])('refuse a bad %s and name it', async (path, input) => {
    const { status, error } = await add(input);
    expect(status).toBe(400);
    expect(error?.details?.fields?.map((field) => field.path)).toContain(path);
  });

  it('refuse what does not fit, warn where they are soft, and follow a change at once', async () => {
    const made = ok(await add({ cap: '1' }), 'Budget');
    const before = made.spent + made.reserved;
    const budget = await setCap(made, before + 50_000, { mode: 'hard' });
    try {
      const first = await launchAndSettle(all.editor, final(1));
      expect(first.state).toBe('downloadable');
      const { spend } = ok(await preflight(final(4)), 'Preflight');
      expect(spend.exceeded).toEqual([budget.budgetId]);
      const refused = await all.editor.api.post<LaunchAnswer>(api.tasks, final(4));
      expect(refused.status).toBe(409);
      expect(refused.error?.details).toMatchObject({
        code: 'budget_exceeded',
        budgetId: budget.budgetId,
        wanted: 4 * PICTURE,
      });
      await setCap(budget, before + 50_000, { mode: 'soft' });
      expect((await all.editor.api.post(api.tasks, final(4))).status).toBe(201);
      const [listed] = ok(await all.superAdmin.api.get<Budget[]>(api.budgets), 'List');
      expect(listed).toMatchObject({ budgetId: budget.budgetId, mode: 'soft' });
      expect((listed?.reserved ?? 0) + (listed?.spent ?? 0)).toBe(before + 5 * PICTURE);
    } finally {
      ok(await all.superAdmin.api.del(api.budget(budget.budgetId)), 'Remove');
    }
    expect((await all.editor.api.post(api.tasks, final(4))).status).toBe(201);
    expect((await all.superAdmin.api.del(api.budget(budget.budgetId))).status).toBe(404);
  });

  it('of each person leave the others alone', async () => {
    const budget = ok(await add({ stage: null, scope: 'each_person', cap: '9' }), 'Budget');
    await setCap(budget, (await usedBy(all.contentManager, budget)) + PICTURE);
    try {
      const mine = await all.editor.api.post<LaunchAnswer>(
        api.tasks,
        priced({ parameters: { count: 8 } })
      );
      expect(mine.status).toBe(409);
      expect((await all.contentManager.api.post(api.tasks, priced())).status).toBe(201);
      expect((await all.contentManager.api.post(api.tasks, priced())).status).toBe(409);
    } finally {
      ok(await all.superAdmin.api.del(api.budget(budget.budgetId)), 'Remove');
    }
  });

  it('tell those who manage costs at each share, once', async () => {
    const name = 'Drafts that tell';
    const made = ok(await add({ name, stage: 'draft', cap: '9' }), 'Budget');
    const budget = await setCap(made, made.spent + made.reserved + 1_000_000, {
      alertShares: [1, 100],
    });
    try {
      for (const _ of [1, 2]) await launch(all.editor, priced({ parameters: { count: 4 } }));
      const { results } = ok(
        await all.superAdmin.api.get<Page<Notice>>(`${api.notices}?limit=100`),
        'Notices'
      );
      const told = results.filter(({ kind }) => kind === 'budget_reached');
      expect(told.filter(({ text }) => text.en.includes(name))).toHaveLength(1);
    } finally {
      ok(await all.superAdmin.api.del(api.budget(budget.budgetId)), 'Remove');
    }
  });

  it('lowered below what is used keep what runs, and refuse the next', async () => {
    const made = ok(await add({ stage: 'draft', cap: '9' }), 'Budget');
    try {
      const running = await launch(all.editor, priced({ extras: { queueSeconds: 2 } }));
      await setCap(made, 1);
      expect((await all.editor.api.post(api.tasks, priced())).status).toBe(409);
      expect((await settled(all.editor, running.taskId)).state).toBe('downloadable');
      expect(await costsOf(running.taskId)).toMatchObject({ reserved: 0, spent: PICTURE });
    } finally {
      ok(await all.superAdmin.api.del(api.budget(made.budgetId)), 'Remove');
    }
  });
});

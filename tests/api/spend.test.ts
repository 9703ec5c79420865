import { API_BASE, api } from '../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  LaunchInput,
  SpendGrouping,
  SpendReport,
  TaskCosts,
  TaskDetail,
  UndoResult,
} from '../../plugins/asset-provenance/shared';
import { readCsv } from '../support/csv';
import type { People, Person } from '../support/people';
import { PICTURE } from '../support/prices';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { approval, caseOf, decide, finalLaunch, make, ok, submit } from '../support/story';
import type { Made } from '../support/story';
import { imageLaunch, launch, launchAndSettle, settled } from '../support/tasks';
import type { Changes } from '../support/tasks';

jest.setTimeout(120_000);

const MODEL = { modelId: 'sandbox-image-single' };
/** Days on which no other test launches anything. */
const FIRST = '2001-01-10';
const SECOND = '2001-01-12';
const LONG_AGO = { from: '2001-01-09', to: '2001-01-13' };

let all: People;
/** The story, told once: every figure below follows from it. */
const story = { drafts: '', again: '', failed: '', refused: '', finals: [] as Made[] };

const moveTo = (day: string, taskIds: string[], more: Record<string, string> = {}) =>
  readRows(sharedServer(), (database) =>
    database('ap_job_costs')
      .whereIn('task_id', taskIds)
      .update({ day, ...more })
  );
const priced = (changes: Changes = {}): LaunchInput => imageLaunch({ ...MODEL, ...changes });
const post = async (body: LaunchInput): Promise<LaunchAnswer> =>
  ok(await all.editor.api.post<LaunchAnswer>(api.tasks, body), 'Launch');

const makeFinal = async (person: Person, count = 1): Promise<Made> => {
  const { parameters, ...rest } = finalLaunch({ ...MODEL, parameters: { count } });
  const made = await make(person, { ...rest, parameters } as Changes);
  ok(await submit(person, made), 'Submit');
  return made;
};

const spend = async (
  query: Record<string, string> = LONG_AGO,
  person: Person = all.superAdmin
): Promise<SpendReport> => ok(await person.api.get<SpendReport>(api.spend, query), 'Spend');

const csv = async (by: SpendGrouping, query: Record<string, string> = LONG_AGO) => {
  const asked = new URLSearchParams({ ...query, by });
  const answer = await fetch(`${sharedServer().url}${API_BASE}${api.spendCsv}?${asked}`, {
    headers: { authorization: `Bearer ${all.superAdmin.token}` },
  });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

beforeAll(async () => {
  all = await people();

  const body = priced({ parameters: { count: 2 } });
  const { task } = await post(body);
  await settled(all.editor, task.taskId);
  expect((await post(body)).isRepeat).toBe(true);
  expect((await post(body)).isRepeat).toBe(true);
  const again = await post({ ...body, repeatReason: 'Once more' });
  await settled(all.editor, again.task.taskId);
  const failed = await launchAndSettle(all.editor, priced({ extras: { outcome: 'download' } }));
  const refused = await launchAndSettle(all.editor, priced({ extras: { outcome: 'moderation' } }));

  const approved = await makeFinal(all.editor);
  ok(await decide(all.contentManager, approved, approval()), 'Approve');
  const rejected = await makeFinal(all.editor, 2);
  ok(await decide(all.contentManager, rejected, { verdict: 'rejected', reason: 'Dull.' }), 'No');
  const theirs = await makeFinal(all.contentManager);
  ok(await decide(all.superAdmin, theirs, { verdict: 'regenerate', reason: 'Dark.' }), 'Again');

  story.drafts = task.taskId;
  story.again = again.task.taskId;
  story.failed = failed.taskId;
  story.refused = refused.taskId;
  story.finals = [approved, rejected, theirs];
  const drafts = [story.drafts, story.again, story.failed, story.refused];
  await moveTo(FIRST, drafts);
  await moveTo(
    SECOND,
    story.finals.map((made) => made.task.taskId)
  );
});

const taskIds = () => [
  story.drafts,
  story.again,
  story.failed,
  story.refused,
  ...story.finals.map(({ task }) => task.taskId),
];

describe('what was spent', () => {
  it('is the sum of the cost entries of these tasks', async () => {
    const costs = await Promise.all(
      taskIds().map(async (taskId) =>
        ok(await all.superAdmin.api.get<TaskCosts>(api.costsOfTask(taskId)), 'Costs')
      )
    );
    const entries = costs.flatMap((one) => one.entries);
    const { totals, currency } = await spend();
    expect(currency).toBe('USD');
    expect(totals).toMatchObject({
      tasks: 7,
      outputs: 8,
      approvedAssets: 1,
      reserved: entries.reduce((sum, { reservedChange }) => sum + reservedChange, 0),
      spent: entries.reduce((sum, { spentChange }) => sum + spentChange, 0),
      costPerApprovedAsset: 9 * PICTURE,
    });
    expect(totals.spent).toBe(9 * PICTURE);
  });

  it('is as estimated where the cost is known, and says by how much it is not', async () => {
    expect((await spend()).totals).toMatchObject({ estimated: 9 * PICTURE, drift: 0 });
    const [final] = story.finals;
    await moveTo(SECOND, [final?.task.taskId ?? ''], { estimate: '5000' });
    try {
      const { totals } = await spend();
      expect(totals.drift).toBe(PICTURE - 5000);
      expect(totals.estimated + totals.drift).toBe(9 * PICTURE);
    } finally {
      await moveTo(SECOND, [final?.task.taskId ?? ''], { estimate: String(PICTURE) });
    }
  });

  it('stands on every day of the period, drafts and finals apart', async () => {
    const { days } = await spend();
    expect(days.map(({ day }) => day)).toEqual([
      '2001-01-09',
      FIRST,
      '2001-01-11',
      SECOND,
      '2001-01-13',
    ]);
    expect(days[0]).toMatchObject({ tasks: 0, spent: 0, spentByStage: { draft: 0, final: 0 } });
    expect(days[1]).toMatchObject({
      tasks: 4,
      outputs: 4,
      spent: 5 * PICTURE,
      spentByStage: { draft: 5 * PICTURE, final: 0 },
    });
    expect(days[3]).toMatchObject({
      tasks: 3,
      spentByStage: { draft: 0, final: 4 * PICTURE },
      approvedAssets: 1,
    });
  });

  it('is told apart by stage, provider, model, purpose and person, each adding up', async () => {
    const { groups, totals, perApprovedAsset } = await spend();
    for (const group of Object.values(groups))
      for (const figure of ['tasks', 'outputs', 'spent', 'reserved', 'approvedAssets'] as const)
        expect(group.reduce((sum, one) => sum + one[figure], 0)).toBe(totals[figure]);
    expect(groups.stage.map(({ key, spent }) => [key, spent])).toEqual([
      ['draft', 5 * PICTURE],
      ['final', 4 * PICTURE],
    ]);
    expect(groups.model).toMatchObject([
      { key: 'sandbox/sandbox-image-single', name: { en: expect.stringContaining('Sandbox') } },
    ]);
    expect(groups.purpose).toMatchObject([{ key: 'product_hero', name: { zh: '商品主图' } }]);
    expect(
      groups.person.map(({ name, spent, costPerApprovedAsset }) => [
        name.en,
        spent,
        costPerApprovedAsset,
      ])
    ).toEqual([
      [all.editor.name, 8 * PICTURE, 8 * PICTURE],
      [all.contentManager.name, PICTURE, null],
    ]);
    expect(perApprovedAsset).toEqual({ draft: 5 * PICTURE, final: 4 * PICTURE });
  });

  it('counts an asset no more whose approval was taken back', async () => {
    const [approved] = story.finals;
    if (!approved) throw new Error('No final.');
    const [first] = (await caseOf(all.contentManager, approved)).verdicts;
    const undone = ok(
      await all.contentManager.api.post<UndoResult>(api.undoVerdict(approved.output.outputId), {
        verdictId: first?.verdictId,
      }),
      'Undo'
    );
    expect((await spend()).totals).toMatchObject({
      approvedAssets: 0,
      costPerApprovedAsset: null,
    });
    const anew = { ...approval(), supersedes: undone.verdict.verdictId };
    ok(await decide(all.contentManager, approved, anew), 'Approve again');
    expect((await spend()).totals.approvedAssets).toBe(1);
  });
});

describe('what was spent in vain, or saved', () => {
  it('duplicates: what the first task answered, and what was launched all the same', async () => {
    expect((await spend()).duplicates).toEqual({
      repeats: 2,
      outputsNotMade: 4,
      saved: 4 * PICTURE,
      launchedAgain: 1,
      launchedAgainSpent: 2 * PICTURE,
    });
  });

  it('failures by their class: a download was paid, a refusal was not', async () => {
    expect((await spend()).failures).toEqual([
      { key: 'download', tasks: 1, jobs: 1, spent: PICTURE },
      { key: 'moderation', tasks: 1, jobs: 1, spent: 0 },
    ]);
  });

  it('rejections: the share of the results that were sent back', async () => {
    expect((await spend()).rejections).toEqual([
      { verdict: 'rejected', outputs: 1, spent: PICTURE },
      { verdict: 'regenerate', outputs: 1, spent: PICTURE },
    ]);
  });
});

describe('the export', () => {
  const amount = (text: string | undefined) => Math.round(Number(text) * 1e6);

  it.each(['task', 'day', 'stage', 'provider', 'model', 'purpose', 'person'] as const)(
    'by %s sums to the same',
    async (by) => {
      const { answer, bytes } = await csv(by);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toContain(
        `spend-by-${by}-2001-01-09-2001-01-13.csv`
      );
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const rows = readCsv(bytes.toString('utf8'));
      const { totals } = await spend();
      const sum = (name: string) => rows.reduce((so, row) => so + amount(row[name]), 0);
      expect(sum('Spent')).toBe(totals.spent);
      expect(sum('Reserved')).toBe(totals.reserved);
      expect(sum('Tasks')).toBe(totals.tasks * 1e6);
      expect(new Set(rows.map((row) => row.Currency))).toEqual(new Set(['USD']));
    }
  );

  it('has a row for every task, without prompts', async () => {
    const text = (await csv('task')).bytes.toString('utf8');
    const rows = readCsv(text);
    expect(rows.map((row) => row['Task ID']).sort()).toEqual(taskIds().sort());
    expect(rows.find((row) => row['Task ID'] === story.drafts)).toMatchObject({
      Day: FIRST,
      Stage: 'Draft',
      Provider: 'Sandbox',
      Person: all.editor.name,
      Results: '2',
      Spent: '0.04',
      Currency: 'USD',
    });
    const task = ok(await all.editor.api.get<TaskDetail>(api.task(story.drafts)), 'Task');
    expect(task.prompt).toBeTruthy();
    expect(text).not.toContain(task.prompt);
  });

  it('speaks Chinese, and runs no formula of a name', async () => {
    await moveTo(FIRST, [story.drafts], { owner_name: '=HYPERLINK("x")', owner_id: 'nobody' });
    try {
      const rows = readCsv(
        (await csv('person', { ...LONG_AGO, language: 'zh' })).bytes.toString('utf8')
      );
      expect(rows.map((row) => row['人员'])).toContain(`'=HYPERLINK("x")`);
      expect(rows.map((row) => row['已支出'])).toContain('0.04');
    } finally {
      await moveTo(FIRST, [story.drafts], {
        owner_name: all.editor.name,
        owner_id: await ownerIdOf(story.again),
      });
    }
  });

  const ownerIdOf = async (taskId: string): Promise<string> =>
    ok(await all.editor.api.get<TaskDetail>(api.task(taskId)), 'Task').owner.id ?? '';
});

it('another currency stands apart and is added to nothing', async () => {
  await moveTo(FIRST, [story.drafts], { currency: 'EUR' });
  try {
    const { totals, otherCurrencies, duplicates } = await spend();
    expect(totals).toMatchObject({ tasks: 6, spent: 7 * PICTURE });
    expect(duplicates.saved).toBe(0);
    expect(otherCurrencies).toEqual([
      { currency: 'EUR', tasks: 1, spent: 2 * PICTURE, reserved: 0 },
    ]);
    expect(readCsv((await csv('task')).bytes.toString('utf8'))).toHaveLength(6);
  } finally {
    await moveTo(FIRST, [story.drafts], { currency: 'USD' });
  }
});

describe('the period', () => {
  it('is the last thirty days when none is named, and holds what was launched just now', async () => {
    const before = await spend({});
    const { taskId } = await launch(all.editor, priced({ extras: { queueSeconds: 20 } }));
    const after = await spend({});
    expect(after.days).toHaveLength(30);
    expect(after.days.at(-1)?.day).toBe(after.to);
    expect(after.totals.tasks).toBe(before.totals.tasks + 1);
    expect(after.totals.reserved).toBeGreaterThan(before.totals.reserved);
    ok(await all.editor.api.post(api.cancel(taskId)), 'Cancel');
  });

  it('without a launch is full of nothing', async () => {
    const report = await spend({ from: '1999-01-01', to: '1999-01-02' });
    expect(report).toMatchObject({
      totals: { tasks: 0, spent: 0, costPerApprovedAsset: null, drift: 0 },
      groups: { stage: [], person: [] },
      duplicates: { repeats: 0, saved: 0 },
      failures: [],
      rejections: [],
      otherCurrencies: [],
      perApprovedAsset: null,
    });
    expect(report.days).toHaveLength(2);
  });

  it.each([
    ['from', { from: 'yesterday' }],
    ['to', { to: '2026-13-01' }],
    ['to', { from: '2026-02-02', to: '2026-02-01' }],
    ['from', { from: '2024-01-01', to: '2025-06-01' }],
  ])('names a bad %s', async (path, query) => {
    for (const address of [api.spend, api.spendCsv]) {
      const { status, error } = await all.superAdmin.api.get(address, query);
      expect(status).toBe(400);
      expect(error?.details.fields?.map((field) => field.path)).toEqual([path]);
    }
  });

  it('and the grouping of an export must be known', async () => {
    const { status, error } = await all.superAdmin.api.get(api.spendCsv, { by: 'weather' });
    expect(status).toBe(400);
    expect(error?.details.fields?.[0]?.path).toBe('by');
  });
});

it.each(['editor', 'contentManager', 'auditor'] as const)(
  'is not for a person without the right: %s',
  async (who) => {
    expect((await all[who].api.get(api.spend)).status).toBe(403);
    expect((await all[who].api.get(api.spendCsv)).status).toBe(403);
  }
);

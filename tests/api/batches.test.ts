import { randomUUID } from 'node:crypto';
import { api } from '../../plugins/asset-provenance/shared';
import type {
  BatchAnswer,
  BatchCheck,
  BatchDetail,
  BatchInput,
  BatchSummary,
  BatchTableInput,
  Budget,
  Notice,
  Page,
  RelaunchAnswer,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { PICTURE } from '../support/prices';
import { people } from '../support/shared-server';
import { ok } from '../support/story';
import { imageLaunch, launch, readTask } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

let all: People;

beforeAll(async () => {
  all = await people();
});

/** What rows have in common; each has a prompt of its own. */
const common = (modelId = 'sandbox-image-single') => {
  const { prompt: _, ...parameters } = imageLaunch({ modelId }).parameters;
  return { ...imageLaunch({ modelId }), parameters } as unknown as Record<string, unknown>;
};
const unique = (text = 'A bag') => `${text} ${randomUUID()}`;
const lines = (headers: string, rows: string[]) => [headers, ...rows].join('\n');
const prompts = (count: number) =>
  lines(
    'Prompt',
    Array.from({ length: count }, () => unique())
  );

const check = (body: Partial<BatchTableInput>, person: Person = all.editor) =>
  person.api.post<BatchCheck>(api.batchCheck, { common: common(), ...body });
const launchBatch = (body: Partial<BatchInput>, person: Person = all.editor) =>
  person.api.post<BatchAnswer>(api.batches, { name: 'Autumn bags', common: common(), ...body });
const read = async (batchId: string, person: Person = all.editor): Promise<BatchDetail> =>
  ok(await person.api.get<BatchDetail>(api.batch(batchId)), 'Batch');
const ended = (batchId: string): Promise<BatchDetail> =>
  until(
    async () => {
      const batch = await read(batchId);
      return batch.items.every(({ task }) => task?.finishedAt) && batch;
    },
    { what: 'the batch to end', timeoutMs: 60_000 }
  );
const tasksOf = async (): Promise<number> =>
  ok(await all.editor.api.get<Page<unknown>>(`${api.tasks}?limit=100`), 'Tasks').results.length;

describe('a table', () => {
  it('is checked and priced as a whole, and nothing is recorded', async () => {
    const before = await tasksOf();
    const table = lines('提示词,数量,主体,用途', [
      `${unique('帆布包')},2,SKU-1,商品主图`,
      `${unique('帆布包')},1,SKU-2,product_hero`,
    ]);
    const found = ok(await check({ table }), 'Check');
    expect(found).toMatchObject({
      encoding: null,
      columns: ['prompt', 'count', 'subject', 'purpose'],
      tasks: 2,
      outputs: 3,
      spend: {
        estimate: { accounted: { microUnits: 3 * PICTURE, currency: 'USD' }, certainty: 'exact' },
      },
      rows: [
        { row: 1, subject: 'SKU-1', outputs: 2, cost: { microUnits: 2 * PICTURE }, problems: [] },
        { row: 2, subject: 'SKU-2', outputs: 1, cost: { microUnits: PICTURE }, problems: [] },
      ],
    });
    expect(await tasksOf()).toBe(before);
  });

  it('of a file in GBK is read as such', async () => {
    // “提示词,数量” and one row, as Excel saves it under Chinese Windows.
    const file = Buffer.from('cce1cabeb4ca2ccafdc1bf0ab7abb2bcb0fc2c320a', 'hex').toString(
      'base64'
    );
    const found = ok(await check({ file }), 'Check');
    expect(found).toMatchObject({
      encoding: 'gb18030',
      rows: [{ prompt: '帆布包', outputs: 2, problems: [] }],
    });
  });

  it('tells every fault of every row, each with its field', async () => {
    const table = lines('Prompt,Ratio,Quality,Count,Stage', [
      `${unique()},16:9,low,1,draft`,
      `${unique()},7:3,shiny,many,draft`,
      ',16:9,low,1,Entwurf',
    ]);
    const { rows, tasks } = ok(await check({ table }), 'Check');
    expect(tasks).toBe(1);
    expect(rows.map(({ problems }) => problems.map(({ path }) => path))).toEqual([
      [],
      ['parameters.quality', 'parameters.count'],
      ['stage'],
    ]);
    for (const { zh } of rows.flatMap(({ problems }) => problems)) expect(zh).toBeTruthy();

    const before = await tasksOf();
    const { status, error } = await launchBatch({ table });
    expect(status).toBe(400);
    expect(error?.details?.fields?.map(({ path }) => path)).toEqual([
      'rows.2.parameters.quality',
      'rows.2.parameters.count',
      'rows.3.stage',
    ]);
    expect(await tasksOf()).toBe(before);
  });

  it('without the column of the prompt names it for each row', async () => {
    const { rows } = ok(await check({ table: 'SKU\nX-1' }), 'Check');
    expect(rows[0]?.problems.map(({ path }) => path)).toEqual(['parameters.prompt']);
  });

  it('with a column that nobody knows is refused', async () => {
    const { status, error } = await check({ table: 'Prompt,Price\na,1' });
    expect(status).toBe(400);
    expect(error?.details?.fields?.[0]).toMatchObject({ path: 'columns.2' });
  });

  it('with a key in a cell is refused without showing it', async () => {
    const key = `sk-${'a1B2'.repeat(12)}`;
    const { status, error } = await launchBatch({ table: `Prompt\n${key}` });
    expect(status).toBe(400);
    expect(JSON.stringify(error)).not.toContain(key);
  });

  it('is for those who may launch', async () => {
    expect((await check({ table: 'Prompt\na' }, all.auditor)).status).toBe(403);
  });
});

describe('a batch', () => {
  it('makes one task a row, and says what became of each', async () => {
    const { batch } = ok(await launchBatch({ table: prompts(4) }), 'Launch');
    expect(batch).toMatchObject({ name: 'Autumn bags', rows: 4, awaiting: 0 });
    const done = await ended(batch.batchId);
    expect(done.items.map(({ task }) => task?.state)).toEqual(Array(4).fill('downloadable'));
    expect(done.cost).toEqual({ microUnits: 4 * PICTURE, currency: 'USD' });
    expect(done.failedRows).toEqual([]);

    const { results } = ok(await all.editor.api.get<Page<BatchSummary>>(api.batches), 'List');
    expect(results[0]).toMatchObject({ batchId: batch.batchId, rows: 4 });
  });

  it('is launched once by one key, however often and at once it is sent', async () => {
    const body = { table: prompts(3), idempotencyKey: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => launchBatch(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ data }) => data.batch.batchId)).size).toBe(1);

    const other = await launchBatch({ ...body, table: prompts(3) });
    expect(other.status).toBe(409);
  });

  it('answers rows that were launched lately with their task, and pays for none of them', async () => {
    const body = imageLaunch({ modelId: 'sandbox-image-single' });
    const first = await launch(all.editor, body);
    const { prompt } = body.parameters;
    const table = lines('Prompt', [prompt, unique(), prompt]);
    const found = ok(await check({ table, common: { ...body } }), 'Check');
    expect(found.tasks).toBe(1);
    expect(found.rows.map(({ repeatOf }) => repeatOf)).toEqual([first.taskId, null, first.taskId]);

    const { batch } = ok(await launchBatch({ table, common: { ...body } }), 'Launch');
    expect(batch.items.map(({ isRepeat }) => isRepeat)).toEqual([true, false, true]);
    expect(batch.items[2]?.taskId).toBe(first.taskId);

    const again = ok(
      await launchBatch({ table, common: { ...body }, repeatReason: 'Other crops' }),
      'Again'
    );
    expect(new Set(again.batch.items.map(({ taskId }) => taskId)).size).toBe(3);
    expect((await readTask(all.editor, again.batch.items[0]?.taskId ?? '')).repeatOf).toBe(
      first.taskId
    );
  });

  it('makes one task of two rows that ask for the same', async () => {
    const prompt = unique();
    const table = lines('Prompt', [prompt, prompt]);
    const found = ok(await check({ table }), 'Check');
    expect(found.rows.map(({ sameAsRow }) => sameAsRow)).toEqual([null, 1]);
    const { batch } = ok(await launchBatch({ table }), 'Launch');
    expect(batch.items[1]).toMatchObject({ isRepeat: true, taskId: batch.items[0]?.taskId });
  });

  it('that has no room in a budget as a whole is refused as a whole', async () => {
    const input = {
      name: 'Drafts of one day',
      stage: 'draft',
      period: 'day',
      scope: 'each_person',
    };
    const budget = ok(
      await all.superAdmin.api.post<Budget>(api.budgets, { ...input, cap: '9' }),
      'Budget'
    );
    try {
      const table = prompts(4);
      const { spend: now } = ok(await check({ table }, all.contentManager), 'Standing');
      const standing = now?.budgets.find(({ budgetId }) => budgetId === budget.budgetId);
      const used = (standing?.spent ?? 0) + (standing?.reserved ?? 0);
      ok(
        await all.superAdmin.api.put<Budget>(api.budget(budget.budgetId), {
          ...input,
          cap: ((used + 50_000) / 1e6).toFixed(6),
        }),
        'Cap'
      );
      const known = ok(await all.contentManager.api.get<Page<BatchSummary>>(api.batches), 'Known');
      const { spend } = ok(await check({ table }, all.contentManager), 'Check');
      expect(spend?.exceeded).toEqual([budget.budgetId]);
      const { status, error } = await launchBatch({ table }, all.contentManager);
      expect(status).toBe(409);
      expect(error?.details).toMatchObject({ code: 'budget_exceeded', wanted: 4 * PICTURE });
      const { spend: after } = ok(await check({ table }, all.contentManager), 'After');
      expect(after?.budgets.find(({ budgetId }) => budgetId === budget.budgetId)).toMatchObject({
        reserved: standing?.reserved,
        spent: standing?.spent,
      });
      const own = await all.contentManager.api.get<Page<BatchSummary>>(api.batches);
      expect(ok(own, 'List')).toEqual(known);
      ok(await launchBatch({ table: prompts(2) }, all.contentManager), 'Launch of two');
    } finally {
      ok(await all.superAdmin.api.del(api.budget(budget.budgetId)), 'Remove');
    }
  });

  it('above the threshold of spending waits as a whole, and is decided as a whole', async () => {
    const { batch } = ok(await launchBatch({ table: prompts(8) }), 'Launch');
    expect(batch).toMatchObject({ awaiting: 8, mayDecideSpend: false });
    const { results } = ok(
      await all.contentManager.api.get<Page<Notice>>(`${api.notices}?limit=50`),
      'Notices'
    );
    const told = results.filter(({ kind }) => kind === 'spend_waiting');
    expect(told.filter(({ path }) => path === `tasks/batches/${batch.batchId}`)).toHaveLength(1);
    const taskIds = batch.items.map(({ taskId }) => `tasks/${taskId}`);
    expect(told.filter(({ path }) => taskIds.includes(path))).toEqual([]);
    const own = await all.editor.api.post(api.spendApprovalOfBatch(batch.batchId), {
      isApproved: true,
    });
    expect(own.status).toBe(403);
    const decided = ok(
      await all.contentManager.api.post<BatchDetail>(api.spendApprovalOfBatch(batch.batchId), {
        isApproved: true,
      }),
      'Decision'
    );
    expect(decided.awaiting).toBe(0);
    const done = await ended(batch.batchId);
    expect(done.items.map(({ task }) => task?.state)).toEqual(Array(8).fill('downloadable'));
    const twice = await all.contentManager.api.post(api.spendApprovalOfBatch(batch.batchId), {
      isApproved: true,
    });
    expect(twice.status).toBe(409);
  });

  it('has its failed rows launched again in one act, paid again only where that is agreed', async () => {
    // Refused late, so that both of two acts find the same row waiting.
    const table = lines('Prompt,extras.outcome,extras.downloadFailures,extras.queueSeconds', [
      `${unique()},,,`,
      `${unique()},moderation,,5`,
      `${unique()},,4,`,
    ]);
    const { batch } = ok(await launchBatch({ table }), 'Launch');
    const failed = await ended(batch.batchId);
    expect(failed.failedRows).toEqual([2, 3]);

    const relaunch = async (payAgain: boolean) =>
      ok(
        await all.editor.api.post<RelaunchAnswer>(api.relaunchBatch(batch.batchId), { payAgain }),
        'Relaunch'
      );
    const first = await relaunch(false);
    expect(first.rows.map(({ row, result }) => [row, result])).toEqual([
      [2, 'must_pay_again'],
      [3, 'retried'],
    ]);
    const [second, third] = await Promise.all([relaunch(true), relaunch(true)]);
    const made = [...second.rows, ...third.rows].filter(({ row }) => row === 2);
    expect(new Set(made.map(({ taskId }) => taskId)).size).toBe(1);

    const done = await ended(batch.batchId);
    expect(done.items[1]?.formerTaskIds).toEqual([batch.items[1]?.taskId]);
    expect(done.items[2]).toMatchObject({ formerTaskIds: [], task: { state: 'downloadable' } });
    const onlyOwner = await all.contentManager.api.post<RelaunchAnswer>(
      api.relaunchBatch(batch.batchId),
      { payAgain: true }
    );
    expect(onlyOwner.status === 404 || onlyOwner.data.rows.length === 0).toBe(true);
  });
});

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type { LaunchAnswer } from '../../plugins/asset-provenance/shared';
import { readCsv } from '../support/csv';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { openScreens, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { approval, decide, finalLaunch, make, ok, submit } from '../support/story';
import { imageLaunch, launchAndSettle, settled } from '../support/tasks';

jest.setTimeout(180_000);

const MODEL = { modelId: 'sandbox-image-single' };
/** Days on which no other test launches anything. */
const LONG_AGO = plugin('insights?period=own&from=2002-03-01&to=2002-03-14');

let all: People;
let english: Screens;
let chinese: Screens;

const moveTo = (day: string, taskIds: string[]) =>
  readRows(sharedServer(), (database) =>
    database('ap_job_costs').whereIn('task_id', taskIds).update({ day })
  );

beforeAll(async () => {
  all = await people();
  const body = imageLaunch({ ...MODEL, parameters: { count: 4 } });
  const { task } = ok(await all.editor.api.post<LaunchAnswer>(api.tasks, body), 'Launch');
  await settled(all.editor, task.taskId);
  ok(await all.editor.api.post(api.tasks, body), 'Repeat');
  const failed = await launchAndSettle(
    all.editor,
    imageLaunch({ ...MODEL, extras: { outcome: 'download' } })
  );
  const { parameters, ...rest } = finalLaunch({ ...MODEL });
  const final = await make(all.editor, { ...rest, parameters: { ...parameters } });
  ok(await submit(all.editor, final), 'Submit');
  ok(await decide(all.contentManager, final, approval()), 'Approve');
  await moveTo('2002-03-04', [task.taskId, failed.taskId]);
  await moveTo('2002-03-11', [final.task.taskId]);

  english = await openScreens(sharedServer().url, { language: 'en', theme: 'light' });
  chinese = await openScreens(sharedServer().url, { language: 'zh-Hans', theme: 'dark' });
});
afterEach(async () => {
  await english.shoot('en');
  await chinese.shoot('zh');
});
afterAll(async () => {
  expect([...english.problems, ...chinese.problems]).toEqual([]);
  await english.close();
  await chinese.close();
});

const tile = (page: Page, label: string) =>
  page.locator('dl > div', { has: page.getByText(label, { exact: true }) });

describe('figures of spending', () => {
  it('stand on the page: what was spent, where, and what for', async () => {
    const page = await english.go(all.superAdmin, LONG_AGO);
    await see(tile(page, 'Spent'), /0\.12\sUSD/);
    await see(tile(page, 'Spent'), '3 tasks, 5 results');
    await see(tile(page, 'Cost per approved asset'), /0\.12\sUSD/);
    await see(
      tile(page, 'Cost per approved asset'),
      /0\.10\sUSD for drafts, 0\.02\sUSD for finals/
    );
    await see(tile(page, 'Drift from estimates'), /0\.12\sUSD were estimated/);

    const vain = page.getByRole('region', { name: 'Spent in vain, or saved' });
    await see(vain, /Saved, as far as known: 0\.08\sUSD/);
    await see(vain, 'Download failed');
    await see(vain, /Spent on failed jobs: 0\.02\sUSD/);
    await see(vain, 'No result was sent back.');

    await page.getByRole('radio', { name: 'Person' }).check();
    await page.waitForURL(/by=person/);
    await english.shoot('by-person');
    await see(page.getByRole('grid', { name: 'Person' }), all.editor.name);
    await page.reload();
    await see(page.getByRole('grid', { name: 'Person' }), all.editor.name);
  });

  it('are read by keyboard, and as a table', async () => {
    const page = await english.go(all.superAdmin, LONG_AGO);
    const plot = page.getByRole('slider', { name: 'Spent per day' });
    await plot.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    expect(await plot.getAttribute('aria-valuetext')).toMatch(
      /^Mar 4, 2002: 0\.10\sUSD spent; drafts 0\.10\sUSD, finals 0\.00\sUSD$/
    );
    await english.shoot('marked');
    await page.getByText('As a table').click();
    const row = page.getByRole('row', { name: /Mar 11, 2002/ });
    await see(row, /0\.02\sUSD/);
  });

  it('are downloaded for a spreadsheet', async () => {
    const page = await english.go(all.superAdmin, LONG_AGO);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export every task' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('spend-by-task-2002-03-01-2002-03-14.csv');
    const rows = readCsv(await readFile(await download.path(), 'utf8'));
    expect(rows).toHaveLength(3);
    expect(rows.reduce((sum, row) => sum + Number(row.Spent), 0)).toBeCloseTo(0.12);
  });

  it('follow the period, and say when there is nothing', async () => {
    const page = await english.go(all.superAdmin, plugin('insights'));
    await see(page, /by the day of the launch; time zone UTC/);
    await page.getByRole('radio', { name: 'Last 7 days' }).check();
    await page.waitForURL(/period=7/);
    await english.go(all.superAdmin, plugin('insights?period=own&from=1999-01-01&to=1999-01-31'));
    await see(page, 'Nothing was launched in this period.');
    await english.go(all.superAdmin, plugin('insights?period=own&from=1999-02-01&to=1999-01-31'));
    await see(page, 'Must not be before the first day.');
  });

  it('speak Chinese', async () => {
    const page = await chinese.go(all.superAdmin, LONG_AGO);
    await see(tile(page, '已支出'), /0\.12\sUSD/);
    await see(tile(page, '单个正式素材成本'), '1 个正式素材');
    await see(page.getByRole('region', { name: '白花的与省下的' }), '下载失败');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出此表' }).click(),
    ]);
    const rows = readCsv(await readFile(await download.path(), 'utf8'));
    expect(rows.map((row) => row['阶段'])).toEqual(['草稿阶段', '正式产出']);
  });

  it('are not for people without the right', async () => {
    const page = await english.go(all.contentManager, plugin('insights'));
    await see(page, /You may not see this/);
    expect(await page.getByRole('link', { name: 'Insights' }).count()).toBe(0);
  });
});

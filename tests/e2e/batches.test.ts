import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { api, channels, purposes } from '../../plugins/asset-provenance/shared';
import type { BatchAnswer } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { eventually, fillLaunch, idIn, openScreens, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { ok } from '../support/story';
import { imageLaunch } from '../support/tasks';

jest.setTimeout(300_000);

/** Fifty pictures on a small machine. */
const GENERATION_MS = 240_000;

let all: People;
const opened: Screens[] = [];

const open = async (look: Parameters<typeof openScreens>[1] = {}): Promise<Screens> => {
  const screens = await openScreens(sharedServer().url, look);
  opened.push(screens);
  return screens;
};

beforeAll(async () => {
  all = await people();
});
afterEach(async () => {
  for (const screens of opened) await screens.shoot();
});
afterAll(async () => {
  for (const screens of opened) await screens.close();
});

/** Prompts of tests differ, so that none counts as a repeat. */
const prompt = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;
const names = Array.from({ length: 50 }, (_, at) => `SKU-${at + 1}`);

/** How many tasks are in a state, as the page of a batch counts them. */
const counted = (page: Page, state: string): Locator =>
  page
    .getByRole('region', { name: /^(How far it is|进展)$/ })
    .getByRole('listitem', {})
    .filter({
      hasText: state,
    });
const inState = (page: Page, count: number, state: string) =>
  counted(page, state)
    .filter({ hasText: new RegExp(`^${count}`) })
    .waitFor({ timeout: GENERATION_MS });

/** From the launch form to the page that takes a table. */
const toTable = async (page: Page, act: string) => {
  await page.getByRole('button', { name: act }).click();
  await page.waitForURL(/\/launch\/batch$/);
};
const launched = (page: Page) => page.waitForURL(/\/tasks\/batches\/[a-z0-9]+$/);

describe('a table of fifty rows', () => {
  it('is pasted, priced, approved as a whole, and becomes fifty files', async () => {
    const screens = await open();
    const page = await screens.go(all.editor, plugin('launch'));
    await page.getByRole('radio', { name: 'Sandbox', exact: true }).check();
    await page.getByRole('radio', { name: /^Sandbox image, one a call/ }).check();
    await fillLaunch(page, { subject: 'Canvas bag', prompt: 'Stays in the form' });
    await page
      .getByRole('group', { name: /^How many/ })
      .getByRole('radio', { name: '1', exact: true })
      .check();
    await toTable(page, 'Launch many from a table');
    await see(page, /Product hero/);

    const rows = names.map((name) => `${prompt(`A bag, ${name}`)}\t${name}`);
    await page.getByLabel(/^Rows, below/).fill(['Prompt\tSubject', ...rows].join('\n'));
    await page.getByLabel(/^Name/).fill('Fifty bags');
    const button = page.getByRole('button', { name: /^Launch 50 tasks · 1\.00\sUSD$/ });
    await button.waitFor();
    await see(page, '50 tasks, 50 results');
    await see(page, 'It waits for approval first.');
    await page.reload();
    await button.waitFor();
    await eventually(async () =>
      expect(await page.getByLabel(/^Name/).inputValue()).toBe('Fifty bags')
    );
    await screens.shoot('checked');
    await button.click();
    await launched(page);
    await inState(page, 50, 'Waiting for spend approval');

    const desk = await screens.go(all.contentManager, plugin(`tasks/batches/${idIn(page)}`));
    await desk.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await see(dialog, /Expected to cost: 1\.00\sUSD/);
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await inState(page, 50, 'Downloadable');
    await screens.shoot('made');

    await page.getByRole('link', { name: 'SKU-7', exact: true }).click();
    await see(page, 'Results (1 of 1)');
    await page.goto(`${sharedServer().url}/admin${plugin('tasks')}`);
    await page.getByRole('link', { name: 'Batches' }).click();
    await page.getByRole('link', { name: 'Fifty bags' }).click();
    await inState(page, 50, 'Downloadable');
  });

  it('has failed rows launched again, and paid again only when that is said', async () => {
    const { prompt: _prompt, ...parameters } = imageLaunch().parameters;
    const table = [
      'Prompt,Subject,extras.outcome,extras.downloadFailures',
      `${prompt('A bag')},Fine,,`,
      `${prompt('A bag')},Refused by moderation,moderation,`,
      `${prompt('A bag')},Lost on the way,,4`,
    ].join('\n');
    const { batch } = ok(
      await all.editor.api.post<BatchAnswer>(api.batches, {
        name: 'Two that fail',
        common: { ...imageLaunch(), parameters },
        table,
      }),
      'Batch'
    );
    const [screens] = opened;
    const page = await (screens ?? (await open())).go(
      all.editor,
      plugin(`tasks/batches/${batch.batchId}`)
    );
    await page.getByRole('radio', { name: 'Failed (2)' }).check();
    await see(page, "The provider's moderation refused the prompt or a reference.");
    expect(new URL(page.url()).search).toBe('?failed=1');

    await page.getByRole('button', { name: 'Launch the 2 failed again' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Launch 2 again' }).click();
    await see(dialog, '1 row is tried again');
    await see(dialog, '1 row has to be paid again');
    await (screens ?? (await open())).shoot('must-pay');
    await dialog.getByRole('button', { name: 'Launch 1 again and pay again' }).click();
    await see(dialog, '1 row is launched again');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('radio', { name: '3 rows' }).check();
    await inState(page, 2, 'Downloadable');
    await page.getByRole('link', { name: 'Attempt 1' }).waitFor();
  });
});

/** All of GBK's pairs of bytes, by the character that each stands for. */
const gbkPairs = (): Map<string, Buffer> => {
  const decoder = new TextDecoder('gbk');
  const pairs = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      pairs.set(decoder.decode(bytes), bytes);
    }
  return pairs;
};
const inGbk = (text: string): Buffer => {
  const pairs = gbkPairs();
  return Buffer.concat([...text].map((char) => pairs.get(char) ?? Buffer.from(char, 'ascii')));
};

describe('a file that Excel saved under Chinese Windows', () => {
  it('is read as GBK; a row that does not fit is named, and then mended', async () => {
    const screens = await open({ language: 'zh-Hans', theme: 'dark' });
    const page = await screens.go(all.editor, plugin('launch'));
    const radio = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
    await radio(purposes.product_hero.zh).check();
    await radio(channels.website.zh).check();
    await toTable(page, '用表格批量发起');

    const choose = (size: string) =>
      page.locator('input[type=file]').setInputFiles({
        name: '秋季帆布包.csv',
        mimeType: 'text/csv',
        buffer: inGbk(
          [
            '提示词,主体,尺寸',
            `${prompt('木桌上的帆布包')},帆布包,640x360`,
            `${prompt('窗边的茶壶')},茶壶,${size}`,
          ].join('\r\n')
        ),
      });
    await choose('999x999');
    await see(page, '按 GBK（GB18030）读取');
    await eventually(async () =>
      expect(await page.getByLabel(/^名称/).inputValue()).toBe('秋季帆布包')
    );
    const wrong = page.getByRole('row').filter({ hasText: '茶壶' });
    await see(wrong, /^尺寸：/);
    await see(page, '请先修改有问题的 1 行。');
    const button = page.getByRole('button', { name: /^发起 \d+ 个任务/ });
    await eventually(async () => expect(await button.isDisabled()).toBe(true));
    await screens.shoot('row-named');

    await choose('640x360');
    await page.getByRole('button', { name: /^发起 2 个任务/ }).click();
    await launched(page);
    await inState(page, 2, '可下载');
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

// Scrolls the review grid through 3,000 outputs in Chromium and says how long its frames took.
import type { Page } from 'playwright-core';
import { printTable, printTitle } from '../../scripts/demo/table';
import { print, showLive } from '../../scripts/demo/terminal';
import { api } from '../../plugins/asset-provenance/shared';
import { openScreens, plugin } from '../support/screens';
import { preparePeople } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { finalLaunch, ok } from '../support/story';
import { launchAndSettle } from '../support/tasks';
import { until } from '../support/wait';

const OUTPUTS = 3000;
/** Real tasks with real files; the rest are copies of their rows. */
const TASKS = 5;
const PER_TASK = 4;
const WHEEL = 240;
const MOST_STEPS = 120;

type Row = Record<string, unknown>;
type Frames = { frames: number[]; longTasks: number[] };

const makeReal = async (person: Person) => {
  for (let number = 1; number <= TASKS; number += 1) {
    showLive(`  making pictures: task ${number} of ${TASKS}`);
    const task = await launchAndSettle(
      person,
      finalLaunch({
        subject: `Cup ${number}`,
        parameters: { count: PER_TASK, size: '512x512', seed: null },
      })
    );
    for (const { outputId } of task.outputs) {
      const body = { alternativeText: 'A cup stands on a table.' };
      ok(await person.api.post(api.submitForReview(outputId), body), 'Submit');
    }
  }
};

/** Copies of the rows of what is there: a row of its own each, the file of another. */
const copyRows = (server: Server) =>
  readRows(server, async (database) => {
    const tables: { name: string }[] = await database('sqlite_master')
      .select('name')
      .where('type', 'table')
      .whereLike('name', '%outputs');
    const [table] = tables;
    if (!table) throw new Error('No table of outputs.');
    const rows: Row[] = await database(table.name).where('approval_status', 'pending');
    const wanted = OUTPUTS - rows.length;
    const copies = Array.from({ length: wanted }, (_, index): Row => {
      const { id: _id, ...row } = rows[index % rows.length] ?? {};
      const mark = index.toString(36).padStart(6, '0');
      return {
        ...row,
        document_id: `${String(row.document_id).slice(0, 18)}${mark}`,
        storage_key: null,
        ordinal: PER_TASK + index,
        job_ordinal: PER_TASK + index,
      };
    });
    for (let at = 0; at < copies.length; at += 20)
      await database(table.name).insert(copies.slice(at, at + 20));
  });

const watchFrames = (page: Page) =>
  page.evaluate(() => {
    const seen: Frames & { last: number } = { frames: [], longTasks: [], last: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      seen.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ entryTypes: ['longtask'] });
    const frame = (now: number) => {
      if (seen.last) seen.frames.push(now - seen.last);
      seen.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });

const framesOf = (page: Page): Promise<Frames> =>
  page.evaluate(() => (window as unknown as { seen: Frames }).seen);

/** The count stands in the title, which the page's header shows in one of two forms. */
const header = (page: Page): Promise<string> =>
  page.evaluate(() => /Review \([^)]*\)/.exec(document.body.innerText)?.[0] ?? '');

/** Wheels down until the last card is drawn; answers with the most nodes that stood on the page. */
const scrollThrough = async (page: Page): Promise<number> => {
  const { width, height } = page.viewportSize() ?? { width: 1440, height: 1000 };
  await page.mouse.move(width / 2, height / 2);
  let nodes = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.mouse.wheel(0, WHEEL);
    if (step % 20 > 0) continue;
    nodes = Math.max(nodes, await page.evaluate(() => document.querySelectorAll('*').length));
    const title = await header(page);
    showLive(`  scrolling: ${title}`);
    const isAll = title !== '' && !title.includes('+');
    if (isAll && (await page.locator(`[data-output]`).count()) > 0) {
      const left = await page.evaluate(() => {
        const at = document.querySelector('[data-output]')?.closest('[role=group]');
        return (at?.getBoundingClientRect().bottom ?? 0) - innerHeight;
      });
      if (left < 200) break;
    }
  }
  return nodes;
};

const share = (values: number[], at: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ??
  0;
const ms = (value: number) => `${value.toFixed(1)} ms`;

const report = (name: string, { frames, longTasks }: Frames, nodes: number) => {
  const slow = frames.filter((frame) => frame > 34).length;
  return [
    name,
    String(frames.length),
    ms(share(frames, 0.5)),
    ms(share(frames, 0.95)),
    ms(share(frames, 0.99)),
    ms(Math.max(...frames)),
    `${((slow / frames.length) * 100).toFixed(1)} %`,
    `${longTasks.length} (${ms(Math.max(0, ...longTasks))})`,
    String(nodes),
  ];
};

const main = async () => {
  const server = await startServer();
  const screens = await openScreens(server.url);
  try {
    const people = await preparePeople(server.url);
    await makeReal(people.editor);
    await copyRows(server);
    const page = await screens.go(people.contentManager, plugin('review'));
    await page.locator('[data-output]').first().waitFor();
    await page.waitForLoadState('networkidle');

    const errs: string[] = []; page.on('console', (m) => { if (m.type() === 'error') errs.push(m.text()); });
    await watchFrames(page);
    await page.waitForTimeout(2000);
    const idle = await framesOf(page);
    await watchFrames(page);
    const nodesDown = await scrollThrough(page).catch(async (e) => { console.log(JSON.stringify(await page.evaluate(() => (window as any).zz.slice(-120)))); throw e; });
    console.log(JSON.stringify(await page.evaluate(() => (window as any).zz.slice(-90)))); console.log(errs.join('\n').slice(0,5000)); if (1) return;
    const down = await framesOf(page);
    const loaded = await header(page);

    await watchFrames(page);
    await page.keyboard.press('Home');
    for (let row = 0; row < 200; row += 1) await page.keyboard.press('ArrowDown');
    const keys = await framesOf(page);
    await until(() => page.evaluate(() => document.activeElement?.hasAttribute('data-output')), {
      what: 'a card to have the focus',
    });
    printTitle(`Review grid: ${loaded}`);
    printTable(
      [
        { title: 'what', width: 28 },
        { title: 'frames', width: 8 },
        { title: 'median', width: 10 },
        { title: '95 %', width: 10 },
        { title: '99 %', width: 10 },
        { title: 'worst', width: 10 },
        { title: '> 34 ms', width: 9 },
        { title: 'long tasks', width: 16 },
        { title: 'nodes', width: 0 },
      ],
      [
        report('at rest', idle, 0),
        report('wheel, pages loading', down, nodesDown),
        report('arrow key down, 200 rows', keys, 0),
      ]
    );
    print('  Frames of a headless Chromium that draws without a graphics card.');
    for (const problem of screens.problems) print(problem);
  } finally {
    await screens.close();
    await server.dispose();
  }
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  }
);

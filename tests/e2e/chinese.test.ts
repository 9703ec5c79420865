import type { Page } from 'playwright-core';
import type { People } from '../support/people';
import { openScreens, plugin } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { make, makeApproved, ok, submit } from '../support/story';

jest.setTimeout(180_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';
/** `asset-provenance.launch.title` or what is left of it. */
const KEY =
  /asset-provenance\.|\b(?:common|entry|error|event|follow-up|keys|launch|library|media|nav|output|parameter|permission|review|settings|status|tasks|trace|unit)\.[a-z][a-z-]+\b/;

let screens: Screens;
let all: People;
let cases: { screen: string; title: string }[];
let article: string;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url, { language: 'zh-Hans', theme: 'dark' });
  const waiting = await make(all.editor, { subject: '待审茶壶' });
  ok(await submit(all.editor, waiting, '桌上有一把茶壶。'), 'Submit');
  const { task, output, fileId } = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { overrides: { subject: '已审茶壶' } }
  );
  const created = await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
    title: '茶壶',
    cover: fileId,
  });
  article = ok(created, 'Article').documentId;
  cases = [
    { screen: 'launch', title: '发起生成' },
    { screen: `launch?from=${task.taskId}&as=variant`, title: '发起生成' },
    { screen: 'tasks', title: '任务' },
    { screen: `tasks/${task.taskId}`, title: '已审茶壶' },
    { screen: 'review', title: '审核' },
    { screen: `review/${waiting.output.outputId}`, title: '待审茶壶' },
    { screen: 'library', title: '素材库' },
    { screen: `library?open=${output.fileDocumentId}`, title: '素材库' },
    { screen: 'trace', title: '溯源' },
    { screen: `trace?q=${output.outputId}`, title: '溯源' },
    { screen: 'follow-up', title: '复查' },
  ];
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

/** Everything that is read or read out. */
const textOf = (page: Page) =>
  page.evaluate(() =>
    [
      document.title,
      document.body.innerText,
      ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((element) =>
        ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '')
      ),
    ].join('\n')
  );

/** 0 is black, 255 is white. */
const brightness = (page: Page) =>
  page.evaluate(() => {
    const color = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
    return Math.max(...color.slice(0, 3).map(Number));
  });

describe('every screen in Chinese and dark', () => {
  it('has a Chinese title, no bare key, and a dark ground', async () => {
    for (const { screen, title } of cases) {
      const page = await screens.go(all.contentManager, plugin(screen));
      const heading = page.getByRole('heading', { level: 1 }).filter({ hasText: title });
      await heading.first().waitFor();
      await page.waitForLoadState('networkidle');
      const text = await textOf(page);
      expect([screen, text.match(KEY)?.[0]]).toEqual([screen, undefined]);
      expect([screen, await page.locator('html').getAttribute('lang')]).toEqual([
        screen,
        'zh-Hans',
      ]);
      expect(await brightness(page)).toBeLessThan(80);
      await screens.shoot(screen.replace(/\W.*/, ''));
    }
  });

  it('and so has the panel of an entry', async () => {
    const page = await screens.go(all.contentManager, `${ARTICLES}/${article}`);
    await page.getByText('还没有修订记录。').waitFor();
    await page.waitForLoadState('networkidle');
    expect((await textOf(page)).match(/asset-provenance\.[a-z-]+/)).toBeNull();
  });

  it('no page threw', () => {
    expect(screens.problems).toEqual([]);
  });
});

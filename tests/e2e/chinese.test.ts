import type { Page } from 'playwright-core';
import { SETTINGS, stageEveryScreen } from '../support/every-screen';
import type { Staged } from '../support/every-screen';
import type { People, Person } from '../support/people';
import { openScreens } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';

jest.setTimeout(180_000);

/** `asset-provenance.launch.title` or what is left of it. */
const KEY =
  /asset-provenance\.|\b(?!notices\.webhooks\b)(?:batch|batches|budgets|common|cost|entry|error|event|follow-up|hand-over|insights|keys|launch|library|media|nav|notices|output|parameter|permission|presets|review|rights|settings|spend|status|tasks|trace|unit)\.[a-z][a-z-]+\b/;

let screens: Screens;
let all: People;
let staged: Staged;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url, { language: 'zh-Hans', theme: 'dark' });
  staged = await stageEveryScreen(all);
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

const expectChinese = async (person: Person, cases: Staged['cases']) => {
  for (const { name, path, title } of cases) {
    const page = await screens.follow(person, path);
    const heading = page.getByRole('heading', { level: 1 }).filter({ hasText: title });
    await heading.first().waitFor();
    await screens.settled(page);
    const text = await textOf(page);
    // Names of content types and of options in the configuration are not ours to translate.
    expect([path, text.match(KEY)?.[0]]).toEqual([path, undefined]);
    expect([path, await page.locator('html').getAttribute('lang')]).toEqual([path, 'zh-Hans']);
    expect(await brightness(page)).toBeLessThan(80);
    await screens.shoot(name);
  }
};

describe('every screen in Chinese and dark', () => {
  it('has a Chinese title, no bare key, and a dark ground', () =>
    expectChinese(all.contentManager, staged.cases));

  it('and so have the settings', () => expectChinese(all.superAdmin, SETTINGS));

  it('and so has the panel of an entry', async () => {
    const page = await screens.go(all.contentManager, staged.entryPath);
    await page.getByText('还没有修订记录。').waitFor();
    await screens.settled(page);
    expect((await textOf(page)).match(/asset-provenance\.[a-z-]+/)).toBeNull();
  });

  it('no page threw', () => {
    expect(screens.problems).toEqual([]);
  });
});

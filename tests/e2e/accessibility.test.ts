import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { SETTINGS, stageEveryScreen } from '../support/every-screen';
import type { ScreenCase, Staged } from '../support/every-screen';
import type { People, Person } from '../support/people';
import { openScreens } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';

jest.setTimeout(240_000);

let all: People;
let staged: Staged;

beforeAll(async () => {
  all = await people();
  staged = await stageEveryScreen(all);
});

/** What axe calls serious or critical, in what is ours on the page: not Strapi's own menu around it. */
const faultsOn = async (page: Page, ...within: string[]) => {
  const builder = within.reduce((axe, part) => axe.include(part), new AxeBuilder({ page }));
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

describe.each([{ theme: 'light' }, { theme: 'dark' }])('in $theme mode', ({ theme }) => {
  let screens: Screens;

  beforeAll(async () => {
    screens = await openScreens(sharedServer().url, { language: 'en', theme });
  });
  afterAll(() => screens?.close());

  const faults = async (person: Person, cases: ScreenCase[]) => {
    const found: Record<string, string[]> = {};
    for (const { path } of cases) {
      const page = await screens.go(person, path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      const here = await faultsOn(page, 'main');
      if (here.length > 0) found[path] = here;
    }
    return found;
  };

  it('axe finds no serious fault on any screen', async () => {
    expect(await faults(all.contentManager, staged.cases)).toEqual({});
  });

  it('nor in the settings', async () => {
    expect(await faults(all.superAdmin, SETTINGS)).toEqual({});
  });

  it('nor in the panel of an entry', async () => {
    const page = await screens.go(all.contentManager, staged.entryPath);
    await page.getByRole('heading', { name: 'Provenance' }).waitFor();
    await page.waitForLoadState('networkidle');
    const panel = page.getByRole('heading', { name: 'Provenance' }).locator('xpath=../..');
    await panel.evaluate((element) => element.setAttribute('data-checked', ''));
    expect(await faultsOn(page, '[data-checked]')).toEqual([]);
  });
});

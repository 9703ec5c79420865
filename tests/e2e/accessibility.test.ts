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
let screens: Screens;

beforeAll(async () => {
  all = await people();
  staged = await stageEveryScreen(all);
  screens = await openScreens(sharedServer().url, { language: 'en', theme: 'system' });
});
afterAll(() => screens?.close());

/** What axe calls serious or critical in one part of the page: not Strapi's own menu around it. */
const faultsOn = async (page: Page, within: string, rules?: string[]) => {
  const builder = new AxeBuilder({ page })
    .include(within)
    // No page of its own for the result: nothing here is in a frame.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

const background = () => getComputedStyle(document.body).backgroundColor;

/** The theme follows the system, so one page is seen in both without a second start. */
const show = async (page: Page, colorScheme: 'light' | 'dark') => {
  const before = await page.evaluate(background);
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (colorScheme === 'light') return;
  await page.waitForFunction(
    (light) => getComputedStyle(document.body).backgroundColor !== light,
    before
  );
};

/** Every rule in light mode; in dark mode only the colours differ. */
const faultsInBothModes = async (page: Page, within: string) => {
  const inLight = await faultsOn(page, within);
  await show(page, 'dark');
  const inDark = await faultsOn(page, within, ['color-contrast']);
  return [...inLight, ...inDark.map((fault) => `dark: ${fault}`)];
};

const open = async (person: Person, path: string, heading: { level: 1 } | { name: string }) => {
  const page = await screens.follow(person, path);
  await show(page, 'light');
  await page.getByRole('heading', heading).first().waitFor();
  await screens.settled(page);
  return page;
};

const faults = async (person: Person, cases: ScreenCase[]) => {
  const found: Record<string, string[]> = {};
  for (const { path } of cases) {
    const here = await faultsInBothModes(await open(person, path, { level: 1 }), 'main');
    if (here.length > 0) found[path] = here;
  }
  return found;
};

it('axe finds no serious fault on any screen, in light and in dark mode', async () => {
  expect(await faults(all.contentManager, staged.cases)).toEqual({});
});

it('nor in the settings', async () => {
  expect(await faults(all.superAdmin, SETTINGS)).toEqual({});
});

it('nor in the panel of an entry', async () => {
  const page = await open(all.contentManager, staged.entryPath, { name: 'Provenance' });
  const panel = page.getByRole('heading', { name: 'Provenance' }).locator('xpath=../..');
  await panel.evaluate((element) => element.setAttribute('data-checked', ''));
  expect(await faultsInBothModes(page, '[data-checked]')).toEqual([]);
});

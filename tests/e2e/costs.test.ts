import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type { Budget } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import {
  eventually,
  fillLaunch,
  idIn,
  openScreens,
  plugin,
  see,
  waitForTask,
} from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { ok } from '../support/story';
import { imageLaunch, launch, launchAndSettle } from '../support/tasks';

jest.setTimeout(180_000);

const BUDGETS = '/settings/asset-provenance-budgets';
const NAME = 'Drafts of this month';

let screens: Screens;
let all: People;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(async () => {
  const budgets = ok(await all.superAdmin.api.get<Budget[]>(api.budgets), 'Budgets');
  for (const { name, budgetId } of budgets)
    if (name === NAME) await all.superAdmin.api.del(api.budget(budgetId));
  await screens?.close();
});

/** The form of a model that costs 0.02 USD a picture here. */
const openLaunch = async (subject: string): Promise<Page> => {
  const page = await screens.go(all.editor, plugin('launch'));
  await page.getByRole('radio', { name: 'Sandbox', exact: true }).check();
  await page.getByRole('radio', { name: /^Sandbox image, one a call/ }).check();
  await fillLaunch(page, { subject, prompt: `A canvas bag on a wooden table, ${subject}` });
  return page;
};
const count = (page: Page, number: string) =>
  page
    .getByRole('group', { name: /^How many/ })
    .getByRole('radio', { name: number, exact: true })
    .check();
const generate = (page: Page, what: RegExp) => page.getByRole('button', { name: what }).click();

describe('what it costs, as people see it', () => {
  it('the button says the price, the task what was paid', async () => {
    const page = await openLaunch('Priced bag');
    await count(page, '3');
    await generate(page, /^Generate 3 drafts · 0\.06\sUSD$/);
    await waitForTask(page, 3);
    await page.getByRole('tab', { name: 'Cost' }).click();
    await see(page.getByRole('tabpanel'), /0\.06\sUSD/);
    await see(page.getByRole('tabpanel'), /Computed from what came back/);
  });

  it('a draft that asks for final quality is brought back by one press', async () => {
    const page = await openLaunch('High bag');
    await page.getByRole('radio', { name: 'High', exact: true }).check();
    await see(page, 'This is beyond the boundary of its stage.');
    await page.getByRole('button', { name: 'Use the nearest allowed parameters' }).click();
    await eventually(async () =>
      expect(await page.getByRole('radio', { name: 'Low', exact: true }).isChecked()).toBe(true)
    );
    await count(page, '1');
    await generate(page, /^Generate 1 draft · 0\.02\sUSD$/);
    await waitForTask(page, 1);
  });

  it('a budget is set, refuses what has no room, and is removed', async () => {
    const settings = await screens.go(all.superAdmin, BUDGETS);
    await settings.getByRole('button', { name: 'Add a budget' }).first().click();
    const dialog = settings.getByRole('dialog');
    await dialog.getByLabel(/^Name/).fill(NAME);
    await dialog.getByLabel(/^Cap in USD/).fill('0.05');
    await dialog.getByRole('radio', { name: 'Draft' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(settings, NAME);
    await screens.shoot('budgets');

    const page = await openLaunch('Bag without room');
    await count(page, '8');
    await see(page, `The budget “${NAME}” has no room for this.`);
    const button = page.getByRole('button', { name: /^Generate 8 drafts/ });
    await eventually(async () => expect(await button.isDisabled()).toBe(true));
    await screens.shoot('launch-refused');

    const [budget] = ok(await all.superAdmin.api.get<Budget[]>(api.budgets), 'Budgets').filter(
      ({ name }) => name === NAME
    );
    ok(await all.superAdmin.api.del(api.budget(budget?.budgetId ?? '')), 'Remove');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page
      .getByText(`The budget “${NAME}” has no room for this.`)
      .waitFor({ state: 'detached' });
  });

  it('spending above the threshold is approved by somebody else', async () => {
    const page = await openLaunch('Dear bag');
    await count(page, '8');
    await see(page, 'It waits for approval first.');
    await generate(page, /^Generate 8 drafts · 0\.16\sUSD$/);
    await see(page, 'The spending waits for approval');
    const taskId = idIn(page);

    const desk = await screens.go(all.contentManager, plugin(`tasks/${taskId}`));
    await desk.getByRole('button', { name: 'Approve', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await see(dialog, /Expected to cost: 0\.16\sUSD/);
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await waitForTask(desk, 8);
  });

  it('is refused with a reason that its owner reads', async () => {
    const { taskId } = await launch(
      all.editor,
      imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 8 } })
    );
    const desk = await screens.go(all.contentManager, plugin(`tasks/${taskId}`));
    await desk.getByRole('button', { name: 'Refuse', exact: true }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).fill('Two are enough');
    await dialog.getByRole('button', { name: 'Refuse', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    const page = await screens.go(all.editor, plugin(`tasks/${taskId}`));
    await see(page, 'Two are enough');
    await see(page, 'Cancelled');
  });

  it('promoting a draft says what the final costs', async () => {
    const { taskId } = await launchAndSettle(
      all.editor,
      imageLaunch({ modelId: 'sandbox-image-single' })
    );
    const page = await screens.go(all.editor, plugin(`tasks/${taskId}`));
    await page.getByRole('button', { name: 'Choose', exact: true }).first().click();
    await page.getByRole('button', { name: 'Promote to final' }).click();
    const dialog = page.getByRole('dialog');
    await see(dialog, /0\.02\sUSD/);
    await screens.shoot('promote');
    await dialog.getByRole('button', { name: /^Promote to final/ }).click();
    await waitForTask(page, 1, taskId);
  });
});

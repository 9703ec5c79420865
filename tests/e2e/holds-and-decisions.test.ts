import { api } from '../../plugins/asset-provenance/shared';
import type { TaskDetail, TaskKeeping } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { openScreens, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { decide, makeApproved, makeSubmitted, ok } from '../support/story';
import { imageLaunch, launchAndSettle } from '../support/tasks';

jest.setTimeout(180_000);

let screens: Screens;
let all: People;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(async () => {
  await screens?.close();
});

describe('an auditor', () => {
  it('puts a task under hold of which no file came, and lifts it', async () => {
    const failed: TaskDetail = await launchAndSettle(
      all.editor,
      imageLaunch({ subject: 'Refused jug', extras: { outcome: 'moderation' } })
    );
    const page = await screens.go(all.auditor, plugin(`tasks/${failed.taskId}?tab=record`));
    await see(page, 'No legal hold stands on it.');
    await page.getByRole('button', { name: 'Place a legal hold' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why is it held?').fill('Lawsuit 9');
    await dialog.getByRole('button', { name: 'Place a legal hold' }).click();
    await see(page, 'Under legal hold');
    await see(page, /By Aurelia Auditor: Lawsuit 9/);
    await screens.shoot();
    await page.getByRole('button', { name: 'Lift the hold' }).click();
    await dialog.getByLabel('Why is it lifted?').fill('Settled');
    await dialog.getByRole('button', { name: 'Lift the hold' }).click();
    await see(page, 'No legal hold stands on it.');
    const kept = ok(await all.auditor.api.get<TaskKeeping>(api.holdTask(failed.taskId)), 'Keeping');
    expect(kept.hold).toBeNull();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await see(page, 'The task was put under hold.');
  });

  it('gets from a person to what they decided, and from there to the record', async () => {
    await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject: 'Blue kettle' } }
    );
    const dark = await makeSubmitted(all.editor, { subject: 'Dark kettle' });
    ok(
      await decide(all.superAdmin, dark, { verdict: 'rejected', reason: 'Far too dark' }),
      'Reject'
    );
    const page = await screens.go(all.auditor, plugin('trace'));
    const panel = page.getByRole('region', { name: 'Decisions' });
    await see(panel, 'Dark kettle');
    await see(panel, 'Blue kettle');
    await panel.getByRole('combobox', { name: 'Reviewer' }).click();
    await page.getByRole('option', { name: all.superAdmin.name }).click();
    await see(panel, 'Far too dark');
    await panel.getByText('Blue kettle').waitFor({ state: 'detached' });
    await panel.getByRole('link', { name: 'Dark kettle' }).first().click();
    await see(page.getByRole('main'), 'Far too dark');
  });
});

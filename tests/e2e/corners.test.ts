import { api } from '../../plugins/asset-provenance/shared';
import type { Page as Listed, TaskSummary } from '../../plugins/asset-provenance/shared';
import { upload } from '../support/files';
import { picture } from '../support/marked-files';
import type { People } from '../support/people';
import {
  clickGenerate,
  eventually,
  fillLaunch,
  idIn,
  openCase,
  openScreens,
  pick,
  plugin,
  promoteFirst,
  see,
  submitFinal,
  waitForTask,
} from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { make, ok, submit } from '../support/story';

jest.setTimeout(180_000);

let screens: Screens;
let all: People;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

const tasksOf = async (subject: string) =>
  ok(
    await all.superAdmin.api.get<Listed<TaskSummary>>(api.tasks, {
      search: subject,
      owner: 'all',
    }),
    'Tasks'
  ).results.filter((task) => task.subject === subject);

describe('what does not go straight through', () => {
  it('the editor sees Launch, Tasks and Library, and nothing else', async () => {
    const page = await screens.go(all.editor, plugin(''));
    const links = page.getByRole('navigation').getByRole('link');
    await page.getByRole('link', { name: 'Launch' }).first().waitFor();
    const names = (await links.allInnerTexts()).map((name) => name.trim());
    expect(
      names.filter((name) => /^(Launch|Tasks|Review|Library|Trace|Follow-up)/.test(name))
    ).toEqual(['Launch', expect.stringMatching(/^Tasks/), 'Library']);
  });

  it('nobody decides on own work, and the bar says why', async () => {
    const made = await make(all.contentManager, { subject: 'Own teapot' });
    ok(await submit(all.contentManager, made), 'Submit');
    const page = await screens.go(all.contentManager, plugin('review'));
    await openCase(page, 'Own teapot');
    expect(idIn(page)).toBe(made.output.outputId);
    const bar = page.getByRole('region', { name: 'Verdict' });
    await see(bar, 'You own this task, so somebody else decides on it.');
    await see(bar, /Anybody else with the permission “.+” can decide\./);
    for (const name of [/^Approve/, /^Reject/, /^Regenerate/])
      await eventually(async () =>
        expect(await bar.getByRole('button', { name }).isDisabled()).toBe(true)
      );
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    expect(await bar.locator('form').count()).toBe(0);
  });

  it('a video goes from draft to approval', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await fillLaunch(page, { subject: 'Turning teapot', prompt: 'A teapot turns on a table 茶壶' });
    await page.getByRole('radio', { name: 'Video', exact: true }).check();
    await page.getByRole('radio', { name: /^Sandbox video/ }).check();
    await page.getByLabel(/^Duration/).click();
    await pick(page, /^1\s/);
    await page.getByRole('radio', { name: '240p' }).check();
    await clickGenerate(page, '1 draft');
    await waitForTask(page, 1);
    await promoteFirst(page, (dialog) => dialog.getByRole('radio', { name: '240p' }).check());
    await submitFinal(page, 'A teapot turns once around itself');

    const review = await screens.go(all.contentManager, plugin('review'));
    await openCase(review, 'Turning teapot');
    const video = review.locator('video').first();
    await video.waitFor();
    const shown = () =>
      video.evaluate((element) => {
        const { videoWidth, videoHeight, duration } = element as HTMLVideoElement;
        return { videoWidth, videoHeight, duration };
      });
    await review.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
    const { videoHeight, duration } = await shown();
    expect(videoHeight).toBe(240);
    expect(duration).toBeCloseTo(1, 0);
    await review.getByRole('button', { name: 'One frame on' }).click();
    await review.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
    await review.keyboard.press('a');
    const alternative = review.getByLabel(/Alternative text/);
    await alternative.waitFor();
    await eventually(async () =>
      expect(await alternative.inputValue()).toBe('A teapot turns once around itself')
    );
    await alternative.press('Enter');
    await see(review, 'Turning teapot: Approved.');
  });

  it('a key in the prompt is refused beside it, and nothing is launched', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await page.getByRole('radio', { name: 'Image', exact: true }).check();
    const key = `sk-proj-${'a1B2c3D4'.repeat(5)}`;
    await fillLaunch(page, { subject: 'Leaky teapot', prompt: `A red teapot ${key}` });
    await clickGenerate(page, '4 drafts');
    const prompt = page.getByLabel(/^Prompt/);
    const refusal =
      'This holds a full key or token. Take it out; keys belong in the server settings.';
    await see(page, refusal);
    const noteIds = (await prompt.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const notes = await Promise.all(
      noteIds.map((id) => page.locator(`[id="${id}"]`).allInnerTexts())
    );
    expect(notes.flat()).toContain(refusal);
    expect(new URL(page.url()).pathname).toBe(`/admin${plugin('launch')}`);
    expect(await tasksOf('Leaky teapot')).toEqual([]);

    await prompt.fill('A red teapot stands on a stove, morning light');
    await page.getByText(refusal).first().waitFor({ state: 'detached' });
    await clickGenerate(page, '4 drafts');
    await waitForTask(page, 4);
    expect(await tasksOf('Leaky teapot')).toHaveLength(1);
  });

  it('a failure says what happened, whether it is billed, and what to do next', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    const prompt = 'A teapot that the moderation does not like';
    await fillLaunch(page, { subject: 'Forbidden teapot', prompt });
    await page.getByRole('button', { name: /^6\. Advanced/ }).click();
    await page.getByLabel('Outcome to play').click();
    await pick(page, 'moderation');
    await clickGenerate(page, '4 drafts');
    await page.waitForURL(/\/tasks\/[a-z0-9]+$/);
    const taskId = idIn(page);
    const box = page
      .getByRole('alert')
      .filter({ hasText: "The provider's moderation refused the prompt or a reference." });
    await box.waitFor({ timeout: 30_000 });
    await see(box, 'Not billed');
    await see(box, 'Reword the prompt or change the reference, then launch a variant.');
    await box.getByRole('link', { name: 'Change and launch' }).click();
    await page.waitForURL((address) => address.searchParams.get('from') === taskId);
    await page.getByLabel(/^Prompt/).waitFor();
    await eventually(async () =>
      expect(await page.getByLabel(/^Prompt/).inputValue()).toBe(prompt)
    );
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });

  it('the evidence of an authorisation is picked at launch, and opens beside the record', async () => {
    await upload(all.editor, await picture().png().toBuffer(), 'bag-photo.png', 'image/png');
    await upload(all.editor, Buffer.from('We allow it.'), 'contract.txt', 'text/plain');
    const page = await screens.go(all.editor, plugin('launch'));
    const pickFile = async (name: RegExp) => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name }).first().check();
      await dialog.getByRole('button', { name: 'Finish' }).click();
    };
    await page.getByRole('button', { name: 'Pick from media' }).click();
    await pickFile(/bag-photo/);
    const form = page.getByRole('group', { name: 'Authorisation' });
    await form.getByLabel('Holder').fill('Studio Li');
    await form.getByLabel('Scope').fill('Everything');
    await form.getByRole('button', { name: 'Pick a file' }).click();
    await pickFile(/contract/);
    await see(form, 'contract.txt');
    await form.getByRole('button', { name: 'Record the authorisation' }).click();
    await form.waitFor({ state: 'detached' });

    const rights = await screens.go(all.contentManager, plugin('rights'));
    const record = rights.getByRole('article', { name: 'Studio Li' });
    await record.getByRole('link', { name: 'Evidence' }).click();
    await see(rights, 'contract.txt');
  });
});

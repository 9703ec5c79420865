import { api } from '../../plugins/asset-provenance/shared';
import type {
  ApprovedAsset,
  Page as Listed,
  ReviewCase,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import {
  clickGenerate,
  eventually,
  fillLaunch,
  openCase,
  openScreens,
  pick,
  plugin,
  promoteFirst,
  see,
  submitFinal,
  typeDay,
  waitForTask,
} from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { dayFromNow, fileIdOf, ok } from '../support/story';
import { firstOutput, readTask } from '../support/tasks';

jest.setTimeout(180_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';
const SUBJECT = 'Canvas bag 帆布包';
const BRIEF = {
  subject: SUBJECT,
  prompt: 'A canvas bag on a wooden table 帆布包放在木桌上',
  seed: '4711',
};
const REASON = 'The handle is cut off; show the whole bag.';
const LAST_DAY = dayFromNow(400);
const TODAY = dayFromNow(0);

let screens: Screens;
let all: People;
let url: string;

beforeAll(async () => {
  ({ url } = sharedServer());
  all = await people();
  screens = await openScreens(url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

/** What one step of the story passes on to the next. */
const story = { drafts: '', final: '', again: '', article: '', asset: {} as ApprovedAsset };

const taskOf = (taskId: string) => readTask(all.contentManager, taskId);
/** How many versions of the article there are beside its draft. */
const published = async () => {
  const { body } = await all.contentManager.http.get(`${ARTICLES}/${story.article}`);
  return (body as { meta: { availableStatus: unknown[] } }).meta.availableStatus.length;
};

describe('the whole story through the screens', () => {
  it('the editor launches four drafts: purpose and channel first', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await fillLaunch(page, BRIEF);
    await clickGenerate(page, '4 drafts');
    story.drafts = await waitForTask(page, 4);
    await eventually(async () =>
      expect(await page.getByRole('button', { name: 'Choose', exact: true }).count()).toBe(4)
    );
  });

  it('the same launch again is answered with the first task', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await fillLaunch(page, BRIEF);
    await clickGenerate(page, '4 drafts');
    const dialog = page.getByRole('alertdialog');
    await see(dialog, 'This was launched before');
    await see(dialog, story.drafts.slice(0, 8));
    await eventually(async () => expect(await dialog.locator('img').count()).toBe(4));
    await dialog.getByRole('button', { name: 'Launch anyway' }).click();
    await see(dialog, 'Say why it is wanted twice.');
    await dialog.getByRole('link', { name: 'Open it' }).click();
    expect(await waitForTask(page, 4)).toBe(story.drafts);
    expect((await taskOf(story.drafts)).repeats).toBe(1);
  });

  it('the editor chooses a draft, promotes it and submits the final', async () => {
    const page = await screens.go(all.editor, plugin(`tasks/${story.drafts}`));
    story.final = await promoteFirst(page);
    await submitFinal(page, 'A bag of natural canvas stands on a table');
  });

  it('the content manager sends it back with a reason, by keys', async () => {
    const page = await screens.go(all.contentManager, plugin('review'));
    await openCase(page, SUBJECT);
    await page.keyboard.press('g');
    await page.keyboard.press('Enter');
    await see(page, 'Choose a reason, or write one.');
    await page.keyboard.press('1');
    await page.getByLabel(/What should be different/).fill(REASON);
    await page.keyboard.press('Control+Enter');
    await see(page, `${SUBJECT}: Regenerate.`);
    const { outputId } = firstOutput(await taskOf(story.final));
    const decided = await all.contentManager.api.get<ReviewCase>(api.reviewCase(outputId));
    expect(ok(decided, 'Case').lastVerdict).toMatchObject({
      verdict: 'regenerate',
      reason: REASON,
      reasonChips: [expect.any(String)],
    });
  });

  it('the editor reads the reason and makes it again', async () => {
    const page = await screens.go(all.editor, plugin(`tasks/${story.final}`));
    await see(page, 'What the reviewer said');
    await see(page, REASON);
    await page.getByRole('link', { name: 'Make it again' }).click();
    await page.waitForURL(/\/launch\?.*as=regenerate/);
    await eventually(async () =>
      expect(await page.getByRole('blockquote').innerText()).toContain(REASON)
    );
    await eventually(async () =>
      expect(await page.getByLabel(/^Prompt/).inputValue()).toBe(BRIEF.prompt)
    );
    await page.getByLabel(/^Prompt/).fill(`${BRIEF.prompt}, the whole bag`);
    await clickGenerate(page, '1 final');
    story.again = await waitForTask(page, 1);
    expect((await taskOf(story.again)).derivedFrom).toMatchObject({
      taskId: story.final,
      derivation: 'regenerate',
    });
    await submitFinal(page, 'The whole canvas bag stands on a table');
  });

  it('the content manager approves the new one by keys, with limits', async () => {
    const page = await screens.go(all.contentManager, plugin('review'));
    await openCase(page, SUBJECT);
    await page.keyboard.press('a');
    const alternative = page.getByLabel(/Alternative text/);
    await alternative.waitFor();
    await eventually(async () =>
      expect(await alternative.inputValue()).toBe('The whole canvas bag stands on a table')
    );
    const website = page
      .getByRole('group', { name: 'Channels' })
      .getByRole('button', { name: 'Website' });
    if ((await website.getAttribute('aria-pressed')) === 'false') await website.click();
    await typeDay(page.getByLabel('Last day'), LAST_DAY);
    await page.getByLabel('Credit line').fill('Picture: Studio Nord');
    await page.keyboard.press('Enter');
    await see(page, `${SUBJECT}: Approved.`);
    const assets = ok(
      await all.contentManager.api.get<Listed<ApprovedAsset>>(api.assets, { limit: 100 }),
      'Assets'
    );
    const asset = assets.results.find(({ taskId }) => taskId === story.again);
    if (!asset) throw new Error('The approval made no asset.');
    expect(asset.limits).toMatchObject({
      channels: ['website'],
      validUntil: LAST_DAY,
      creditLine: 'Picture: Studio Nord',
    });
    story.asset = asset;
    const library = await screens.go(all.editor, plugin(`library?open=${asset.fileDocumentId}`));
    await see(library.getByRole('complementary'), 'Picture: Studio Nord');
  });

  it('a draft cannot be published, and the page says why and who can change it', async () => {
    const { outputs } = await taskOf(story.drafts);
    const cover = await fileIdOf(all.contentManager, outputs[0]?.fileDocumentId ?? null);
    const created = await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
      title: 'The canvas bag',
      cover,
    });
    story.article = ok(created, 'Article').documentId;
    const page = await screens.go(all.contentManager, `${ARTICLES}/${story.article}`);
    const panel = page.getByRole('complementary');
    const reason = page.getByText(/^“.+” is a draft; drafts are never published\.$/);
    await see(panel, '1 file keeps this entry from being published.');
    await reason.first().waitFor();
    await see(
      panel,
      /^Who can change that: Edith Editor, by promoting it to final, or by adopting it/
    );
    await page.getByRole('button', { name: 'Publish' }).click();
    await see(page, /This cannot be published\. “.+” is a draft/);
    // Beside the field too, not only in the panel.
    await reason.nth(1).waitFor();
    expect(await published()).toBe(0);
  });

  it('the approved picture can', async () => {
    const fileId = await fileIdOf(all.contentManager, story.asset.fileDocumentId);
    ok(
      await all.contentManager.http.put(`${ARTICLES}/${story.article}`, { cover: fileId }),
      'Use the approved picture'
    );
    const page = await screens.go(all.contentManager, `${ARTICLES}/${story.article}`);
    await see(page, 'Nothing in its media stands against publishing.');
    await page.getByRole('button', { name: 'Publish' }).click();
    await see(page, 'Published document');
    expect(await published()).toBe(1);
  });

  it('a revision note is written in the entry and is due today', async () => {
    const page = await screens.go(all.contentManager, `${ARTICLES}/${story.article}`);
    await page.getByRole('button', { name: 'Write a note' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Reason/).fill('The bag gets a new handle in spring.');
    await dialog.getByLabel(/^Source of the question/).fill('Ticket 4711');
    await dialog.getByLabel(/^Approving owner/).fill('Conrad Manager');
    await typeDay(dialog.getByLabel('Check again on'), TODAY);
    await dialog.getByRole('button', { name: 'Save the note' }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(page, '1 revision note');
    await see(page, /due today/);
  });

  it('the auditor completes it, and the next note is written', async () => {
    const page = await screens.go(all.auditor, plugin('follow-up'));
    const due = page.getByRole('article').filter({ hasText: 'Ticket 4711' });
    await see(due, /due today/);
    await due.getByRole('button', { name: 'Complete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^What came of it/).click();
    await pick(page, 'Still right');
    await dialog.getByLabel(/^Reason/).fill('The old handle is still sold.');
    await dialog.getByRole('button', { name: 'In a month' }).click();
    await dialog.getByRole('button', { name: 'Complete' }).click();
    await dialog.waitFor({ state: 'detached' });
    await due.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Open' }).click();
    const next = page.getByRole('article').filter({ hasText: 'The old handle is still sold.' });
    await see(next, /in \d+ days/);
    await next.getByRole('button', { name: 'History' }).click();
    await see(page.getByRole('complementary'), /Checked; was due/);
  });

  it('the auditor traces a resized copy to its record', async () => {
    const page = await screens.go(all.auditor, plugin('trace'));
    const again = await taskOf(story.again);
    const address = again.outputs[0]?.url?.replace('/uploads/', '/uploads/thumbnail_') ?? '';
    await page.getByRole('textbox').first().fill(`${url}${address}`);
    await page.keyboard.press('Enter');
    for (const text of [/approved by Conrad Manager/, 'Edith Editor', 'The canvas bag'])
      await see(page, text);

    const bytes = Buffer.from(await (await fetch(`${url}${address}`)).arrayBuffer());
    await page.goto(`${url}/admin${plugin('trace')}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'found-on-the-web.png', mimeType: 'image/png', buffer: bytes });
    await see(page, /same bytes as one size/i);
    await see(page, 'Edith Editor');
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });
});

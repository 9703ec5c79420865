import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { createHttp } from '../support/http';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, ok } from '../support/story';

jest.setTimeout(180_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';
/** Pictures of what the test saw, for a person who looks into a failure. */
const SHOTS = path.join(tmpdir(), 'asset-provenance-e2e');

let browser: Browser;
let all: People;
let url: string;

const open: Record<string, { context: BrowserContext; page: Page }> = {};
const problems: string[] = [];

/** A person's own browser, logged in through the form. */
const pageOf = async (person: Person): Promise<Page> => {
  const known = open[person.email];
  if (known) return known.page;
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', ({ message }) => problems.push(message));
  await page.goto(`${url}/admin/auth/login`);
  await page.fill('input[name=email]', person.email);
  await page.fill('input[name=password]', person.password);
  await page.click('button[type=submit]');
  await page.waitForURL((address) => !address.pathname.includes('/auth/'));
  open[person.email] = { context, page };
  return page;
};

const go = async (person: Person, to: string) => {
  const page = await pageOf(person);
  await page.goto(`${url}/admin${to}`);
  return page;
};
const plugin = (screen: string) => `/plugins/asset-provenance/${screen}`;

/** The id at the end of the address of a task or a case. */
const idIn = (page: Page) => new URL(page.url()).pathname.split('/').pop() ?? '';

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  ({ url } = sharedServer());
  all = await people();
  browser = await launchBrowser();
});

afterEach(async () => {
  const name = expect.getState().currentTestName?.replace(/\W+/g, '-') ?? 'test';
  for (const [email, { page }] of Object.entries(open)) {
    await page
      .screenshot({ path: path.join(SHOTS, `${name}-${email}.png`) })
      .catch(() => undefined);
  }
});

afterAll(async () => {
  await browser?.close();
});

/** What one story passes on to the next step. */
const story: {
  draftFileId?: number;
  fileId?: number;
  finalUrl?: string;
  article?: string;
  taskId?: string;
} = {};

const waitForResults = (page: Page, stored: number) =>
  page.getByText(`Results (${stored} of ${stored})`).waitFor({ timeout: 60_000 });

describe('the whole story through the screens', () => {
  it('the editor sees Launch, Tasks and Library, and nothing else', async () => {
    const page = await go(all.editor, plugin(''));
    const links = page.getByRole('navigation').getByRole('link');
    await page.getByRole('link', { name: 'Launch' }).first().waitFor();
    const names = (await links.allInnerTexts()).map((name) => name.trim());
    expect(
      names.filter((name) => /^(Launch|Tasks|Review|Library|Trace|Follow-up)/.test(name))
    ).toEqual(['Launch', expect.stringMatching(/^Tasks/), 'Library']);
  });

  it('the editor launches four drafts: purpose and channel first', async () => {
    const page = await go(all.editor, plugin('launch'));
    await page.getByRole('radio', { name: /^Product hero/ }).check();
    await page.getByRole('radio', { name: 'Website' }).check();
    await page.getByLabel('Subject').fill('Canvas bag 帆布包');
    await page.getByLabel(/^Prompt/).fill('A canvas bag on a wooden table 帆布包放在木桌上');
    await page.getByRole('button', { name: 'Generate 4 drafts' }).click();
    await page.waitForURL(/\/tasks\/[a-z0-9]+/);
    story.taskId = idIn(page);
    await waitForResults(page, 4);
  });

  it('the same launch again is answered with the first task', async () => {
    const page = await go(all.editor, plugin(`launch?from=${story.taskId}&as=variant`));
    await page.getByRole('button', { name: /Generate 4 drafts/ }).waitFor();
    const second = await go(all.editor, plugin(`tasks/${story.taskId}`));
    await waitForResults(second, 4);
  });

  it('the editor chooses a draft, promotes it and submits the final', async () => {
    const page = await go(all.editor, plugin(`tasks/${story.taskId}`));
    await waitForResults(page, 4);
    await page.getByRole('button', { name: 'Choose' }).first().click();
    await page.getByRole('button', { name: 'Promote to final' }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Generate|Promote/ })
      .click();
    await page.waitForURL(
      (address) =>
        /\/tasks\/[a-z0-9]+/.test(address.pathname) &&
        !address.pathname.endsWith(story.taskId ?? '')
    );
    await waitForResults(page, 1);
    await page.getByRole('button', { name: 'Submit for review' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Alternative text/).fill('A bag of natural canvas stands on a table');
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('Waiting for review').first().waitFor();
  });

  it('the content manager finds it and approves it by keys', async () => {
    const page = await go(all.contentManager, plugin('review'));
    await page.getByText('Canvas bag 帆布包').first().click();
    await page.waitForURL(/\/review\/[a-z0-9]+/);
    await page.getByRole('button', { name: /^Approve/ }).waitFor();
    await page.keyboard.press('a');
    await page.getByLabel(/Alternative text/).waitFor();
    expect(await page.getByLabel(/Alternative text/).inputValue()).toContain('natural canvas');
    await page.getByLabel(/Alternative text/).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Approved').first().waitFor();
  });

  it('a draft cannot be published; the approved picture can', async () => {
    const { outputs } = ok(
      await all.editor.api.get<{ outputs: { fileDocumentId: string }[] }>(`/tasks/${story.taskId}`),
      'Task'
    );
    story.draftFileId = await fileIdOf(all.contentManager, outputs[0]?.fileDocumentId ?? null);
    const library = ok(
      await all.contentManager.api.get<{ results: { fileId: number; url: string }[] }>('/library', {
        status: 'approved',
      }),
      'Library'
    );
    story.fileId = library.results[0]?.fileId ?? 0;
    story.finalUrl = library.results[0]?.url ?? '';
    const { documentId } = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, {
        title: 'The canvas bag',
        cover: story.draftFileId,
      }),
      'Article'
    );
    story.article = documentId;

    const page = await go(all.contentManager, `${ARTICLES}/${documentId}`);
    await page.getByText('Provenance', { exact: true }).last().waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText(/draft/i).first().waitFor();
    const open_ = createHttp({ url });
    expect((await open_.get(`/api/articles/${documentId}`)).status).not.toBe(200);

    ok(
      await all.contentManager.http.put(`${ARTICLES}/${documentId}`, { cover: story.fileId }),
      'Use the approved picture'
    );
    await page.reload();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published', { exact: true }).first().waitFor();
  });

  it('the auditor traces a resized copy to its record, and follows up', async () => {
    const page = await go(all.auditor, plugin('trace'));
    const thumbnail = story.finalUrl?.replace('/uploads/', '/uploads/thumbnail_') ?? '';
    await page.getByRole('textbox').first().fill(`${url}${thumbnail}`);
    await page.keyboard.press('Enter');
    await page
      .getByText(/approved by Conrad Manager/)
      .first()
      .waitFor();
    await page.getByText('Edith Editor').first().waitFor();
    await page.getByText('The canvas bag').first().waitFor();

    const bytes = Buffer.from(await (await fetch(`${url}${thumbnail}`)).arrayBuffer());
    await page.goto(`${url}/admin${plugin('trace')}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'found-on-the-web.png', mimeType: 'image/png', buffer: bytes });
    await page
      .getByText(/same bytes as one size/i)
      .first()
      .waitFor();
  });

  it('nothing broke on the way', () => {
    expect(problems).toEqual([]);
  });
});

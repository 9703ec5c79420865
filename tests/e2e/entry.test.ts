import { api } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { openScreens, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, makeApproved, ok, submit } from '../support/story';
import type { Approved, Made } from '../support/story';

jest.setTimeout(180_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';

let screens: Screens;
let all: People;
let approved: Approved;
let pending: Made & { fileId: number };

beforeAll(async () => {
  all = await people();
  const [good, made] = await Promise.all([
    makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject: 'Linen towel' } }
    ),
    make(all.editor, { subject: 'Linen apron' }),
  ]);
  ok(await submit(all.editor, made), 'Submit');
  approved = good;
  pending = { ...made, fileId: await fileIdOf(all.contentManager, made.output.fileDocumentId) };
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

const article = async (data: Record<string, unknown>): Promise<string> =>
  ok(await all.contentManager.http.post<{ documentId: string }>(ARTICLES, data), 'Article')
    .documentId;
const isPublished = async (documentId: string): Promise<boolean> => {
  const { body } = await all.contentManager.http.get(`${ARTICLES}/${documentId}`);
  const { availableStatus } = (body as { meta: { availableStatus: unknown[] } }).meta;
  return availableStatus.length > 0;
};

describe('the Content Manager', () => {
  it('shows the standing under a media field, also of what is picked and not saved', async () => {
    const documentId = await article({ title: 'Towels', cover: approved.fileId });
    const page = await screens.go(all.contentManager, `${ARTICLES}/${documentId}`);
    const form = page.getByRole('main');
    await form.getByText('Approved', { exact: true }).first().waitFor();
    const trace = form.getByRole('link', { name: 'Trace' }).first();
    expect(await trace.getAttribute('href')).toContain(approved.output.outputId);
    expect(await trace.getAttribute('target')).toBe('_blank');
    const generate = form.getByRole('link', { name: 'Generate' }).first();
    expect(await generate.getAttribute('href')).toMatch(/asset-provenance\/launch$/);

    await page.getByText('gallery', { exact: true }).waitFor();
    await page
      .getByRole('button', { name: /Click to add an asset/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Search', exact: true }).click();
    await dialog.locator('input[name=search]').fill('Linen apron');
    await page.keyboard.press('Enter');
    await dialog
      .getByText(/^Linen apron/)
      .first()
      .waitFor();
    await dialog.getByRole('checkbox').last().click();
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await form.getByText('Waiting for review', { exact: true }).waitFor();
    await see(form, /“Linen apron.+” is not approved\./);
    // Nothing was saved: the panel speaks of the entry as it is stored.
    await see(page.getByRole('complementary'), 'Nothing in its media stands against publishing.');
  });

  it('lists the worst status of each entry, with one question for the page', async () => {
    await article({ title: 'Aprons', cover: approved.fileId, gallery: [pending.fileId] });
    await article({ title: 'Without media' });
    const page = await screens.go(all.contentManager, '/');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith(api.entryStatuses)) asked.push(request.postData() ?? '');
    });
    await page.goto(`${sharedServer().url}/admin${ARTICLES}?page=1&pageSize=100&sort=id:DESC`);
    await page.locator('thead').getByText('Media status', { exact: true }).waitFor();
    const row = (title: string) =>
      page.locator('tbody tr').filter({ has: page.getByText(title, { exact: true }) });
    await row('Aprons').getByText('Waiting for review').waitFor();
    await row('Towels').getByText('Approved').waitFor();
    await row('Without media').getByLabel('No media').waitFor();
    expect(asked).toHaveLength(1);
  });

  it('says in the panel what stands against publishing and who can change it', async () => {
    const documentId = await article({ title: 'Apron of the year', cover: pending.fileId });
    const page = await screens.go(all.contentManager, `${ARTICLES}/${documentId}`);
    const panel = page.getByRole('complementary');
    await see(panel, '1 file keeps this entry from being published.');
    await see(panel, /^Who can change that: /);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await see(page, /^This cannot be published\. “Linen apron.+\(cover\)/);
    expect(await isPublished(documentId)).toBe(false);
  });

  it('lets who may publish all the same, once, with a reason on record', async () => {
    const documentId = await article({ title: 'Urgent aprons', cover: pending.fileId });
    const page = await screens.go(all.contentManager, `${ARTICLES}/${documentId}`);
    const panel = page.getByRole('complementary');
    await panel.getByRole('button', { name: 'Publish all the same …' }).click();
    const dialog = page.getByRole('dialog');
    await see(dialog, /is not approved\./);
    const act = dialog.getByRole('button', { name: 'Let the next publication pass' });
    await act.click();
    await see(dialog, 'Required');
    await dialog.getByLabel(/^Why is it published/).fill('The shop opens today.');
    await act.click();
    await see(panel, /may publish this entry once until .+: “The shop opens today\.”/);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await see(page, 'Published document');
    expect(await isPublished(documentId)).toBe(true);
    await panel.getByText(/may publish this entry once/).waitFor({ state: 'detached' });
  });

  it('offers none of this to an editor who may not', async () => {
    const documentId = await article({ title: 'Aprons for later', cover: pending.fileId });
    const page = await screens.go(all.editor, `${ARTICLES}/${documentId}`);
    const panel = page.getByRole('complementary');
    await see(panel, '1 file keeps this entry from being published.');
    expect(await panel.getByRole('button', { name: /Publish all the same/ }).count()).toBe(0);
    expect(await panel.getByRole('link', { name: 'Trace' }).count()).toBe(0);
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });
});

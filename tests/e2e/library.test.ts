import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type { FileUsage, LibraryItem, Page as Listed } from '../../plugins/asset-provenance/shared';
import { upload } from '../support/files';
import { A1111, picture, pngWithTexts } from '../support/marked-files';
import type { People } from '../support/people';
import { eventually, openScreens, pick, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { dayFromNow, make, makeApproved, ok } from '../support/story';
import type { Approved, Made } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(180_000);

const BRAND = 'Hazelwood';

let screens: Screens;
let all: People;
let kettle: Approved;
let jug: Approved;
let unsubmitted: Made;

beforeAll(async () => {
  all = await people();
  const who = { owner: all.editor, reviewer: all.contentManager };
  [kettle, jug, unsubmitted] = await Promise.all([
    makeApproved(who, {
      limits: {
        channels: ['website', 'ecommerce'],
        validUntil: dayFromNow(9),
        maximumPlacements: 2,
      },
      overrides: { subject: 'Copper kettle', brand: BRAND, series: 'Kitchen' },
    }),
    makeApproved(who, {
      limits: { channels: ['internal'] },
      overrides: { subject: 'Clay jug', brand: BRAND, series: 'Table' },
    }),
    make(all.editor, { subject: 'Tin plate', brand: BRAND }),
  ]);
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

const library = (query = '') => plugin(`library?brand=${BRAND}${query}`);
const cards = (page: Page) => page.getByRole('article');
/** The subjects that the list shows, in its order, once there are as many as expected. */
const shown = async (page: Page, count: number): Promise<string[]> => {
  await page.waitForFunction(
    (expected) => document.querySelectorAll('article').length === expected,
    count
  );
  const names = await cards(page).evaluateAll((found) =>
    found.map((card) => card.getAttribute('aria-label') ?? '')
  );
  return names.map((name) => /^\S+ \S+/.exec(name)?.[0] ?? name);
};
const drawerOf = async (
  page: Page,
  { output }: Made,
  query = ''
): Promise<ReturnType<Page['locator']>> => {
  await page.goto(
    `${sharedServer().url}/admin${library(`&open=${output.fileDocumentId}${query}`)}`
  );
  const drawer = page.locator('aside');
  await drawer.getByRole('heading', { name: 'About this file' }).waitFor();
  return drawer;
};
const choose = async (page: Page, label: string, option: string | RegExp) => {
  await page.getByRole('combobox', { name: label }).click();
  await pick(page, option);
};
const fromMenu = async (page: Page, act: string) => {
  await page.locator('aside').getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: act }).click();
  return page.getByRole('dialog');
};
const itemOf = async ({ output }: Made): Promise<LibraryItem | undefined> =>
  ok(
    await all.editor.api.get<Listed<LibraryItem>>(api.library, {
      fileDocumentId: output.fileDocumentId,
    }),
    'Library'
  ).results[0];

describe('the Library', () => {
  it('is filtered, and the filters, the order and the shape are in the address', async () => {
    const page = await screens.go(all.editor, library());
    expect((await shown(page, 3)).sort()).toEqual(['Clay jug', 'Copper kettle', 'Tin plate']);
    await choose(page, 'Status', 'Approved');
    expect((await shown(page, 2)).sort()).toEqual(['Clay jug', 'Copper kettle']);
    await choose(page, 'Usable now on', 'Website');
    expect(await shown(page, 1)).toEqual(['Copper kettle']);
    await page.reload();
    expect(await shown(page, 1)).toEqual(['Copper kettle']);
    await page.goBack();
    expect((await shown(page, 2)).sort()).toEqual(['Clay jug', 'Copper kettle']);

    const first = () => cards(page).first().getAttribute('aria-label');
    const newest = await first();
    await choose(page, 'Sort', 'Oldest first');
    await until(async () => (await first()) !== newest, { what: 'the oldest first' });
    await choose(page, 'Sort', 'Newest first');
    await page.waitForURL(({ searchParams }) => !searchParams.has('sort'));
    await until(async () => (await first()) === newest, { what: 'the newest first' });

    await page.locator('input[name=q]').fill('kettle');
    expect(await shown(page, 1)).toEqual(['Copper kettle']);
    await page.getByRole('radio', { name: 'Table' }).check();
    await page.getByRole('row', { name: /Copper kettle/ }).waitFor();
    expect(new URL(page.url()).searchParams.get('shape')).toBe('table');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL(({ searchParams }) => !searchParams.has('brand'));
  });

  it('has views: built-in ones, and one of one’s own that is saved and deleted', async () => {
    const marked = await pngWithTexts({ parameters: A1111 });
    await upload(all.editor, marked, 'found-hazelwood.png', 'image/png');
    const page = await screens.go(all.editor, plugin('library'));
    await page.getByRole('radio', { name: 'Detected, not reviewed' }).check();
    await page.getByRole('article', { name: /^found-hazelwood/ }).waitFor();
    await page.getByRole('article', { name: /Copper kettle/ }).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Expiring in 30 days' }).check();
    await page.getByRole('article', { name: /Copper kettle/ }).waitFor();
    await page.getByRole('article', { name: /Clay jug/ }).waitFor({ state: 'detached' });

    await page.goto(`${sharedServer().url}/admin${library('&status=approved')}`);
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('dialog').getByLabel(/^Name/).fill('Hazelwood, approved');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const own = page.getByRole('radio', { name: 'Hazelwood, approved' });
    await own.waitFor();
    await page.getByRole('radio', { name: 'All', exact: true }).check();
    await page.getByRole('article', { name: /Tin plate/ }).waitFor();
    await own.check();
    expect((await shown(page, 2)).sort()).toEqual(['Clay jug', 'Copper kettle']);
    await page.getByRole('button', { name: 'Delete the view' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the view' }).click();
    await own.waitFor({ state: 'detached' });
  });

  it('shows one file whole: limits, life, where it is used', async () => {
    const article = ok(
      await all.contentManager.http.post<{ documentId: string }>(
        '/content-manager/collection-types/api::article.article',
        { title: 'Kettles of the year', cover: kettle.fileId }
      ),
      'Article'
    );
    const page = await screens.go(all.contentManager, library());
    const drawer = await drawerOf(page, kettle);
    await see(drawer, `Approved by ${all.contentManager.name}.`);
    await see(drawer, 'Website, E-commerce platforms');
    await see(drawer, '0 of 2 placements are used.');
    await see(drawer, 'Draft');
    const link = drawer.getByRole('link', { name: 'Kettles of the year' });
    expect(await link.getAttribute('href')).toContain(article.documentId);

    await drawer.getByRole('button', { name: 'Record a use outside' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, 'Channel', 'Social media');
    await dialog.getByLabel('Address').fill('https://social.example/kettle');
    await choose(page, 'What the platform was told', 'Declared as AI-generated');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await see(drawer, '1 of 2 placements are used.');
    await see(drawer, 'https://social.example/kettle');
    await drawer.getByRole('button', { name: 'Mark as taken down' }).click();
    await dialog.getByLabel(/^Why was it taken down/).fill('The post is old.');
    await dialog.getByRole('button', { name: 'Mark as taken down' }).click();
    await see(drawer, `Ended by ${all.contentManager.name}: The post is old.`);
    const usage = ok(
      await all.editor.api.get<FileUsage>(api.fileUsage(kettle.output.fileDocumentId ?? '')),
      'Usage'
    );
    expect(usage).toMatchObject({ placementCount: 0, outsidePlacements: [{ url: /kettle/ }] });
    const trace = await screens.go(all.auditor, plugin(`trace?q=${kettle.output.outputId}`));
    await see(trace, 'https://social.example/kettle');
    await see(trace, `Ended by ${all.contentManager.name}: The post is old.`);
  });

  it('takes an edited version back as an unsubmitted result of its own', async () => {
    const page = await screens.go(all.editor, library());
    const drawer = await drawerOf(page, kettle);
    const dialog = await fromMenu(page, 'Upload an edited version');
    const edited = await picture({ width: 640, height: 640 }).png().toBuffer();
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'kettle-edited.png', mimeType: 'image/png', buffer: edited });
    await dialog.getByLabel(/^Edited with/).fill('Photoshop 26');
    await dialog.getByLabel(/^What was changed/).fill('The handle is darker.');
    await dialog.getByRole('button', { name: 'Upload an edited version' }).click();
    await page.waitForURL(
      ({ searchParams }) =>
        searchParams.has('open') && searchParams.get('open') !== kettle.output.fileDocumentId
    );
    await see(drawer, 'Nobody has submitted it for review.');
    await page.goto(`${sharedServer().url}/admin${library('&status=unsubmitted')}`);
    await see(page, '2 items');
    await page.getByRole('article', { name: /kettle/i }).waitFor();
    expect(await itemOf(kettle)).toMatchObject({ approvalStatus: 'approved' });
  });

  it('gives working copies in the specifications of a channel as a zip', async () => {
    const page = await screens.go(all.editor, library());
    const drawer = await drawerOf(page, kettle);
    await drawer.getByRole('button', { name: 'Download working copies' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'E-commerce platforms' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Download', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    const bytes = readFileSync(await download.path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.toString('latin1')).toContain('.png');
    await dialog.waitFor({ state: 'detached' });
  });

  it('acts on many files at once, with an answer for each', async () => {
    const page = await screens.go(all.contentManager, library());
    await page.getByRole('checkbox', { name: /^Select Clay jug/ }).click();
    await page.getByRole('checkbox', { name: /^Select Tin plate/ }).click();
    await see(page, '2 selected');
    const bulk = page.getByRole('group', { name: 'Acts on what is selected' });
    const dialog = page.getByRole('dialog');
    await bulk.getByRole('button', { name: 'Put under hold' }).click();
    await dialog.getByLabel(/^Why is it held/).fill('A complaint is open.');
    await dialog.getByRole('button', { name: 'Put under hold' }).click();
    await see(page, '2 files are under hold.');
    expect(await itemOf(jug)).toMatchObject({ isHeld: true });
    expect(await itemOf(unsubmitted)).toMatchObject({ isHeld: true });
    await page
      .getByRole('article', { name: /Clay jug/ })
      .getByText('Under hold')
      .waitFor();

    await page.getByRole('checkbox', { name: /^Select Clay jug/ }).click();
    await page.getByRole('checkbox', { name: /^Select Tin plate/ }).click();
    await bulk.getByRole('button', { name: 'Revoke the approval' }).click();
    await dialog.getByLabel(/^Why is it revoked/).fill('The jug is not sold any more.');
    await dialog.getByRole('button', { name: 'Revoke the approval' }).click();
    await see(dialog, '1 of 2 done. The others were refused:');
    await see(dialog, /^Tin plate/);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    // What was refused stays selected.
    await see(page, '1 selected');
    expect(await itemOf(jug)).toMatchObject({ approvalStatus: 'revoked' });

    const drawer = await drawerOf(page, jug);
    await see(drawer, 'The jug is not sold any more.');
    await see(drawer, 'Ended by');
  });

  it('lets another asset take the place of one', async () => {
    const better = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject: 'Steel kettle', brand: BRAND } }
    );
    const page = await screens.go(all.contentManager, library());
    const drawer = await drawerOf(page, kettle);
    const dialog = await fromMenu(page, 'Replace by another asset');
    await dialog.locator('input[name=q]').fill('Steel kettle');
    const other = dialog.getByRole('radio');
    await page.waitForFunction(
      () => document.querySelectorAll('[role=dialog] input[type=radio]').length === 1
    );
    await dialog.getByRole('img').click();
    await eventually(async () => expect(await other.isChecked()).toBe(true));
    await dialog.getByLabel(/^Why/).fill('The steel one is sold now.');
    await dialog.getByRole('button', { name: 'Replace by another asset' }).click();
    await see(drawer, 'Another asset has taken its place.');
    await see(drawer, 'The steel one is sold now.');
    expect(
      await drawer.getByRole('link', { name: 'Trace the other asset' }).getAttribute('href')
    ).toContain(better.asset.assetId);
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });
});

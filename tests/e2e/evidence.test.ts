import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Download, Page } from 'playwright-core';
import sharp from 'sharp';
import { PUBLIC_RECORD_BASE, api } from '../../plugins/asset-provenance/shared';
import type { LedgerStanding, RecordReport } from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { download } from '../support/files';
import type { People } from '../support/people';
import { openScreens, plugin, see } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { makeApproved, ok } from '../support/story';
import type { Approved } from '../support/story';

jest.setTimeout(180_000);

const SUBJECT = 'Stoneware jug';
const CREDIT = 'Studio Jug';

let folder: string;
let screens: Screens;
let all: People;
let approved: Approved;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  all = await people();
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { limits: { channels: ['website'], creditLine: CREDIT }, overrides: { subject: SUBJECT } }
  );
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(async () => {
  await screens?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (name: string) => path.join(folder, name);
/** What a click saves, kept under its own name. */
const saved = async (page: Page, click: () => Promise<void>): Promise<string> => {
  const [file] = (await Promise.all([page.waitForEvent('download'), click()])) as [Download, void];
  const to = inFolder(file.suggestedFilename());
  await file.saveAs(to);
  return to;
};

describe('an auditor', () => {
  it('has the ledger verified, and takes its checkpoint away', async () => {
    const page = await screens.go(all.auditor, plugin('trace'));
    const panel = page.getByRole('region', { name: 'Ledger' });
    await panel.getByRole('button', { name: 'Verify now' }).click();
    await see(panel, 'Intact');
    await see(panel, /^[\d,]+ events and [\d,]+ rows were compared/);
    const note = await saved(page, () => panel.getByRole('button', { name: /^Save/ }).click());
    const standing = ok(await all.auditor.api.get<LedgerStanding>(api.ledger), 'Ledger');
    const [origin, size] = readFileSync(note, 'utf8').split('\n');
    expect(standing.checkpoint?.note.split('\n')[0]).toBe(origin);
    expect(Number(size)).toBeGreaterThan(0);
  });

  it('drops a small copy of a published file, and reads how it was found', async () => {
    const bytes = await download(sharedServer().url + approved.output.url);
    const small = await sharp(bytes).resize({ width: 300 }).jpeg({ quality: 30 }).toBuffer();
    writeFileSync(inFolder('copy.jpg'), small);
    const page = await screens.go(all.auditor, plugin('trace'));
    await page.locator('input[type=file]').setInputFiles(inFolder('copy.jpg'));
    await see(page, 'copy.jpg');
    await see(page, /not proof/);
    await see(page, CREDIT);
    await see(page, all.editor.name);
    await see(page, all.contentManager.name);
  });

  it('exports the record, and proves it without the site', async () => {
    const page = await screens.go(all.auditor, plugin(`trace?q=${approved.output.outputId}`));
    await page.getByRole('radio', { name: /^Public/ }).check();
    await page.getByRole('checkbox', { name: /^With the files/ }).check();
    const zip = await saved(page, () =>
      page.getByRole('button', { name: 'Export as a zip' }).click()
    );
    await see(page, 'The record was exported.');
    const { code, out } = await runCli(['verify', zip, '--json']);
    expect((JSON.parse(out) as RecordReport).state).toBe('intact');
    expect(code).toBe(0);
  });

  it('comes back to a record and to the Library, and sees what others decided meanwhile', async () => {
    const { output, asset } = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { overrides: { subject: 'Recalled jug' } }
    );
    const record = plugin(`trace?q=${output.outputId}`);
    const library = plugin(`library?open=${output.fileDocumentId}`);
    const page = await screens.follow(all.auditor, library);
    await see(page.locator('aside'), 'Active');
    await screens.follow(all.auditor, record);
    await see(page.getByRole('main'), 'Recalled jug');

    const reason = 'The jug was recalled.';
    ok(await all.contentManager.api.post(api.revoke(asset.assetId), { reason }), 'Revoke');
    await screens.follow(all.auditor, library);
    await see(page.locator('aside'), 'Revoked');
    await screens.follow(all.auditor, record);
    await see(page.getByRole('main'), reason);
  });
});

describe('who may hold things', () => {
  it('places a legal hold with a reason, and lifts it', async () => {
    const page = await screens.go(all.superAdmin, plugin(`trace?q=${approved.output.outputId}`));
    const keeping = page.getByRole('region', { name: 'Keeping' });
    const act = async (name: string, reason: string) => {
      await keeping.getByRole('button', { name }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(reason);
      await dialog.getByRole('button', { name }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await act('Place a legal hold', 'A rights holder objects.');
    await see(keeping, 'Under legal hold');
    await see(keeping, /A rights holder objects\./);
    await screens.shoot('held');
    await act('Lift the hold', 'Settled.');
    await see(keeping, 'No legal hold stands on it.');
  });

  it('sees how long things are kept, and what would go today', async () => {
    const page = await screens.go(all.superAdmin, '/settings/asset-provenance');
    const panel = page.getByRole('region', { name: 'How long things are kept' });
    await see(panel, 'Raw answers of providers');
    await see(panel, /^On: once a day/);
    await see(panel, '3,650 days');
    await panel.scrollIntoViewIfNeeded();
  });
});

describe('a visitor of the site', () => {
  it('reads an honest label on a small page', async () => {
    const { fileDocumentId } = approved.output;
    const page = await screens.visit(`/api${PUBLIC_RECORD_BASE}/${fileDocumentId}`);
    // The sandbox has no model, and its pictures are not said to be of one.
    await see(page, 'Made by an algorithm');
    await see(page, CREDIT);
    const text = await page.locator('body').innerText();
    expect(text).not.toContain(all.editor.name);
    expect(text).not.toContain(SUBJECT);
    await screens.shoot('public page');
  });
});

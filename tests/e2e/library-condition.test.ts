import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, Page as Listed } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { openScreens } from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { make, makeApproved, ok } from '../support/story';
import type { Made } from '../support/story';

jest.setTimeout(180_000);

const ARTICLES = '/content-manager/collection-types/api::article.article';

let screens: Screens;
let all: People;
/** Names of files, as the stock screens show them. */
let usable: string;
let unsubmitted: string;

const nameOf = async ({ output }: Made): Promise<string> => {
  const { results } = ok(
    await all.contentManager.api.get<Listed<LibraryItem>>(api.library, {
      fileDocumentId: output.fileDocumentId,
    }),
    'Library'
  );
  const [item] = results;
  if (!item) throw new Error(`No file of output ${output.outputId}.`);
  return item.name;
};

beforeAll(async () => {
  all = await people();
  const approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { overrides: { subject: 'Approved lantern' } }
  );
  usable = await nameOf(approved);
  unsubmitted = await nameOf(await make(all.editor, { subject: 'Unsubmitted lantern' }));
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

const shows = async (page: Page, name: string): Promise<void> => {
  await page.getByText(name).first().waitFor();
};

describe('an editor, whose role sees usable media only,', () => {
  it.each([
    ['sees them in the stock library', () => all.editor, false],
    ['and not what others see', () => all.contentManager, true],
  ])('%s', async (_what, personOf, seesAll) => {
    const page = await screens.go(personOf(), '/plugins/upload?_q=lantern');
    await shows(page, usable);
    expect(await page.getByText(unsubmitted).count()).toBe(seesAll ? 1 : 0);
  });

  it.each([
    ['picks from them in the Content Manager', () => all.editor, false],
    ['and not from what others pick from', () => all.contentManager, true],
  ])('%s', async (_what, personOf, seesAll) => {
    const page = await screens.go(personOf(), `${ARTICLES}/create`);
    await page.getByText('Click to add an asset or drag and drop one in this area').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Search', exact: true }).click();
    await dialog.locator('input[name=search]').fill('lantern');
    await page.keyboard.press('Enter');
    await dialog.getByText(usable).first().waitFor();
    expect((await dialog.getByText(unsubmitted).count()) > 0).toBe(seesAll);
  });

  it('nothing broke on the way', () => {
    expect(screens.problems).toEqual([]);
  });
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { api } from '../../plugins/asset-provenance/shared';
import type { Page as ListPage, Preset } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import {
  clickGenerate,
  eventually,
  fillLaunch,
  openScreens,
  plugin,
  see,
  waitForTask,
} from '../support/screens';
import type { Screens } from '../support/screens';
import { people, sharedServer } from '../support/shared-server';
import { ok } from '../support/story';

jest.setTimeout(180_000);

/** Names are unique, and a server may outlive a run. */
const NAME = `Bag drafts ${Date.now()}`;
const BEGINNING = 'A canvas bag on a wooden table';

let screens: Screens;
let all: People;

beforeAll(async () => {
  all = await people();
  screens = await openScreens(sharedServer().url);
});
afterEach(() => screens.shoot());
afterAll(() => screens?.close());

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const count = (page: Page, number: string) =>
  page.getByRole('group', { name: /^How many/ }).getByRole('radio', { name: number, exact: true });
const chooseNamed = async (page: Page) => {
  await button(page, 'Choose a preset').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[name=q]').fill(NAME);
  await dialog.getByRole('button', { name: new RegExp(NAME) }).click();
  await dialog.waitFor({ state: 'detached' });
};
const presetOf = async (): Promise<Preset> => {
  const { results } = ok(
    await all.editor.api.get<ListPage<Preset>>(api.presets, { q: NAME }),
    'Presets'
  );
  const [preset] = results;
  if (!preset) throw new Error(`There is no preset ${NAME}.`);
  return preset;
};
const faultsOn = async (page: Page, within: string) => {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

describe('presets, as people use them', () => {
  it('what is set on the form is saved under a name', async () => {
    const page = await screens.go(all.editor, plugin('launch'));
    await page.getByRole('radio', { name: 'Sandbox', exact: true }).check();
    await fillLaunch(page, { subject: 'Bag', prompt: BEGINNING });
    await page.getByRole('textbox', { name: 'Series' }).fill('Autumn');
    await count(page, '2').check();
    await button(page, 'Save as preset').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await see(dialog, 'Required');
    await dialog.getByLabel(/^Name/).fill(NAME);
    await dialog.getByRole('checkbox', { name: /^Share it/ }).check();
    await screens.shoot('save');
    expect(await faultsOn(page, '[role=dialog]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(page, 'Everything stands as the preset set it.');
    await see(page, 'from the preset');
  });

  it('somebody else starts from it, changes it, and the task says so', async () => {
    const page = await screens.go(all.contentManager, plugin('launch'));
    await chooseNamed(page);
    await see(page, 'Everything stands as the preset set it.');
    await eventually(async () =>
      expect(await page.getByLabel(/^Prompt/).inputValue()).toBe(BEGINNING)
    );
    await eventually(async () =>
      expect(await page.getByRole('textbox', { name: 'Series' }).inputValue()).toBe('Autumn')
    );
    await eventually(async () => expect(await count(page, '2').isChecked()).toBe(true));
    expect(await button(page, 'Save new version').count()).toBe(0);
    await page.getByLabel(/^Prompt/).fill(`${BEGINNING} in autumn light ${Date.now()}`);
    await count(page, '1').check();
    await see(page, 'Changed since: How many');
    await screens.shoot('changed');
    await clickGenerate(page, '1 draft');
    await waitForTask(page, 1);
    await see(page, `${NAME}, version 1`);
    await see(page, 'Changed since: How many');
    await page.getByRole('link', { name: `${NAME}, version 1` }).click();
    await see(page.getByRole('complementary', { name: NAME }), all.editor.name);
  });

  it('its owner saves a new version, also after somebody else did', async () => {
    const page = await screens.go(
      all.editor,
      plugin(`launch?preset=${(await presetOf()).presetId}`)
    );
    await see(page, 'Everything stands as the preset set it.');
    await count(page, '3').check();
    await button(page, 'Save new version').click();
    const dialog = page.getByRole('dialog');
    await see(dialog, 'How many: 2 → 3');
    const preset = await presetOf();
    ok(
      await all.superAdmin.api.post(api.presetVersions(preset.presetId), {
        name: preset.name,
        version: preset.version,
        content: { ...preset.content, series: 'Winter' },
      }),
      'Meanwhile'
    );
    await dialog.getByLabel('Note').fill('Three to choose from');
    await dialog.getByRole('button', { name: 'Save as version 2' }).click();
    await see(dialog, /saved version 2 of this preset meanwhile/);
    await screens.shoot('meanwhile');
    await dialog.getByRole('button', { name: 'Save as version 3' }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(page, 'Version 3');
    expect(await presetOf()).toMatchObject({ version: 3, content: { series: 'Autumn' } });
  });

  it('versions are compared, taken back by keys, and the preset is removed', async () => {
    const page = await screens.go(all.editor, plugin('launch/presets?owner=mine'));
    await button(page, NAME).focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: NAME });
    await see(drawer, 'Three to choose from');
    await see(drawer, 'Series: Winter → Autumn');
    await drawer.getByRole('radio', { name: 'with the newest' }).check();
    await see(drawer, 'How many: 2 → 3');
    await screens.shoot('history');
    expect(await faultsOn(page, `aside[aria-label="${NAME}"]`)).toEqual([]);
    await drawer.getByRole('button', { name: 'Take back version 2' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await see(dialog, 'Series: Autumn → Winter');
    await dialog.getByRole('button', { name: 'Save as version 4' }).click();
    await dialog.waitFor({ state: 'detached' });
    await see(drawer, 'Taken back from version 2');

    await drawer.getByRole('button', { name: 'Stop sharing' }).click();
    await drawer.getByRole('button', { name: 'Share', exact: true }).waitFor();
    await drawer.getByRole('button', { name: 'Remove preset' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove preset' }).click();
    await drawer.waitFor({ state: 'detached' });
    await button(page, NAME).waitFor({ state: 'detached' });
  });
});

describe('in Chinese, in the dark', () => {
  it('a preset is saved, found and used', async () => {
    const chinese = await openScreens(sharedServer().url, { language: 'zh-Hans', theme: 'dark' });
    try {
      const name = `帆布包草稿 ${Date.now()}`;
      const page = await chinese.go(all.editor, plugin('launch'));
      await page.getByRole('radio', { name: /^商品主图/ }).check();
      await page.getByRole('button', { name: '另存为预设' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/^名称/).fill(name);
      await dialog.getByRole('button', { name: '保存' }).click();
      await dialog.waitFor({ state: 'detached' });
      await see(page, '所有设置均与预设一致。');
      await chinese.shoot('launch');
      await page.getByRole('link', { name: '全部预设' }).click();
      await page.getByRole('button', { name, exact: true }).click();
      await see(page.getByRole('complementary', { name }), '历史版本');
      await chinese.shoot('drawer');
    } finally {
      await chinese.close();
    }
  });
});

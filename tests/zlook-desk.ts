import { api } from '../plugins/asset-provenance/shared';
import { openScreens, plugin } from './support/screens';
import { preparePeople } from './support/people';
import { startServer } from './support/server';
import { finalLaunch, ok } from './support/story';
import { launchAndSettle } from './support/tasks';

const main = async () => {
  const server = await startServer();
  const people = await preparePeople(server.url);
  const ids: string[] = [];
  for (let number = 1; number <= 4; number += 1) {
    const task = await launchAndSettle(people.editor, finalLaunch({ subject: `Cup ${number}`, parameters: { count: 4, size: '512x512', seed: null } }));
    for (const { outputId } of task.outputs) {
      ok(await people.editor.api.post(api.submitForReview(outputId), { alternativeText: 'A cup stands on a table.' }), 'Submit');
      ids.push(outputId);
    }
  }
  for (const [name, look] of [['en-dark', { language: 'en', theme: 'dark' }], ['zh-light', { language: 'zh-Hans', theme: 'light' }]] as const) {
    const screens = await openScreens(server.url, look);
    const shot = async (what: string) => { await page.waitForTimeout(700); await page.screenshot({ path: `/tmp/desk-${name}-${what}.png` }); };
    const page = await screens.go(people.contentManager, plugin('review'));
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.reload();
    await page.locator('[data-output]').first().waitFor();
    console.log(name, 'cards at first', await page.locator('[data-output]').count());
    await page.waitForLoadState('networkidle');
    await shot('grid');
    await page.keyboard.press('x'); await page.keyboard.press('Shift+ArrowRight'); await page.keyboard.press('a');
    await shot('bulk');
    await page.goto(`${server.url}/admin${plugin(`review/${ids[1]}`)}`);
    await page.locator('[data-stage] img').first().waitFor();
    await shot('focus');
    await page.keyboard.press('a');
    await shot('approve');
    await page.keyboard.press('Escape'); await page.locator('body').click({ position: { x: 500, y: 20 } });
    await page.keyboard.press('c');
    await shot('compare');
    console.log(name, screens.problems, await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]));
    await screens.close();
  }
  await server.dispose();
};
main().then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });

import { mkdirSync } from 'node:fs';
import { api } from '../plugins/asset-provenance/shared';
import type { ReviewCase } from '../plugins/asset-provenance/shared';
import { launchBrowser } from './support/browser';
import { preparePeople } from './support/people';
import { startServer } from './support/server';
import { decide, finalLaunch, make, ok, submit } from './support/story';
import { launchAndSettle, videoLaunch, firstOutput } from './support/tasks';

const OUT = '/tmp/zlook-review';
const only = process.argv[2];
mkdirSync(OUT, { recursive: true });
const main = async () => {
  const server = await startServer();
  try {
    const all = await preparePeople(server.url);
    const { editor, contentManager: cm } = all;
    const task = await launchAndSettle(editor, finalLaunch({ subject: 'Canvas bag 帆布包', parameters: { count: 4, seed: null } }));
    for (const output of task.outputs) ok(await submit(editor, { task, output }), 'Submit');
    const names = ['Tea pot', 'Bicycle', '冬季外套 Winter coat with a very long name that does not fit', 'Lamp', 'Chair', 'Vase', 'Scarf'];
    for (const subject of names) {
      const made = await make(editor, { subject, parameters: { aspectRatio: subject === 'Lamp' ? '9:16' : '16:9', size: subject === 'Lamp' ? '360x640' : '640x360' } });
      ok(await submit(editor, made), 'Submit');
    }
    const own = await make(cm, { subject: 'Own work' });
    ok(await submit(cm, own), 'Submit');
    const first = await make(editor, { subject: 'Sofa' });
    ok(await submit(editor, first), 'Submit');
    ok(await decide(cm, first, { verdict: 'regenerate', reason: 'The legs are cut off; show the whole sofa.', reasonChips: ['artefacts'] }), 'Regenerate');
    const again = await make(editor, { subject: 'Sofa', derivedFrom: { taskId: first.task.taskId, derivation: 'regenerate', outputId: first.output.outputId }, parameters: { seed: 99, aspectRatio: '16:9', size: '640x360' } });
    ok(await submit(editor, again), 'Submit');
    const video = await launchAndSettle(editor, videoLaunch({ stage: 'final', subject: 'Turning pot', finalReason: 'Test' }));
    const vo = firstOutput(video);
    ok(await submit(editor, { task: video, output: vo }), 'Submit video');
    const template = await all.superAdmin.api.post(api.licenceTemplates, { name: 'Standard web, one year', purposes: ['product_hero'], validForDays: 365, limits: { channels: ['website', 'social'], creditLine: 'Studio Nord' } });
    console.log('template', template.status, JSON.stringify(template.error ?? ''));
    const say = (id: string, body: object) => cm.api.post<{ commentId: string }>(api.comments(id), body);
    const c1 = ok(await say(again.output.outputId, { body: 'The shadow looks wrong here, @Edith Editor.', anchor: { x: 0.3, y: 0.6 }, mentions: [String(again.task.owner.id)] }).catch((e) => { throw e; }), 'Comment');
    void c1;
    ok(await say(again.output.outputId, { body: 'General remark about the whole.' }), 'Comment 2');
    ok(await say(vo.outputId, { body: 'Stop the turn here.', anchor: { x: 0.5, y: 0.4, timeSeconds: 0.5 } }), 'Comment 3');
    console.log('case', JSON.stringify(ok(await cm.api.get<ReviewCase>(api.reviewCase(again.output.outputId)), 'case').previous?.derivation));

    const browser = await launchBrowser();
    const open = async (language: string, theme: string, width: number, height = 900) => {
      const context = await browser.newContext({ viewport: { width, height } });
      await context.addInitScript((stored) => { for (const [key, value] of Object.entries(stored)) localStorage.setItem(key, value); }, { 'strapi-admin-language': language, STRAPI_THEME: theme });
      const page = await context.newPage();
      page.on('pageerror', (e) => console.log('PAGE ERROR', e.message));
      page.on('console', (m) => { if (m.type() === 'error' && !/favicon|404/.test(m.text())) console.log('CONSOLE', m.text().slice(0, 300)); });
      page.setDefaultTimeout(15000);
      await page.goto(`${server.url}/admin/auth/login`);
      await page.fill('input[name=email]', cm.email);
      await page.fill('input[name=password]', cm.password);
      await page.click('button[type=submit]');
      await page.waitForURL((a) => !a.pathname.includes('/auth/'));
      return page;
    };
    const R = `${server.url}/admin/plugins/asset-provenance/review`;
    for (const [language, theme, width] of [['en', 'light', 1440], ['zh-Hans', 'dark', 1440], ['en', 'dark', 1024], ['zh-Hans', 'light', 1024]] as const) {
      const tag = `${language}-${theme}-${width}`;
      if (only && !tag.includes(only)) continue;
      const page = await open(language, theme, width);
      const shot = async (name: string) => { await page.waitForTimeout(700); await page.screenshot({ path: `${OUT}/${tag}-${name}.png` }); console.log(tag, name); };
      const step = async (name: string, f: () => Promise<unknown>) => { try { await f(); } catch (e) { console.log('STEP FAILED', tag, name, String(e).slice(0, 300)); } await shot(name); };
      await step('1grid', async () => { await page.goto(R); await page.locator('[data-output]').first().waitFor(); await page.waitForLoadState('networkidle'); });
      await step('2selected', async () => { await page.keyboard.press('ArrowRight'); await page.keyboard.press('x'); await page.keyboard.press('Shift+ArrowDown'); });
      await step('3bulkapprove', async () => { await page.keyboard.press('a'); });
      await step('4bulkreject', async () => { await page.keyboard.press('Escape'); await page.keyboard.press('r'); await page.keyboard.press('2'); });
      await step('5focus', async () => { await page.goto(`${R}/${again.output.outputId}`); await page.locator('[data-stage] img').waitFor(); await page.waitForLoadState('networkidle'); });
      await step('6approve', async () => { await page.keyboard.press('a'); });
      await step('7approvemore', async () => { await page.getByRole('button', { name: /^(More|更多：)/ }).click(); });
      await step('8reject', async () => { await page.keyboard.press('Escape'); await page.keyboard.press('Escape'); await page.keyboard.press('r'); await page.keyboard.press('1'); await page.keyboard.press('3'); });
      await step('9pin', async () => { await page.keyboard.press('Escape'); await page.keyboard.press('p'); const box = await page.locator('[data-stage]').boundingBox(); if (box) await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.4); await page.waitForTimeout(200); await page.keyboard.type('Look @Ed'); });
      await step('10compare', async () => { await page.goto(`${R}/${task.outputs[0]?.outputId}`); await page.locator('[data-stage] img').waitFor(); await page.keyboard.press('c'); await page.keyboard.press('f'); });
      await step('11slider', async () => { await page.keyboard.press('m'); });
      await step('12compareA', async () => { await page.keyboard.press('m'); await page.keyboard.press('v'); await page.keyboard.press('a'); });
      await step('13scrolled', async () => { await page.goto(`${R}/${task.outputs[0]?.outputId}`); await page.locator('[data-stage] img').waitFor(); await page.waitForTimeout(500); await page.mouse.move(width - 200, 500); await page.mouse.wheel(0, 900); });
      await step('14video', async () => { await page.goto(`${R}/${vo.outputId}`); await page.locator('video').first().waitFor(); await page.waitForTimeout(500); await page.keyboard.press('.'); await page.keyboard.press('.'); });
      await step('15help', async () => { await page.keyboard.press('?'); });
      await step('16done', async () => { await page.goto(`${R}/done`); });
      await page.context().close();
    }
    await browser.close();
  } finally {
    await server.dispose();
  }
};
main().then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });

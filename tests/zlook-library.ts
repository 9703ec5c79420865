import { mkdirSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';
import type { Page } from 'playwright-core';
import { api } from '../plugins/asset-provenance/shared';
import type { Page as Paged, LibraryItem } from '../plugins/asset-provenance/shared';
import { launchBrowser } from './support/browser';
import { preparePeople } from './support/people';
import type { Person } from './support/people';
import { startServer } from './support/server';
import { approval, dayFromNow, decide, fileIdOf, make, makeApproved, ok, submit } from './support/story';

(globalThis as any).expect = { getState: () => ({ currentTestName: 'look' }) };
const OUT = '/tmp/look-library';
mkdirSync(OUT, { recursive: true });
const only = (process.env.ONLY ?? '').split(',').filter(Boolean);

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4); length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4); crc.writeUInt32BE((crc32 as any)(body));
  return Buffer.concat([length, body, crc]);
};
const png = (w: number, h: number, rgb: number[], texts: [string, string][] = []) => {
  const head = Buffer.alloc(13); head.writeUInt32BE(w, 0); head.writeUInt32BE(h, 4); head[8] = 8; head[9] = 2;
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: w }, () => Buffer.from(rgb)))]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head),
    ...texts.map(([k, v]) => chunk('tEXt', Buffer.from(`${k}\0${v}`, 'latin1'))),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: h }, () => row)))), chunk('IEND', Buffer.alloc(0))]);
};

const main = async () => {
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const all = await preparePeople(server.url);
    const who = { owner: all.editor, reviewer: all.contentManager };
    const upload = async (name: string, bytes: Buffer) => {
      const form = new FormData();
      form.append('files', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), name);
      const answer = await all.contentManager.http.post('/upload', form);
      return (answer.body as { id: number; documentId: string }[])[0]!;
    };
    const [bag, mug, chair, pending, draft, rejected] = await Promise.all([
      makeApproved(who, { limits: { channels: ['website', 'social'], validUntil: dayFromNow(20), licence: 'CC BY 4.0', creditLine: 'Picture: Studio Nord', maximumPlacements: 3 }, overrides: { subject: 'Canvas bag', brand: 'Nord', series: 'Spring 2026' } }),
      makeApproved(who, { overrides: { subject: 'Enamel mug 搪瓷杯', brand: 'Nord', series: 'Spring 2026' } }),
      makeApproved(who, { limits: { channels: ['internal'] }, overrides: { subject: 'Folding chair' } }),
      make(all.editor, { subject: 'Waiting lamp', brand: 'Lumen' }),
      make(all.editor, { subject: 'Draft lamp', stage: 'draft' } as any),
      make(all.editor, { subject: 'Rejected lamp' }),
    ]);
    ok(await submit(all.editor, pending!), 's'); ok(await submit(all.editor, rejected!), 's');
    ok(await decide(all.contentManager, rejected!, { verdict: 'rejected', reason: 'Wrong colour' }), 'r');
    ok(await all.contentManager.api.post(api.revoke(chair!.asset.assetId), { reason: 'The chair is not sold any more.' }), 'revoke');
    const plain = await upload('plain-photo.png', png(600, 400, [120, 160, 90]));
    const found = await upload('from-elsewhere.png', png(500, 500, [200, 120, 90], [['parameters', 'a red cube on a table\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 500x500, Model hash: abc, Model: sdxl_base_1.0, Version: v1.9.4']]));
    const bagId = bag!.fileId, draftId = await fileIdOf(all.contentManager, draft!.output.fileDocumentId);
    const CM = '/content-manager/collection-types';
    const art = async (data: Record<string, unknown>) => ok(await all.contentManager.http.post<{ documentId: string }>(`${CM}/api::article.article`, data), 'article').documentId;
    const blocked = await art({ title: 'A blocked article', cover: await fileIdOf(all.contentManager, pending!.output.fileDocumentId), gallery: [bagId, plain.id, found.id, mug!.fileId], leadFigure: null });
    const good = await art({ title: 'A good article', cover: bagId });
    await all.contentManager.http.post(`${CM}/api::article.article/${good}/actions/publish`, {});
    await art({ title: 'Without pictures' });
    await art({ title: 'With a revoked one', cover: chair!.fileId });
    ok(await all.contentManager.api.post(api.placements(bag!.output.fileDocumentId!), { channel: 'social', url: 'https://social.example/nord/posts/20261101-canvas-bag', placedOn: dayFromNow(-3), aiDeclaration: 'declared', note: 'Pinned post' }), 'placement');
    ok(await all.contentManager.api.post(api.libraryViews, { name: 'Nord spring', isShared: true, filters: { brand: 'Nord', series: 'Spring 2026' } }), 'view');

    const shots: [string, Person, string, (page: Page) => Promise<void>][] = [
      ['grid', all.contentManager, '/plugins/asset-provenance/library', async () => {}],
      ['selected', all.contentManager, `/plugins/asset-provenance/library?selected=${bag!.output.fileDocumentId},${plain.documentId}&shape=table&brand=Nord`, async () => {}],
      ['table', all.editor, `/plugins/asset-provenance/library?shape=table`, async () => {}],
      ['drawer', all.contentManager, `/plugins/asset-provenance/library?open=${bag!.output.fileDocumentId}`, async (p) => { await p.getByRole('button', { name: /^(More|更多)$/ }).click().catch(() => {}); }],
      ['drawer2', all.contentManager, `/plugins/asset-provenance/library?open=${bag!.output.fileDocumentId}`, async (p) => { await p.locator('aside section').nth(2).scrollIntoViewIfNeeded(); await p.mouse.move(1300, 600); await p.mouse.wheel(0, 900); await p.waitForTimeout(300); }],
      ['drawer-revoked', all.contentManager, `/plugins/asset-provenance/library?open=${chair!.output.fileDocumentId}`, async (p) => { await p.mouse.move(1300, 600).catch(() => {}); await p.mouse.wheel(0, 500); await p.waitForTimeout(300); }],
      ['drawer-found', all.contentManager, `/plugins/asset-provenance/library?open=${found.documentId}`, async (p) => { await p.mouse.move(1300, 600); await p.mouse.wheel(0, 600); await p.waitForTimeout(300); }],
      ['declare', all.contentManager, `/plugins/asset-provenance/library?selected=${bag!.output.fileDocumentId},${plain.documentId}`, async (p) => { await p.getByRole('button', { name: /^(Declare the origin|声明来源)$/ }).click(); await p.getByRole('dialog').waitFor(); await p.waitForTimeout(500); }],
      ['copies', all.contentManager, `/plugins/asset-provenance/library?open=${bag!.output.fileDocumentId}`, async (p) => { await p.getByRole('button', { name: /^(Download working copies|下载工作副本)$/ }).click(); await p.getByRole('dialog').waitFor(); }],
      ['supersede', all.contentManager, `/plugins/asset-provenance/library?open=${bag!.output.fileDocumentId}`, async (p) => { await p.getByRole('button', { name: /^(More|更多)$/ }).click(); await p.getByRole('menuitem', { name: /(Replace by|用其他素材)/ }).click(); await p.getByRole('dialog').waitFor(); await p.waitForTimeout(500); }],
      ['outcome', all.contentManager, `/plugins/asset-provenance/library?selected=${bag!.output.fileDocumentId},${plain.documentId}`, async (p) => { await p.getByRole('button', { name: /^(Revoke the approval|撤销审核通过)$/ }).click(); await p.getByRole('dialog').locator('textarea').fill('Look'); if (process.env.REVOKE) { await p.getByRole('dialog').getByRole('button', { name: /^(Revoke the approval|撤销审核通过)$/ }).click(); await p.waitForTimeout(800); } }],
      ['placement', all.contentManager, `/plugins/asset-provenance/library?open=${bag!.output.fileDocumentId}`, async (p) => { await p.getByRole('button', { name: /(Record a use outside|登记站外使用)/ }).click(); await p.getByRole('dialog').waitFor(); }],
      ['entry', all.contentManager, `${CM}/api::article.article/${blocked}`, async () => {}],
      ['entry-dialog', all.contentManager, `${CM}/api::article.article/${blocked}`, async (p) => { await p.getByRole('button', { name: /(Publish all the same|仍要发布)/ }).click(); await p.getByRole('dialog').waitFor(); }],
      ['entry-refused', all.contentManager, `${CM}/api::article.article/${blocked}`, async (p) => { await p.getByRole('button', { name: /^(Publish|发布)$/ }).click(); await p.waitForTimeout(1200); }],
      ['entry-editor', all.editor, `${CM}/api::article.article/${good}`, async () => {}],
      ['list', all.contentManager, `${CM}/api::article.article`, async () => {}],
      ['bulk-publish', all.contentManager, `${CM}/api::article.article`, async (p) => {
        await p.getByRole('checkbox').first().click(); await p.getByRole('button', { name: /^(Publish|发布)$/ }).click();
        await p.waitForTimeout(1500); await p.screenshot({ path: `${OUT}/bulk-modal.png` });
        await p.getByRole('dialog').getByRole('button', { name: /^(Publish|发布)$/ }).click();
        await p.waitForTimeout(800); await p.screenshot({ path: `${OUT}/bulk-confirm.png` });
        await p.locator('[role=alertdialog], [role=dialog]').last().getByRole('button', { name: /^(Publish|发布)$/ }).click(); await p.waitForTimeout(1500);
      }],
    ];
    const looks = [
      { tag: 'en-light-1440', language: 'en', theme: 'light', width: 1440 },
      { tag: 'zh-dark-1440', language: 'zh-Hans', theme: 'dark', width: 1440 },
      { tag: 'en-dark-1024', language: 'en', theme: 'dark', width: 1024 },
      { tag: 'zh-light-1024', language: 'zh-Hans', theme: 'light', width: 1024 },
    ].filter(({ tag }) => !process.env.LOOK || tag.startsWith(process.env.LOOK));
    for (const { tag, language, theme, width } of looks) {
      const pages = new Map<string, Page>();
      for (const [name, person, to, then] of shots) {
        if (only.length && !only.includes(name)) continue;
        let page = pages.get(person.email);
        if (!page) {
          const context = await browser.newContext({ viewport: { width, height: 1000 } });
          await context.addInitScript((s) => { for (const [k, v] of Object.entries(s)) localStorage.setItem(k, v as string); }, { 'strapi-admin-language': language, STRAPI_THEME: theme });
          page = await context.newPage();
          page.setDefaultTimeout(8000);
          page.on('pageerror', (e) => console.log('PAGEERROR', name, tag, e.message));
          page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', name, tag, m.text().slice(0, 300)); });
          page.on('response', (r) => { if (r.status() >= 400 && r.url().includes('asset-provenance')) console.log('HTTP', r.status(), r.request().method(), r.url().slice(-90)); });
          await page.goto(`${server.url}/admin/auth/login`);
          await page.fill('input[name=email]', person.email);
          await page.fill('input[name=password]', person.password);
          await page.click('button[type=submit]');
          await page.waitForURL((a) => !a.pathname.includes('/auth/'));
          pages.set(person.email, page);
        }
        await page.goto(`${server.url}/admin${to}`);
        await page.waitForLoadState('networkidle').catch(() => {});
        await page.waitForTimeout(500);
        await then(page).catch((e) => console.log('SHOT FAILED', name, tag, String(e).slice(0, 300)));
        await page.waitForTimeout(400);
        await page.screenshot({ path: `${OUT}/${name}-${tag}.png` });
      }
      for (const page of pages.values()) await page.context().close();
    }
  } catch (e) {
    console.log(server.logs().slice(-3000));
    throw e;
  } finally {
    await browser.close();
    await server.dispose();
  }
};
main().then(() => console.log('done'), (e) => { console.error(e); process.exit(1); });

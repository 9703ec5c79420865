import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { api } from '../../plugins/asset-provenance/shared';
import type { FileUsage } from '../../plugins/asset-provenance/shared';
import { runCli } from '../support/cli';
import { ARTICLES, upload } from '../support/entries';
import type { Entry, Uploaded } from '../support/entries';
import type { Http } from '../support/http';
import { readRows } from '../support/rows';
import { sharedServer, superAdmin } from '../support/shared-server';
import { ok } from '../support/story';
import { histories, play } from '../support/usage-histories';

const HISTORIES = 15;
const MINUTE = 60_000;

describe('usage kept and rebuilt', () => {
  let http: Http;
  let own: Http;

  const rebuild = async () => {
    const { code, out, err } = await runCli(['rebuild-usage'], { server: sharedServer() });
    const said = /Looked at (\d+) entries: (\d+) usages added, (\d+) removed\./.exec(out);
    if (!said) throw new Error(`The command ended with ${code}:\n${out}\n${err}`);
    expect(code).toBe(0);
    const [entries, added, removed] = said.slice(1).map(Number);
    return { entries, added, removed };
  };
  const usesOf = async (fileDocumentId: string): Promise<string[]> =>
    ok(await own.get<FileUsage>(api.fileUsage(fileDocumentId)), 'Usage')
      .entries.map(({ documentId, field, isPublished }) => `${documentId} ${field} ${isPublished}`)
      .sort();

  beforeAll(async () => {
    const admin = await superAdmin();
    http = admin.http;
    own = admin.api;
  }, MINUTE);

  it(
    'is what the entries show after any history, and what a rebuild would say',
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (acts) => {
          const expected = await play(http, acts);
          for (const [fileDocumentId, uses] of expected)
            expect({ fileDocumentId, uses: await usesOf(fileDocumentId) }).toEqual({
              fileDocumentId,
              uses,
            });
        }),
        { numRuns: HISTORIES, endOnFailure: true }
      );
      const { entries, added, removed } = await rebuild();
      expect(entries).toBeGreaterThan(0);
      expect({ added, removed }).toEqual({ added: 0, removed: 0 });
    },
    3 * MINUTE
  );

  it(
    'finds what was written past the document service',
    async () => {
      const shown: Uploaded[] = [await upload(http), await upload(http), await upload(http)];
      const [linked, named, unlinked] = shown as [Uploaded, Uploaded, Uploaded];
      const entry = ok(
        await http.post<Entry>(ARTICLES, { title: 'Bags', cover: unlinked.id }),
        'Create'
      );
      const lost = ok(
        await http.post<Entry>(ARTICLES, { title: 'Lost', markdown: `![](${named.url})` }),
        'Create'
      );
      await readRows(sharedServer(), async (database) => {
        await database('articles')
          .where({ id: entry.id })
          .update({ markdown: `![](${named.url})` });
        await database('files_related_mph').where({ file_id: unlinked.id }).delete();
        await database('files_related_mph').insert({
          file_id: linked.id,
          related_id: entry.id,
          related_type: 'api::article.article',
          field: 'gallery',
          order: 1,
        });
        await database('articles').where({ id: lost.id }).delete();
      });
      expect(await usesOf(unlinked.documentId)).toEqual([`${entry.documentId} cover false`]);
      expect(await rebuild()).toMatchObject({ added: 2, removed: 2 });
      expect(await Promise.all(shown.map(({ documentId }) => usesOf(documentId)))).toEqual([
        [`${entry.documentId} gallery false`],
        [`${entry.documentId} markdown false`],
        [],
      ]);
      expect(await rebuild()).toMatchObject({ added: 0, removed: 0 });
    },
    MINUTE
  );

  it('says what it does, and what is wrong', async () => {
    const help = await runCli(['--help']);
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('rebuild-usage')]);
    const chinese = await runCli(['--help'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(chinese.out).toContain('用法');
    expect(await runCli(['rebuild'])).toMatchObject({ code: 2, out: '' });
    expect(await runCli(['rebuild-usage', 'now'])).toMatchObject({ code: 2, out: '' });
    const cwd = mkdtempSync(path.join(tmpdir(), 'no-strapi-'));
    const nowhere = await runCli(['rebuild-usage'], { cwd });
    rmSync(cwd, { recursive: true });
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('no package.json')]);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { FileUsage } from '../../plugins/asset-provenance/shared';
import { ARTICLES, upload } from '../support/entries';
import type { Entry } from '../support/entries';
import { registerFirstAdmin } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(180_000);

let server: Server;

beforeAll(async () => {
  server = await startServer({
    isFirstStart: true,
    env: { ASSET_PROVENANCE_ENABLED: 'false' },
  });
});

afterAll(async () => {
  await server?.dispose();
});

const restart = async (isEnabled: boolean) => {
  await server.restart({ env: { ASSET_PROVENANCE_ENABLED: String(isEnabled) } });
  return registerFirstAdmin(server.url);
};

it('what entries show is known without an act, also of what was written before or meanwhile', async () => {
  const before = await registerFirstAdmin(server.url);
  const file = await upload(before.http);
  const write = async (data: object) =>
    ok(await before.http.post<Entry>(ARTICLES, { title: 'Bags', ...data }), 'Create').documentId;
  const pages = 60;
  const ids: string[] = [];
  while (ids.length < pages) ids.push(await write({ markdown: `![](${file.url})` }));
  const [first = '', second = ''] = ids;
  ok(await before.http.post(`${ARTICLES}/${first}/actions/publish`, {}), 'Publish');

  let admin = await restart(true);
  const uses = async () => {
    const { entries, placementCount } = ok(
      await admin.api.get<FileUsage>(api.fileUsage(file.documentId)),
      'Usage'
    );
    return {
      placementCount,
      entries: entries.map(({ documentId, field }) => `${documentId} ${field}`).sort(),
    };
  };
  const atLast = async (wanted: Awaited<ReturnType<typeof uses>>) => {
    const isThere = async () => JSON.stringify(await uses()) === JSON.stringify(wanted);
    // Longer than the lease of a server that was killed.
    const patience = { what: 'the usages to be built', timeoutMs: 45_000, everyMs: 200 };
    await until(isThere, patience).catch(() => undefined);
    expect(await uses()).toEqual(wanted);
  };
  const inMarkdown = ids.map((id) => `${id} markdown`).sort();
  await atLast({ placementCount: 1, entries: inMarkdown });
  const said = `Usages of files in ${pages} entries: ${pages + 1} added, 0 removed.`;
  await until(() => server.logs().includes(said), { what: said, timeoutMs: 20_000 });

  const meanwhile = await restart(false);
  ok(await meanwhile.http.put(`${ARTICLES}/${second}`, { cover: file.id }), 'Update');
  ok(await meanwhile.http.del(`${ARTICLES}/${first}`), 'Delete');

  admin = await restart(true);
  await atLast({
    placementCount: 0,
    entries: [...inMarkdown.filter((use) => !use.startsWith(first)), `${second} cover`].sort(),
  });
  expect(server.logs()).toContain(`Usages of files in ${pages - 1} entries: 1 added, 2 removed.`);
});

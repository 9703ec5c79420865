import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, Page } from '../../plugins/asset-provenance/shared';
import { isPostgres } from '../support/database';
import { logIn, registerFirstAdmin } from '../support/people';
import type { Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { ok } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(180_000);

let server: Server;
let admin: Person;

beforeAll(async () => {
  server = await startServer();
  admin = await registerFirstAdmin(server.url);
});
afterAll(() => server?.dispose());

const upload = async (name: string): Promise<number> => {
  const form = new FormData();
  form.append('fileInfo', JSON.stringify({ name }));
  form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'file.txt');
  const { body } = await admin.http.post('/upload', form);
  return (body as { id: number }[])[0]?.id ?? 0;
};
const found = async (q: string): Promise<number[]> =>
  ok(await admin.api.get<Page<LibraryItem>>(api.library, { q }), 'Search').results.map(
    ({ fileId }) => fileId
  );
const comesToFind = (q: string, ids: number[]) =>
  until(async () => JSON.stringify(await found(q)) === JSON.stringify(ids), {
    what: `the search for ${q} to find ${ids.join(', ') || 'nothing'}`,
    timeoutMs: 60_000,
  });
const restart = async (env: Record<string, string> = {}) => {
  await server.restart({ env });
  admin = await logIn(server.url, admin);
};

it('finds what was changed while the plugin was switched off', async () => {
  const renamed = await upload('Heliotrope.txt');
  const deleted = await upload('Larkspur.txt');
  expect(await found('heliotrope')).toEqual([renamed]);

  await restart({ ASSET_PROVENANCE_ENABLED: 'false' });
  const form = new FormData();
  form.append('fileInfo', JSON.stringify({ name: '向日葵.txt' }));
  expect((await admin.http.post(`/upload?id=${renamed}`, form)).status).toBe(200);
  expect((await admin.http.del(`/upload/files/${deleted}`)).status).toBe(200);
  const added = await upload('Foxglove.txt');

  await restart({ ASSET_PROVENANCE_ENABLED: 'true' });
  await comesToFind('日葵', [renamed]);
  await comesToFind('foxglove', [added]);
  await comesToFind('heliotrope', []);
  await comesToFind('txt', [added, renamed]);
});

it('is filled again when its table was lost or emptied', async () => {
  const before = await found('txt');
  expect(before.length).toBe(2);
  for (const statement of [
    'drop table ap_file_search',
    isPostgres()
      ? 'delete from ap_file_search'
      : "insert into ap_file_search(ap_file_search) values ('delete-all')",
  ]) {
    await server.stop();
    await readRows(server, (database) => database.raw(statement));
    await restart();
    await comesToFind('txt', before);
  }
});

import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, LibraryQuery, Page } from '../../plugins/asset-provenance/shared';
import { upload } from '../support/files';
import { picture } from '../support/marked-files';
import { logIn, preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { makeApproved, ok } from '../support/story';
import type { Approved } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(180_000);

let server: Server;
let all: People;
let approved: Approved;

beforeAll(async () => {
  server = await startServer();
  all = await preparePeople(server.url);
  approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { limits: { channels: ['website'] }, overrides: { brand: 'Hafen', series: 'Autumn' } }
  );
});
afterAll(() => server?.dispose());

const restart = async (env: Record<string, string> = {}) => {
  await server.restart({ env });
  all = { ...all, superAdmin: await logIn(server.url, all.superAdmin) };
};
const found = async (query: LibraryQuery): Promise<number[]> =>
  ok(
    await all.superAdmin.api.get<Page<LibraryItem>>(api.library, query as never),
    'Library'
  ).results.map(({ fileId }) => fileId);
const comesToFind = (query: LibraryQuery, ids: number[]) =>
  until(async () => JSON.stringify(await found(query)) === JSON.stringify(ids), {
    what: `the library to find ${ids.join(', ') || 'nothing'} by ${JSON.stringify(query)}`,
    timeoutMs: 60_000,
  });
const png = (name: string) =>
  picture()
    .png()
    .toBuffer()
    .then((bytes) => upload(all.superAdmin, bytes, name, 'image/png'));

it('what stands beside files is made again where it was lost', async () => {
  const plain = await png('plain.png');
  const both = [plain.id, approved.fileId];
  expect(await found({ kind: 'image' })).toEqual(both);
  expect(await found({ brand: 'Hafen' })).toEqual([approved.fileId]);

  await server.stop();
  await readRows(server, (database) => database('ap_file_provenances').delete());
  await restart();
  await comesToFind({ kind: 'image' }, both);
  for (const query of [
    { brand: 'Hafen', series: 'Autumn', status: 'approved' },
    { usableOn: 'website' },
    { modelId: 'sandbox-image', purpose: 'product_hero' },
  ] as const)
    expect(await found(query)).toEqual([approved.fileId]);
});

it('what came and went while the plugin was switched off comes and goes beside files too', async () => {
  const gone = await png('gone.png');
  await restart({ ASSET_PROVENANCE_ENABLED: 'false' });
  expect((await all.superAdmin.http.del(`/upload/files/${gone.id}`)).status).toBe(200);
  const added = await png('added.png');

  await restart({ ASSET_PROVENANCE_ENABLED: 'true' });
  await comesToFind({ kind: 'image', q: 'added' }, [added.id]);
  const idsBeside = () =>
    readRows(server, async (database): Promise<number[]> =>
      database('ap_file_provenances').orderBy('file_id').pluck('file_id')
    );
  await until(async () => !(await idsBeside()).includes(gone.id), {
    what: 'the row of the deleted file to go',
    timeoutMs: 60_000,
  });
  expect(await idsBeside()).toContain(added.id);
});

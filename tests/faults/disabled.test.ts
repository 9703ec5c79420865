import { api } from '../../plugins/asset-provenance/shared';
import type { LibraryItem, Page, TraceAnswer } from '../../plugins/asset-provenance/shared';
import { logIn, preparePeople } from '../support/people';
import type { People } from '../support/people';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { makeApproved, ok } from '../support/story';
import { imageLaunch, launchAndSettle } from '../support/tasks';

jest.setTimeout(120_000);

let server: Server;
let all: People;

beforeAll(async () => {
  server = await startServer();
  all = await preparePeople(server.url);
});

afterAll(async () => {
  await server?.dispose();
});

it('one start with the plugin disabled and one enabled again loses nothing', async () => {
  const limits = { channels: ['website'], validUntil: '2099-12-31' };
  const approved = await makeApproved(
    { owner: all.editor, reviewer: all.contentManager },
    { limits }
  );
  const draft = await launchAndSettle(all.editor, imageLaunch());

  await server.restart({ env: { ASSET_PROVENANCE_ENABLED: 'false' } });
  expect((await all.editor.api.get(api.tasks)).status).toBe(404);
  await server.restart({ env: { ASSET_PROVENANCE_ENABLED: 'true' } });

  const editor = await logIn(server.url, all.editor);
  const auditor = await logIn(server.url, all.auditor);
  const trace = ok(
    await auditor.api.get<TraceAnswer>(api.trace, { q: approved.output.storedSha256 }),
    'Trace'
  );
  expect(trace.results[0]?.record).toMatchObject({
    asset: { state: 'active', limits: { channels: ['website'], validUntil: '2099-12-31' } },
    verdicts: [{ verdict: 'approved' }],
    checks: [{ isIntact: true }, { isIntact: true }, { isIntact: true }],
  });
  const library = ok(
    await editor.api.get<Page<LibraryItem>>(api.library, { status: 'approved' }),
    'Library'
  );
  expect(library.results.map(({ outputId }) => outputId)).toContain(approved.output.outputId);
  const drafts = ok(
    await editor.api.get<Page<LibraryItem>>(api.library, { status: 'unsubmitted' }),
    'Library'
  );
  expect(drafts.results.map(({ taskId }) => taskId)).toContain(draft.taskId);
  expect(await launchAndSettle(editor, imageLaunch())).toMatchObject({ state: 'downloadable' });
});

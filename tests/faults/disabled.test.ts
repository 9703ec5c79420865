import { api } from '../../plugins/asset-provenance/shared';
import type {
  LibraryItem,
  Page,
  ReviewItem,
  TraceAnswer,
} from '../../plugins/asset-provenance/shared';
import { logIn, preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { assetRecord, make, makeApproved, ok, submit } from '../support/story';
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
  expect(trace.results[0]?.output.outputId).toBe(approved.output.outputId);
  expect(await assetRecord(auditor, approved.output.outputId)).toMatchObject({
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

it('what was submitted before the queue had columns of its own is found by its filters', async () => {
  let people = {
    owner: await logIn(server.url, all.editor),
    reviewer: await logIn(server.url, all.contentManager),
  };
  const approved = await makeApproved(people);
  const pending = await make(people.owner);
  ok(await submit(people.owner, pending), 'Submit');
  const found = async (status: string) => {
    const query = { status, purpose: 'product_hero', channel: 'website', kind: 'image' };
    const { results } = ok(
      await people.reviewer.api.get<Page<ReviewItem>>(api.reviewQueue, {
        ...query,
        ownerId: pending.task.owner.id,
        limit: 100,
      }),
      'Queue'
    );
    return results.map(({ output }) => output.outputId).sort();
  };
  const [decided, waiting] = [await found('approved'), await found('pending')];
  expect(decided).toContain(approved.output.outputId);
  expect(waiting).toContain(pending.output.outputId);

  await server.stop();
  await readRows(server, (rows) =>
    rows('ap_outputs').update({
      ...{ purpose: null, channel: null, kind: null, owner_id: null },
      ...{ verdict: null, decided_at: null },
    })
  );
  await server.restart();
  people = {
    owner: await logIn(server.url, all.editor),
    reviewer: await logIn(server.url, all.contentManager),
  };
  expect([await found('approved'), await found('pending')]).toEqual([decided, waiting]);
});

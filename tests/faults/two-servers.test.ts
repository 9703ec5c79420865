import { api } from '../../plugins/asset-provenance/shared';
import type { LaunchAnswer, Verdict } from '../../plugins/asset-provenance/shared';
import { isPostgres } from '../support/database';
import { ARTICLES } from '../support/entries';
import type { Entry } from '../support/entries';
import { logIn, preparePeople } from '../support/people';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { approval, make, makeApproved, ok, submit } from '../support/story';
import { imageLaunch, launch, settled } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(240_000);

// SQLite has one writer process by its nature; several servers need PostgreSQL.
(isPostgres() ? describe : describe.skip)('two servers on one database', () => {
  let first: Server;
  let second: Server;
  let all: People;
  let editors: Person[];
  let reviewers: Person[];

  beforeAll(async () => {
    first = await startServer({ env: { ASSET_PROVENANCE_POLL_MS: '100' } });
    second = await startServer({
      env: { ...first.databaseEnv, PUBLIC_DIR: first.publicDir, ASSET_PROVENANCE_POLL_MS: '100' },
    });
    all = await preparePeople(first.url);
    editors = [all.editor, await logIn(second.url, all.editor)];
    reviewers = [all.contentManager, await logIn(second.url, all.contentManager)];
  });

  afterAll(async () => {
    await second?.dispose();
    await first?.dispose();
  });

  it('share the work: every job is sent once and every file stored once', async () => {
    const bodies = Array.from({ length: 12 }, () =>
      imageLaunch({ modelId: 'sandbox-image-single', parameters: { count: 2 } })
    );
    const launched = await Promise.all(
      bodies.map((body, index) => launch(editors[index % 2] ?? all.editor, body))
    );
    const tasks = await Promise.all(
      launched.map(({ taskId }) => settled(all.editor, taskId, 120_000))
    );
    expect(tasks.map(({ state }) => state)).toEqual(tasks.map(() => 'downloadable'));
    await readRows(first, async (rows) => {
      const submits = await rows('ap_sandbox_jobs')
        .select('client_key')
        .count({ times: '*' })
        .groupBy('client_key');
      expect(submits).toHaveLength(24);
      expect(submits.every(({ times }) => Number(times) === 1)).toBe(true);
      expect(await rows('files').select('id')).toHaveLength(24);
    });
  });

  it('launch once when both get the same launch at the same time', async () => {
    const body = imageLaunch();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        editors[index % 2]?.api.post<LaunchAnswer>(api.tasks, body)
      )
    );
    expect(new Set(answers.map((answer) => answer?.data.task.taskId)).size).toBe(1);
    expect(answers.filter((answer) => answer?.status === 201)).toHaveLength(1);
  });

  it('let one of ten parallel verdicts win', async () => {
    const made = await make(all.editor);
    expect((await submit(all.editor, made)).status).toBe(200);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        reviewers[index % 2]?.api.post<Verdict>(api.verdicts(made.output.outputId), {
          storedSha256: made.output.storedSha256,
          ...(index % 3 === 0 ? approval() : { verdict: 'rejected', reason: 'Not ours' }),
        })
      )
    );
    expect(answers.map((answer) => answer?.status).sort()).toEqual([
      201,
      ...Array<number>(9).fill(409),
    ]);
  });

  it('let one of ten publications have the last placement', async () => {
    const { fileId } = await makeApproved(
      { owner: all.editor, reviewer: all.contentManager },
      { limits: { maximumPlacements: 1 } }
    );
    const ids: string[] = [];
    for (let each = 0; each < 10; each += 1) {
      const entry = await all.contentManager.http.post<Entry>(ARTICLES, {
        title: 'Race',
        cover: fileId,
      });
      ids.push(ok(entry, 'Create').documentId);
    }
    const answers = await Promise.all(
      ids.map((id, index) =>
        reviewers[index % 2]?.http.post(`${ARTICLES}/${id}/actions/publish`, {})
      )
    );
    expect(answers.map((answer) => answer?.status).sort()).toEqual([
      200,
      ...Array<number>(9).fill(400),
    ]);
    for (const answer of answers.filter((each) => each?.status === 400))
      expect(answer?.error?.details.reasons).toMatchObject([{ code: 'too_many_placements' }]);
  });

  it('go on with the work of one that was killed', async () => {
    const tasks = await Promise.all(
      Array.from({ length: 4 }, () =>
        launch(all.editor, imageLaunch({ extras: { workSeconds: 1 } }))
      )
    );
    await second.kill9();
    for (const { taskId } of tasks) {
      expect(await settled(all.editor, taskId, 90_000)).toMatchObject({ state: 'downloadable' });
    }
    await until(
      async () =>
        (
          await readRows(first, (rows) =>
            rows('ap_work_items').whereNot({ subject: 'site' }).select('id')
          )
        ).length === 0,
      { what: 'the work list to be empty' }
    );
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  LaunchAnswer,
  Page,
  TaskLookup,
  TaskSummary,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import {
  firstOutput,
  imageLaunch,
  launch,
  launchAndSettle,
  readTask,
  settled,
} from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

let everyone: People;

beforeAll(async () => {
  everyone = await people();
});

describe('after the launch', () => {
  it('reproduce gives the same received bytes', async () => {
    const first = await launchAndSettle(everyone.editor, imageLaunch({ parameters: { count: 2 } }));
    const answer = await everyone.editor.api.post<LaunchAnswer>(api.reproduce(first.taskId));
    const second = await settled(everyone.editor, answer.data.task.taskId);
    expect(second.outputs.map(({ receivedSha256 }) => receivedSha256)).toEqual(
      first.outputs.map(({ receivedSha256 }) => receivedSha256)
    );
    expect(second.derivedFrom).toEqual({ taskId: first.taskId, derivation: 'reproduce' });
  });

  it('a chosen draft, and only a chosen one, becomes a final with its seed', async () => {
    const draft = await launchAndSettle(everyone.editor, imageLaunch({ parameters: { count: 2 } }));
    const { outputId } = draft.outputs[1] ?? firstOutput(draft);
    expect((await everyone.editor.api.post(api.promote(outputId))).status).toBe(409);
    expect((await everyone.editor.api.post(api.choose(outputId), { isChosen: true })).status).toBe(
      200
    );
    const answer = await everyone.editor.api.post<LaunchAnswer>(api.promote(outputId));
    expect(answer.status).toBe(201);
    const final = await settled(everyone.editor, answer.data.task.taskId);
    const seed = (draft.jobs[0]?.effective?.seed ?? 0) + 1;
    expect(final).toMatchObject({
      stage: 'final',
      state: 'downloadable',
      derivedFrom: { derivation: 'promote', taskId: draft.taskId },
    });
    expect(final.requested).toMatchObject({ seed, size: '1920x1080', quality: 'high', count: 1 });
  });

  it('cancels what is not sent and asks the provider to stop the rest', async () => {
    const task = await launch(everyone.editor, imageLaunch({ extras: { workSeconds: 30 } }));
    await until(async () => (await readTask(everyone.editor, task.taskId)).state === 'processing', {
      what: 'the provider to work',
    });
    expect((await everyone.editor.api.post(api.cancel(task.taskId))).status).toBe(200);
    expect(await settled(everyone.editor, task.taskId)).toMatchObject({ state: 'cancelled' });
    expect((await everyone.editor.api.post(api.cancel(task.taskId))).status).toBe(409);
  });

  it('of ten parallel cancellations one wins, and the log has one', async () => {
    const task = await launch(everyone.editor, imageLaunch({ extras: { queueSeconds: 20 } }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => everyone.editor.api.post(api.cancel(task.taskId)))
    );
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const done = await settled(everyone.editor, task.taskId);
    const moves = done.timeline.filter(
      ({ type, data }) => type === 'job.moved' && data.to === 'cancelled'
    );
    expect(moves).toHaveLength(1);
  });
});

describe('finding tasks', () => {
  it('by a two-character Chinese word of the prompt, for those who may read it', async () => {
    const task = await launch(
      everyone.editor,
      imageLaunch({ subject: null, parameters: { prompt: `清晨的茶壶与雪山 ${Date.now()}` } })
    );
    const search = async (who: keyof People, owner: string) =>
      (
        await everyone[who].api.get<Page<TaskSummary>>(api.tasks, { q: '雪山', owner })
      ).data.results.map(({ taskId }) => taskId);
    expect(await search('editor', 'mine')).toContain(task.taskId);
    expect(await search('contentManager', 'all')).toContain(task.taskId);
  });

  it('by our id or the provider’s: state, download, failure reason, repeat or not', async () => {
    const task = await launchAndSettle(everyone.editor, imageLaunch());
    const { data } = await everyone.auditor.api.get<TaskLookup>(api.lookup, {
      id: task.providerTaskIds[0],
    });
    expect(data).toMatchObject({
      taskId: task.taskId,
      matchedBy: 'provider_task_id',
      state: 'downloadable',
      isRepeat: false,
      repeats: 0,
      failure: null,
    });
    expect(data.downloadable).toHaveLength(1);
    expect((await everyone.auditor.api.get(api.lookup, { id: 'nonsense' })).status).toBe(404);
  });

  it('by what went wrong', async () => {
    const { taskId } = await launchAndSettle(
      everyone.editor,
      imageLaunch({ extras: { outcome: 'credit' } })
    );
    const { data } = await everyone.editor.api.get<Page<TaskSummary>>(api.tasks, {
      failureClass: 'credit',
      state: 'failed',
    });
    expect(data.results.map((task) => task.taskId)).toContain(taskId);
    expect(data.results.every(({ failure }) => failure?.class === 'credit')).toBe(true);
  });

  it('page by page, each once', async () => {
    const launched = await Promise.all(
      Array.from({ length: 8 }, () => launch(everyone.editor, imageLaunch()))
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { data }: { data: Page<TaskSummary> } = await everyone.editor.api.get<
        Page<TaskSummary>
      >(api.tasks, { limit: 3, cursor });
      seen.push(...data.results.map(({ taskId }) => taskId));
      cursor = data.nextCursor;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(launched.map(({ taskId }) => taskId)));
  });

  it('not those of others: a task that is not yours is not there', async () => {
    const task = await launch(everyone.contentManager, imageLaunch());
    const answer = await everyone.editor.api.get(api.task(task.taskId));
    expect(answer.status).toBe(404);
    expect(answer.error?.details.fields?.[0]?.path).toBe('taskId');
    expect((await everyone.auditor.api.post(api.tasks, imageLaunch())).status).toBe(403);
  });
});

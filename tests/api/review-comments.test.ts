import { api } from '../../plugins/asset-provenance/shared';
import type {
  Page,
  ReviewComment,
  ReviewCommentInput,
  ReviewItem,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { caseOf, make, ok, submit } from '../support/story';
import type { Made } from '../support/story';
import { firstOutput, launchAndSettle, videoLaunch } from '../support/tasks';

const say = (person: Person, { output }: Made, comment: ReviewCommentInput) =>
  person.api.post<ReviewComment>(api.comments(output.outputId), comment);

describe('comments on an output', () => {
  let all: People;
  let made: Made;
  beforeAll(async () => {
    all = await people();
    made = await make(all.editor);
    ok(await submit(all.editor, made), 'Submit');
  });

  it('are pinned, answered and resolved', async () => {
    const pinned = await say(all.contentManager, made, {
      body: 'The handle is missing here.',
      anchor: { x: 0.25, y: 0.75 },
    });
    expect(pinned.status).toBe(201);
    expect(pinned.data).toMatchObject({
      anchor: { x: 0.25, y: 0.75, timeSeconds: null },
      author: { name: all.contentManager.name },
      storedSha256: made.output.storedSha256,
      answersId: null,
      resolved: null,
    });
    const answer = ok(
      await say(all.editor, made, { body: '我来修改', answersId: pinned.data.commentId }),
      'Answer'
    );
    const list = ok(
      await all.editor.api.get<ReviewComment[]>(api.comments(made.output.outputId)),
      'List'
    );
    expect(list.map(({ commentId }) => commentId)).toEqual([
      pinned.data.commentId,
      answer.commentId,
    ]);
    expect((await caseOf(all.contentManager, made)).openComments).toBe(1);

    const resolve = (commentId: string, isResolved: boolean) =>
      all.editor.api.post<ReviewComment>(api.resolveComment(commentId), { isResolved });
    expect((await resolve(answer.commentId, true)).status).toBe(400);
    const resolved = ok(await resolve(pinned.data.commentId, true), 'Resolve');
    expect(resolved.resolved?.by).toBe(all.editor.name);
    ok(await resolve(pinned.data.commentId, true), 'Resolve again');
    const looked = await caseOf(all.contentManager, made);
    expect(looked.openComments).toBe(0);
    expect(looked.comments).toHaveLength(2);
    expect(ok(await resolve(pinned.data.commentId, false), 'Open again').resolved).toBeNull();

    const { data: task } = await all.editor.api.get<TaskDetail>(api.task(made.task.taskId));
    const events = task.timeline.filter(({ aggregateId }) => aggregateId === pinned.data.commentId);
    expect(events.map(({ type }) => type)).toEqual([
      'comment.written',
      'comment.resolved',
      'comment.resolved',
    ]);
    expect(events[0]?.note).toBe('The handle is missing here.');
    expect(JSON.stringify(events[0]?.data)).not.toContain('handle');
  });

  it('stay on the picture and one level deep', async () => {
    const fieldsOf = async (comment: ReviewCommentInput) => {
      const { status, error } = await say(all.contentManager, made, comment);
      return [status, error?.details.fields?.map(({ path }) => path)];
    };
    const body = 'Here';
    expect(await fieldsOf({ body, anchor: { x: 1.2, y: 0.5 } })).toEqual([400, ['anchor.x']]);
    expect(await fieldsOf({ body, anchor: { x: 0, y: 0, timeSeconds: 1 } })).toEqual([
      400,
      ['anchor.timeSeconds'],
    ]);
    expect(await fieldsOf({ body: ' ' })).toEqual([400, ['body']]);

    const first = ok(await say(all.contentManager, made, { body }), 'First');
    const answer = ok(
      await say(all.contentManager, made, { body, answersId: first.commentId }),
      'Answer'
    );
    expect(await fieldsOf({ body, answersId: answer.commentId })).toEqual([400, ['answersId']]);
    expect(await fieldsOf({ body, answersId: first.commentId, anchor: { x: 0, y: 0 } })).toEqual([
      400,
      ['anchor'],
    ]);
    const elsewhere = await make(all.editor);
    const foreign = await say(all.contentManager, elsewhere, { body, answersId: first.commentId });
    expect(foreign.error?.details.fields?.[0]?.path).toBe('answersId');
  });

  it('have a time within a video', async () => {
    const task = await launchAndSettle(all.editor, videoLaunch());
    const video = { task, output: firstOutput(task) };
    const at = (timeSeconds: number | null) =>
      say(all.contentManager, video, { body: 'Cut', anchor: { x: 0.5, y: 0.5, timeSeconds } });
    expect((await at(0.5)).data.anchor?.timeSeconds).toBe(0.5);
    for (const time of [99, null, -1]) {
      const { status, error } = await at(time);
      expect([status, error?.details.fields?.[0]?.path]).toEqual([400, 'anchor.timeSeconds']);
    }
  });

  it('mention only people who may see the output', async () => {
    const mention = (mentions: string[]) =>
      say(all.contentManager, made, { body: 'Please look', mentions });
    const ids = await Promise.all(
      [all.editor, all.auditor].map(async (person) => {
        const { data } = await person.http.get<{ documentId: string }>('/admin/users/me');
        return data.documentId;
      })
    );
    const { data } = await mention(ids);
    expect(data.mentions.map(({ name }) => name).sort()).toEqual(
      [all.editor.name, all.auditor.name].sort()
    );
    const nobody = await mention([ids[0] ?? '', 'a'.repeat(24)]);
    expect(nobody.status).toBe(400);
    expect(nobody.error?.details.fields?.[0]?.path).toBe('mentions.1');
  });

  it('hold no keys', async () => {
    const answer = await say(all.contentManager, made, { body: `sk-proj-${'a1B2'.repeat(10)}` });
    expect(answer.error?.details.code).toBe('secret_refused');
  });

  it('are for those who see the output and work with it', async () => {
    expect((await say(all.auditor, made, { body: 'Hello' })).status).toBe(403);
    expect((await all.auditor.api.get(api.comments(made.output.outputId))).status).toBe(200);
    const foreign = await make(all.contentManager);
    expect((await say(all.editor, foreign, { body: 'Hello' })).status).toBe(404);
    expect((await all.editor.api.get(api.comments(foreign.output.outputId))).status).toBe(404);
    expect(
      (await all.editor.api.post(api.resolveComment('a'.repeat(24)), { isResolved: true })).status
    ).toBe(404);
  });

  it('are counted in the queue while they are open', async () => {
    const other = await make(all.editor, { purpose: 'social_cover', channel: 'social' });
    ok(await submit(all.editor, other), 'Submit');
    ok(await say(all.editor, other, { body: 'One' }), 'Comment');
    ok(await say(all.contentManager, other, { body: 'Two' }), 'Comment');
    const { data } = await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
      limit: 100,
      purpose: 'social_cover',
    });
    const item = data.results.find(({ output }) => output.outputId === other.output.outputId);
    expect(item?.openComments).toBe(2);
  });
});

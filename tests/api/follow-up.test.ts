import { api } from '../../plugins/asset-provenance/shared';
import type { EntryProvenance, Page, RevisionNote } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, make, makeApproved, ok } from '../support/story';

const ARTICLES = '/content-manager/collection-types/api::article.article';

describe('follow-up', () => {
  let all: People;
  let taskId: string;

  beforeAll(async () => {
    all = await people();
    ({ taskId } = (await make(all.editor)).task);
  });

  const body = {
    reason: 'The colour was wrong',
    questionSource: 'Ticket 4711',
    approvingOwner: 'Mei Lin',
  };
  const write = (
    target: Record<string, unknown>,
    more: Record<string, unknown> = {},
    person = all.auditor
  ) => person.api.post<RevisionNote>(api.revisionNotes, { target, ...body, ...more });
  const aboutTask = (more: Record<string, unknown> = {}) =>
    write({ type: 'task', id: taskId }, more);
  const complete = (noteId: string, more: Record<string, unknown> = {}) =>
    all.auditor.api.post<RevisionNote>(api.completeNote(noteId), {
      outcome: 'confirmed',
      ...body,
      ...more,
    });
  const list = async (query: Record<string, string | number | null> = {}) =>
    ok(await all.auditor.api.get<Page<RevisionNote>>(api.revisionNotes, query), 'Notes');
  const due = () => all.auditor.api.get<{ dueRechecks: number }>(api.counts);

  it('notes a change of a task', async () => {
    const answer = await aboutTask({ recheckOn: dayFromNow(7) });
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      ...body,
      target: { type: 'task', id: taskId, label: expect.stringContaining('Canvas bag') },
      recheckOn: dayFromNow(7),
      writtenBy: { name: all.auditor.name },
      completes: null,
      completedBy: null,
      isDue: false,
    });
  });

  it('notes a change of an asset, by its id or that of its output', async () => {
    const made = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    const { assetId } = made.asset;
    expect((await write({ type: 'asset', id: assetId })).data.target.id).toBe(assetId);
    expect((await write({ type: 'asset', id: made.output.outputId })).data.target.id).toBe(assetId);
  });

  it('notes a change of an entry, and its panel shows it', async () => {
    const article = ok(
      await all.contentManager.http.post<{ documentId: string }>(ARTICLES, { title: 'On bags' }),
      'Article'
    );
    const target = { type: 'entry', id: article.documentId, uid: 'api::article.article' };
    const note = ok(await write(target, { recheckOn: dayFromNow(3) }), 'Note');
    expect(note.target).toMatchObject({ label: 'On bags', uid: 'api::article.article' });
    ok(await write(target, { recheckOn: dayFromNow(9) }), 'Note');
    const panel = () =>
      all.auditor.api.get<EntryProvenance>(api.entry, {
        uid: target.uid,
        documentId: article.documentId,
      });
    expect((await panel()).data).toMatchObject({ noteCount: 2, nextRecheckOn: dayFromNow(3) });
    ok(await complete(note.noteId), 'Complete');
    expect((await panel()).data).toMatchObject({ noteCount: 3, nextRecheckOn: dayFromNow(9) });
  });

  it.each([
    [{ type: 'task', id: 'nothere' }, 404],
    [{ type: 'asset', id: 'nothere' }, 404],
    [{ type: 'entry', id: 'nothere', uid: 'api::article.article' }, 404],
    [{ type: 'entry', id: 'nothere', uid: 'api::none.none' }, 404],
    [{ type: 'entry', id: 'nothere' }, 400],
    [{ type: 'moon', id: 'nothere' }, 400],
  ])('needs a target that is there: %j', async (target, status) => {
    expect((await write(target)).status).toBe(status);
  });

  it('needs reason, source and owner, a real day, and no keys', async () => {
    for (const field of ['reason', 'questionSource', 'approvingOwner']) {
      const answer = await aboutTask({ [field]: ' ' });
      expect(answer.status).toBe(400);
      expect(answer.error?.details.fields?.[0]?.path).toBe(field);
    }
    expect((await aboutTask({ recheckOn: '2026-02-30' })).status).toBe(400);
    const key = await aboutTask({ reason: `Used sk-proj-${'x9Y8'.repeat(10)}` });
    expect(key.error?.details).toMatchObject({
      code: 'secret_refused',
      fields: [{ path: 'reason' }],
    });
  });

  it('is written by those who may', async () => {
    expect((await write({ type: 'task', id: taskId }, {}, all.editor)).status).toBe(403);
    expect((await all.editor.api.get(api.revisionNotes)).status).toBe(403);
  });

  describe('what is due', () => {
    it('is what is to be checked today or earlier and not completed, longest due first', async () => {
      const before = (await due()).data.dueRechecks;
      const today = ok(await aboutTask({ recheckOn: dayFromNow(0) }), 'Note');
      const late = ok(await aboutTask({ recheckOn: dayFromNow(-3) }), 'Note');
      const later = ok(await aboutTask({ recheckOn: dayFromNow(1) }), 'Note');
      const never = ok(await aboutTask(), 'Note');
      expect((await due()).data.dueRechecks).toBe(before + 2);

      const seen: RevisionNote[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<RevisionNote> = await list({ limit: 1, cursor });
        seen.push(...page.results);
        cursor = page.nextCursor;
      } while (cursor);
      const ids = seen.map(({ noteId }) => noteId);
      expect(ids.filter((id) => [today.noteId, late.noteId].includes(id))).toEqual([
        late.noteId,
        today.noteId,
      ]);
      expect(ids).not.toContain(later.noteId);
      expect(ids).not.toContain(never.noteId);
      expect(seen.every(({ isDue }) => isDue)).toBe(true);
    });

    it('is over when the next note is written', async () => {
      const note = ok(await aboutTask({ recheckOn: dayFromNow(-1) }), 'Note');
      const before = (await due()).data.dueRechecks;
      const next = await complete(note.noteId, {
        outcome: 'updated',
        reason: 'Looked again',
        recheckOn: dayFromNow(90),
      });
      expect(next.status).toBe(201);
      expect(next.data).toMatchObject({
        completes: note.noteId,
        outcome: 'updated',
        target: { type: 'task', id: taskId },
      });
      expect((await due()).data.dueRechecks).toBe(before - 1);

      const open = await list({ status: 'open', targetType: 'task', targetId: taskId, limit: 100 });
      expect(open.results.map(({ noteId }) => noteId)).toContain(next.data.noteId);
      expect(open.results.map(({ noteId }) => noteId)).not.toContain(note.noteId);
      const every = await list({ status: 'all', targetId: taskId, limit: 100 });
      expect(every.results[0]?.noteId).toBe(next.data.noteId);
      expect(every.results.find(({ noteId }) => noteId === note.noteId)).toMatchObject({
        completedBy: next.data.noteId,
        isDue: false,
      });
    });

    it('is completed by one person only', async () => {
      const note = ok(await aboutTask({ recheckOn: dayFromNow(-1) }), 'Note');
      const answers = await Promise.all([1, 2, 3].map(() => complete(note.noteId)));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(answers.find(({ status }) => status === 409)?.error?.message).toContain(
        all.auditor.name
      );
      expect((await complete('nothere')).status).toBe(404);
    });
  });
});

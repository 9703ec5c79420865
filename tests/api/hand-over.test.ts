import { api } from '../../plugins/asset-provenance/shared';
import type {
  HandOverResult,
  Holdings,
  Person as AdminPerson,
  RevisionNote,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import { createUser, prepareRoles } from '../support/people';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  assetOf,
  caseOf,
  dayFromNow,
  decide,
  make,
  makeApproved,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';

type LedgerRow = { type: string; aggregate_id: string; note: string | null; task_id: string };

jest.setTimeout(60_000);

/** An admin user with the id that the plugin knows them by. */
type Colleague = Person & { documentId: string };

describe('hand-over', () => {
  let all: People;
  let roleIdOf: Awaited<ReturnType<typeof prepareRoles>>;
  let count = 0;
  beforeAll(async () => {
    all = await people();
    roleIdOf = await prepareRoles(all.superAdmin);
  });

  const peopleKnown = async () => ok(await all.editor.api.get<AdminPerson[]>(api.people), 'People');
  const newcomer = async (
    firstname: string,
    role: Parameters<typeof roleIdOf>[0] = 'provenance-editor'
  ): Promise<Colleague> => {
    count += 1;
    const email = `${firstname.toLowerCase()}.${count}.${Date.now()}@example.org`;
    const person = await createUser(all.superAdmin, {
      url: sharedServer().url,
      roleId: roleIdOf(role),
      candidate: { firstname, lastname: `Nr${count}`, email },
    });
    const known = (await peopleKnown()).find(({ name }) => name === person.name);
    if (!known) throw new Error(`${person.name} is not among the people.`);
    return { ...person, documentId: known.id };
  };
  const userPath = ({ id }: Person): string => `/admin/users/${id}`;
  const remove = async (person: Person) =>
    ok(await all.superAdmin.http.del(userPath(person)), 'Delete');
  const handOver = (fromId: string, toId: string, more: Record<string, unknown> = {}) =>
    all.superAdmin.api.post<HandOverResult>(api.handOver, {
      fromId,
      toId,
      reason: 'Leaves the company',
      ...more,
    });
  const holdingsOf = async (id: string) =>
    ok(await all.superAdmin.api.get<Holdings>(api.holdings(id)), 'Holdings');
  const readTask = async ({ task }: Made) =>
    ok(await all.superAdmin.api.get<TaskDetail>(api.task(task.taskId)), 'Task');
  const ledger = (where: Record<string, unknown>): Promise<LedgerRow[]> =>
    readRows(sharedServer(), (rows) => rows('ap_audit_events').where(where).orderBy('id'));

  it('moves tasks, assets, reviews and re-checks in one act, and leaves verdicts as they are', async () => {
    const leaver = await newcomer('Lee', 'provenance-content-manager');
    const successor = await newcomer('Suki', 'provenance-content-manager');
    const approved = await makeApproved({ owner: leaver, reviewer: all.contentManager });
    const waiting = await make(leaver);
    ok(await submit(leaver, waiting), 'Submit');
    const foreign = await make(all.editor);
    ok(await submit(all.editor, foreign), 'Submit');
    ok(
      await all.contentManager.api.post(api.assignments, {
        outputIds: [foreign.output.outputId],
        assigneeId: leaver.documentId,
      }),
      'Assign'
    );
    const decided = await make(all.editor);
    ok(await submit(all.editor, decided), 'Submit');
    ok(await decide(leaver, decided, approval()), 'Verdict of the leaver');
    const note = ok(
      await leaver.api.post<RevisionNote>(api.revisionNotes, {
        target: { type: 'task', id: waiting.task.taskId },
        reason: 'Look again',
        questionSource: 'Mail',
        approvingOwner: 'Mei Lin',
        recheckOn: dayFromNow(5),
      }),
      'Note'
    );
    expect(note.responsible).toBe(leaver.name);
    const held = { tasks: 2, assets: 1, reviews: 2, rechecks: 1, presets: 0 };
    expect(await holdingsOf(leaver.documentId)).toEqual(held);

    const done = ok(await handOver(leaver.documentId, successor.documentId), 'Hand-over');
    expect(done).toEqual({ ...held, handOverId: expect.any(String) });

    for (const made of [approved, waiting])
      expect((await readTask(made)).owner).toEqual({
        type: 'admin',
        id: successor.documentId,
        name: successor.name,
      });
    expect(await assetOf(all.superAdmin, approved)).toMatchObject({
      owner: { id: successor.documentId, name: successor.name },
      reviewer: { name: all.contentManager.name },
    });
    expect((await caseOf(all.superAdmin, foreign)).assignee).toEqual({
      id: successor.documentId,
      name: successor.name,
    });
    // Who submitted and who decided is history.
    const submitted = await caseOf(all.superAdmin, waiting);
    expect(submitted.submittedBy.name).toBe(leaver.name);
    const past = await caseOf(all.superAdmin, decided);
    expect(past.lastVerdict?.reviewer.name).toBe(leaver.name);
    expect((await assetOf(all.superAdmin, decided)).reviewer.name).toBe(leaver.name);
    expect(await holdingsOf(leaver.documentId)).toEqual({
      tasks: 0,
      assets: 0,
      reviews: 0,
      rechecks: 0,
      presets: 0,
    });
    expect(await holdingsOf(successor.documentId)).toEqual(held);

    // The successor owns the work now: so somebody else decides on it.
    const ownWork = await decide(successor, waiting, approval());
    expect(ownWork.status).toBe(403);
    expect((await decide(leaver, waiting, approval())).status).toBe(201);
    const notes = ok(
      await successor.api.get<{ results: RevisionNote[] }>(api.revisionNotes, {
        status: 'open',
        targetId: waiting.task.taskId,
      }),
      'Notes'
    );
    expect(notes.results).toMatchObject([
      { responsible: successor.name, writtenBy: { name: leaver.name } },
    ]);

    const [act] = await ledger({ aggregate_id: done.handOverId });
    expect(act).toMatchObject({ type: 'person.handed_over', note: 'Leaves the company' });
    const { timeline } = await readTask(approved);
    expect(timeline.filter(({ type }) => type === 'task.handed_over')).toMatchObject([
      {
        actor: { name: all.superAdmin.name },
        data: { from: leaver.documentId, to: successor.documentId },
      },
    ]);
  });

  it('done again moves nothing', async () => {
    const [leaver, successor] = [await newcomer('Ada'), await newcomer('Bo')];
    const made = await make(leaver);
    const answers = await Promise.all([
      handOver(leaver.documentId, successor.documentId),
      handOver(leaver.documentId, successor.documentId),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ data }) => data.tasks).sort()).toEqual([0, 1]);
    expect(ok(await handOver(leaver.documentId, successor.documentId), 'Again')).toEqual({
      tasks: 0,
      assets: 0,
      reviews: 0,
      rechecks: 0,
      presets: 0,
      handOverId: null,
    });
    const events = await ledger({ task_id: made.task.taskId, type: 'task.handed_over' });
    expect(events).toHaveLength(1);
  });

  it('works for people whose account was deleted; deleting blanks neither owner nor reviewer', async () => {
    const [leaver, successor] = [
      await newcomer('Gone', 'provenance-content-manager'),
      await newcomer('Stay'),
    ];
    const approved = await makeApproved({ owner: leaver, reviewer: all.contentManager });
    const decided = await make(all.editor);
    ok(await submit(all.editor, decided), 'Submit');
    ok(await decide(leaver, decided, approval()), 'Verdict');
    const waiting = await make(all.editor);
    ok(await submit(all.editor, waiting), 'Submit');
    ok(
      await all.contentManager.api.post(api.assignments, {
        outputIds: [waiting.output.outputId],
        assigneeId: leaver.documentId,
      }),
      'Assign'
    );
    await remove(leaver);

    const owner = { id: leaver.documentId, name: leaver.name };
    expect((await readTask(approved)).owner).toMatchObject(owner);
    expect((await assetOf(all.superAdmin, approved)).owner).toMatchObject(owner);
    expect((await assetOf(all.superAdmin, decided)).reviewer).toMatchObject(owner);
    expect((await caseOf(all.superAdmin, decided)).lastVerdict?.reviewer).toMatchObject(owner);
    expect((await caseOf(all.superAdmin, waiting)).assignee).toEqual(owner);
    expect(await peopleKnown()).toContainEqual({ ...owner, isActive: false });

    expect(ok(await handOver(leaver.documentId, successor.documentId), 'Hand-over')).toMatchObject({
      tasks: 1,
      assets: 1,
      reviews: 1,
    });
    expect((await readTask(approved)).owner.name).toBe(successor.name);
    expect((await caseOf(all.superAdmin, decided)).lastVerdict?.reviewer).toMatchObject(owner);
    expect((await peopleKnown()).map(({ id }) => id)).not.toContain(leaver.documentId);
    expect((await peopleKnown()).find(({ id }) => id === successor.documentId)).toEqual({
      id: successor.documentId,
      name: successor.name,
      isActive: true,
    });
  });

  it('needs a successor with an active account, other than the person, and the right to do it', async () => {
    const editorId = (await peopleKnown()).find(({ name }) => name === all.editor.name)?.id ?? '';
    const [leaver, blocked] = [await newcomer('Kim'), await newcomer('Block')];
    await make(leaver);
    ok(await all.superAdmin.http.put(userPath(blocked), { isActive: false }), 'Deactivate');
    for (const [toId, code] of [
      [leaver.documentId, 'same_person'],
      [blocked.documentId, 'successor_inactive'],
      ['nobody', 'successor_inactive'],
    ] as const) {
      const { status, error } = await handOver(leaver.documentId, toId);
      expect([status, error?.details.code, error?.details.fields?.[0]?.path]).toEqual([
        400,
        code,
        'toId',
      ]);
    }
    expect((await handOver(leaver.documentId, editorId, { reason: ' ' })).status).toBe(400);
    const own = { fromId: leaver.documentId, toId: editorId, reason: 'x' };
    expect((await all.contentManager.api.post(api.handOver, own)).status).toBe(403);
    expect((await all.editor.api.get(api.holdings(leaver.documentId))).status).toBe(403);
    expect(await holdingsOf(leaver.documentId)).toMatchObject({ tasks: 1 });
  });

  it('moves thousands of tasks at once', async () => {
    const [leaver, successor] = [await newcomer('Many'), await newcomer('Next')];
    const { task } = await make(leaver);
    const MANY = 3000;
    await readRows(sharedServer(), async (rows) => {
      const [pattern] = (await rows('ap_generation_tasks').where({
        document_id: task.taskId,
      })) as Record<string, unknown>[];
      const { id: _id, idempotency_key: _key, ...columns } = pattern ?? {};
      for (let first = 0; first < MANY; first += 100)
        await rows('ap_generation_tasks').insert(
          Array.from({ length: 100 }, (_, index) => ({
            ...Object.fromEntries(
              Object.entries(columns).map(([name, value]) => [
                name,
                value !== null && typeof value === 'object' && !(value instanceof Date)
                  ? JSON.stringify(value)
                  : value,
              ])
            ),
            document_id: `many${first + index}x${Date.now()}`,
          }))
        );
    });
    const started = Date.now();
    const done = ok(await handOver(leaver.documentId, successor.documentId), 'Hand-over');
    expect(done.tasks).toBe(MANY + 1);
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(await holdingsOf(leaver.documentId)).toMatchObject({ tasks: 0 });
    const events = await readRows(sharedServer(), (rows) =>
      rows('ap_audit_events')
        .where({ type: 'task.handed_over' })
        .where('aggregate_id', 'like', 'many%')
        .count({ total: '*' })
    );
    expect(Number((events[0] as { total: number }).total)).toBe(MANY);
    await readRows(sharedServer(), (rows) =>
      rows('ap_generation_tasks').where('document_id', 'like', 'many%').delete()
    );
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  ErasureResult,
  Person as AdminPerson,
  ReviewComment,
} from '../../plugins/asset-provenance/shared';
import { useOwnServer } from '../support/configured-server';
import { createUser, prepareRoles } from '../support/people';
import type { People, Person } from '../support/people';
import { pluginTables, readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { approval, decide, make, makeApproved, makeSubmitted, ok } from '../support/story';
import { expectIntact, verified } from '../support/verified';

jest.setTimeout(120_000);
useOwnServer();

type Colleague = Person & { documentId: string };
type Row = Record<string, unknown>;

describe('erasing a person', () => {
  let all: People;
  let roleIdOf: Awaited<ReturnType<typeof prepareRoles>>;
  let count = 0;
  beforeAll(async () => {
    all = await people();
    roleIdOf = await prepareRoles(all.superAdmin);
  });

  const newcomer = async (firstname: string): Promise<Colleague> => {
    count += 1;
    const lastname = `Löscher${count}x${Date.now()}`;
    const email = `${firstname.toLowerCase()}.${Date.now()}@example.org`;
    const person = await createUser(all.superAdmin, {
      url: sharedServer().url,
      roleId: roleIdOf('provenance-content-manager'),
      candidate: { firstname, lastname, email },
    });
    const known = ok(await all.superAdmin.api.get<AdminPerson[]>(api.people), 'People');
    const documentId = known.find(({ name }) => name === person.name)?.id;
    if (!documentId) throw new Error(`${person.name} is not among the people.`);
    return { ...person, documentId };
  };
  const erase = (
    personId: string,
    reason = 'Asked for it',
    { by = all.superAdmin, aliases = [] }: { by?: Person; aliases?: string[] } = {}
  ) => by.api.post<ErasureResult>(api.erasePerson(personId), { reason, aliases });
  const deactivate = async ({ id }: Person) =>
    ok(await all.superAdmin.http.put(`/admin/users/${id}`, { isActive: false }), 'Deactivate');
  const deleteUser = async ({ id }: Person) =>
    ok(await all.superAdmin.http.del(`/admin/users/${id}`), 'Delete');

  /** Every row of every table of the plugin in which one of these texts stands. */
  const rowsWith = (texts: string[]): Promise<string[]> =>
    readRows(sharedServer(), async (rows) => {
      const tables = await pluginTables(rows);
      expect(tables.length).toBeGreaterThan(30);
      const found: string[] = [];
      for (const table of tables)
        for (const row of (await rows(table)) as Row[]) {
          const text = JSON.stringify(row);
          if (texts.some((each) => text.includes(each))) found.push(`${table}: ${text}`);
        }
      return found;
    });

  const busyLife = async (leaver: Colleague) => {
    const own = await makeApproved({ owner: leaver, reviewer: all.contentManager });
    const foreign = await makeSubmitted(all.editor);
    ok(
      await all.contentManager.api.post(api.assignments, {
        outputIds: [foreign.output.outputId],
        assigneeId: leaver.documentId,
      }),
      'Assign'
    );
    ok(
      await all.contentManager.api.post<ReviewComment>(api.comments(foreign.output.outputId), {
        body: `What does ${leaver.name} say, ${leaver.email}?`,
        mentions: [leaver.documentId],
      }),
      'Comment'
    );
    ok(
      await decide(leaver, foreign, { ...approval(), reason: `${leaver.name} agrees.` }),
      'Verdict'
    );
    const [revoked] = [await makeApproved({ owner: leaver, reviewer: all.contentManager })];
    ok(await leaver.api.post(api.revoke(revoked.asset.assetId), { reason: 'Mine' }), 'Revoke');
    ok(
      await leaver.api.post(api.revisionNotes, {
        target: { type: 'task', id: own.task.taskId },
        reason: 'Look again',
        questionSource: `Mail of ${leaver.name}`,
        approvingOwner: leaver.name,
        recheckOn: null,
      }),
      'Note'
    );
    return { own, foreign, revoked };
  };

  it('enters nobody into the hashed texts but as salted hashes', async () => {
    const leaver = await newcomer('Salta');
    await busyLife(leaver);
    const successor = await newcomer('Nachfolg');
    ok(
      await all.superAdmin.api.post(api.handOver, {
        fromId: leaver.documentId,
        toId: successor.documentId,
        reason: `${leaver.name} leaves`,
      }),
      'Hand-over'
    );
    const texts = await readRows(sharedServer(), async (rows) =>
      (await rows('ap_audit_events').pluck('canonical')).join('\n')
    );
    for (const { documentId, name, email } of [leaver, successor])
      for (const secret of [documentId, name, email]) expect(texts).not.toContain(secret);
    // People still read whom the events name.
    const record = await readRows(sharedServer(), async (rows) =>
      rows('ap_audit_event_persons').where({ person_id: leaver.documentId })
    );
    expect(record.length).toBeGreaterThan(3);
    await expectIntact(all.auditor);
  });

  it('takes a person out of every table and leaves the chain whole', async () => {
    const leaver = await newcomer('Erika');
    const { own, foreign, revoked } = await busyLife(leaver);
    expect((await erase(leaver.documentId)).error?.details.code).toBe('person_active');
    await deleteUser(leaver);
    const before = await expectIntact(all.auditor);
    expect((await erase(leaver.documentId, 'x', { by: all.contentManager })).status).toBe(403);
    expect(
      ok(await all.superAdmin.api.get<AdminPerson[]>(api.erasablePeople), 'Erasable')
    ).toContainEqual({ id: leaver.documentId, name: leaver.name, isActive: false });

    // Its address went with the account: nobody here knows it any more.
    const aliases = [leaver.email];
    const done = ok(
      await erase(leaver.documentId, `${leaver.name} asked for it`, { aliases }),
      'Erase'
    );
    expect(done.pseudonym).toMatch(/^Erased person \d+$/);
    expect(done.events).toBeGreaterThan(5);
    expect(done.rows).toBeGreaterThan(5);

    expect(await rowsWith([leaver.documentId, leaver.name, leaver.email])).toEqual([]);
    const after = await expectIntact(all.auditor);
    expect(after.erased.actors).toBeGreaterThan(before.erased.actors);
    expect(after.size).toBeGreaterThanOrEqual(before.size);

    const recordOf = async (outputId: string) =>
      ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(outputId)), 'Record');
    const record = await recordOf(own.output.outputId);
    expect(record.task.owner).toMatchObject({ type: 'admin', name: done.pseudonym });
    expect(record.checks.every(({ isIntact }) => isIntact)).toBe(true);
    expect(record.timeline[0]?.actor.name).toBe(done.pseudonym);
    const decided = await recordOf(foreign.output.outputId);
    expect(decided.verdicts[0]).toMatchObject({
      reviewer: { name: done.pseudonym },
      reason: `${done.pseudonym} agrees.`,
    });
    expect((await recordOf(revoked.output.outputId)).asset?.ended?.by).toBe(done.pseudonym);

    const [event] = await readRows(sharedServer(), async (rows) =>
      rows('ap_audit_events').where({ type: 'person.erased' }).orderBy('id', 'desc').limit(1)
    );
    expect(event).toMatchObject({
      actor_name: all.superAdmin.name,
      note: `${done.pseudonym} asked for it`,
      aggregate_id: done.erasureId,
    });

    expect(ok(await erase(leaver.documentId), 'Again')).toEqual({
      erasureId: null,
      pseudonym: null,
      events: 0,
      rows: 0,
    });
  });

  it('finds the address by itself while the account is only deactivated', async () => {
    const leaver = await newcomer('Inaktiv');
    await busyLife(leaver);
    await deactivate(leaver);
    ok(await erase(leaver.documentId), 'Erase');
    expect(await rowsWith([leaver.documentId, leaver.name, leaver.email])).toEqual([]);
    await expectIntact(all.auditor);
  });

  it('leaves a namesake alone', async () => {
    const leaver = await newcomer('Zwilling');
    const made = await make(leaver);
    const twin = await makeSubmitted(all.editor);
    await readRows(sharedServer(), async (rows) =>
      rows('ap_outputs')
        .where({ document_id: twin.output.outputId })
        .update({ submitted_by_name: leaver.name, adopted_by_name: leaver.name })
    );
    await deleteUser(leaver);
    ok(await erase(leaver.documentId), 'Erase');
    const [row] = await readRows(sharedServer(), async (rows) =>
      rows('ap_outputs').where({ document_id: twin.output.outputId })
    );
    expect(row).toMatchObject({ submitted_by_name: leaver.name, adopted_by_name: leaver.name });
    expect(made.task.owner.name).toBe(leaver.name);
    await readRows(sharedServer(), async (rows) =>
      rows('ap_outputs')
        .where({ document_id: twin.output.outputId })
        .update({ submitted_by_name: all.editor.name, adopted_by_name: null })
    );
  });

  it('is refused while something under hold names the person, and says what', async () => {
    const leaver = await newcomer('Halt');
    const made = await make(leaver);
    const holdIt = (isHeld: boolean) =>
      all.auditor.api.post(api.holdOutput(made.output.outputId), { isHeld, reason: 'Lawsuit' });
    ok(await holdIt(true), 'Hold');
    await deleteUser(leaver);
    const refused = await erase(leaver.documentId);
    expect([refused.status, refused.error?.details]).toEqual([
      409,
      expect.objectContaining({
        code: 'under_hold',
        held: [{ fileDocumentId: made.output.fileDocumentId, taskId: made.task.taskId }],
      }),
    ]);
    expect((await rowsWith([leaver.documentId])).length).toBeGreaterThan(0);
    ok(await holdIt(false), 'Lift');

    const { taskId } = made.task;
    const holdTask = (isHeld: boolean) =>
      all.auditor.api.post(api.holdTask(taskId), { isHeld, reason: 'Lawsuit' });
    ok(await holdTask(true), 'Hold');
    expect((await erase(leaver.documentId)).error?.details).toMatchObject({
      code: 'under_hold',
      held: [{ fileDocumentId: null, taskId }],
    });
    ok(await holdTask(false), 'Lift');
    expect(ok(await erase(leaver.documentId), 'Erase').pseudonym).not.toBeNull();
    expect((await verified(all.auditor)).state).toBe('intact');
  });

  it('finds a person who was exchanged in the data of an event', async () => {
    const leaver = await newcomer('Tausch');
    const made = await makeSubmitted(all.editor);
    ok(
      await all.contentManager.api.post(api.assignments, {
        outputIds: [made.output.outputId],
        assigneeId: leaver.documentId,
      }),
      'Assign'
    );
    const exchange = (from: string, to: string) =>
      readRows(sharedServer(), async (rows) =>
        rows('ap_audit_event_persons').where({ person_id: from }).update({ person_id: to })
      );
    await exchange(leaver.documentId, 'somebodyelse');
    const report = await verified(all.auditor);
    expect(report.state).toBe('altered');
    expect(report.findings).toContainEqual(
      expect.objectContaining({ kind: 'column_altered', field: 'data.assigneeId' })
    );
    await exchange('somebodyelse', leaver.documentId);
    await expectIntact(all.auditor);
  });
});

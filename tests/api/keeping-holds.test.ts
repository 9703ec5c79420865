import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  OutputKeeping,
  TaskDetail,
  TaskKeeping,
} from '../../plugins/asset-provenance/shared';
import { runNow } from '../support/calendar';
import type { Answer } from '../support/http';
import { replace } from '../support/files';
import { picture } from '../support/marked-files';
import { makeOld } from '../support/retention';
import { readRows } from '../support/rows';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { fileIdOf, make, makeApproved, ok } from '../support/story';
import type { Made } from '../support/story';
import { imageLaunch, launchAndSettle, readTask } from '../support/tasks';
import { until } from '../support/wait';

jest.setTimeout(120_000);

describe('legal holds', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const hold = (made: Made, isHeld = true, person: Person = all.auditor, reason = 'Lawsuit 7') =>
    person.api.post<OutputKeeping>(api.holdOutput(made.output.outputId), { isHeld, reason });
  const recordOf = async (made: Made) =>
    ok(await all.auditor.api.get<AssetRecord>(api.assetRecord(made.output.outputId)), 'Record');
  const remove = async (made: Made) =>
    all.superAdmin.http.del(
      `/upload/files/${await fileIdOf(all.superAdmin, made.output.fileDocumentId)}`
    );
  const eventsOf = async (made: Made, type: string) =>
    (await recordOf(made)).timeline.filter((event) => event.type === type);

  it('is placed and lifted with a reason by who may', async () => {
    const made = await make(all.editor);
    expect((await hold(made, true, all.editor)).status).toBe(403);
    expect((await hold(made, true, all.auditor, ' ')).status).toBe(400);
    const placed = ok(await hold(made), 'Hold');
    expect(placed).toMatchObject({
      hold: { by: { name: all.auditor.name }, reason: 'Lawsuit 7' },
      removal: null,
    });
    const again = await hold(made);
    expect([again.status, again.error?.details.code]).toEqual([409, 'already_so']);
    expect((await recordOf(made)).keeping.hold).toMatchObject({ reason: 'Lawsuit 7' });
    ok(await hold(made, false, all.auditor, 'Settled'), 'Lift');
    expect((await recordOf(made)).keeping.hold).toBeNull();
    expect(await eventsOf(made, 'file.held')).toMatchObject([
      { data: { isHeld: true }, note: 'Lawsuit 7', actor: { name: all.auditor.name } },
      { data: { isHeld: false }, note: 'Settled' },
    ]);
  });

  it('refuses deleting and replacing, and says who holds it and why', async () => {
    const made = await make(all.editor);
    ok(await hold(made), 'Hold');
    const refused = await remove(made);
    expect([refused.status, refused.error?.message]).toEqual([
      409,
      expect.stringMatching(/Aurelia Auditor put it under hold \(Lawsuit 7\)/),
    ]);
    const form = new FormData();
    form.append('files', new Blob([new Uint8Array(10)], { type: 'image/png' }), 'other.png');
    const fileId = await fileIdOf(all.superAdmin, made.output.fileDocumentId);
    const replaced = await all.superAdmin.http.post(`/upload?id=${fileId}`, form);
    expect(replaced.error?.message).toMatch(/was not replaced.*Lawsuit 7/);
    ok(await hold(made, false), 'Lift');
    ok(await remove(made), 'Delete');
    expect((await recordOf(made)).keeping.removal).toMatchObject({
      rule: 'person',
      sha256: made.output.storedSha256,
      isDone: true,
      by: { name: all.superAdmin.name },
    });
  });

  it('holds the other results of the task with it', async () => {
    const made = await make(all.editor, { parameters: { count: 2 } });
    const [first, second] = made.task.outputs;
    if (!first || !second) throw new Error('Two results were asked for.');
    ok(await hold({ ...made, output: first }), 'Hold');
    const refused = await remove({ ...made, output: second });
    expect(refused.error?.message).toMatch(/another result of its task/);
    expect((await recordOf({ ...made, output: second })).keeping).toMatchObject({
      hold: null,
      heldWith: [{ outputId: first.outputId }],
    });
    ok(await hold({ ...made, output: first }, false), 'Lift');
    ok(await remove({ ...made, output: second }), 'Delete');
  });

  it('stands on the record of a file that is gone', async () => {
    const made = await make(all.editor);
    ok(await remove(made), 'Delete');
    expect(ok(await hold(made), 'Hold')).toMatchObject({
      hold: { reason: 'Lawsuit 7' },
      removal: { rule: 'person' },
    });
    await makeOld(made.task.taskId);
    await runNow('keeping.retain');
    const other = await make(all.editor);
    await makeOld(other.task.taskId);
    await runNow('keeping.retain');
    await until(async () => (await recordOf(other)).keeping.removed.prompts, {
      what: 'the prompt of the other task to go',
    });
    expect((await recordOf(made)).keeping.removed).toEqual({
      raw_answers: null,
      prompts: null,
      records: null,
    });
    expect((await recordOf(made)).task.requested?.prompt).not.toBe('');
  });

  it('stands on a task of which no file came, and keeps what was asked for', async () => {
    const failing = () =>
      launchAndSettle(all.editor, imageLaunch({ extras: { outcome: 'moderation' } }));
    const [held, other] = [await failing(), await failing()];
    const onTask = (isHeld: boolean, person = all.auditor, reason = 'Lawsuit 8') =>
      person.api.post<TaskKeeping>(api.holdTask(held.taskId), { isHeld, reason });
    expect((await onTask(true, all.editor)).status).toBe(403);
    expect((await onTask(true, all.auditor, ' ')).error?.details.fields?.[0]?.path).toBe('reason');
    expect(ok(await onTask(true), 'Hold')).toMatchObject({
      hold: { by: { name: all.auditor.name }, reason: 'Lawsuit 8' },
      heldWith: [],
    });
    expect((await onTask(true)).error?.details.code).toBe('already_so');
    const nowhere = await all.auditor.api.get(api.holdTask('nowhere'));
    expect(nowhere.status).toBe(404);

    for (const { taskId } of [held, other]) await makeOld(taskId);
    await runNow('keeping.retain');
    const promptOf = async ({ taskId }: TaskDetail) =>
      (await readTask(all.editor, taskId)).requested?.prompt;
    await until(async () => !(await promptOf(other)), { what: 'the prompt of the other to go' });
    expect(await promptOf(held)).toBe(held.requested?.prompt);

    ok(await onTask(false, all.auditor, 'Settled'), 'Lift');
    const { timeline } = await readTask(all.editor, held.taskId);
    expect(timeline.filter(({ type }) => type === 'task.held')).toMatchObject([
      { data: { isHeld: true }, note: 'Lawsuit 8', actor: { name: all.auditor.name } },
      { data: { isHeld: false }, note: 'Settled' },
    ]);
  });

  it('on a task holds each file that it has', async () => {
    const made = await make(all.editor);
    const onTask = (isHeld: boolean) =>
      all.auditor.api.post(api.holdTask(made.task.taskId), { isHeld, reason: 'Lawsuit 8' });
    ok(await onTask(true), 'Hold');
    expect((await remove(made)).error?.message).toMatch(/put its task under hold \(Lawsuit 8\)/);
    expect((await recordOf(made)).keeping).toMatchObject({
      hold: null,
      taskHold: { reason: 'Lawsuit 8' },
    });
    ok(await onTask(false), 'Lift');
    ok(await remove(made), 'Delete');
  });

  it('placed while retention runs: the hold, or the deletion before it, never both', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => make(all.editor)));
    for (const { task } of made) await makeOld(task.taskId);
    await runNow('keeping.retain');
    const answers: Answer<OutputKeeping>[] = [];
    for (const each of made) answers.push(await hold(each));
    const settled = await until(
      async () => {
        const records = await Promise.all(made.map(recordOf));
        const pending = records.some(
          ({ keeping: { hold: standing, removal } }) => !standing && !removal?.isDone
        );
        return pending ? null : records;
      },
      { what: 'each to be held or gone', timeoutMs: 60_000 }
    );
    await readRows(sharedServer(), async (rows) => {
      for (const [index, { keeping, file }] of settled.entries()) {
        const answer = answers[index];
        if (answer?.status === 200 && answer.data.removal === null) {
          expect(keeping.removal).toBeNull();
          expect(file).not.toBeNull();
        } else expect(file).toBeNull();
        const removals = await rows('ap_file_removals').where({
          file_document_id: made[index]?.output.fileDocumentId,
        });
        expect(removals.length).toBe(keeping.removal ? 1 : 0);
      }
    });
  });

  it('placed while a file is replaced: the hold, or the other bytes before it, never both', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => make(all.editor)));
    const bytes = await picture({ width: 1600, height: 900 }).png().toBuffer();
    const outcomes = await Promise.all(
      made.map(async (each, index) => {
        const fileId = await fileIdOf(all.superAdmin, each.output.fileDocumentId);
        const replacing = replace(all.superAdmin, fileId, bytes, 'other.png', 'image/png');
        await new Promise((resolve) => setTimeout(resolve, index * 40));
        let held = await hold(each);
        // What was decided before is waited for.
        while (held.error?.details.code === 'file_going') held = await hold(each);
        return { each, held, replaced: await replacing };
      })
    );
    for (const { each, held, replaced } of outcomes) {
      expect(held.status).toBe(200);
      const changes = (await recordOf(each)).timeline
        .map(({ type }) => type)
        .filter((type) => type === 'file.replaced' || type === 'file.held');
      expect(changes).toEqual(
        replaced.status === 200 ? ['file.replaced', 'file.held'] : ['file.held']
      );
      ok(await hold(each, false), 'Lift');
      // Nothing is left of a replacement that was refused.
      const again = await fileIdOf(all.superAdmin, each.output.fileDocumentId);
      ok(await replace(all.superAdmin, again, bytes, 'other.png', 'image/png'), 'Replace');
    }
  });

  it('keeps what is approved just as well, and lets it be revoked', async () => {
    const approved = await makeApproved({ owner: all.editor, reviewer: all.contentManager });
    ok(await hold(approved), 'Hold');
    ok(
      await all.contentManager.api.post(api.revoke(approved.asset.assetId), { reason: 'Over' }),
      'Revoke'
    );
    expect((await remove(approved)).error?.message).toMatch(/under hold/);
    ok(await hold(approved, false), 'Lift');
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  ApprovedAsset,
  OutputSummary,
  TaskDetail,
} from '../../plugins/asset-provenance/shared';
import { runNow, setLastDay } from '../support/calendar';
import { sha256Of } from '../support/files';
import type { People } from '../support/people';
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
} from '../support/story';
import type { Approved, Made } from '../support/story';
import { until } from '../support/wait';

jest.setTimeout(60_000);

describe('the life of approved assets', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const approved = (limits = {}) =>
    makeApproved({ owner: all.editor, reviewer: all.contentManager }, { limits });
  const taskOf = async ({ task }: Made) =>
    ok(await all.editor.api.get<TaskDetail>(api.task(task.taskId)), 'Task');
  const statusOf = async (made: Made) => (await taskOf(made)).outputs[0]?.approvalStatus;
  const eventsOf = async (made: Made, type: string) =>
    (await taskOf(made)).timeline.filter((event) => event.type === type);
  const supersede = (
    { asset }: Approved,
    by: Approved | string,
    person = all.contentManager,
    reason = 'New packaging'
  ) =>
    person.api.post<ApprovedAsset>(api.supersede(asset.assetId), {
      byAssetId: typeof by === 'string' ? by : by.asset.assetId,
      reason,
    });

  it('begins with the approval and has no end', async () => {
    expect((await approved()).asset).toMatchObject({
      state: 'active',
      alternativeText: 'A red bag stands on a table.',
      alternativeTexts: {},
      ended: null,
      supersededByAssetId: null,
    });
  });

  it('says who revoked it, when and why', async () => {
    const made = await approved();
    const revoked = ok(
      await all.contentManager.api.post<ApprovedAsset>(api.revoke(made.asset.assetId), {
        reason: 'The licence ended',
      }),
      'Revoke'
    );
    expect(revoked.ended).toMatchObject({
      by: all.contentManager.name,
      reason: 'The licence ended',
    });
    expect(Date.parse(revoked.ended?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);

    ok(
      await decide(all.contentManager, made, {
        ...approval(),
        supersedes: made.verdict.verdictId,
      }),
      'Approve again'
    );
    expect(await assetOf(all.editor, made)).toMatchObject({ state: 'active', ended: null });
  });

  describe('superseding', () => {
    it('puts another asset in its place', async () => {
      const [old, young] = [await approved(), await approved()];
      expect((await supersede(old, young, all.editor)).status).toBe(403);
      expect((await supersede(old, young, all.contentManager, ' ')).status).toBe(400);
      const answer = ok(await supersede(old, young), 'Supersede');
      expect(answer).toMatchObject({
        state: 'superseded',
        supersededByAssetId: young.asset.assetId,
        ended: { by: all.contentManager.name, reason: 'New packaging' },
      });
      expect(await statusOf(old)).toBe('superseded');
      expect(await statusOf(young)).toBe('approved');
      expect(await eventsOf(old, 'asset.superseded')).toMatchObject([
        { data: { byAssetId: young.asset.assetId }, note: 'New packaging' },
      ]);
    });

    it('takes two active assets, and no asset for itself', async () => {
      const [old, young, third] = [await approved(), await approved(), await approved()];
      const itself = await supersede(old, old);
      expect([itself.status, itself.error?.details.fields?.[0]?.path]).toEqual([400, 'byAssetId']);
      expect((await supersede(old, 'nothere')).status).toBe(404);
      ok(await supersede(old, young), 'Supersede');
      const circle = await supersede(young, old);
      expect([circle.status, circle.error?.details.code]).toEqual([409, 'not_active']);
      expect(circle.error?.details.fields?.[0]?.path).toBe('byAssetId');
      expect((await supersede(old, third)).status).toBe(409);
      expect((await supersede(young, third)).status).toBe(200);
    });

    it('of each other at the same moment lets one through', async () => {
      const [one, other] = [await approved(), await approved()];
      const answers = await Promise.all([supersede(one, other), supersede(other, one)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const states = [await statusOf(one), await statusOf(other)].sort();
      expect(states).toEqual(['approved', 'superseded']);
    });
  });

  describe('the calendar', () => {
    it('ends it once, after its last day, and a new verdict renews it', async () => {
      const [over, last] = [await approved(), await approved()];
      await setLastDay(over.asset.assetId, dayFromNow(-1));
      await setLastDay(last.asset.assetId, dayFromNow(0));
      // Dates count at once; the work only writes down what they say.
      expect((await assetOf(all.editor, over)).state).toBe('expired');
      await runNow('reuse.expire');
      await until(async () => (await statusOf(over)) === 'expired', { what: 'the expiry' });
      await runNow('reuse.expire');
      await runNow('reuse.expire');
      expect(await assetOf(all.editor, over)).toMatchObject({
        state: 'expired',
        ended: { by: 'System', reason: expect.stringContaining(dayFromNow(-1)) },
      });
      expect(await eventsOf(over, 'asset.expired')).toMatchObject([
        { actor: { type: 'system' }, data: { validUntil: dayFromNow(-1) } },
      ]);
      expect(await statusOf(last)).toBe('approved');
      expect((await assetOf(all.editor, last)).state).toBe('active');

      ok(
        await decide(all.contentManager, over, {
          ...approval({ validUntil: dayFromNow(30) }),
          supersedes: over.verdict.verdictId,
        }),
        'Renew'
      );
      expect(await assetOf(all.editor, over)).toMatchObject({ state: 'active', ended: null });
      expect(await statusOf(over)).toBe('approved');
      await runNow('reuse.expire');
      expect(await eventsOf(over, 'asset.expired')).toHaveLength(1);
    });
  });

  describe('a file that is changed', () => {
    const optimiseSizes = async (sizeOptimization: boolean) =>
      ok(
        await all.superAdmin.http.put('/upload/settings', {
          sizeOptimization,
          responsiveDimensions: true,
          autoOrientation: false,
        }),
        'Upload settings'
      );
    beforeAll(() => optimiseSizes(false));
    afterAll(() => optimiseSizes(true));

    const bytesOf = async ({ output }: Made) =>
      new Uint8Array(await (await fetch(sharedServer().url + output.url)).arrayBuffer());
    const replace = async ({ fileId }: Approved, bytes: Uint8Array<ArrayBuffer>) => {
      const form = new FormData();
      form.append('files', new Blob([bytes], { type: 'image/png' }), 'other.png');
      ok(await all.contentManager.http.post(`/upload?id=${fileId}`, form), 'Replace');
    };
    const submitAgain = (made: Made) =>
      all.editor.api.post<OutputSummary>(api.submitForReview(made.output.outputId), {
        alternativeText: 'A bag, cropped.',
      });

    it('is submitted again by its owner and decided on as it is now', async () => {
      const made = await approved();
      const other = await make(all.editor);
      const original = await bytesOf(made);
      await replace(made, await bytesOf(other));
      expect(await assetOf(all.editor, made)).toMatchObject({
        state: 'changed',
        storedSha256: made.output.storedSha256,
        ended: { by: all.contentManager.name },
      });

      const again = ok(await submitAgain(made), 'Submit again');
      expect(again).toMatchObject({
        approvalStatus: 'pending',
        receivedSha256: made.output.receivedSha256,
      });
      expect(again.storedSha256).toBe(sha256Of(await bytesOf(made)));
      expect(again.storedSha256).not.toBe(made.output.storedSha256);
      expect(await caseOf(all.contentManager, made)).toMatchObject({ canDecide: true });
      const onOldBytes = await decide(all.contentManager, made, {
        ...approval(),
        supersedes: made.verdict.verdictId,
      });
      expect(onOldBytes.error?.details.code).toBe('file_changed');
      const verdict = ok(
        await decide(
          all.contentManager,
          { ...made, output: again },
          { ...approval(), supersedes: made.verdict.verdictId }
        ),
        'Approve the changed file'
      );
      expect(verdict.storedSha256).toBe(again.storedSha256);
      expect(await assetOf(all.editor, made)).toMatchObject({
        state: 'active',
        assetId: made.asset.assetId,
        storedSha256: again.storedSha256,
        ended: null,
      });
      // What was approved first is not approved any more.
      await replace(made, original);
      expect(await statusOf(made)).toBe('changed');
    });

    it('is approved again as soon as the approved bytes are back', async () => {
      const made = await approved();
      const original = await bytesOf(made);
      await replace(made, await bytesOf(await make(all.editor)));
      ok(await submitAgain(made), 'Submit again');
      await replace(made, original);
      expect(await statusOf(made)).toBe('approved');
      expect(await assetOf(all.editor, made)).toMatchObject({ state: 'active', ended: null });
      expect((await caseOf(all.contentManager, made)).output.storedSha256).toBe(
        made.output.storedSha256
      );
    });

    it('returns to what it was before, rejected or superseded', async () => {
      const rejected = await approved();
      ok(
        await decide(all.contentManager, rejected, {
          verdict: 'rejected',
          reason: 'Wrong colour',
          supersedes: rejected.verdict.verdictId,
        }),
        'Reject'
      );
      const superseded = await approved();
      ok(await supersede(superseded, await approved()), 'Supersede');
      const other = await bytesOf(await make(all.editor));
      for (const [made, before] of [
        [rejected, 'rejected'],
        [superseded, 'superseded'],
      ] as const) {
        const original = await bytesOf(made);
        await replace(made, other);
        expect(await statusOf(made)).toBe('changed');
        await replace(made, original);
        expect(await statusOf(made)).toBe(before);
      }
    });
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { BulkVerdictInput, BulkVerdictResult } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import {
  approval,
  assetOf,
  caseOf,
  decide,
  make,
  makeSubmitted,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';

const targetOf = ({ output }: Made, more: { supersedes?: string; storedSha256?: string } = {}) => ({
  outputId: output.outputId,
  storedSha256: output.storedSha256 ?? '',
  ...more,
});

describe('one verdict on many outputs', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const submitted = (text?: string) => makeSubmitted(all.editor, {}, text);
  const decideMany = (body: BulkVerdictInput) =>
    all.contentManager.api.post<BulkVerdictResult>(api.bulkVerdicts, body);

  it('has a result for each, told as a single request is', async () => {
    const [fine, decided, seenOther] = [await submitted('A'), await submitted(), await submitted()];
    const own = await make(all.contentManager);
    ok(await submit(all.contentManager, own), 'Submit');
    const unsubmitted = await make(all.editor);
    ok(await decide(all.superAdmin, decided, { verdict: 'rejected', reason: 'No' }), 'Reject');

    const targets = [
      targetOf(fine),
      targetOf(decided),
      targetOf(seenOther, { storedSha256: '0'.repeat(64) }),
      targetOf(own),
      targetOf(unsubmitted),
      { outputId: 'a'.repeat(24), storedSha256: '0'.repeat(64) },
    ];
    const answer = await decideMany({ verdict: 'approved', targets });
    expect(answer.status).toBe(200);
    expect(answer.data.map(({ id }) => id)).toEqual(targets.map(({ outputId }) => outputId));
    expect(answer.data.map(({ refused }) => refused?.status ?? 'done')).toEqual([
      'done',
      409,
      409,
      403,
      409,
      404,
    ]);
    expect(answer.data.map(({ refused }) => refused?.details.code ?? null)).toEqual([
      null,
      'decided_meanwhile',
      'file_changed',
      'forbidden',
      'not_waiting',
      'not_found',
    ]);
    for (const { refused } of answer.data.slice(1)) expect(refused?.details.what?.zh).toBeTruthy();

    const single = await decide(all.contentManager, decided, approval());
    expect(answer.data[1]?.refused?.message).toBe(single.error?.message);
    expect((await caseOf(all.contentManager, seenOther)).output.approvalStatus).toBe('pending');
    expect((await caseOf(all.contentManager, fine)).output.approvalStatus).toBe('approved');
  });

  it('keeps the alternative text and the suggested limits of each', async () => {
    const made = [await submitted('A red bag.'), await submitted('A blue bag.')];
    const { data } = await decideMany({
      verdict: 'approved',
      targets: made.map((one) => targetOf(one)),
    });
    expect(data.map(({ verdict }) => verdict?.alternativeText)).toEqual([
      'A red bag.',
      'A blue bag.',
    ]);
    const suggested = (await caseOf(all.contentManager, made[0] as Made)).verdicts[0]?.limits;
    expect(suggested).toMatchObject({ channels: ['website'], isPublicUseAllowed: true });
    expect((await assetOf(all.contentManager, made[1] as Made)).state).toBe('active');
  });

  it('supersedes where it names what it replaces, and rejects with one reason for all', async () => {
    const [one, other] = [await submitted(), await submitted()];
    const first = ok(await decide(all.superAdmin, one, approval()), 'Approve');
    const { data } = await decideMany({
      verdict: 'rejected',
      reason: 'Campaign ended',
      reasonChips: ['off_brief'],
      targets: [targetOf(one, { supersedes: first.verdictId }), targetOf(other), targetOf(other)],
    });
    expect(data.map(({ refused }) => refused?.status ?? 'done')).toEqual(['done', 'done', 409]);
    expect(data[0]?.verdict).toMatchObject({
      reason: 'Campaign ended',
      reasonChips: ['off_brief'],
    });
  });

  it('is refused as a whole for what is said once', async () => {
    const made = await submitted();
    const targets = [targetOf(made)];
    const silent = await decideMany({ verdict: 'regenerate', reason: ' ', targets });
    expect(silent.error?.details.fields?.[0]?.path).toBe('reason');
    const moon = await decideMany({ verdict: 'approved', targets, limits: { channels: ['moon'] } });
    expect(moon.error?.details.fields?.[0]?.path).toBe('limits.channels');
    const none = await decideMany({ verdict: 'approved', targets: [] });
    expect(none.error?.details.fields?.[0]?.path).toBe('targets');
    const key = `sk-proj-${'a1B2'.repeat(10)}`;
    const secret = await decideMany({ verdict: 'rejected', reason: key, targets });
    expect(secret.error?.details.code).toBe('secret_refused');
    expect((await all.editor.api.post(api.bulkVerdicts, {})).status).toBe(403);
    expect((await caseOf(all.contentManager, made)).verdicts).toEqual([]);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { LaunchInput, ReviewCase, TaskDetail } from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { approval, decide, finalLaunch, make, makeSubmitted, ok } from '../support/story';

describe('a verdict', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const submitted = (changes = {}) => makeSubmitted(all.editor, changes);

  it('approves, with alternative text on the file', async () => {
    const made = await submitted();
    const answer = await decide(all.contentManager, made, approval({ channels: ['website'] }));
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      verdict: 'approved',
      reviewer: { name: all.contentManager.name },
      limits: { channels: ['website'], isAiLabelRequired: true },
      supersedes: null,
      supersededBy: null,
    });
    const { data: task } = await all.editor.api.get<TaskDetail>(api.task(made.task.taskId));
    expect(task.outputs[0]).toMatchObject({
      approvalStatus: 'approved',
      alternativeText: 'A red bag stands on a table.',
    });
    const types = task.timeline.map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['output.submitted', 'verdict.given', 'asset.approved'])
    );
  });

  it('is about the bytes that were looked at', async () => {
    const made = await submitted();
    const answer = await decide(all.contentManager, made, {
      ...approval(),
      storedSha256: '0'.repeat(64),
    });
    expect(answer.status).toBe(409);
    expect(answer.error?.details.code).toBe('file_changed');
  });

  it('names channels that are not there', async () => {
    const made = await submitted();
    const answer = await decide(
      all.contentManager,
      made,
      approval({ channels: ['website', 'moon'] })
    );
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.[0]).toMatchObject({ path: 'limits.channels' });
    expect(answer.error?.message).toContain('moon');
  });

  it('wants limits that make sense, and reasons', async () => {
    const made = await submitted();
    const backwards = await decide(
      all.contentManager,
      made,
      approval({ validFrom: '2027-02-01', validUntil: '2027-01-01' })
    );
    expect(backwards.error?.details.fields?.[0]?.path).toBe('limits.validUntil');
    const silent = await decide(all.contentManager, made, { verdict: 'rejected', reason: ' ' });
    expect(silent.error?.details.fields?.[0]?.path).toBe('reason');
  });

  it('takes no prompt as alternative text', async () => {
    const made = await submitted();
    const answer = await decide(all.contentManager, made, {
      ...approval(),
      alternativeText: made.task.prompt,
    });
    expect(answer.error?.details.fields?.[0]?.path).toBe('alternativeText');
  });

  it('needs a submission', async () => {
    const made = await make(all.editor);
    const answer = await decide(all.contentManager, made, approval());
    expect(answer.status).toBe(409);
    const draft = await make(all.editor, { stage: 'draft', finalReason: null });
    expect((await decide(all.contentManager, draft, approval())).error?.details.code).toBe(
      'draft_stage'
    );
  });

  it('has exactly one winner when several decide at once', async () => {
    const made = await submitted();
    const answers = await Promise.all([
      decide(all.contentManager, made, approval()),
      decide(all.superAdmin, made, { verdict: 'rejected', reason: 'No' }),
      decide(all.contentManager, made, { verdict: 'regenerate', reason: 'Again' }),
      decide(all.superAdmin, made, approval()),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const losers = answers.filter(({ status }) => status !== 201);
    expect(losers.map(({ status }) => status)).toEqual([409, 409, 409]);
    for (const { error } of losers) {
      expect(error?.details.code).toBe('decided_meanwhile');
      expect(error?.message).toMatch(/decided meanwhile/);
    }
    const { data } = await all.contentManager.api.get<ReviewCase>(
      api.reviewCase(made.output.outputId)
    );
    expect(data.verdicts).toHaveLength(1);
  });

  it('is superseded, never edited, and by one only', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    expect((await decide(all.superAdmin, made, { verdict: 'rejected', reason: 'No' })).status).toBe(
      409
    );
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((reason) =>
        decide(all.superAdmin, made, { verdict: 'rejected', reason, supersedes: first.verdictId })
      )
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { data } = await all.contentManager.api.get<ReviewCase>(
      api.reviewCase(made.output.outputId)
    );
    expect(data.verdicts.map(({ verdict }) => verdict)).toEqual(['approved', 'rejected']);
    expect(data.verdicts[0]?.supersededBy).toBe(data.verdicts[1]?.verdictId);
    expect(data.output.approvalStatus).toBe('rejected');
  });

  it('asks to generate anew, with a reason for the next launch', async () => {
    const made = await submitted();
    ok(
      await decide(all.contentManager, made, {
        verdict: 'regenerate',
        reason: 'The handle is missing',
        reasonChips: ['artefacts'],
      }),
      'Regenerate'
    );
    const next: LaunchInput = finalLaunch({
      derivedFrom: {
        taskId: made.task.taskId,
        derivation: 'regenerate',
        outputId: made.output.outputId,
      },
    });
    const { data } = await all.editor.api.post<{ task: TaskDetail }>(api.tasks, next);
    expect(data.task.regenerateReason).toBe('The handle is missing');
  });

  it('is not the editor’s or the auditor’s to give', async () => {
    const made = await submitted();
    expect((await decide(all.editor, made, approval())).status).toBe(403);
    expect((await decide(all.auditor, made, approval())).status).toBe(403);
  });
});

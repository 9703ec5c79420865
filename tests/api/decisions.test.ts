import { api } from '../../plugins/asset-provenance/shared';
import type { Decider, Decision, Page } from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { approval, decide, makeApproved, makeSubmitted, ok } from '../support/story';

/** From a person to what they decided. */
describe('decisions', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const list = async (query: Record<string, string | number> = {}, person: Person = all.auditor) =>
    ok(await person.api.get<Page<Decision>>(api.decisions, query), 'Decisions');

  const idOf = async ({ name }: Person): Promise<string> => {
    const deciders = ok(await all.auditor.api.get<Decider[]>(api.deciders), 'Deciders');
    return deciders.find((each) => each.name === name)?.id ?? '';
  };

  it('are found by who gave them, newest first, with what became of them', async () => {
    const { asset, task, output, verdict } = await makeApproved({
      owner: all.editor,
      reviewer: all.contentManager,
    });
    ok(
      await decide(
        all.superAdmin,
        { task, output },
        {
          verdict: 'rejected',
          reason: 'Seen again',
          supersedes: verdict.verdictId,
        }
      ),
      'Reject'
    );
    const [first] = (await list({ reviewerId: await idOf(all.contentManager) })).results;
    expect(first).toMatchObject({
      verdictId: verdict.verdictId,
      verdict: 'approved',
      reviewer: { name: all.contentManager.name },
      storedSha256: asset.storedSha256,
      isSuperseded: true,
      outputId: output.outputId,
      taskId: task.taskId,
      subject: task.subject,
      approvalStatus: 'rejected',
    });
    const [newest] = (await list()).results;
    expect(newest).toMatchObject({
      verdict: 'rejected',
      reason: 'Seen again',
      reviewer: { name: all.superAdmin.name },
      isSuperseded: false,
    });
  });

  it('name each person once, and leave nothing out from page to page', async () => {
    for (let n = 0; n < 3; n += 1) {
      const made = await makeSubmitted(all.editor);
      ok(await decide(all.contentManager, made, approval()), 'Approve');
    }
    const deciders = ok(await all.auditor.api.get<Decider[]>(api.deciders), 'Deciders');
    const manager = deciders.filter(({ name }) => name === all.contentManager.name);
    expect(manager).toHaveLength(1);
    const reviewerId = manager[0]?.id ?? '';
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<Decision> = await list({
        reviewerId,
        verdict: 'approved',
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.results.map(({ verdictId }) => verdictId));
      cursor = page.nextCursor;
    } while (cursor);
    const whole = await list({ reviewerId, verdict: 'approved', limit: 100 });
    expect(seen).toEqual(whole.results.map(({ verdictId }) => verdictId));
    expect(whole.results.every(({ verdict }) => verdict === 'approved')).toBe(true);
  });

  it('are for people who read the audit', async () => {
    expect((await all.editor.api.get(api.decisions)).status).toBe(403);
    const wrong = await all.auditor.api.get(api.decisions, { verdict: 'maybe' });
    expect([wrong.status, wrong.error?.details.fields?.[0]?.path]).toEqual([400, 'verdict']);
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  BulkResult,
  OutputSummary,
  Page,
  ReviewItem,
  ReviewListQuery,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { decide, makeSubmitted, ok } from '../support/story';
import type { Made } from '../support/story';

type Reviewer = { id: string; name: string };

describe('assigning reviews', () => {
  let all: People;
  let reviewers: Reviewer[];
  beforeAll(async () => {
    all = await people();
    reviewers = ok(await all.contentManager.api.get<Reviewer[]>(api.reviewers), 'Reviewers');
  });
  const idOf = (person: Person) => reviewers.find(({ name }) => name === person.name)?.id ?? '';
  const assign = (outputIds: string[], assigneeId: string | null) =>
    all.contentManager.api.post<BulkResult[]>(api.assignments, { outputIds, assigneeId });
  const queue = async (query: ReviewListQuery): Promise<ReviewItem[]> => {
    const { data } = await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
      limit: 100,
      ...query,
    } as Record<string, string | number>);
    return data.results;
  };
  const idsIn = async (query: ReviewListQuery, made: Made[]) => {
    const found = (await queue(query)).map(({ output }) => output.outputId);
    return made.map(({ output }) => found.includes(output.outputId));
  };

  it('knows who may review', () => {
    const names = reviewers.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([all.contentManager.name, all.superAdmin.name]));
    expect(names).not.toContain(all.editor.name);
    expect(names).not.toContain(all.auditor.name);
  });

  it('filters the queue by assignee, owner, channel and what may be decided', async () => {
    const first = await makeSubmitted(all.editor, { purpose: 'social_cover', channel: 'social' });
    const second = await makeSubmitted(all.editor);
    const own = await makeSubmitted(all.contentManager);
    const made = [first, second, own];
    const { data } = await assign(
      [first.output.outputId, own.output.outputId, 'a'.repeat(24)],
      idOf(all.contentManager)
    );
    expect(data.map(({ refused }) => refused?.status ?? 'done')).toEqual(['done', 403, 404]);

    expect(await idsIn({ assignee: 'me' }, made)).toEqual([true, false, false]);
    expect(await idsIn({ assignee: 'nobody' }, made)).toEqual([false, true, true]);
    expect(await idsIn({ assignee: idOf(all.superAdmin) }, made)).toEqual([false, false, false]);
    expect(await idsIn({ decidable: 'true' }, made)).toEqual([true, true, false]);
    expect(await idsIn({ channel: 'social' }, made)).toEqual([true, false, false]);
    expect(await idsIn({ ownerId: idOf(all.contentManager) }, made)).toEqual([false, false, true]);
    expect(await idsIn({ purpose: 'social_cover', channel: 'website' }, made)).toEqual([
      false,
      false,
      false,
    ]);
    const item = (await queue({ assignee: 'me' })).find(
      ({ output }) => output.outputId === first.output.outputId
    );
    expect(item?.assignee).toEqual({
      id: idOf(all.contentManager),
      name: all.contentManager.name,
    });

    ok(await assign([first.output.outputId], null), 'Unassign');
    expect(await idsIn({ assignee: 'me' }, made)).toEqual([false, false, false]);
  });

  it('takes reviewers only, and what waits only', async () => {
    const made = await makeSubmitted(all.editor);
    const { data: me } = await all.editor.http.get<{ documentId: string }>('/admin/users/me');
    const editor = await assign([made.output.outputId], me.documentId);
    expect(editor.status).toBe(400);
    expect(editor.error?.details.fields?.[0]?.path).toBe('assigneeId');
    expect((await all.editor.api.post(api.assignments, {})).status).toBe(403);

    ok(await decide(all.contentManager, made, { verdict: 'rejected', reason: 'No' }), 'Reject');
    const { data } = await assign([made.output.outputId], idOf(all.contentManager));
    expect(data[0]?.refused?.details.code).toBe('not_waiting');
  });

  it('pages through what was decided, newest first, by the same filters', async () => {
    const made = [
      await makeSubmitted(all.editor, { channel: 'ecommerce' }),
      await makeSubmitted(all.editor, { channel: 'ecommerce' }),
      await makeSubmitted(all.editor, { channel: 'ecommerce' }),
    ];
    for (const one of made)
      ok(await decide(all.contentManager, one, { verdict: 'regenerate', reason: 'No' }), 'Again');
    const seen: OutputSummary[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<ReviewItem> = ok(
        await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
          status: 'regenerate',
          channel: 'ecommerce',
          limit: 2,
          cursor,
        }),
        'Queue'
      );
      seen.push(...page.results.map(({ output }) => output));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.map(({ outputId }) => outputId)).toEqual(
      made.map(({ output }) => output.outputId).reverse()
    );
  });
});

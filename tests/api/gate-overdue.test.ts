import { api } from '../../plugins/asset-provenance/shared';
import type { Counts, OverdueEntry, Page } from '../../plugins/asset-provenance/shared';
import { ARTICLES, NOTICES } from '../support/entries';
import type { Entry } from '../support/entries';
import { preparePeople } from '../support/people';
import type { People } from '../support/people';
import { readRows } from '../support/rows';
import { startServer } from '../support/server';
import type { Server } from '../support/server';
import { people, sharedServer } from '../support/shared-server';
import { setLastDay } from '../support/calendar';
import { approval, dayFromNow, decide, makeApproved, ok } from '../support/story';
import { until } from '../support/wait';

const UID = 'api::article.article';

const tools = (all: People) => {
  const { http } = all.contentManager;
  return {
    approved: () => makeApproved({ owner: all.editor, reviewer: all.contentManager }),
    revoke: async (assetId: string) =>
      ok(await all.contentManager.api.post(api.revoke(assetId), { reason: 'Over' }), 'Revoke'),
    create: async (data: Record<string, unknown>, type = ARTICLES) =>
      ok(await http.post<Entry>(type, data), 'Create').documentId,
    publish: async (documentId: string) =>
      ok(await http.post(`${ARTICLES}/${documentId}/actions/publish`, {}), 'Publish'),
    isPublished: async (documentId: string): Promise<boolean> => {
      const { data } = await http.get<Entry | null>(`${ARTICLES}/${documentId}`, {
        status: 'published',
      });
      return Boolean(data?.publishedAt);
    },
    /** Every entry of the list, in pages. */
    overdue: async (limit = 50): Promise<OverdueEntry[]> => {
      const found: OverdueEntry[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<OverdueEntry> = ok(
          await all.auditor.api.get<Page<OverdueEntry>>(api.overdueEntries, { limit, cursor }),
          'Overdue'
        );
        expect(page.results.length).toBeLessThanOrEqual(limit);
        found.push(...page.results);
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    },
  };
};

describe('published entries that show what may not be shown any more', () => {
  let all: People;
  let my: ReturnType<typeof tools>;
  beforeAll(async () => {
    all = await people();
    my = tools(all);
  });

  it('are listed with every reason, the field and the day, until they are put right', async () => {
    const [revoked, expired, rejected, good] = [
      await my.approved(),
      await my.approved(),
      await my.approved(),
      await my.approved(),
    ];
    const cover = revoked.fileId;
    const shown = await my.create({ title: 'Shown', cover, gallery: [expired.fileId] });
    const draft = await my.create({ title: 'Only a draft', cover });
    const other = await my.create({ title: 'Rejected later', cover: rejected.fileId });
    const right = await my.create({ title: 'Right', cover: good.fileId });
    for (const documentId of [shown, other, right]) await my.publish(documentId);
    const notice = await my.create({ text: 'Live', image: cover }, NOTICES);

    await my.revoke(revoked.asset.assetId);
    await setLastDay(expired.asset.assetId, dayFromNow(-3));
    ok(
      await decide(all.superAdmin, rejected, {
        verdict: 'rejected',
        reason: 'No',
        supersedes: rejected.verdict.verdictId,
      }),
      'Reject'
    );

    const list = await my.overdue();
    const of = (documentId: string) => list.find((entry) => entry.documentId === documentId);
    expect(of(shown)).toMatchObject({ uid: UID, locale: null, title: 'Shown', unpublishOn: null });
    expect(
      of(shown)
        ?.reasons.map(({ code, field }) => [code, field])
        .sort()
    ).toEqual([
      ['expired', 'gallery'],
      ['revoked', 'cover'],
    ]);
    expect(of(shown)?.since).toBe(dayFromNow(-2));
    expect(of(other)).toMatchObject({ reasons: [{ code: 'not_approved' }], since: dayFromNow(0) });
    expect(of(notice)).toMatchObject({ uid: 'api::notice.notice', reasons: [{ field: 'image' }] });
    expect(of(draft)).toBeUndefined();
    expect(of(right)).toBeUndefined();

    const inPages = await my.overdue(1);
    expect(inPages).toEqual(list);
    await until(
      async () =>
        (await all.auditor.api.get<Counts>(api.counts)).data.overdueEntries === list.length,
      { what: 'the count' }
    );

    ok(
      await decide(all.superAdmin, revoked, {
        ...approval(),
        supersedes: revoked.verdict.verdictId,
      }),
      'Approve again'
    );
    const after = (await my.overdue()).map(({ documentId }) => documentId);
    expect(after).not.toContain(notice);
    expect(after).toContain(shown);
    const { http } = all.contentManager;
    ok(await http.put(`${ARTICLES}/${shown}`, { gallery: [] }), 'Update');
    await my.publish(shown);
    expect((await my.overdue()).map(({ documentId }) => documentId)).not.toContain(shown);
  }, 60_000);

  it('are for those who trace and follow up', async () => {
    expect((await all.editor.api.get(api.overdueEntries)).status).toBe(403);
    expect((await all.editor.api.get<Counts>(api.counts)).data.overdueEntries).toBeNull();
    const wrong = await all.auditor.api.get(api.overdueEntries, { cursor: 'nonsense' });
    expect([wrong.status, wrong.error?.details.fields?.[0]?.path]).toEqual([400, 'cursor']);
  });

  it('stay where they are unless the site wants them taken down', async () => {
    const { fileId, asset } = await my.approved();
    const documentId = await my.create({ title: 'Stays', cover: fileId });
    await my.publish(documentId);
    await my.revoke(asset.assetId);
    await readRows(sharedServer(), async (rows) => {
      await rows('ap_work_items').where({ kind: 'gate.take-down' }).update({ due_at: 0 });
      await until(
        async () => {
          const [item] = await rows('ap_work_items').where({ kind: 'gate.take-down' });
          return Number((item as { due_at: number }).due_at) > 0;
        },
        { what: 'the work to have run' }
      );
    });
    expect(await my.isPublished(documentId)).toBe(true);
  });
});

describe('a site that takes overdue entries down', () => {
  let server: Server;
  let all: People;
  let my: ReturnType<typeof tools>;
  beforeAll(async () => {
    server = await startServer({ env: { ASSET_PROVENANCE_UNPUBLISH_AFTER_DAYS: '2' } });
    all = await preparePeople(server.url);
    my = tools(all);
  }, 120_000);
  afterAll(() => server?.dispose());

  const unpublishedEvents = (documentId: string) =>
    readRows(server, (rows) =>
      rows('ap_audit_events').where({
        type: 'gate.unpublished',
        aggregate_id: `${UID}/${documentId}`,
      })
    );
  /** Makes the work of the night due, and waits for its end. */
  const night = () =>
    readRows(server, async (rows) => {
      await rows('ap_work_items').where({ kind: 'gate.take-down' }).update({ due_at: 0 });
      await until(
        async () => {
          const [item] = await rows('ap_work_items').where({ kind: 'gate.take-down' });
          return Number((item as { due_at: number }).due_at) > 0;
        },
        { what: 'the work of the night' }
      );
    });
  const endedOn = (assetId: string, day: string) =>
    readRows(server, (rows) =>
      rows('ap_approved_assets')
        .where({ document_id: assetId })
        .update({ ended_at: new Date(`${day}T12:00:00Z`) })
    );

  it('does so after that many days, once, with a record; not what a person let pass', async () => {
    const [old, young] = [await my.approved(), await my.approved()];
    const late = await my.create({ title: 'Late', cover: old.fileId });
    const soon = await my.create({ title: 'Soon', cover: young.fileId });
    const letPass = await my.create({ title: 'Let pass', cover: old.fileId });
    for (const documentId of [late, soon, letPass]) await my.publish(documentId);
    const notice = await my.create({ text: 'No drafts', image: old.fileId }, NOTICES);
    await my.revoke(old.asset.assetId);
    await my.revoke(young.asset.assetId);
    await endedOn(old.asset.assetId, dayFromNow(-2));
    await endedOn(young.asset.assetId, dayFromNow(-1));
    ok(
      await all.contentManager.api.post(api.overrides, {
        uid: UID,
        documentId: letPass,
        reason: 'Until the fair is over',
      }),
      'Override'
    );
    await my.publish(letPass);

    const list = await my.overdue();
    const dueOf = (documentId: string) =>
      list.find((entry) => entry.documentId === documentId)?.unpublishOn;
    expect([late, soon, letPass, notice].map(dueOf)).toEqual([
      dayFromNow(0),
      dayFromNow(1),
      null,
      null,
    ]);

    await night();
    expect(await my.isPublished(late)).toBe(false);
    expect(await my.isPublished(soon)).toBe(true);
    expect(await my.isPublished(letPass)).toBe(true);
    const [event, ...more] = (await unpublishedEvents(late)) as { actor_type: string }[];
    expect(event?.actor_type).toBe('system');
    await night();
    expect(more).toEqual([]);
    expect(await unpublishedEvents(late)).toHaveLength(1);
    expect((await my.overdue()).map(({ documentId }) => documentId).sort()).toEqual(
      [soon, letPass, notice].sort()
    );

    // The same at the start of a server.
    await endedOn(young.asset.assetId, dayFromNow(-5));
    await server.restart();
    await until(async () => !(await my.isPublished(soon)), { what: 'the entry to be taken down' });
  }, 120_000);
});

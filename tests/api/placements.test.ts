import { api } from '../../plugins/asset-provenance/shared';
import type {
  AssetRecord,
  FileUsage,
  OutsidePlacement,
  OutsidePlacementInput,
} from '../../plugins/asset-provenance/shared';
import { upload } from '../support/entries';
import type { Uploaded } from '../support/entries';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import { dayFromNow, makeApproved, ok } from '../support/story';

const MINUTE = 60_000;

describe('placements outside', () => {
  let all: People;
  let file: Uploaded;

  const placement = (changes: Partial<OutsidePlacementInput> = {}): OutsidePlacementInput => ({
    channel: 'social',
    url: 'https://social.example.com/posts/1',
    placedOn: dayFromNow(0),
    aiDeclaration: 'declared',
    note: 'With the spring campaign',
    ...changes,
  });
  const record = (body: unknown, fileDocumentId = file.documentId) =>
    all.contentManager.api.post<OutsidePlacement>(api.placements(fileDocumentId), body);
  const end = (placementId: string, body: unknown = { reason: 'The campaign is over.' }) =>
    all.contentManager.api.post<OutsidePlacement>(api.endPlacement(placementId), body);
  const usage = async (fileDocumentId = file.documentId) =>
    ok(await all.editor.api.get<FileUsage>(api.fileUsage(fileDocumentId)), 'Usage');

  beforeAll(async () => {
    all = await people();
  }, MINUTE);
  beforeEach(async () => {
    file = await upload(all.superAdmin.http);
  });

  it('are recorded, counted and ended', async () => {
    const answer = await record(placement());
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      ...placement(),
      fileDocumentId: file.documentId,
      recordedBy: { type: 'admin', name: all.contentManager.name },
      ended: null,
    });
    expect(await usage()).toMatchObject({ outsidePlacements: [answer.data], placementCount: 1 });

    const ended = ok(await end(answer.data.placementId), 'End');
    expect(ended.ended).toMatchObject({
      by: all.contentManager.name,
      reason: 'The campaign is over.',
    });
    expect(await usage()).toMatchObject({ outsidePlacements: [ended], placementCount: 0 });
    const again = await end(answer.data.placementId);
    expect([again.status, again.error?.details.code]).toEqual([409, 'placement_ended']);
  });

  it('are refused while the same one stands, and only then', async () => {
    const first = ok(await record(placement()), 'Record');
    const again = await record(placement({ placedOn: dayFromNow(-3) }));
    expect([again.status, again.error?.details.code]).toEqual([409, 'placement_stands']);
    expect(again.error?.details.placementId).toBe(first.placementId);
    expect(again.error?.details.what?.zh).toContain(all.contentManager.name);
    ok(await record(placement({ channel: 'website' })), 'Another channel');
    ok(await record(placement({ url: 'https://social.example.com/posts/2' })), 'Another address');
    ok(await end(first.placementId), 'End');
    ok(await record(placement()), 'Again');
    expect((await usage()).placementCount).toBe(3);
  });

  it('without an address differ by their day', async () => {
    const print = placement({ channel: 'print', url: null, aiDeclaration: 'not_asked' });
    ok(await record(print), 'Record');
    expect((await record(print)).status).toBe(409);
    ok(await record({ ...print, placedOn: dayFromNow(7) }), 'Next week');
  });

  it('of one moment are recorded once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => record(placement())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await usage()).placementCount).toBe(1);
  });

  it.each<[string, unknown, string]>([
    ['an unknown channel', { channel: 'radio' }, 'channel'],
    ['a channel that every object has', { channel: 'constructor' }, 'channel'],
    ['a day in two years', { placedOn: dayFromNow(730) }, 'placedOn'],
    ['no day', { placedOn: '2026-02-30' }, 'placedOn'],
    ['another kind of address', { url: 'javascript:alert(1)' }, 'url'],
    ['an unknown declaration', { aiDeclaration: 'yes' }, 'aiDeclaration'],
  ])('refuse %s', async (_what, changes, path) => {
    const answer = await record({ ...placement(), ...(changes as object) });
    expect(answer.status).toBe(400);
    expect(answer.error?.details.fields?.map((field) => field.path)).toEqual([path]);
    expect(answer.error?.details.fields?.[0]?.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('may lie ahead by up to a year, and long back', async () => {
    ok(await record(placement({ placedOn: dayFromNow(364) })), 'Next year');
    ok(await record(placement({ placedOn: '2019-02-28', url: null })), 'Long ago');
  });

  it('refuse keys in their words', async () => {
    const note = `sk-proj-${'aB3'.repeat(16)}T3BlbkFJ${'cD4'.repeat(16)}`;
    const answer = await record(placement({ note }));
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain(note);
  });

  it('belong to a file and to people with the right', async () => {
    expect((await record(placement(), 'nosuchfile')).status).toBe(404);
    expect((await end('nosuchplacement')).status).toBe(404);
    expect((await end('nosuchplacement', {})).status).toBe(400);
    const path = api.placements(file.documentId);
    expect((await all.editor.api.post(path, placement())).status).toBe(403);
    expect((await all.auditor.api.post(path, placement())).status).toBe(403);
    const { placementId } = ok(await record(placement()), 'Record');
    const ending = await all.editor.api.post(api.endPlacement(placementId), { reason: 'Mine' });
    expect(ending.status).toBe(403);
  });

  it(
    'stand in the record of the asset and count against its limit',
    async () => {
      const { output } = await makeApproved(
        { owner: all.editor, reviewer: all.contentManager },
        { limits: { maximumPlacements: 3 } }
      );
      const fileDocumentId = output.fileDocumentId ?? '';
      const recorded = ok(await record(placement(), fileDocumentId), 'Record');
      ok(await end(recorded.placementId), 'End');
      const standing = ok(await record(placement(), fileDocumentId), 'Record');
      expect(await usage(fileDocumentId)).toMatchObject({
        placementCount: 1,
        maximumPlacements: 3,
      });
      const trail = ok(
        await all.auditor.api.get<AssetRecord>(api.assetRecord(output.outputId)),
        'Asset record'
      );
      expect(trail.outsidePlacements.map(({ placementId }) => placementId)).toEqual([
        standing.placementId,
        recorded.placementId,
      ]);
      const events = trail.timeline.filter(({ type }) => type.startsWith('placement.'));
      expect(events.map(({ type, note }) => [type, note])).toEqual([
        ['placement.recorded', 'With the spring campaign'],
        ['placement.ended', 'The campaign is over.'],
        ['placement.recorded', 'With the spring campaign'],
      ]);
      expect(JSON.stringify(events)).not.toContain('social.example.com');
      expect(trail.checks.every(({ isIntact }) => isIntact)).toBe(true);
    },
    MINUTE
  );
});

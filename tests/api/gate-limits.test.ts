import { api } from '../../plugins/asset-provenance/shared';
import type {
  EntryProvenance,
  EntryStatuses,
  FileStanding,
  FileUsage,
  GateReason,
  OutsidePlacement,
  ReuseLimitsInput,
} from '../../plugins/asset-provenance/shared';
import { ARTICLES, CAMPAIGNS, NOTICES } from '../support/entries';
import type { Entry } from '../support/entries';
import { createHttp } from '../support/http';
import type { Answer, Http } from '../support/http';
import type { People } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import { dayFromNow, fileIdOf, make, makeApproved, ok } from '../support/story';

const reasonsOf = ({ error }: Answer<unknown>) => (error?.details.reasons ?? []) as GateReason[];
const codesOf = (answer: Answer<unknown>) => reasonsOf(answer).map(({ code }) => code);

describe('limits of an approval at the gate', () => {
  let all: People;
  let http: Http;
  let publicApi: Http;

  beforeAll(async () => {
    all = await people();
    http = all.superAdmin.http;
    const token = await http.post<{ accessKey: string }>('/admin/api-tokens', {
      name: `Limits ${Date.now()}`,
      description: '',
      type: 'full-access',
      lifespan: null,
    });
    publicApi = createHttp({
      url: sharedServer().url,
      base: '/api',
      token: ok(token, 'Token').accessKey,
    });
    await http.post('/i18n/locales', { code: 'zh-Hans', name: '中文', isDefault: false });
  }, 60_000);

  const approvedWith = (limits: ReuseLimitsInput) =>
    makeApproved({ owner: all.editor, reviewer: all.contentManager }, { limits });
  const create = async (type: string, data: Record<string, unknown>) =>
    ok(await http.post<Entry>(type, { title: 'Bags', name: 'Bags', ...data }), 'Create').documentId;
  const publish = (type: string, documentId: string, locale?: string) =>
    http.post<Entry>(
      `${type}/${documentId}/actions/publish${locale ? `?locale=${locale}` : ''}`,
      {}
    );
  const publishNew = async (type: string, data: Record<string, unknown>) =>
    publish(type, await create(type, data));

  describe('places', () => {
    it('are said by the type of the entry', async () => {
      const { fileId } = await approvedWith({ channels: ['social', 'print'] });
      const [reason, ...others] = reasonsOf(await publishNew(ARTICLES, { cover: fileId }));
      expect(others).toEqual([]);
      expect(reason).toMatchObject({ code: 'wrong_channel', field: 'cover' });
      expect(reason?.message.en).toContain('Social media, Print; this entry is for Website');
      expect(reason?.message.zh).toContain('社交媒体、印刷，而该条目用于官网');
      expect(reason?.whoCanUnblock.en).toContain(all.contentManager.name);
      const notice = await http.post(NOTICES, { text: 'Live', image: fileId });
      expect(codesOf(notice)).toEqual(['wrong_channel']);
    });

    it('or by a field of the entry, whatever its case', async () => {
      const { fileId: cover } = await approvedWith({ channels: ['social'], regions: ['CN', 'DE'] });
      const at = (channel: string | null, region: string | null) =>
        publishNew(CAMPAIGNS, { cover, channel, region });
      expect(codesOf(await at('website', 'US'))).toEqual(['wrong_channel', 'wrong_region']);
      expect((await at('social', 'cn')).status).toBe(200);
      // An entry that does not say where it appears is not limited.
      expect((await at(null, null)).status).toBe(200);
    });

    it('are shown in the panel of the entry', async () => {
      const documentId = await create(CAMPAIGNS, { channel: 'ecommerce', region: 'DE' });
      const panel = await all.superAdmin.api.get<EntryProvenance>(api.entry, {
        uid: 'api::campaign.campaign',
        documentId,
      });
      expect(panel.data.destination).toEqual({
        channels: ['ecommerce'],
        regions: ['DE'],
        languages: ['en'],
      });
    });

    it('of which only the house knows take what is not public', async () => {
      const { fileId: cover } = await approvedWith({ isPublicUseAllowed: false });
      expect((await publishNew(CAMPAIGNS, { cover, channel: 'internal' })).status).toBe(200);
      expect(codesOf(await publishNew(CAMPAIGNS, { cover, channel: 'social' }))).toEqual([
        'not_public',
      ]);
    });
  });

  describe('languages', () => {
    it('are those of the entry where the site maps them', async () => {
      const { fileId: cover } = await approvedWith({ languages: ['zh'] });
      const documentId = await create(CAMPAIGNS, { cover });
      ok(await http.put(`${CAMPAIGNS}/${documentId}?locale=zh-Hans`, { name: '包', cover }), 'zh');
      const english = await publish(CAMPAIGNS, documentId);
      expect(codesOf(english)).toEqual(['wrong_language']);
      expect(reasonsOf(english)[0]?.message.en).toContain('languages zh; this entry is for en');
      expect((await publish(CAMPAIGNS, documentId, 'zh-Hans')).status).toBe(200);
    });

    it('share media: what one brings to another is looked at in all, and kept', async () => {
      const { fileId: free } = await approvedWith({});
      const english = await approvedWith({ languages: ['en'] });
      const documentId = await create(CAMPAIGNS, { keyVisual: free });
      const path = `${CAMPAIGNS}/${documentId}`;
      ok(await http.put(`${path}?locale=zh-Hans`, { name: '包' }), 'zh');
      expect((await publish(CAMPAIGNS, documentId)).status).toBe(200);
      expect((await publish(CAMPAIGNS, documentId, 'zh-Hans')).status).toBe(200);

      const uses = async () => {
        const { data } = await all.editor.api.get<FileUsage>(
          api.fileUsage(english.output.fileDocumentId ?? '')
        );
        return data.entries.map(({ locale, isPublished }) => [locale, isPublished]).sort();
      };
      // Writing the published version of one language copies to those of the others.
      const refused = await publicApi.put(`/campaigns/${documentId}`, {
        data: { keyVisual: english.fileId },
      });
      expect(codesOf(refused)).toEqual(['wrong_language']);
      expect(await uses()).toEqual([]);
      for (const locale of ['en', 'zh-Hans']) {
        const { data } = await http.get<{ keyVisual: { id: number } }>(path, {
          status: 'published',
          locale,
        });
        expect(data.keyVisual.id).toBe(free);
      }

      ok(await http.put(path, { keyVisual: english.fileId }), 'Draft');
      expect(await uses()).toEqual([
        ['en', false],
        ['zh-Hans', false],
      ]);
    });
  });

  describe('the number of placements', () => {
    it('counts each published entry once, in all its languages and fields', async () => {
      const { fileId } = await approvedWith({ maximumPlacements: 1 });
      const documentId = await create(CAMPAIGNS, { cover: fileId, gallery: [fileId] });
      ok(
        await http.put(`${CAMPAIGNS}/${documentId}?locale=zh-Hans`, { name: '包', cover: fileId }),
        'zh'
      );
      await create(CAMPAIGNS, { cover: fileId });
      for (const locale of ['en', 'zh-Hans', 'en'])
        expect((await publish(CAMPAIGNS, documentId, locale)).status).toBe(200);

      const refused = await publishNew(ARTICLES, { cover: fileId });
      expect(codesOf(refused)).toEqual(['too_many_placements']);
      expect(reasonsOf(refused)[0]?.message.en).toContain('in 1 places at most');
      ok(await http.post(`${CAMPAIGNS}/${documentId}/actions/unpublish`, {}), 'Unpublish en');
      expect(codesOf(await publishNew(ARTICLES, { cover: fileId }))).toEqual([
        'too_many_placements',
      ]);
      ok(
        await http.post(`${CAMPAIGNS}/${documentId}/actions/unpublish?locale=zh-Hans`, {}),
        'Unpublish zh'
      );
      expect((await publishNew(ARTICLES, { cover: fileId })).status).toBe(200);
    });

    it('counts placements outside while they stand', async () => {
      const { fileId, output } = await approvedWith({ maximumPlacements: 1 });
      const outside = ok(
        await all.contentManager.api.post<OutsidePlacement>(
          api.placements(output.fileDocumentId ?? ''),
          { channel: 'social', placedOn: dayFromNow(0), aiDeclaration: 'declared' }
        ),
        'Placement'
      );
      const documentId = await create(ARTICLES, { cover: fileId });
      expect(codesOf(await publish(ARTICLES, documentId))).toEqual(['too_many_placements']);
      ok(
        await all.contentManager.api.post(api.endPlacement(outside.placementId), {
          reason: 'Over',
        }),
        'End'
      );
      expect((await publish(ARTICLES, documentId)).status).toBe(200);
    });

    it('is one where reuse is not allowed', async () => {
      const { fileId } = await approvedWith({ isReuseAllowed: false });
      expect((await publishNew(ARTICLES, { cover: fileId })).status).toBe(200);
      expect(codesOf(await publishNew(ARTICLES, { cover: fileId }))).toEqual(['reuse_not_allowed']);
    });

    it('lets as many of those that race for the last ones win as there are', async () => {
      const { fileId: cover } = await approvedWith({ maximumPlacements: 2 });
      const ids: string[] = [];
      for (let each = 0; each < 8; each += 1) ids.push(await create(ARTICLES, { cover }));
      const answers = await Promise.all(ids.map((id) => publish(ARTICLES, id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200,
        200,
        ...Array<number>(6).fill(400),
      ]);
    });

    it('is looked at within one bulk publication too', async () => {
      const { fileId: cover } = await approvedWith({ maximumPlacements: 1 });
      const documentIds = [await create(ARTICLES, { cover }), await create(ARTICLES, { cover })];
      const answer = await http.post(`${ARTICLES}/actions/bulkPublish`, { documentIds });
      expect(codesOf(answer)).toEqual(['too_many_placements']);
      for (const documentId of documentIds) {
        const { data } = await http.get<Entry | null>(`${ARTICLES}/${documentId}`, {
          status: 'published',
        });
        expect(data?.publishedAt ?? null).toBeNull();
      }
    });
  });

  describe('in lists and on fields', () => {
    it('the worst status of each entry is told to those who may read it', async () => {
      const { fileId } = await approvedWith({});
      const { output } = await make(all.editor);
      const unapproved = await fileIdOf(all.editor, output.fileDocumentId);
      const [none, good, bad] = [
        await create(ARTICLES, {}),
        await create(ARTICLES, { cover: fileId }),
        await create(ARTICLES, { cover: fileId, gallery: [unapproved] }),
      ];
      const uid = 'api::article.article';
      const documentIds = [none, good, bad, 'nothere'];
      const { data } = await all.auditor.api.post<EntryStatuses>(api.entryStatuses, {
        uid,
        documentIds,
      });
      expect(data).toEqual({ [none]: null, [good]: 'approved', [bad]: 'unsubmitted' });
      const wrong = await all.auditor.api.post(api.entryStatuses, { uid: 'api::x.x', documentIds });
      expect(wrong.status).toBe(404);
    });

    it('the standing of files is told for the entry that would show them', async () => {
      const { output } = await approvedWith({ channels: ['social'], maximumPlacements: 1 });
      const fileDocumentIds = [output.fileDocumentId ?? '', 'nothere'];
      const standing = async (more: object) => {
        const answer = await all.editor.api.post<FileStanding[]>(api.fileStandings, {
          fileDocumentIds,
          ...more,
        });
        return ok(answer, 'Standings').map(({ approvalStatus, reasons }) => [
          approvalStatus,
          ...reasons.map(({ code }) => code),
        ]);
      };
      expect(await standing({})).toEqual([['approved']]);
      expect(await standing({ uid: 'api::article.article' })).toEqual([
        ['approved', 'wrong_channel'],
      ]);
      const documentId = await create(CAMPAIGNS, { channel: 'social' });
      const uid = 'api::campaign.campaign';
      expect(await standing({ uid, documentId })).toEqual([['approved']]);
      expect(await standing({ uid })).toEqual([['approved']]);
    });
  });
});

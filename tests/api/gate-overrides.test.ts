import { api } from '../../plugins/asset-provenance/shared';
import type {
  EntryProvenance,
  GateReason,
  OverrideAnswer,
  OverrideInput,
} from '../../plugins/asset-provenance/shared';
import { ARTICLES, CAMPAIGNS, NOTICES } from '../support/entries';
import type { Entry } from '../support/entries';
import { createHttp } from '../support/http';
import type { Answer } from '../support/http';
import type { People, Person } from '../support/people';
import { readRows } from '../support/rows';
import { people, sharedServer } from '../support/shared-server';
import { assetRecord, fileIdOf, make, ok } from '../support/story';

const UID = 'api::article.article';
const REASON = 'The client signed it off by telephone';

const codesOf = ({ error }: Answer<unknown>) =>
  ((error?.details.reasons ?? []) as GateReason[]).map(({ code }) => code);

describe('publishing against the gate', () => {
  let all: People;
  let manager: Person;
  let unapproved: { fileId: number; fileDocumentId: string | null };

  beforeAll(async () => {
    all = await people();
    manager = all.contentManager;
    const { fileDocumentId } = (await make(all.editor)).output;
    unapproved = { fileId: await fileIdOf(all.editor, fileDocumentId), fileDocumentId };
  }, 60_000);

  const create = async (cover = unapproved.fileId) =>
    ok(await manager.http.post<Entry>(ARTICLES, { title: 'Bags', cover }), 'Create').documentId;
  const publish = (documentId: string, person = manager) =>
    person.http.post<Entry>(`${ARTICLES}/${documentId}/actions/publish`, {});
  const override = (
    documentId: string,
    { person = manager, ...more }: Partial<OverrideInput> & { person?: Person } = {}
  ) =>
    person.api.post<OverrideAnswer>(api.overrides, {
      uid: UID,
      documentId,
      reason: REASON,
      ...more,
    });
  const panel = async (documentId: string, person = manager) =>
    ok(await person.api.get<EntryProvenance>(api.entry, { uid: UID, documentId }), 'Panel');
  const ledgerOf = (documentId: string, type: string) =>
    readRows(sharedServer(), (rows) =>
      rows('ap_audit_events').where({ type, aggregate_id: `${UID}/${documentId}` })
    );

  it('tells those who may how to do it, and nobody else', async () => {
    const documentId = await create();
    const refusal = await publish(documentId);
    expect(refusal.error?.details).toMatchObject({
      code: 'publish_refused',
      override: { uid: UID, documentId, locales: [null] },
      next: {
        en: expect.stringContaining('within 15 minutes'),
        zh: expect.stringMatching(/15 分钟/),
      },
    });
    expect(await panel(documentId)).toMatchObject({ mayOverride: true, override: null });
    expect(await panel(documentId, all.auditor)).toMatchObject({ mayOverride: false });
  });

  it('passes once, for the one who gave the reason, which the ledger keeps', async () => {
    const documentId = await create();
    const given = await override(documentId);
    expect(given.status).toBe(201);
    expect(given.data).toMatchObject({ by: manager.name, reason: REASON });
    const minutes = (Date.parse(given.data.until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
    expect((await panel(documentId)).override).toEqual(given.data);

    expect(codesOf(await publish(documentId, all.superAdmin))).toEqual(['not_approved']);
    expect((await publish(documentId)).status).toBe(200);
    expect(await ledgerOf(documentId, 'gate.overridden')).toMatchObject([
      { note: REASON, actor_name: manager.name },
    ]);
    expect((await panel(documentId)).override).toBeNull();
    expect(codesOf(await publish(documentId))).toEqual(['not_approved']);
  });

  it('stands in the record of what it let pass, also when the entry does not show it any more', async () => {
    const { fileDocumentId, outputId } = (await make(all.editor)).output;
    const cover = await fileIdOf(all.editor, fileDocumentId);
    const gallery = [unapproved.fileId];
    const { documentId } = ok(
      await manager.http.post<Entry>(ARTICLES, { title: 'Both', cover, gallery }),
      'Create'
    );
    expect((await publish(documentId)).status).toBe(400);
    ok(await override(documentId), 'Override');
    ok(await publish(documentId), 'Publish');
    const gateEvents = async () => {
      const { timeline } = await assetRecord(all.auditor, outputId);
      return timeline
        .filter(({ type }) => type.startsWith('gate.'))
        .map(({ type, note, aggregateId }) => ({ type, note, aggregateId }));
    };
    const aggregateId = `${UID}/${documentId}`;
    const both = [
      { type: 'gate.refused', note: null, aggregateId },
      { type: 'gate.overridden', note: REASON, aggregateId },
    ];
    expect(await gateEvents()).toEqual(both);

    ok(await manager.http.put(`${ARTICLES}/${documentId}`, { cover: null }), 'Update');
    expect((await publish(documentId)).status).toBe(400);
    ok(await manager.http.post(`${ARTICLES}/${documentId}/actions/unpublish`, {}), 'Unpublish');
    expect(await gateEvents()).toEqual(both);
  });

  it('speaks to people in the language that they chose for the admin', async () => {
    const documentId = await create();
    const choose = async (preferedLanguage: string | null) =>
      ok(await manager.http.put('/admin/users/me', { preferedLanguage }), 'Profile');
    const messageFor = async (person: Person) => (await publish(documentId, person)).error;
    await choose('zh-Hans');
    try {
      const refusal = await messageFor(manager);
      expect(refusal?.message).toMatch(/^无法发布。.*（cover）$/);
      expect(refusal?.details.errors).toMatchObject([
        { path: ['cover'], message: expect.stringContaining('未通过审核') },
      ]);
      expect((await messageFor(all.superAdmin))?.message).toContain('This cannot be published.');
      const token = ok(
        await all.superAdmin.http.post<{ accessKey: string }>('/admin/api-tokens', {
          name: `Overrides ${Date.now()}`,
          description: '',
          type: 'full-access',
          lifespan: null,
        }),
        'Token'
      ).accessKey;
      const publicApi = createHttp({ url: sharedServer().url, base: '/api', token });
      const answer = await publicApi.put(`/articles/${documentId}?status=published`, { data: {} });
      expect(answer.error?.message).toContain('This cannot be published.');
    } finally {
      await choose(null);
    }
  });

  it('passes one of two publications at the same moment', async () => {
    const documentId = await create();
    ok(await override(documentId), 'Override');
    const answers = await Promise.all([publish(documentId), publish(documentId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await ledgerOf(documentId, 'gate.overridden')).toHaveLength(1);
  });

  it('holds for a quarter of an hour', async () => {
    const documentId = await create();
    ok(await override(documentId), 'Override');
    await readRows(sharedServer(), (rows) =>
      rows('ap_gate_overrides')
        .where({ entry_document_id: documentId })
        .update({ until: new Date(Date.now() - 1000) })
    );
    expect((await panel(documentId)).override).toBeNull();
    expect(codesOf(await publish(documentId))).toEqual(['not_approved']);
  });

  it('is not for drafts', async () => {
    const draft = await make(all.editor, { stage: 'draft', finalReason: null });
    const documentId = await create(await fileIdOf(all.editor, draft.output.fileDocumentId));
    const answer = await override(documentId);
    expect([answer.status, answer.error?.details.code]).toEqual([409, 'cannot_be_overridden']);
    expect(answer.error?.details.next?.en).toContain('promoting it to final');
    expect(await panel(documentId)).toMatchObject({ mayOverride: false });
    const refusal = await publish(documentId);
    expect(refusal.error?.details.override).toBeNull();
    expect(refusal.error?.details.next?.en).toContain('cannot be overridden');
  });

  it('is not for what does not exist yet, which it says', async () => {
    const answer = await manager.http.post(`${ARTICLES}/actions/publish`, {
      title: 'At once',
      cover: unapproved.fileId,
    });
    expect(codesOf(answer)).toEqual(['not_approved']);
    expect(answer.error?.details.override).toBeNull();
    expect(answer.error?.details.next?.en).toContain('save it as a draft first');
  });

  it('lets a save of what has no drafts pass', async () => {
    const uid = 'api::notice.notice';
    const { documentId } = ok(await manager.http.post<Entry>(NOTICES, { text: 'Live' }), 'Create');
    const save = () => manager.http.put(`${NOTICES}/${documentId}`, { image: unapproved.fileId });
    expect((await save()).error?.details.override).toMatchObject({ uid, documentId });
    ok(await override(documentId, { uid }), 'Override');
    expect((await save()).status).toBe(200);
  });

  it('is for one language', async () => {
    const uid = 'api::campaign.campaign';
    const { http } = all.superAdmin;
    await http.post('/i18n/locales', { code: 'zh-Hans', name: '中文', isDefault: false });
    const { documentId } = ok(
      await http.post<Entry>(CAMPAIGNS, { name: 'Spring', cover: unapproved.fileId }),
      'English'
    );
    const path = `${CAMPAIGNS}/${documentId}`;
    ok(
      await http.put(`${path}?locale=zh-Hans`, { name: '春', cover: unapproved.fileId }),
      'Chinese'
    );
    const person = all.superAdmin;
    ok(await override(documentId, { uid, locale: 'zh-Hans', person }), 'Override');
    expect((await http.post(`${path}/actions/publish`, {})).error?.details.override).toEqual({
      uid,
      documentId,
      locales: ['en'],
    });
    expect((await http.post(`${path}/actions/publish?locale=zh-Hans`, {})).status).toBe(200);
  });

  it('needs the permission, an entry that the person may read, and a reason', async () => {
    const documentId = await create();
    expect((await override(documentId, { person: all.editor })).status).toBe(403);
    expect((await override(documentId, { person: all.auditor })).status).toBe(403);
    expect((await override('nothere')).status).toBe(404);
    expect((await override(documentId, { uid: 'api::nothing.nothing' })).status).toBe(404);
    const empty = await override(documentId, { reason: ' ' });
    expect([empty.status, empty.error?.details.fields?.[0]?.path]).toEqual([400, 'reason']);
    const key = await override(documentId, { reason: `sk-proj-${'a1B2c3D4'.repeat(6)}` });
    expect([key.status, key.error?.details.fields?.[0]?.path]).toEqual([400, 'reason']);
  });
});

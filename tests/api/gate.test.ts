import { api } from '../../plugins/asset-provenance/shared';
import type { EntryProvenance, GateReason } from '../../plugins/asset-provenance/shared';
import type { Answer, Http } from '../support/http';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import {
  approval,
  dayFromNow,
  decide,
  fileIdOf,
  make,
  makeApproved,
  ok,
  submit,
} from '../support/story';
import type { Approved } from '../support/story';

type Entry = { id: number; documentId: string; publishedAt: string | null };

const ARTICLES = '/content-manager/collection-types/api::article.article';

const reasonsOf = ({ error }: Answer<unknown>) => (error?.details.reasons ?? []) as GateReason[];
const codesOf = (answer: Answer<unknown>) => reasonsOf(answer).map(({ code }) => code);

describe('the publish gate', () => {
  let all: People;
  let manager: Http;
  let unapproved: { fileId: number; fileDocumentId: string | null };
  let approved: Approved;

  const create = async (data: Record<string, unknown>, type = ARTICLES) =>
    ok(await manager.post<Entry>(type, { title: 'Bags', ...data }), 'Create').documentId;
  const publish = (documentId: string, type = ARTICLES) =>
    manager.post<Entry>(`${type}/${documentId}/actions/publish`, {});
  const isPublished = async (documentId: string) => {
    const { data } = await manager.get<Entry | null>(`${ARTICLES}/${documentId}`, {
      status: 'published',
    });
    return Boolean(data?.publishedAt);
  };
  const approvedWith = (limits: Parameters<typeof approval>[0]) =>
    makeApproved({ owner: all.editor, reviewer: all.contentManager }, { limits });

  beforeAll(async () => {
    all = await people();
    manager = all.contentManager.http;
    const made = await make(all.editor);
    const { fileDocumentId } = made.output;
    unapproved = { fileId: await fileIdOf(all.editor, fileDocumentId), fileDocumentId };
    approved = await approvedWith({});
  });

  describe('finds media wherever the Content Manager puts them', () => {
    it.each<[string, (id: number) => Record<string, unknown>, string]>([
      ['a field', (id) => ({ cover: id }), 'cover'],
      ['a field of several', (id) => ({ gallery: [id] }), 'gallery'],
      ['a component', (id) => ({ leadFigure: { media: id } }), 'leadFigure.media'],
      [
        'a repeatable component',
        (id) => ({ figures: [{ caption: 'None' }, { media: id }] }),
        'figures.1.media',
      ],
      [
        'a nested component',
        (id) => ({ sections: [{ heading: 'One', figures: [{ media: id }] }] }),
        'sections.0.figures.0.media',
      ],
      [
        'a dynamic zone',
        (id) => ({
          modules: [
            { __component: 'shared.quote', text: 'So it is' },
            { __component: 'shared.figure', media: id },
          ],
        }),
        'modules.1.media',
      ],
    ])('in %s', async (_where, fields, path) => {
      const documentId = await create(fields(unapproved.fileId));
      const answer = await publish(documentId);
      expect(answer.status).toBe(400);
      expect(answer.error?.details.code).toBe('publish_refused');
      expect(reasonsOf(answer)).toEqual([
        expect.objectContaining({
          code: 'not_approved',
          severity: 'block',
          field: path,
          fileDocumentId: unapproved.fileDocumentId,
          approvalStatus: 'unsubmitted',
        }),
      ]);
      expect(await isPublished(documentId)).toBe(false);

      ok(
        await manager.put(`${ARTICLES}/${documentId}`, fields(approved.fileId)),
        'Use the approved file'
      );
      expect((await publish(documentId)).status).toBe(200);
    });
  });

  it('says in both languages what is wrong and who can change it', async () => {
    const answer = await publish(await create({ cover: unapproved.fileId }));
    const [reason] = reasonsOf(answer);
    expect(answer.error?.message).toContain(reason?.fileName);
    expect(reason?.message.zh).toContain(reason?.fileName);
    expect(reason?.whoCanUnblock.en).toContain(all.editor.name);
    expect(reason?.whoCanUnblock.zh).toContain(all.editor.name);
  });

  it('names every reason of every file', async () => {
    const late = await approvedWith({ validUntil: dayFromNow(-1), isPublicUseAllowed: false });
    const answer = await publish(
      await create({ cover: late.fileId, gallery: [unapproved.fileId, approved.fileId] })
    );
    expect(codesOf(answer).sort()).toEqual(['expired', 'not_approved', 'not_public']);
  });

  it('lets files pass that were not made here', async () => {
    const form = new FormData();
    form.append('files', new Blob(['hello'], { type: 'text/plain' }), 'hello.txt');
    const [file] = (await manager.post('/upload', form)).body as { id: number }[];
    expect((await publish(await create({ gallery: [file?.id] }))).status).toBe(200);
  });

  it('leaves drafts of entries alone', async () => {
    const documentId = await create({ cover: unapproved.fileId });
    expect(
      (await manager.put(`${ARTICLES}/${documentId}`, { title: 'Still a draft' })).status
    ).toBe(200);
  });

  describe('knows the limits of an approval', () => {
    it.each<[GateReason['code'], () => Parameters<typeof approval>[0]]>([
      ['expired', () => ({ validUntil: dayFromNow(-1) })],
      ['not_yet_valid', () => ({ validFrom: dayFromNow(2) })],
      ['not_public', () => ({ isPublicUseAllowed: false })],
    ])('%s', async (code, limits) => {
      const { fileId } = await approvedWith(limits());
      const answer = await publish(await create({ cover: fileId }));
      expect(answer.status).toBe(400);
      expect(codesOf(answer)).toEqual([code]);
    });

    it('takes the last day as a usable day', async () => {
      const { fileId } = await approvedWith({
        validFrom: dayFromNow(0),
        validUntil: dayFromNow(0),
      });
      expect((await publish(await create({ cover: fileId }))).status).toBe(200);
    });

    it('revoked', async () => {
      const { fileId, asset } = await approvedWith({});
      const documentId = await create({ cover: fileId });
      expect((await publish(documentId)).status).toBe(200);
      ok(
        await all.contentManager.api.post(api.revoke(asset.assetId), {
          reason: 'Licence withdrawn',
        }),
        'Revoke'
      );
      const answer = await publish(documentId);
      expect(codesOf(answer)).toEqual(['revoked']);
      // What was published before stays as it was.
      expect(await isPublished(documentId)).toBe(true);
    });

    it('rejected after an approval', async () => {
      const made = await approvedWith({});
      ok(
        await decide(all.superAdmin, made, {
          verdict: 'rejected',
          reason: 'No',
          supersedes: made.verdict.verdictId,
        }),
        'Reject'
      );
      expect(codesOf(await publish(await create({ cover: made.fileId })))).toEqual([
        'not_approved',
      ]);
    });

    it('never a draft', async () => {
      const draft = await make(all.editor, { stage: 'draft', finalReason: null });
      const fileId = await fileIdOf(all.editor, draft.output.fileDocumentId);
      expect(codesOf(await publish(await create({ cover: fileId })))).toEqual(['draft_stage']);
    });
  });

  describe('the panel of an entry', () => {
    const panel = (documentId: string, person = all.contentManager) =>
      person.api.get<EntryProvenance>(api.entry, { uid: 'api::article.article', documentId });

    it('shows what publishing would do', async () => {
      const documentId = await create({
        cover: unapproved.fileId,
        figures: [{ media: approved.fileId }],
      });
      const { status, data } = await panel(documentId);
      expect(status).toBe(200);
      expect(data.media.map(({ field, approvalStatus }) => [field, approvalStatus])).toEqual([
        ['cover', 'unsubmitted'],
        ['figures.0.media', 'approved'],
      ]);
      expect(data.wouldBlock.map(({ code }) => code)).toEqual(['not_approved']);
      expect(data).toMatchObject({ noteCount: 0, nextRecheckOn: null });
    });

    it('is for those who may read the entry', async () => {
      const documentId = await create({ cover: unapproved.fileId });
      expect((await panel(documentId, all.editor)).status).toBe(200);
      expect((await panel('nothere')).status).toBe(404);
      const odd = await all.contentManager.api.get(api.entry, {
        uid: 'api::none.none',
        documentId,
      });
      expect(odd.status).toBe(404);
      const secret = await all.contentManager.api.get(api.entry, {
        uid: 'admin::user',
        documentId,
      });
      expect(secret.status).toBe(403);
    });
  });

  it('passes a file as soon as it is approved', async () => {
    const made = await make(all.editor);
    const documentId = await create({
      cover: await fileIdOf(all.editor, made.output.fileDocumentId),
    });
    expect((await publish(documentId)).status).toBe(400);
    ok(await submit(all.editor, made), 'Submit');
    expect(codesOf(await publish(documentId))).toEqual(['not_approved']);
    ok(await decide(all.contentManager, made, approval()), 'Approve');
    expect((await publish(documentId)).status).toBe(200);
  });
});

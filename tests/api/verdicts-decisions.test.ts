import type { ApprovedAsset } from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { approval, assetOf, caseOf, decide, makeSubmitted, ok } from '../support/story';

/** A folder of the media library, made by somebody who may. */
const makeFolder = async (person: Person, name: string, parent: number | null = null) => {
  const { body } = await person.http.post('/upload/folders', { name, parent });
  return (body as { data: { id: number; path: string } }).data;
};

describe('the five decisions of a verdict', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const submitted = () => makeSubmitted(all.editor);

  it('are kept for approvals, rejections and regenerations', async () => {
    const made = await submitted();
    const approved = ok(
      await decide(all.contentManager, made, approval({ isReuseAllowed: false })),
      'Approve'
    );
    expect(approved.decisions).toMatchObject({
      isReuseAllowed: false,
      shouldRegenerate: false,
      isPublicUseAllowed: true,
    });
    const { folder } = await caseOf(all.contentManager, made);
    expect(approved.decisions.storedIn?.startsWith(`${folder.path}/`)).toBe(true);

    const again = ok(
      await decide(all.contentManager, made, {
        verdict: 'regenerate',
        reason: 'Too dark',
        supersedes: approved.verdictId,
      }),
      'Regenerate'
    );
    expect(again.decisions).toMatchObject({
      isReuseAllowed: false,
      shouldRegenerate: true,
      isPublicUseAllowed: false,
    });
  });

  it('move an approved file into a folder that exists', async () => {
    const shelf = await makeFolder(all.superAdmin, `Shelf ${Date.now()}`);
    const inner = await makeFolder(all.superAdmin, 'Campaign 秋季', shelf.id);
    const made = await submitted();
    const nowhere = await decide(all.contentManager, made, { ...approval(), folderId: 999_999 });
    expect(nowhere.status).toBe(400);
    expect(nowhere.error?.details.fields?.[0]?.path).toBe('folderId');
    expect((await caseOf(all.contentManager, made)).output.approvalStatus).toBe('pending');

    const verdict = ok(
      await decide(all.contentManager, made, { ...approval(), folderId: inner.id }),
      'Approve'
    );
    expect(verdict.decisions.storedIn).toMatch(/^\/Shelf \d+\/Campaign 秋季\/.+\.png$/);
    expect((await caseOf(all.contentManager, made)).folder).toMatchObject({ id: inner.id });
    const { body } = await all.superAdmin.http.get('/upload/files', {
      'filters[folder][id]': inner.id,
      'filters[folderPath][$eq]': inner.path,
    });
    const files = (body as { results: { documentId: string }[] }).results;
    expect(files.map(({ documentId }) => documentId)).toEqual([made.output.fileDocumentId]);
  });

  describe('alternative text', () => {
    it('is required for public use only', async () => {
      const made = await submitted();
      const silent = { ...approval(), alternativeText: null };
      const refused = await decide(all.contentManager, made, silent);
      expect(refused.status).toBe(400);
      expect(refused.error?.details.code).toBe('alternative_text_missing');
      expect(refused.error?.details.fields?.[0]?.path).toBe('alternativeText');

      const inside = ok(
        await decide(all.contentManager, made, {
          ...silent,
          limits: { isPublicUseAllowed: false, channels: ['internal'] },
        }),
        'Approve'
      );
      expect(inside.decisions.isPublicUseAllowed).toBe(false);
      expect(inside.alternativeText).toBe('A bag stands on a table.');
    });

    it('comes in the languages of the site, never as the prompt', async () => {
      const made = await submitted();
      const inLocales = (alternativeTexts: Record<string, unknown>) => ({
        ...approval(),
        alternativeTexts,
      });
      const unknown = await decide(all.contentManager, made, inLocales({ tlh: 'naj' }));
      expect(unknown.error?.details.fields?.[0]?.path).toBe('alternativeTexts.tlh');
      const initial = await decide(all.contentManager, made, inLocales({ en: 'A bag' }));
      expect(initial.error?.details.fields?.[0]?.path).toBe('alternativeTexts.en');

      await all.superAdmin.http.post('/i18n/locales', {
        code: 'zh-Hans',
        name: '简体中文',
        isDefault: false,
      });
      const prompt = await decide(
        all.contentManager,
        made,
        inLocales({ 'zh-Hans': made.task.prompt })
      );
      expect(prompt.error?.details.code).toBe('prompt_as_alternative_text');
      expect(prompt.error?.details.fields?.[0]?.path).toBe('alternativeTexts.zh-Hans');

      const texts = { 'zh-Hans': '一只红色的包放在桌上。' };
      const verdict = ok(await decide(all.contentManager, made, inLocales(texts)), 'Approve');
      expect(verdict.alternativeTexts).toEqual(texts);
      expect((await caseOf(all.contentManager, made)).output.alternativeTexts).toEqual(texts);
      const asset: ApprovedAsset = await assetOf(all.contentManager, made);
      expect(asset.alternativeTexts).toEqual(texts);
    });
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type {
  LicenceTemplate,
  Page,
  ReviewCase,
  ReviewItem,
} from '../../plugins/asset-provenance/shared';
import type { People } from '../support/people';
import { people } from '../support/shared-server';
import {
  approval,
  dayFromNow,
  decide,
  finalLaunch,
  make,
  makeSubmitted,
  ok,
  submit,
} from '../support/story';
import type { Made } from '../support/story';

describe('review', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });

  const pendingOf = async (made: Made) => {
    const { data } = await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
      limit: 100,
    });
    return data.results.find(({ output }) => output.outputId === made.output.outputId);
  };
  const submitted = (changes = {}) => makeSubmitted(all.editor, changes);

  describe('submission', () => {
    it('moves a final to the queue, once', async () => {
      const made = await make(all.editor);
      const answer = await submit(all.editor, made);
      expect(answer.status).toBe(200);
      expect(answer.data).toMatchObject({
        approvalStatus: 'pending',
        alternativeText: 'A bag stands on a table.',
      });
      expect(await pendingOf(made)).toMatchObject({
        isOwnWork: false,
        submittedBy: { name: all.editor.name },
      });

      const again = await submit(all.editor, made);
      expect(again.status).toBe(409);
      expect(again.error?.details.code).toBe('already_submitted');
    });

    it('takes no prompt as alternative text', async () => {
      const made = await make(all.editor);
      const answer = await submit(
        all.editor,
        made,
        `Shown: ${made.task.prompt?.toUpperCase().replaceAll(' ', '  ')}!`
      );
      expect(answer.status).toBe(400);
      expect(answer.error?.details.fields?.[0]?.path).toBe('alternativeText');
      expect(await pendingOf(made)).toBeUndefined();
    });

    it('wants alternative text', async () => {
      const made = await make(all.editor);
      const answer = await submit(all.editor, made, '  ');
      expect(answer.status).toBe(400);
      expect(answer.error?.details.fields?.[0]?.path).toBe('alternativeText');
    });

    it('refuses keys', async () => {
      const made = await make(all.editor);
      const answer = await submit(all.editor, made, `A bag, sk-proj-${'a1B2'.repeat(10)}`);
      expect(answer.status).toBe(400);
      expect(answer.error?.details.code).toBe('secret_refused');
    });

    it('is the owner’s', async () => {
      const made = await make(all.editor);
      const answer = await submit(all.contentManager, made);
      expect(answer.status).toBe(403);
      expect(answer.error?.message).toContain(all.editor.name);
    });

    it('takes no drafts and nothing unknown', async () => {
      const draft = await make(all.editor, { stage: 'draft', finalReason: null });
      const answer = await submit(all.editor, draft);
      expect(answer.status).toBe(409);
      expect(answer.error?.details.code).toBe('draft_stage');
      expect(
        (await all.editor.api.post(api.submitForReview('nothere'), { alternativeText: 'x' })).status
      ).toBe(404);
    });
  });

  describe('the queue', () => {
    it('shows the oldest first, in pages, by purpose and kind', async () => {
      const first = await submitted({ purpose: 'character', channel: 'social' });
      const second = await submitted({ purpose: 'character', channel: 'social' });
      await submitted();
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<ReviewItem> = ok(
          await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
            purpose: 'character',
            kind: 'image',
            limit: 1,
            cursor,
          }),
          'Queue'
        );
        seen.push(...page.results.map(({ output }) => output.outputId));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual([first.output.outputId, second.output.outputId]);

      const videos = await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
        kind: 'video',
      });
      expect(videos.data.results).toEqual([]);
      expect(
        (await all.contentManager.api.get(api.reviewQueue, { cursor: 'nonsense' })).status
      ).toBe(400);
    });

    it('is for reviewers', async () => {
      expect((await all.editor.api.get(api.reviewQueue)).status).toBe(403);
      expect((await all.auditor.api.get(api.reviewQueue)).status).toBe(403);
    });

    it('counts what waits for this person', async () => {
      const counts = () => all.contentManager.api.get<{ waitingReviews: number }>(api.counts);
      const before = (await counts()).data.waitingReviews;
      await submitted();
      const own = await make(all.contentManager);
      ok(await submit(all.contentManager, own), 'Submit');
      expect((await counts()).data.waitingReviews).toBe(before + 1);
    });

    it('shows what was decided by the verdict that holds', async () => {
      const made = await submitted();
      const rejected = ok(
        await decide(all.contentManager, made, { verdict: 'rejected', reason: 'Off brand' }),
        'Reject'
      );
      const list = async (status: string) => {
        const { data } = await all.contentManager.api.get<Page<ReviewItem>>(api.reviewQueue, {
          status,
          limit: 100,
        });
        return data.results.map(({ output }) => output.outputId);
      };
      expect((await list('rejected'))[0]).toBe(made.output.outputId);
      ok(
        await decide(all.contentManager, made, { ...approval(), supersedes: rejected.verdictId }),
        'Approve'
      );
      expect(await list('rejected')).not.toContain(made.output.outputId);
      expect((await list('approved'))[0]).toBe(made.output.outputId);
    });
  });

  describe('a case', () => {
    it('holds what a reviewer needs', async () => {
      const parent = await make(all.editor, { parameters: { quality: 'low', count: 2 } });
      const variant = finalLaunch({ parameters: { quality: 'high' } });
      const made = await make(all.editor, {
        derivedFrom: { taskId: parent.task.taskId, derivation: 'variant' },
        parameters: { ...(variant.parameters as object) },
      });
      ok(await submit(all.editor, made), 'Submit');

      const { data } = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(made.output.outputId)
      );
      expect(data).toMatchObject({ canDecide: true, whyNot: null, verdicts: [], isOwnWork: false });
      expect(data.differences).toEqual(
        expect.arrayContaining([{ field: 'quality', before: 'low', after: 'high' }])
      );
      expect(data.suggestedLimits).toMatchObject({
        channels: ['website'],
        isPublicUseAllowed: true,
        isAiLabelRequired: true,
      });
      expect(data.effective?.size).toBe('512x512');

      const siblings = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(parent.output.outputId)
      );
      expect(siblings.data.siblings).toHaveLength(1);
      expect(siblings.data).toMatchObject({ canDecide: false });
      expect(siblings.data.whyNot?.zh).toBeTruthy();
      expect(data.folder.path).toMatch(/^\/Generated\//);
      expect(data.previous).toBeNull();
    });

    it('says in what siblings differ, seeds too', async () => {
      const made = await make(all.editor, {
        modelId: 'sandbox-image-single',
        parameters: { count: 2, seed: 40 },
      });
      const { data } = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(made.output.outputId)
      );
      const sibling = made.task.outputs[1]?.outputId;
      expect(data.siblings.map(({ outputId }) => outputId)).toEqual([sibling]);
      expect(data.siblingDifferences).toEqual([
        { outputId: sibling, field: 'seed', here: '40', there: '41' },
      ]);
    });

    it('shows the attempt before, with its verdict', async () => {
      const first = await submitted();
      const verdict = ok(
        await decide(all.contentManager, first, { verdict: 'regenerate', reason: 'Too dark' }),
        'Regenerate'
      );
      const next = await make(all.editor, {
        derivedFrom: {
          taskId: first.task.taskId,
          derivation: 'regenerate',
          outputId: first.output.outputId,
        },
        parameters: { seed: 8 },
      });
      const { data } = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(next.output.outputId)
      );
      expect(data.previous).toMatchObject({
        derivation: 'regenerate',
        output: { outputId: first.output.outputId },
        verdict: { verdictId: verdict.verdictId, reason: 'Too dark' },
      });
      expect(data.differences).toEqual(
        expect.arrayContaining([{ field: 'seed', before: '7', after: '8' }])
      );
    });

    it('suggests the first licence template of the purpose', async () => {
      const template = {
        name: 'Covers for a quarter',
        purposes: ['social_cover'],
        validForDays: 90,
        limits: { channels: ['social'], licence: 'Own', creditLine: 'Studio' },
      };
      const { licenceTemplateId } = ok(
        await all.contentManager.api.post<LicenceTemplate>(api.licenceTemplates, template),
        'Template'
      );
      const made = await submitted({ purpose: 'social_cover', channel: 'social' });
      const { data } = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(made.output.outputId)
      );
      expect(data.licenceTemplates[0]).toMatchObject({ name: template.name });
      expect(data.suggestedLimits).toMatchObject({
        ...template.limits,
        validUntil: dayFromNow(90),
      });
      ok(await all.contentManager.api.del(api.licenceTemplate(licenceTemplateId)), 'Remove');
    });

    it('says why its owner cannot decide', async () => {
      const own = await make(all.contentManager);
      ok(await submit(all.contentManager, own), 'Submit');
      const { data } = await all.contentManager.api.get<ReviewCase>(
        api.reviewCase(own.output.outputId)
      );
      expect(data).toMatchObject({ isOwnWork: true, canDecide: false });
      const answer = await decide(all.contentManager, own, approval());
      expect(answer.status).toBe(403);
      expect(answer.error?.message).toContain('somebody else');
    });

    it('is 404 for what is not there', async () => {
      expect((await all.contentManager.api.get(api.reviewCase('nothere'))).status).toBe(404);
    });
  });
});

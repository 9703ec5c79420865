import { api } from '../../plugins/asset-provenance/shared';
import type {
  OutputSummary,
  TaskDetail,
  UndoResult,
  Verdict,
} from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people, sharedServer } from '../support/shared-server';
import {
  approval,
  assetOf,
  caseOf,
  decide,
  fileIdOf,
  make,
  makeSubmitted,
  ok,
} from '../support/story';
import type { Made } from '../support/story';

const ARTICLES = '/content-manager/collection-types/api::article.article';
const undo = (person: Person, { output }: Made, { verdictId }: Pick<Verdict, 'verdictId'>) =>
  person.api.post<UndoResult>(api.undoVerdict(output.outputId), { verdictId });
const rejection = { verdict: 'rejected', reason: 'Off brand' };

describe('taking a verdict back', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const submitted = () => makeSubmitted(all.editor);

  it('makes it wait again, and keeps the history', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, rejection), 'Reject');
    const answer = await undo(all.contentManager, made, first);
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      approvalStatus: 'pending',
      publishedMeanwhile: [],
      verdict: { verdict: 'withdrawn', restores: null, supersedes: first.verdictId },
    });
    const looked = await caseOf(all.contentManager, made);
    expect(looked.verdicts.map(({ verdict }) => verdict)).toEqual(['rejected', 'withdrawn']);
    expect(looked).toMatchObject({
      canDecide: true,
      output: { approvalStatus: 'pending', verdictReason: null },
    });
    const { data: task } = await all.editor.api.get<TaskDetail>(api.task(made.task.taskId));
    expect(task.timeline.filter(({ type }) => type === 'verdict.given')).toHaveLength(2);

    const next = { ...approval(), supersedes: answer.data.verdict.verdictId };
    expect((await decide(all.contentManager, made, next)).status).toBe(201);
  });

  it('of a first approval leaves an asset that cannot be used', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    ok(await undo(all.contentManager, made, first), 'Undo');
    const asset = await assetOf(all.contentManager, made);
    expect(asset.state).toBe('revoked');
    expect(asset.ended?.by).toBe(all.contentManager.name);
    expect((await caseOf(all.contentManager, made)).output.approvalStatus).toBe('pending');
  });

  it('brings an earlier approval back with its own limits', async () => {
    const made = await submitted();
    const first = ok(
      await decide(all.superAdmin, made, approval({ channels: ['social'], creditLine: 'One' })),
      'Approve'
    );
    const second = ok(
      await decide(all.contentManager, made, { ...rejection, supersedes: first.verdictId }),
      'Reject'
    );
    expect((await assetOf(all.contentManager, made)).state).toBe('revoked');
    const { data } = await undo(all.contentManager, made, second);
    expect(data).toMatchObject({
      approvalStatus: 'approved',
      verdict: { restores: first.verdictId, limits: { channels: ['social'] } },
    });
    expect(await assetOf(all.contentManager, made)).toMatchObject({
      state: 'active',
      limits: { channels: ['social'], creditLine: 'One' },
      reviewer: { name: all.superAdmin.name },
      ended: null,
    });
  });

  it('does not bring back what was revoked before', async () => {
    const made = await submitted();
    const first = ok(await decide(all.superAdmin, made, approval()), 'Approve');
    const { assetId } = await assetOf(all.contentManager, made);
    ok(await all.contentManager.api.post(api.revoke(assetId), { reason: 'Expired' }), 'Revoke');
    const second = ok(
      await decide(all.contentManager, made, { ...approval(), supersedes: first.verdictId }),
      'Approve'
    );
    const { data } = await undo(all.contentManager, made, second);
    expect(data.approvalStatus).toBe('revoked');
    expect((await assetOf(all.contentManager, made)).state).toBe('revoked');
    expect((await caseOf(all.contentManager, made)).output.approvalStatus).toBe('revoked');
  });

  it('is for the last verdict, and for who gave it', async () => {
    const made = await submitted();
    const first = ok(await decide(all.superAdmin, made, rejection), 'Reject');
    const foreign = await undo(all.contentManager, made, first);
    expect(foreign.status).toBe(403);
    expect(foreign.error?.message).toContain(all.superAdmin.name);
    expect((await undo(all.editor, made, first)).status).toBe(403);

    const second = ok(
      await decide(all.contentManager, made, { ...approval(), supersedes: first.verdictId }),
      'Approve'
    );
    const late = await undo(all.superAdmin, made, first);
    expect(late.status).toBe(409);
    expect(late.error?.details.code).toBe('decided_meanwhile');

    ok(await undo(all.contentManager, made, second), 'Undo');
    const looked = await caseOf(all.contentManager, made);
    expect(looked.output).toMatchObject({
      approvalStatus: 'rejected',
      verdictReason: 'Off brand',
    });
    const last = looked.verdicts.at(-1);
    const twice = await undo(all.contentManager, made, { verdictId: last?.verdictId ?? '' });
    expect(twice.error?.details.code).toBe('already_withdrawn');
  });

  it('is refused for what does not stand any more, and for what was never decided', async () => {
    const made = await submitted();
    expect((await undo(all.contentManager, made, { verdictId: 'a'.repeat(24) })).status).toBe(404);
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    const { assetId } = await assetOf(all.contentManager, made);
    ok(await all.contentManager.api.post(api.revoke(assetId), { reason: 'Rights' }), 'Revoke');
    const answer = await undo(all.contentManager, made, first);
    expect(answer.status).toBe(409);
    expect(answer.error?.details.code).toBe('not_standing');
  });

  it('is refused once the file changed', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    const fileId = await fileIdOf(all.superAdmin, made.output.fileDocumentId);
    const other = await make(all.editor);
    const bytes = await fetch(new URL(other.output.url ?? '', sharedServer().url));
    const form = new FormData();
    form.append('files', new Blob([await bytes.arrayBuffer()], { type: 'image/png' }), 'new.png');
    form.append('fileInfo', JSON.stringify({ name: 'new.png' }));
    ok(await all.superAdmin.http.post(`/upload?id=${fileId}`, form), 'Replace');
    const answer = await undo(all.contentManager, made, first);
    expect(answer.status).toBe(409);
    expect(answer.error?.details.code).toBe('file_changed');
  });

  it('lists the entries that were published with it meanwhile', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    const cover = await fileIdOf(all.contentManager, made.output.fileDocumentId);
    const { http } = all.contentManager;
    const entries = await Promise.all(
      ['Shown', 'Draft only'].map(async (title) =>
        ok(await http.post<{ documentId: string }>(ARTICLES, { title, cover }), 'Create')
      )
    );
    const [shown] = entries;
    ok(await http.post(`${ARTICLES}/${shown?.documentId}/actions/publish`, {}), 'Publish');
    const { data } = await undo(all.contentManager, made, first);
    expect(data.publishedMeanwhile).toMatchObject([
      { documentId: shown?.documentId, title: 'Shown', field: 'cover', isPublished: true },
    ]);
  });

  it('has one winner against other verdicts and itself', async () => {
    const made = await submitted();
    const first = ok(await decide(all.contentManager, made, approval()), 'Approve');
    const answers = await Promise.all([
      undo(all.contentManager, made, first),
      decide(all.superAdmin, made, { ...rejection, supersedes: first.verdictId }),
      undo(all.contentManager, made, first),
      decide(all.superAdmin, made, { ...approval(), supersedes: first.verdictId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const looked = await caseOf(all.contentManager, made);
    expect(looked.verdicts).toHaveLength(2);
    expect(looked.verdicts[1]?.supersedes).toBe(first.verdictId);
  });

  it('gives the next launch no reason that was taken back', async () => {
    const made = await submitted();
    const first = ok(
      await decide(all.contentManager, made, { verdict: 'regenerate', reason: 'Too dark' }),
      'Regenerate'
    );
    ok(await undo(all.contentManager, made, first), 'Undo');
    const { data } = await all.editor.api.get<TaskDetail>(api.task(made.task.taskId));
    const output = data.outputs[0] as OutputSummary;
    expect(output).toMatchObject({ approvalStatus: 'pending', verdictReason: null });
  });
});

import { api } from '../../plugins/asset-provenance/shared';
import type { OutputSummary, ReviewCase, TaskDetail } from '../../plugins/asset-provenance/shared';
import type { People, Person } from '../support/people';
import { people } from '../support/shared-server';
import { approval, assetOf, decide, ok, submit } from '../support/story';
import type { Made } from '../support/story';
import { firstOutput, imageLaunch, launchAndSettle, readTask, videoLaunch } from '../support/tasks';
import type { Changes } from '../support/tasks';

const choose = (person: Person, { output }: Made, isChosen = true) =>
  person.api.post<OutputSummary>(api.choose(output.outputId), { isChosen });
const adopt = (person: Person, { output }: Made, reason = 'Good as it is') =>
  person.api.post<OutputSummary>(api.adopt(output.outputId), { reason });

/** As the specification of sketches for internal use wants it: 768x1024, PNG. */
const fitting: Changes = {
  modelId: 'sandbox-image-single',
  purpose: 'poster_sketch',
  channel: 'internal',
  parameters: { aspectRatio: '3:4', size: '768x1024' },
};

describe('adopting a draft', () => {
  let all: People;
  beforeAll(async () => {
    all = await people();
  });
  const draft = async (changes: Changes = {}): Promise<Made> => {
    const task = await launchAndSettle(all.editor, imageLaunch(changes));
    return { task, output: firstOutput(task) };
  };

  it('makes a final of a chosen one that meets the specification', async () => {
    const made = await draft(fitting);
    expect(made.output).toMatchObject({ stage: 'draft', adopted: null });
    expect((await submit(all.editor, made)).error?.details.code).toBe('draft_stage');
    expect((await adopt(all.editor, made)).error?.details.code).toBe('not_chosen');

    ok(await choose(all.editor, made), 'Choose');
    const chosen = await readTask(all.editor, made.task.taskId);
    expect(chosen.acts.adoptableOutputs).toEqual([made.output.outputId]);
    const adopted = ok(await adopt(all.editor, made), 'Adopt');
    expect(adopted).toMatchObject({
      stage: 'final',
      adopted: { by: all.editor.name, reason: 'Good as it is' },
      approvalStatus: 'unsubmitted',
    });
    expect((await adopt(all.editor, made)).error?.details.code).toBe('already_final');
    expect((await choose(all.editor, made, false)).error?.details.code).toBe('already_final');

    ok(await submit(all.editor, made), 'Submit');
    const { data } = await all.contentManager.api.get<ReviewCase>(
      api.reviewCase(made.output.outputId)
    );
    expect(data).toMatchObject({ canDecide: true, output: { stage: 'final' } });
    ok(await decide(all.contentManager, made, approval({ channels: ['internal'] })), 'Approve');
    expect((await assetOf(all.contentManager, made)).state).toBe('active');
    const task: TaskDetail = await readTask(all.editor, made.task.taskId);
    const event = task.timeline.find(({ type }) => type === 'output.adopted');
    expect(event).toMatchObject({
      note: 'Good as it is',
      data: { storedSha256: made.output.storedSha256, specification: 'sketch' },
    });
    expect(task.acts.adoptableOutputs).toEqual([]);
  });

  it('names every measure that does not fit', async () => {
    const made = await draft({
      purpose: 'product_hero',
      channel: 'ecommerce',
      parameters: { aspectRatio: '16:9', size: '640x360' },
    });
    ok(await choose(all.editor, made), 'Choose');
    const answer = await adopt(all.editor, made);
    expect(answer.status).toBe(409);
    expect(answer.error?.details.code).toBe('specification_not_met');
    expect(answer.error?.details.fields?.map(({ path }) => path)).toEqual(['size', 'aspectRatio']);
    expect(answer.error?.message).toContain('1600x1600');
    expect((await readTask(all.editor, made.task.taskId)).acts.adoptableOutputs).toEqual([]);
  });

  it('measures the duration of videos', async () => {
    const task = await launchAndSettle(
      all.editor,
      videoLaunch({ purpose: 'product_hero', channel: 'website' })
    );
    const made = { task, output: firstOutput(task) };
    ok(await choose(all.editor, made), 'Choose');
    const answer = await adopt(all.editor, made);
    expect(answer.error?.details.fields?.map(({ path }) => path)).toEqual(['size']);
  });

  it('needs a specification, a reason and the owner', async () => {
    const made = await draft({ purpose: 'poster_sketch', channel: 'social' });
    ok(await choose(all.editor, made), 'Choose');
    expect((await adopt(all.editor, made)).error?.details.code).toBe('no_specification');
    expect((await adopt(all.editor, made, ' ')).error?.details.fields?.[0]?.path).toBe('reason');
    expect((await adopt(all.contentManager, made)).status).toBe(403);
    expect((await adopt(all.auditor, made)).status).toBe(403);
    const secret = await adopt(all.editor, made, `sk-proj-${'a1B2'.repeat(10)}`);
    expect(secret.error?.details.code).toBe('secret_refused');
    expect((await all.editor.api.post(api.adopt('a'.repeat(24)), { reason: 'x' })).status).toBe(
      404
    );
  });

  it('has one winner', async () => {
    const made = await draft(fitting);
    ok(await choose(all.editor, made), 'Choose');
    const answers = await Promise.all([1, 2, 3].map(() => adopt(all.editor, made)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('leaves what was not adopted a draft that is never approved', async () => {
    const task = await launchAndSettle(
      all.editor,
      imageLaunch({ ...fitting, parameters: { ...fitting.parameters, count: 2 } })
    );
    const [one, other] = task.outputs.map((output) => ({ task, output })) as [Made, Made];
    ok(await choose(all.editor, one), 'Choose');
    ok(await adopt(all.editor, one), 'Adopt');
    expect((await submit(all.editor, other)).error?.details.code).toBe('draft_stage');
    expect((await decide(all.contentManager, other, approval())).error?.details.code).toBe(
      'draft_stage'
    );
  });
});

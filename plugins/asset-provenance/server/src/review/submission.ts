import { submitForReviewSchema } from '../../../shared';
import type { OutputSummary, Stage } from '../../../shared';
import { maySee } from '../generation/service';
import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { conflict, forbidden, notFound, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { assertNotThePrompt } from './alternative-text';
import type { Subjects } from './subjects';

const assertSubmittable = (stage: Stage, output: OutputRow): void => {
  if (output.state !== 'stored' || !output.storedSha256) {
    throw conflict(
      {
        en: 'This result has no stored file yet, so there is nothing to review.',
        zh: '该结果尚无已保存的文件，无法送审。',
      },
      {
        code: 'not_stored',
        state: output.state,
      }
    );
  }
  if (stage !== 'final') {
    throw conflict(
      {
        en: 'This is a draft, and drafts are never approved.',
        zh: '这是草稿，草稿不会被审核通过。',
      },
      { code: 'draft_stage' },
      {
        en: 'Promote it to final or, when it is good enough as it is, adopt it; then submit the final.',
        zh: '请先转为正式产出；若已满足规格可直接采用，再提交正式文件送审。',
      }
    );
  }
  if (output.approvalStatus !== 'unsubmitted' && output.approvalStatus !== 'changed') {
    throw conflict(
      { en: 'This result was submitted before.', zh: '该结果已经送审。' },
      {
        code: 'already_submitted',
        approvalStatus: output.approvalStatus,
      }
    );
  }
};

/** An owner hands one final output to the reviewers. */
export const createSubmission = (
  { transact, refuseSecrets }: Kernel,
  {
    generation,
    subjects,
    promptsOf,
  }: {
    generation: Generation;
    subjects: Subjects;
    promptsOf: (task: TaskRow) => Promise<string[]>;
  }
) => ({
  /**
   * `unsubmitted` or `changed` → `pending`, with alternative text.
   * @throws Refusal 400 for the alternative text, 403 or 404 for other people's tasks, 409 for drafts,
   * for what is not stored and for what was submitted before.
   */
  submit: async (request: Request): Promise<OutputSummary> => {
    const input = parse(submitForReviewSchema, request.body);
    await refuseSecrets(request.actor, input);
    const outputId = request.params.outputId ?? '';
    const reader = await generation.readerOf(request);

    await transact(request.actor, async (tx) => {
      const { task, output } = await subjects.lock(tx, outputId);
      if (task.ownerId !== request.actor.id) {
        if (!maySee(reader, task)) throw notFound('result', 'outputId');
        throw forbidden(
          {
            en: `Only ${task.ownerName}, who owns the task, submits its results.`,
            zh: `只有任务负责人 ${task.ownerName} 可以送审。`,
          },
          {
            en: `Ask ${task.ownerName} to submit it.`,
            zh: `请联系任务负责人 ${task.ownerName} 送审。`,
          },
          'outputId'
        );
      }
      assertSubmittable(generation.stageOf(task, output), output);
      assertNotThePrompt(
        { alternativeText: input.alternativeText, alternativeTexts: {} },
        await promptsOf(task)
      );

      // What was changed in the library is looked at anew, as it is now.
      const bytes = output.approvalStatus === 'changed' ? await generation.bytesNow(output) : {};
      const isMoved = await generation.setApproval(tx, output, 'pending', {
        ...bytes,
        verdict: null,
        decidedAt: null,
        submittedAt: tx.at.toISOString(),
        submittedById: tx.actor.id,
        submittedByName: tx.actor.name,
        submissionNote: input.note,
        alternativeText: input.alternativeText,
        purpose: task.purpose,
        channel: task.channel,
        kind: task.kind,
        ownerId: task.ownerId,
      });
      if (!isMoved)
        throw conflict({
          en: 'This result changed while you submitted it. Load it again.',
          zh: '送审时该结果已发生变化，请重新加载。',
        });
      await tx.emit({
        type: 'output.submitted',
        aggregateType: 'output',
        aggregateId: outputId,
        aggregateVersion: output.version + 1,
        taskId: task.documentId,
        data: { storedSha256: bytes.storedSha256 ?? output.storedSha256 ?? '' },
      });
    });

    const submitted = await generation.outputRow(outputId);
    const [summary] = await generation.outputSummaries(submitted ? [submitted] : []);
    if (!summary) throw notFound('result', 'outputId');
    return summary;
  },
});

import { assignSchema } from '../../../shared';
import type { Actor, BulkResult } from '../../../shared';
import type { PluginConfig } from '../config';
import type { Generation } from '../generation/service';
import { conflict, forbidden, invalid, parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { outcomeOf } from './outcomes';
import type { Chosen, People } from './people';
import { movedMeanwhile } from './refusals';
import type { Subjects } from './subjects';

type Dependencies = {
  generation: Generation;
  config: PluginConfig;
  people: People;
  subjects: Subjects;
};

/** Who is asked to decide on what. Anybody who may review still may decide. */
export const createAssigning = (
  { transact, log }: Kernel,
  { generation, config, people, subjects }: Dependencies
) => {
  const assignOne = async (
    actor: Actor,
    outputId: string,
    assignee: Chosen | null
  ): Promise<void> => {
    await transact(actor, async (tx) => {
      const { task, output } = await subjects.lock(tx, outputId);
      if (output.assigneeId === (assignee?.id ?? null)) return;
      if (assignee && output.approvalStatus !== 'pending')
        throw conflict(
          { en: 'This result does not wait for review.', zh: '该结果不在待审核状态。' },
          { code: 'not_waiting', approvalStatus: output.approvalStatus }
        );
      if (assignee && !config.mayDecideOnOwnWork && task.ownerId === assignee.id)
        throw forbidden(
          {
            en: `${assignee.name} owns this task, so somebody else decides on it.`,
            zh: `${assignee.name} 是该任务的负责人，需由其他人审核。`,
          },
          { en: 'Choose another reviewer.', zh: '请选择其他审核人。' },
          'assigneeId'
        );
      if (!(await generation.assignReviewer(tx, output, assignee))) throw movedMeanwhile();
      await tx.emit({
        type: 'output.assigned',
        aggregateType: 'output',
        aggregateId: outputId,
        aggregateVersion: output.version + 1,
        taskId: task.documentId,
        data: { assigneeId: assignee?.id ?? null },
      });
    });
  };

  return {
    reviewers: (): Promise<Chosen[]> => people.reviewers(),
    whoMay: people.whoMay,

    /**
     * Asks one reviewer, or nobody, to decide on each of up to 100 outputs.
     * @returns for each what stood against it.
     * @throws Refusal 400 when the assignee may not review.
     */
    assign: async (request: Request): Promise<BulkResult[]> => {
      const { outputIds, assigneeId } = parse(assignSchema, request.body);
      const assignee = assigneeId === null ? null : await people.reviewer(assigneeId);
      if (assigneeId !== null && !assignee)
        throw invalid([
          {
            path: 'assigneeId',
            message: 'is nobody who may review',
            zh: '不是有审核权限的用户',
          },
        ]);
      const results: BulkResult[] = [];
      for (const id of outputIds) {
        const { refused } = await outcomeOf(log, () => assignOne(request.actor, id, assignee));
        results.push({ id, refused });
      }
      return results;
    },
  };
};

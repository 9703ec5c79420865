import { bulkVerdictSchema } from '../../../shared';
import type { Actor, BulkVerdictResult, ReuseLimits, VerdictRequest } from '../../../shared';
import type { z } from 'zod';
import type { PluginConfig } from '../config';
import type { TaskRow } from '../generation/service';
import { parse } from '../kernel';
import type { Kernel, Request } from '../kernel';
import { assertKnownChannels } from './deciding';
import type { Deciding } from './deciding';
import { outcomeOf } from './outcomes';
import type { Subjects } from './subjects';

type Dependencies = {
  subjects: Subjects;
  config: PluginConfig;
  decideOne: Deciding['decideOne'];
  suggestedLimits: (task: TaskRow) => Promise<ReuseLimits>;
};
type Bulk = z.output<typeof bulkVerdictSchema>;
type Target = Bulk['targets'][number];

/** One decision on many outputs. */
export const createBulk = (
  { refuseSecrets, log }: Kernel,
  { subjects, config, decideOne, suggestedLimits }: Dependencies
) => {
  const inputFor = async (bulk: Bulk, target: Target): Promise<VerdictRequest> => {
    const { storedSha256, supersedes } = target;
    if (bulk.verdict !== 'approved') {
      const { verdict, reason, reasonChips } = bulk;
      return { verdict, reason, reasonChips, storedSha256, supersedes };
    }
    const { task, output } = await subjects.find(target.outputId);
    return {
      verdict: 'approved',
      storedSha256,
      supersedes,
      reason: '',
      reasonChips: [],
      // What each was submitted with; one text for many pictures would describe none of them.
      alternativeText: output.alternativeText,
      alternativeTexts: output.alternativeTexts ?? {},
      folderId: null,
      limits: bulk.limits ?? (await suggestedLimits(task)),
    };
  };

  const decideTarget = async (actor: Actor, bulk: Bulk, target: Target) => {
    const { result, refused } = await outcomeOf(log, async () =>
      decideOne(actor, target.outputId, await inputFor(bulk, target))
    );
    return { id: target.outputId, verdict: result, refused };
  };

  return {
    /**
     * The same decision on each of up to 100 outputs, one transaction each, in their order.
     * @returns for each its verdict, or what a single request would have been told.
     * @throws Refusal 400 for what is said once for all: limits, reason.
     */
    decideMany: async (request: Request): Promise<BulkVerdictResult> => {
      const bulk = parse(bulkVerdictSchema, request.body);
      await refuseSecrets(request.actor, bulk);
      if (bulk.verdict === 'approved') assertKnownChannels(bulk.limits?.channels ?? [], config);
      const results: BulkVerdictResult = [];
      for (const target of bulk.targets)
        results.push(await decideTarget(request.actor, bulk, target));
      return results;
    },
  };
};

import type { ApprovedAsset, FileRemoval, OutputSummary, Verdict } from '../../../shared';
import type { TracePorts } from './ports';

/** What is said of an output before its whole record is opened. */
export type Brief = {
  output: OutputSummary;
  task: {
    taskId: string;
    providerId: string;
    modelId: string;
    /** The task that it was made from; null: none. */
    derivedFrom: string | null;
    ownerName: string;
    /** What people call it. */
    name: string | null;
  };
  asset: ApprovedAsset | null;
  /** The one that holds, where it is not an approved asset. */
  verdict: Verdict | null;
  /** What is left of a file that is gone. */
  removal: FileRemoval | null;
};

/** Gathers what is said of several outputs, with few questions for all of them. */
export const createBriefs =
  ({ generation, review, reuse, keepingOf }: TracePorts) =>
  async (outputIds: string[]): Promise<Map<string, Brief>> => {
    const ids = [...new Set(outputIds)];
    if (ids.length === 0) return new Map();
    const rows = await generation.findOutputs({ documentId: { $in: ids } }, { limit: ids.length });
    const tasks = await generation.tasksByIds([...new Set(rows.map(({ taskId }) => taskId))]);
    const [outputs, assets] = await Promise.all([
      generation.outputSummaries(rows, tasks),
      reuse.assets.ofOutputs(ids),
    ]);
    const briefs = new Map<string, Brief>();
    for (const output of outputs) {
      const { outputId, taskId } = output;
      const task = tasks.find(({ documentId }) => documentId === taskId);
      if (!task) continue;
      const { providerId, modelId, derivedFrom, ownerName, subject, series, brand } = task;
      const row = assets.find((each) => each.outputId === outputId);
      const verdicts = row ? [] : await review.verdictsOf(outputId);
      briefs.set(outputId, {
        output,
        task: {
          taskId,
          providerId,
          modelId,
          derivedFrom,
          ownerName,
          name: subject ?? series ?? brand,
        },
        asset: row ? await reuse.assets.present(row) : null,
        verdict: verdicts.find(({ supersededBy }) => !supersededBy) ?? null,
        removal: output.url ? null : (await keepingOf(outputId)).removal,
      });
    }
    return briefs;
  };

import type { EffectiveParameters, ReviewCase } from '../../../shared';
import type { Generation, JobRow, OutputRow, Reader, TaskRow } from '../generation/service';
import { differencesBetween } from './differences';
import type { VerdictRows } from './verdict-rows';

const withoutPrompts = (effective: EffectiveParameters): EffectiveParameters => ({
  ...effective,
  prompt: '',
  negativePrompt: null,
  revisedPrompt: null,
});

/** One output beside the others of its task, and beside what it came from. */
export const createComparing = ({
  generation,
  rows,
}: {
  generation: Generation;
  rows: VerdictRows;
}) => {
  /** What made one output: its job's parameters, with the seed that is its own. */
  const madeBy = (jobs: JobRow[], { jobId, seed }: OutputRow): EffectiveParameters | null => {
    const effective = jobs.find(({ documentId }) => documentId === jobId)?.effective ?? null;
    return effective && { ...effective, seed: seed ?? effective.seed };
  };

  return {
    /** Other stored outputs of the same task. */
    siblingsOf: async ({ taskId, documentId }: OutputRow): Promise<OutputRow[]> =>
      (await generation.outputsOf(taskId)).filter(
        (each) => each.state === 'stored' && each.documentId !== documentId
      ),

    effectiveOf: (
      jobs: JobRow[],
      output: OutputRow,
      reader: Reader
    ): EffectiveParameters | null => {
      const effective = madeBy(jobs, output);
      return effective && !reader.mayReadPrompts ? withoutPrompts(effective) : effective;
    },

    /** Effective parameters, seeds among them, in which siblings differ from one output. */
    siblingDifferences: (
      jobs: JobRow[],
      output: OutputRow,
      siblings: OutputRow[],
      { mayReadPrompts }: Reader
    ): ReviewCase['siblingDifferences'] => {
      const own = madeBy(jobs, output);
      if (!own) return [];
      return siblings.flatMap((sibling) => {
        const theirs = madeBy(jobs, sibling);
        if (!theirs) return [];
        return differencesBetween(theirs, own, { withPrompts: mayReadPrompts }).map(
          ({ field, before, after }) => ({
            outputId: sibling.documentId,
            field,
            here: after,
            there: before,
          })
        );
      });
    },

    /** Requested parameters that differ from those of the task that this one was derived from. */
    differencesOf: async (
      task: TaskRow,
      { mayReadPrompts }: Reader
    ): Promise<ReviewCase['differences']> => {
      const parent = task.derivedFrom ? await generation.taskRow(task.derivedFrom) : null;
      // What was made with another tool has no parameters to compare.
      if (!parent || generation.isElsewhere(task)) return [];
      return differencesBetween(generation.requestedOf(parent), generation.requestedOf(task), {
        withPrompts: mayReadPrompts,
      });
    },

    /** The output that a task was made again for, promoted from or edited from. */
    previousOf: async (task: TaskRow): Promise<ReviewCase['previous']> => {
      const { derivedFromOutput, derivation } = task;
      if (!derivedFromOutput || !derivation) return null;
      const found = await generation.outputRow(derivedFromOutput);
      const [output] = await generation.outputSummaries(found ? [found] : []);
      if (!output) return null;
      const verdicts = await rows.latestOf([derivedFromOutput]);
      return { output, derivation, verdict: verdicts.get(derivedFromOutput) ?? null };
    },
  };
};
export type Comparing = ReturnType<typeof createComparing>;

import type { TextRule } from '../../../shared';
import type { Kernel, NewRow, Transaction } from '../kernel';
import { generationTasks } from './content-types/generation-task';
import { inlineResults } from './content-types/inline-result';
import { outputs } from './content-types/output';
import { providerJobs } from './content-types/provider-job';
import { taskReferences } from './content-types/task-reference';
import type { JobRow, TaskRow, Transitions } from './transitions';

/** Where a task says when a rule took something out of it. */
export const removedAtOf = (task: TaskRow): Record<TextRule, string | null> => ({
  raw_answers: task.rawAnswersRemovedAt,
  prompts: task.promptsRemovedAt,
  records: task.recordRemovedAt,
});

const withoutPrompt = (effective: JobRow['effective']): JobRow['effective'] =>
  effective && { ...effective, prompt: '', negativePrompt: null, revisedPrompt: null };

/** Whatever people or providers wrote; what is left is ids, hashes, states, days and figures. */
const withoutWords = {
  subject: null,
  brand: null,
  series: null,
  parameterSummary: '',
  callbackUrl: null,
  idempotencyKey: null,
  repeatReason: null,
  finalReason: null,
  regenerateReason: null,
  changes: null,
  spendReason: null,
  presetName: null,
  failure: null,
} satisfies NewRow<typeof generationTasks>;

/** Takes prompts, raw answers or all words out of finished tasks. The caller holds the task's lock. */
export const createReducing = ({ store }: Kernel, { jobsOf, outputsOf }: Transitions) => {
  const changeJobs = async (
    taskId: string,
    changesOf: (job: JobRow) => NewRow<typeof providerJobs>
  ): Promise<void> => {
    for (const job of await jobsOf(taskId))
      await store.compareAndSet(providerJobs, { documentId: job.documentId }, changesOf(job));
  };

  const rawAnswers = async ({ documentId }: TaskRow): Promise<void> => {
    const jobs = await jobsOf(documentId);
    await changeJobs(documentId, () => ({ reference: null, results: null, lastProblem: null }));
    await store.remove(inlineResults, {
      jobId: { $in: jobs.map((job) => job.documentId) },
    });
  };

  const prompts = ({ documentId }: TaskRow): Promise<void> =>
    changeJobs(documentId, ({ effective }) => ({ effective: withoutPrompt(effective) }));

  const record = async (task: TaskRow): Promise<void> => {
    await rawAnswers(task);
    await changeJobs(task.documentId, () => ({ effective: null, failure: null }));
    for (const { documentId } of await outputsOf(task.documentId))
      await store.compareAndSet(
        outputs,
        { documentId },
        {
          submissionNote: null,
          alternativeText: null,
          alternativeTexts: null,
          verdictReason: null,
          adoptedReason: null,
          failure: null,
        }
      );
    await store.remove(taskReferences, { taskId: task.documentId });
  };

  const takenOut: Record<
    TextRule,
    {
      act: (task: TaskRow) => Promise<void>;
      changes: (task: TaskRow, at: string) => NewRow<typeof generationTasks>;
    }
  > = {
    raw_answers: { act: rawAnswers, changes: (_task, at) => ({ rawAnswersRemovedAt: at }) },
    prompts: {
      act: prompts,
      changes: (_task, at) => ({ prompt: null, negativePrompt: null, promptsRemovedAt: at }),
    },
    records: {
      act: record,
      changes: (task, at) => ({
        ...withoutWords,
        prompt: null,
        negativePrompt: null,
        requested: { ...task.requested, references: [], extras: {} },
        referenceCount: 0,
        rawAnswersRemovedAt: task.rawAnswersRemovedAt ?? at,
        promptsRemovedAt: task.promptsRemovedAt ?? at,
        recordRemovedAt: at,
      }),
    },
  };

  return {
    removedAtOf,

    /** @returns the version of the task after it; null when somebody else changed it: then nothing has happened. */
    reduce: async (tx: Transaction, task: TaskRow, rule: TextRule): Promise<number | null> => {
      const { act, changes } = takenOut[rule];
      const version = task.version + 1;
      const isMine = await store.compareAndSet(
        generationTasks,
        { documentId: task.documentId, version: task.version },
        { ...changes(task, tx.at.toISOString()), version }
      );
      if (!isMine) return null;
      await act(task);
      return version;
    },
  };
};

import type { Generation, OutputRow, TaskRow } from '../generation/service';
import { notFound } from '../kernel';
import type { Transaction } from '../kernel';

/** What is reviewed: one output, with the task that it belongs to. */
export type Subject = { output: OutputRow; task: TaskRow };

const unknown = () => notFound('result', 'outputId');

/** Reading what is reviewed. */
export const createSubjects = ({ generation }: { generation: Generation }) => ({
  /** @throws Refusal 404 for unknown outputs. */
  find: async (outputId: string): Promise<Subject> => {
    const output = await generation.outputRow(outputId);
    const task = output && (await generation.taskRow(output.taskId));
    if (!output || !task) throw unknown();
    return { output, task };
  },

  /**
   * Both as they are under the lock of the task, which lasts until the transaction ends.
   * @throws Refusal 404 for unknown outputs.
   */
  lock: async (tx: Transaction, outputId: string): Promise<Subject> => {
    const found = await generation.outputRow(outputId);
    if (!found) throw unknown();
    const task = await generation.lockTask(tx, found.taskId);
    const output = await generation.outputRow(outputId);
    if (!output) throw unknown();
    return { output, task };
  },
});
export type Subjects = ReturnType<typeof createSubjects>;

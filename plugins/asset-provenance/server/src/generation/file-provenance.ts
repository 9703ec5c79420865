import type { Origin } from '../../../shared';
import { ELSEWHERE } from '../../../shared';
import type { Kernel } from '../kernel';
import type { FileProvenance, OwnStanding } from '../media/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import type { OutputRow, TaskRow } from './transitions';

/** Where a file under record came from; `own` is what the file and people say. */
const originOf = (task: TaskRow | undefined, own: OwnStanding | undefined): Origin => {
  if (task?.providerId !== ELSEWHERE) return 'generated';
  return own?.origin === 'detected' ? 'detected' : 'declared';
};

/** The columns on the file of an output. */
export const provenanceOfOutput = (
  output: OutputRow,
  task: TaskRow | undefined,
  origin: Origin
): FileProvenance => ({
  status: output.approvalStatus,
  origin,
  taskId: output.taskId,
  outputId: output.documentId,
  purpose: task?.purpose ?? null,
  brand: task?.brand ?? null,
  series: task?.series ?? null,
  ownerId: task?.ownerId ?? null,
  modelId: task?.modelId ?? null,
});

/**
 * What is known of files that were generated here, by the documentId of the file.
 * @param own what the same files and people say.
 */
export const createFileProvenance =
  ({ store }: Kernel) =>
  async (
    fileDocumentIds: string[],
    own: Map<string, OwnStanding>
  ): Promise<Map<string, FileProvenance>> => {
    const rows = (await store.find(outputs, {
      where: { fileDocumentId: { $in: fileDocumentIds }, state: 'stored' },
    })) as OutputRow[];
    const tasks: TaskRow[] = await store.find(generationTasks, {
      where: { documentId: { $in: rows.map(({ taskId }) => taskId) } },
    });
    const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
    return new Map(
      rows.map((row) => {
        const id = row.fileDocumentId ?? '';
        const task = taskOf.get(row.taskId);
        return [id, provenanceOfOutput(row, task, originOf(task, own.get(id)))];
      })
    );
  };

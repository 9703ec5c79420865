import type { Kernel } from '../kernel';
import type { FileProvenance, Media } from '../media/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { originOf } from './elsewhere-rows';
import type { OutputRow } from './transitions';

/** What is known of files that were generated here, by the documentId of the file. */
export const createFileProvenance =
  ({ store }: Kernel, media: Media) =>
  async (fileDocumentIds: string[]): Promise<Map<string, FileProvenance>> => {
    const rows = (await store.find(outputs, {
      where: { fileDocumentId: { $in: fileDocumentIds }, state: 'stored' },
    })) as OutputRow[];
    const tasks = await store.find(generationTasks, {
      where: { documentId: { $in: rows.map(({ taskId }) => taskId) } },
    });
    const taskOf = new Map(tasks.map((task) => [task.documentId, task]));
    const own = await media.origins.ofFiles(fileDocumentIds);
    return new Map(
      rows.map((row) => {
        const task = taskOf.get(row.taskId);
        return [
          row.fileDocumentId ?? '',
          {
            status: row.approvalStatus,
            origin: originOf(task, own.get(row.fileDocumentId ?? '')),
            taskId: row.taskId,
            outputId: row.documentId,
            purpose: task?.purpose ?? null,
            brand: task?.brand ?? null,
            series: task?.series ?? null,
            ownerId: task?.ownerId ?? null,
            modelId: task?.modelId ?? null,
          },
        ];
      })
    );
  };

import type { Actor } from '../../../shared';
import type { PluginConfig } from '../config';
import { conflict, reached } from '../kernel';
import type { Kernel } from '../kernel';
import { inspect, slugOf } from '../media/service';
import type { Media } from '../media/service';
import { generationTasks } from './content-types/generation-task';
import { outputs } from './content-types/output';
import { alreadyRecorded, notMedia } from './elsewhere';
import type { ElsewhereRows } from './elsewhere-rows';
import type { ElsewhereStoring } from './elsewhere-storing';
import type { OutputRow, TaskRow } from './transitions';

type Ports = {
  kernel: Kernel;
  config: PluginConfig;
  media: Media;
  rows: ElsewhereRows;
  storing: ElsewhereStoring;
  userIdOf: (task: TaskRow) => Promise<number | null>;
};

/** A file that was edited with another tool. `bytes` and `sha256` are of the file at `path`. */
export type Edit = {
  path: string;
  sha256: string;
  bytes: number;
  editedWith: string;
  changes: string;
};

/** Takes edited versions of outputs back, as descendants of what they were made from. */
export const createEditedVersions = ({ kernel, config, media, rows, storing, userIdOf }: Ports) => {
  const { store, transact } = kernel;

  /** A key under which the storage has nothing yet. */
  const storageKeyOf = (original: TaskRow, sha: string): string =>
    [
      slugOf(original.subject ?? original.series ?? original.brand ?? '') || original.kind,
      'edit',
      original.documentId.slice(-8),
      sha.slice(0, 8),
      Date.now().toString(36),
    ].join('_');

  const sameEdit = async (original: OutputRow, sha: string): Promise<OutputRow | null> => {
    const edits = await store.find(generationTasks, {
      where: {
        derivedFrom: original.taskId,
        derivation: 'edit',
        derivedFromOutput: original.documentId,
      },
    });
    return (await store.findOne(outputs, {
      taskId: { $in: edits.map(({ documentId }) => documentId) },
      receivedSha256: sha,
      state: { $in: ['fetching', 'stored'] },
    })) as OutputRow | null;
  };

  /** @throws Refusal 409 when nothing was edited, or when this very edit is here already. */
  const assertEdited = async (original: OutputRow, sha: string): Promise<void> => {
    if ([original.storedSha256, original.receivedSha256].includes(sha))
      throw conflict(
        {
          en: 'This is the original: the file has exactly the same bytes.',
          zh: '这就是原文件：字节完全一致。',
        },
        {
          code: 'same_bytes',
          outputId: original.documentId,
          fields: [
            { path: 'file', message: 'has the bytes of the original', zh: '与原文件字节一致' },
          ],
        },
        { en: 'Choose the file that you edited.', zh: '请选择编辑后的文件。' }
      );
    const same = await sameEdit(original, sha);
    if (same) throw alreadyRecorded(same);
  };

  return {
    /**
     * Stores an edited version of an output as an unsubmitted descendant of it.
     * @throws Refusal 400 for other bytes than pictures or videos, 409 for the bytes of the original.
     */
    storeEditedVersion: async (
      actor: Actor,
      { output: original, task: parent }: { output: OutputRow; task: TaskRow },
      edit: Edit
    ): Promise<string> => {
      await assertEdited(original, edit.sha256);
      const facts = await inspect(edit.path, parent.kind).catch((error: unknown) => {
        throw notMedia('file', error);
      });
      const received = await media.examine(edit.path);
      const { purpose, channel, specification, brand, series, subject, kind } = parent;
      const storageKey = storageKeyOf(parent, edit.sha256);
      const { task, output } = await transact(actor, async (tx) => {
        await kernel.serialise(tx, `edit:${original.documentId}`);
        await assertEdited(original, edit.sha256);
        const made = await rows.insert(tx, {
          ...{ purpose, channel, specification, brand, series, subject, kind },
          tool: edit.editedWith,
          facts: { ...facts, bytes: edit.bytes },
          receivedSha256: edit.sha256,
          storageKey,
          references: parent.requested.references,
          derivedFrom: { taskId: parent.documentId, outputId: original.documentId },
          changes: edit.changes,
        });
        await storing.settleLater(tx, made.output.documentId);
        return made;
      });
      try {
        reached('before-upload', output.documentId);
        const { file, storedSha256, storedBytes } = await media.store({
          path: edit.path,
          storageKey,
          name: `${subject ?? series ?? brand ?? purpose} ${task.documentId.slice(-8)}`,
          ext: facts.ext,
          mime: facts.mime,
          bytes: edit.bytes,
          folderName: config.purposes[purpose]?.en ?? purpose,
          userId: await userIdOf(task),
        });
        reached('after-upload', output.documentId);
        await transact(actor, async (tx) => {
          const origin = storing.originOf(received);
          const bytes = { sha256: storedSha256, bytes: storedBytes };
          if (!(await storing.finish(tx, output, file, bytes, origin)))
            throw conflict({
              en: 'Storing this file took too long; it was given up meanwhile.',
              zh: '保存该文件耗时过长，已被放弃。',
            });
          const stored = received && (await media.file(file.documentId));
          if (stored) await media.origins.recordReceived(tx, stored, received);
        });
      } catch (error) {
        await storing.settle(output.documentId);
        throw error;
      }
      return task.documentId;
    },
  };
};

import { systemActor } from '../../../shared';
import type { Actor } from '../../../shared';
import { Refusal, conflict, currentActor, reached } from '../kernel';
import type { Kernel } from '../kernel';
import type { Files, MediaFile } from './files';
import type { Holds } from './holds';
import type { RemovalRow, Removals } from './removals';
import type { UploadListeners } from './upload-seam';

type Ports = {
  files: Files;
  holds: Holds;
  removals: Removals;
  /** Takes bytes and row of a file away, past every guard. */
  removeUnchecked: (file: MediaFile) => Promise<unknown>;
};

const DELETED = { en: 'deleted', zh: '删除' };

const deciderOf = (row: RemovalRow): Actor => ({
  type: row.decidedByType,
  id: row.decidedById,
  name: row.decidedByName,
});

/** Files that go: what stands against it, the decision, and carrying it out. */
export const createRemoving = (
  { strapi, transact }: Kernel,
  { files, holds, removals, removeUnchecked }: Ports
) => {
  const checks: ((file: MediaFile) => Promise<void>)[] = [];

  const assertNotNeeded = async (file: MediaFile): Promise<void> => {
    for (const check of checks) await check(file);
  };

  const assertRemovable = async (file: MediaFile): Promise<void> => {
    await holds.assertFree(file, DELETED);
    await assertNotNeeded(file);
  };

  const listeners: Pick<UploadListeners, 'removing' | 'removingAll' | 'notRemoved' | 'removed'> = {
    // Decides it under the lock of holds, so that none comes between the look and the deletion.
    removing: async ({ documentId }) => {
      const found = await files.file(documentId);
      if (!found) return null;
      await assertRemovable(found);
      return transact(currentActor(strapi), async (tx) => {
        await holds.lock(tx);
        await holds.assertFree(found, DELETED);
        return removals.decide(tx, found, 'person');
      });
    },

    removingAll: async (doomed) => {
      for (const file of doomed) {
        const found = await files.file(file.documentId);
        if (!found) continue;
        await assertRemovable(found).catch((error: unknown) => {
          if (!(error instanceof Refusal) || doomed.length === 1) throw error;
          const { what, code, next, ...details } = error.details;
          throw conflict(
            {
              en: `Nothing was deleted. ${what?.en ?? error.message}`,
              zh: `未删除任何文件。${what?.zh ?? error.message}`,
            },
            { ...details, code },
            next
          );
        });
      }
    },

    // Where two delete the same file, one of them is refused what the other did.
    notRemoved: async (removal) => {
      const isThere = (await files.file(removal.fileDocumentId)) !== null;
      await transact(currentActor(strapi), (tx) =>
        isThere ? removals.cancel(tx, removal) : removals.finish(tx, removal)
      );
    },

    removed: (removal) => transact(currentActor(strapi), (tx) => removals.finish(tx, removal)),
  };

  /** @returns whether a room says that the file is needed. */
  const isNeeded = async (file: MediaFile): Promise<boolean> => {
    try {
      await assertNotNeeded(file);
      return false;
    } catch (error) {
      if (error instanceof Refusal) return true;
      throw error;
    }
  };

  return {
    listeners,

    /** A check throws a Refusal to keep a file. */
    guard: (check: (file: MediaFile) => Promise<void>): void => void checks.push(check),

    /**
     * Carries out a deletion that was decided; done again, it finds nothing left to do. A file that is
     * needed after all stays.
     */
    carryOut: async (removal: RemovalRow): Promise<void> => {
      const file = await files.file(removal.fileDocumentId);
      if (file && (await isNeeded(file)))
        return transact(systemActor, (tx) => removals.cancel(tx, removal));
      if (file) {
        reached('before-removal', file.documentId);
        await removeUnchecked(file);
        reached('after-removal', file.documentId);
      }
      return transact(deciderOf(removal), (tx) => removals.finish(tx, removal));
    },
  };
};

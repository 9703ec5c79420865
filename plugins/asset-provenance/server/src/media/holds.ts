import { conflict } from '../kernel';
import type { Kernel, RowOf, Transaction } from '../kernel';
import { fileHolds } from './content-types/file-hold';
import type { MediaFile } from './files';
import type { Provenance } from './provenance';

type HoldRow = RowOf<typeof fileHolds>;

/** Nobody deletes or replaces a file under hold, whatever else is true of it. */
export const createHolds = ({ store }: Kernel, { outputOf }: Provenance) => {
  const of = async (fileDocumentId: string): Promise<HoldRow | null> => {
    const row = await store.findOne(fileHolds, { fileDocumentId });
    return row?.isHeld ? row : null;
  };

  return {
    of,

    /** Which of these files are under hold. */
    heldAmong: async (fileDocumentIds: string[]): Promise<Set<string>> => {
      const rows = fileDocumentIds.length
        ? await store.find(fileHolds, {
            where: { fileDocumentId: { $in: fileDocumentIds }, isHeld: true },
          })
        : [];
      return new Set(rows.map(({ fileDocumentId }) => fileDocumentId));
    },

    /**
     * Puts a file under hold or lets it go.
     * @returns false when it stood so already: then nothing has happened.
     */
    set: async (
      tx: Transaction,
      { id, documentId }: MediaFile,
      isHeld: boolean,
      reason: string
    ): Promise<boolean> => {
      const row = await store.findOne(fileHolds, { fileDocumentId: documentId });
      if ((row?.isHeld ?? false) === isHeld) return false;
      const next = {
        isHeld,
        reason,
        version: (row?.version ?? 0) + 1,
        changedByType: tx.actor.type,
        changedById: tx.actor.id,
        changedByName: tx.actor.name,
        changedAt: tx.at.toISOString(),
      };
      if (!row) await store.insert(fileHolds, { fileDocumentId: documentId, ...next });
      else {
        const isMine = await store.compareAndSet(
          fileHolds,
          { documentId: row.documentId, version: row.version },
          next
        );
        if (!isMine) return false;
      }
      await tx.emit({
        type: 'file.held',
        aggregateType: 'file',
        aggregateId: documentId,
        aggregateVersion: next.version,
        taskId: (await outputOf({ id }))?.taskId ?? null,
        note: reason,
        data: { isHeld },
      });
      return true;
    },

    /** @throws Refusal 409 when the file is under hold. */
    assertFree: async (file: MediaFile, act: { en: string; zh: string }): Promise<void> => {
      const hold = await of(file.documentId);
      if (!hold) return;
      throw conflict(
        {
          en: `“${file.name}” was not ${act.en}: ${hold.changedByName} put it under hold${hold.reason ? ` (${hold.reason})` : ''}.`,
          zh: `未${act.zh}“${file.name}”：${hold.changedByName} 已将其设为保全${hold.reason ? `（${hold.reason}）` : ''}。`,
        },
        { code: 'file_held', why: 'held', fileDocumentId: file.documentId },
        {
          en: 'Somebody who manages approved assets can end the hold in the Library.',
          zh: '有素材管理权限的人可在素材库中解除保全。',
        }
      );
    },
  };
};

import type { FileRemoval, RemovalRule } from '../../../shared';
import type { Kernel, RowOf, Transaction } from '../kernel';
import type { StoredBinary } from './binaries';
import { fileRemovals } from './content-types/file-removal';
import type { MediaFile } from './files';
import type { FileOutput } from './provenance';

export type RemovalRow = RowOf<typeof fileRemovals>;
type Ports = {
  outputOf: (file: MediaFile) => Promise<FileOutput | null>;
  original: (file: MediaFile) => Promise<StoredBinary | null>;
};

export const toFileRemoval = (row: RemovalRow): FileRemoval => ({
  rule: row.rule,
  sha256: row.sha256,
  bytes: row.bytes,
  at: row.doneAt ?? row.decidedAt,
  isDone: row.state === 'done',
  by: { type: row.decidedByType, id: row.decidedById, name: row.decidedByName },
});

/** Deletions of files, from the decision to the end. Whoever decides holds `holds.lock`. */
export const createRemovals = ({ store }: Kernel, { outputOf, original }: Ports) => {
  const of = async (fileDocumentId: string): Promise<RemovalRow | null> => {
    const row = await store.findOne(fileRemovals, { fileDocumentId });
    return row && row.state !== 'cancelled' ? row : null;
  };

  const move = ({ documentId, version }: RemovalRow, to: Partial<RemovalRow>): Promise<boolean> =>
    store.compareAndSet(
      fileRemovals,
      { documentId, version, state: 'decided' },
      { ...to, version: version + 1 }
    );

  return {
    /** null: not deleted, and not about to be. */
    of,
    byId: (removalId: string): Promise<RemovalRow | null> =>
      store.findOne(fileRemovals, { documentId: removalId }),

    ofFiles: async (fileDocumentIds: string[]): Promise<Map<string, RemovalRow>> => {
      const rows = fileDocumentIds.length
        ? await store.find(fileRemovals, {
            where: {
              fileDocumentId: { $in: fileDocumentIds },
              state: { $in: ['decided', 'done'] },
            },
          })
        : [];
      return new Map(rows.map((row) => [row.fileDocumentId, row]));
    },

    /** Decided at or before a moment, and not carried out: whoever was to do it died. */
    overdue: (before: string, limit: number): Promise<RemovalRow[]> =>
      store.find(fileRemovals, {
        where: { state: 'decided', decidedAt: { $lte: before } },
        orderBy: { id: 'asc' },
        limit,
      }),

    /** The decision; one that stands already is taken up. */
    decide: async (tx: Transaction, file: MediaFile, rule: RemovalRule): Promise<RemovalRow> => {
      const output = await outputOf(file);
      const stored = await original(file);
      const decision = {
        state: 'decided' as const,
        rule,
        outputId: output?.outputId ?? null,
        taskId: output?.taskId ?? null,
        sha256: stored?.sha256 ?? null,
        bytes: stored?.bytes ?? null,
        decidedAt: tx.at.toISOString(),
        decidedByType: tx.actor.type,
        decidedById: tx.actor.id,
        decidedByName: tx.actor.name,
        doneAt: null,
      };
      const former = await store.findOne(fileRemovals, { fileDocumentId: file.documentId });
      if (former?.state === 'decided') return former;
      if (!former)
        return store.insert(fileRemovals, { fileDocumentId: file.documentId, ...decision });
      await store.compareAndSet(
        fileRemovals,
        { documentId: former.documentId, version: former.version },
        { ...decision, version: former.version + 1 }
      );
      return { ...former, ...decision, version: former.version + 1 };
    },

    /** The file stays after all. */
    cancel: async (tx: Transaction, row: RemovalRow): Promise<void> => {
      if (!(await move(row, { state: 'cancelled' }))) return;
      await tx.emit({
        type: 'file.kept',
        aggregateType: 'file',
        aggregateId: row.fileDocumentId,
        aggregateVersion: null,
        taskId: row.taskId,
        data: { outputId: row.outputId, rule: row.rule },
      });
    },

    /** The file is gone; said once, whoever took it away. */
    finish: async (tx: Transaction, row: RemovalRow): Promise<void> => {
      if (!(await move(row, { state: 'done', doneAt: tx.at.toISOString() }))) return;
      await tx.emit({
        type: 'file.deleted',
        aggregateType: 'file',
        aggregateId: row.fileDocumentId,
        aggregateVersion: null,
        taskId: row.taskId,
        data: { outputId: row.outputId, sha256: row.sha256, rule: row.rule },
      });
    },
  };
};
export type Removals = ReturnType<typeof createRemovals>;

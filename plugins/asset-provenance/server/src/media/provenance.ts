import type { Core, UID } from '@strapi/strapi';
import type { ApprovalStatus, Origin } from '../../../shared';
import type { Kernel, NewRow, Transaction } from '../kernel';
import { channelKeysOf, kindOfMime } from './columns';
import { fileProvenances } from './content-types/file-provenance';
import { FILE_UID } from './files';
import type { Files, MediaFile } from './files';

/** What a file is known by; written only through here. */
export type FileProvenance = {
  status?: ApprovalStatus;
  origin?: Origin;
  taskId?: string | null;
  outputId?: string | null;
  purpose?: string | null;
  brand?: string | null;
  series?: string | null;
  /** documentId of an admin user. */
  ownerId?: string | null;
  modelId?: string | null;
  usableFrom?: string | null;
  usableUntil?: string | null;
  /** Channels of the reuse limits; empty: no limit. */
  channels?: string[];
  isPublic?: boolean;
};

/** The output that a file is of. */
export type FileOutput = { outputId: string; taskId: string };

type Row = NewRow<typeof fileProvenances>;
type FileEvent = {
  params: { data?: Record<string, unknown> };
  result?: { id?: number; mime?: string } | null;
};

const given = <T extends Record<string, unknown>>(patch: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(patch).filter(([, value]) => value !== undefined)
  ) as Partial<T>;

/** The part of it that stands on the file itself. */
const columnsOf = ({ status, origin, usableFrom, usableUntil }: FileProvenance) =>
  given({
    provenanceStatus: status,
    provenanceOrigin: origin,
    provenanceUsableFrom: usableFrom,
    provenanceUsableUntil: usableUntil,
  });

/** The part that stands beside it. */
const rowOf = (patch: FileProvenance): Row => {
  const { taskId, outputId, purpose, brand, series, ownerId, modelId, channels, isPublic } = patch;
  return given({
    ...{ taskId, outputId, purpose, brand, series, ownerId, modelId },
    channelKeys: channels && channelKeysOf(channels),
    isPublic,
  });
};

const wholeRow = ({ id, mime }: MediaFile, provenance: FileProvenance): Row => ({
  fileId: id,
  kind: kindOfMime(mime),
  ...rowOf(provenance),
});

const hasAny = (values: object): boolean => Object.keys(values).length > 0;

/**
 * Our projections of what is on record about files: the columns on them, and one row beside each. A
 * row is made whole or not at all: one that is missing is found by its absence.
 */
export const createProvenance = ({ strapi, store, serialise, log }: Kernel, files: Files) => {
  const listeners: ((fileIds: number[]) => Promise<void>)[] = [];
  const tell = async (fileIds: number[]): Promise<void> => {
    if (fileIds.length === 0) return;
    for (const listener of listeners) await listener(fileIds);
  };

  const rows = () => strapi.db.query(fileProvenances.uid as UID.ContentType);

  /** Their numeric ids, under their locks: whoever restores them reads before or after, not between. */
  const lock = async (where: Record<string, unknown>): Promise<number[]> => {
    const locked = (await strapi.db
      .queryBuilder(FILE_UID)
      .where(where)
      .select('id')
      .orderBy({ id: 'asc' })
      .forUpdate()
      .execute()) as unknown as { id: number }[];
    return locked.map(({ id }) => id);
  };

  const set = async (where: Record<string, unknown>, patch: FileProvenance): Promise<void> => {
    const [columns, row] = [columnsOf(patch), rowOf(patch)];
    if (!hasAny(row)) {
      await files.updateFiles(where, columns);
      return;
    }
    const ids = await lock(where);
    if (hasAny(columns)) await files.updateFiles({ id: { $in: ids } }, columns);
    await rows().updateMany({ where: { fileId: { $in: ids } }, data: row });
    if (patch.taskId !== undefined) await tell(ids);
  };

  /** A file comes and goes whether or not its row does: what is amiss is found by the next look. */
  const unlessBroken = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => {
      log.error(`What is on record about a file was not noted beside it: ${String(error)}`);
    });
  };
  strapi.db.lifecycles.subscribe({
    models: [FILE_UID],
    afterCreate: async ({ result }: FileEvent) => {
      if (!result?.id) return;
      const row = { fileId: result.id, kind: kindOfMime(result.mime) };
      await unlessBroken(store.insertMany(fileProvenances, [row]));
    },
    afterUpdate: async ({ params, result }: FileEvent) => {
      if (!result?.id || typeof params.data?.mime !== 'string') return;
      const kind = kindOfMime(params.data.mime);
      await unlessBroken(rows().updateMany({ where: { fileId: result.id }, data: { kind } }));
    },
    afterDelete: async ({ result }: FileEvent) => {
      if (result?.id) await unlessBroken(store.remove(fileProvenances, { fileId: result.id }));
    },
  } as Parameters<Core.Strapi['db']['lifecycles']['subscribe']>[0]);

  return {
    setProvenance: (_tx: Transaction, documentId: string, patch: FileProvenance): Promise<void> =>
      set({ documentId }, patch),

    /** Files follow the tasks of their owner. */
    handOver: async (tx: Transaction, fromId: string, toId: string): Promise<void> => {
      await serialise(tx, 'file-provenances');
      await rows().updateMany({ where: { ownerId: fromId }, data: { ownerId: toId } });
    },

    /**
     * Writes both projections of these files anew.
     * @param knownOf asked under their locks; files that it does not name are given `otherwise`.
     */
    restoreProvenance: async (
      tx: Transaction,
      found: MediaFile[],
      knownOf: (fileDocumentIds: string[]) => Promise<Map<string, FileProvenance>>,
      otherwise: FileProvenance
    ): Promise<void> => {
      await serialise(tx, 'file-provenances');
      const there = new Set(await lock({ id: { $in: found.map(({ id }) => id) } }));
      const standing = found.filter(({ id }) => there.has(id));
      if (standing.length === 0) return;
      const known = await knownOf(standing.map(({ documentId }) => documentId));
      const idsWhere = (isWanted: (provenance: FileProvenance | undefined) => boolean) =>
        standing.filter(({ documentId }) => isWanted(known.get(documentId))).map(({ id }) => id);
      for (const { id, documentId } of standing) {
        const provenance = known.get(documentId);
        if (provenance) await files.updateFiles({ id }, columnsOf(provenance));
      }
      const unknown = idsWhere((provenance) => !provenance);
      if (unknown.length > 0)
        await files.updateFiles({ id: { $in: unknown } }, columnsOf(otherwise));
      await store.remove(fileProvenances, { fileId: { $in: standing.map(({ id }) => id) } });
      await store.insertMany(
        fileProvenances,
        standing.map((file) => wholeRow(file, known.get(file.documentId) ?? otherwise))
      );
      await tell(idsWhere((provenance) => Boolean(provenance?.taskId)));
    },

    /** Takes away the rows of files that are gone. */
    forgetProvenance: (_tx: Transaction, fileIds: number[]): Promise<void> =>
      store.remove(fileProvenances, { fileId: { $in: fileIds } }),

    /** null for files that are not under record. */
    outputOf: async ({ id }: { id: number }): Promise<FileOutput | null> => {
      const row = await store.findOne(fileProvenances, { fileId: id });
      return row?.outputId && row.taskId ? { outputId: row.outputId, taskId: row.taskId } : null;
    },

    /** Tasks that files are from, by the numeric ids of the files; files without one are left out. */
    tasksOf: async (fileIds: number[]): Promise<Map<number, string>> => {
      const found = await store.find(fileProvenances, {
        select: ['fileId', 'taskId'],
        where: { fileId: { $in: fileIds }, taskId: { $notNull: true } },
      });
      return new Map(found.map(({ fileId, taskId }) => [fileId, taskId ?? '']));
    },

    /** Told in the transaction by which files come to be of a task, with their numeric ids. */
    afterTaskKnown: (listener: (fileIds: number[]) => Promise<void>) =>
      void listeners.push(listener),
  };
};
export type Provenance = ReturnType<typeof createProvenance>;
